"""Attach evidence that can't be shown to a claim."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from claims.capture.names import shown_name
from claims.models import ConfidentialSource, Evidence, User
from claims.models.confidential import Unsaid
from claims.permissions import may_attach
from claims.services.capture_store import store_file
from claims.services.capture_upload import kind_of_upload
from claims.services.claim_change import claim_to_change
from claims.services.confidential_sealed import FILE, key_of, sealed_words, source_now
from claims.services.confidential_store import stored, told
from claims.services.history import recorded
from claims.services.use_store import store_use
from claims.vocabulary import EventKind, EvidenceKind, Stance
from newsroom.sealing import seal


@transaction.atomic
@sensitive_variables("secret", "upload")
def confidential_attach(
    *,
    claim_id: int,
    by: User,
    key: str,
    kind: EvidenceKind,
    pseudonym: str,
    secret: Unsaid,
    people: Sequence[User],
    upload: UploadedFile[bytes] | None = None,
    stance: Stance = Stance.SUPPORTS,
    primary: bool = False,
) -> ConfidentialSource:
    """Store evidence of which the claim shows kind and pseudonym alone, its use there and its record; all or nothing.

    What it is, where it is and what it says is encrypted, a file too, with the record's own key; nothing is fetched, no
    text of it is read or kept. Raises Claim.DoesNotExist, Refused. A key that was used before returns the first record.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return source_now(ConfidentialSource.objects.get(evidence=first.payload.after.get("evidence", 0)).pk)
    may_attach(by, claim).or_refuse()
    evidence = Evidence.objects.create(
        desk_id=claim.article.desk_id, kind=kind, title=pseudonym, confidential=True, by=by
    )
    source = stored(claim.article, by, pseudonym, secret, people, evidence=evidence)
    if upload is not None:
        source = _keep(source, secret, upload)
    store_use(claim, evidence, by=by, key=key, stance=stance, primary=primary, independent_of=())
    named = sorted(one.pk for one in source.people.all())
    told(source, EventKind.SOURCE_STORED, by, f"{key}:source", named=named)
    return source


@sensitive_variables()
def _keep(source: ConfidentialSource, secret: Unsaid, upload: UploadedFile[bytes]) -> ConfidentialSource:
    """The file, encrypted, under a made-up name; what it was called is sealed with the rest. Raises Refused."""
    name = shown_name(upload.name or "")
    kind_of_upload(upload, name)
    own = key_of(source)
    upload.seek(0)
    kept = store_file(io.BytesIO(seal(own, upload.read(), FILE)))
    sealed = sealed_words(own, Unsaid(secret | {"file_name": name}))
    ConfidentialSource.objects.filter(pk=source.pk).update(stored=kept.name, sealed=sealed)
    return source_now(source.pk)
