"""Attach new evidence to a claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from claims.capture.names import shown_name
from claims.errors import Refused
from claims.models import Evidence, Use, User
from claims.permissions import may_attach, may_go_out
from claims.services.capture_fetch import capture_fetch
from claims.services.capture_upload import capture_upload
from claims.services.claim_change import claim_to_change
from claims.services.history import recorded
from claims.services.use_store import store_use
from claims.vocabulary import EvidenceKind, Stance

TITLE_AT_MOST = 500
# What is looked at behind its link; the others are told, seen or heard.
FETCHED = frozenset({EvidenceKind.WEB_PAGE, EvidenceKind.DOCUMENT, EvidenceKind.DATASET})


@transaction.atomic
def evidence_attach(
    *,
    claim_id: int,
    by: User,
    key: str,
    kind: EvidenceKind,
    title: str = "",
    url: str = "",
    words: str = "",
    result: str = "",
    seen_at: datetime | None = None,
    ground_rules: str = "",
    reached: str = "",
    reply_by: datetime | None = None,
    right_of_reply: bool = False,
    upload: UploadedFile[Any] | None = None,
    locator: str = "",
    passage: str = "",
    stance: Stance = Stance.SUPPORTS,
    primary: bool = False,
    said_there: bool = False,
    independent_of: Sequence[int] = (),
) -> Use:
    """Store the thing on the claim's desk and its use at the claim, with the event; all or nothing.

    A file is kept, or a copy of the page that the link leads to is asked for, in the same transaction. It only adds,
    so it needs no version and never makes another person's open form stale. Raises Claim.DoesNotExist, Refused.
    A key that was used before returns the first use.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return first_use(first.payload.after)
    may_attach(by, claim).or_refuse()
    evidence = Evidence.objects.create(
        desk_id=claim.article.desk_id,
        kind=kind,
        title=_title(title, url, upload),
        url=url,
        words=words,
        result=result,
        seen=seen_at,
        ground_rules=ground_rules,
        reached=reached,
        reply_by=reply_by,
        right_of_reply=right_of_reply,
        by=by,
    )
    use = store_use(
        claim,
        evidence,
        by=by,
        key=key,
        locator=locator,
        passage=passage,
        stance=stance,
        primary=primary,
        said_there=said_there,
        independent_of=independent_of,
    )
    _keep(evidence, by, upload)
    return use


def first_use(after: dict[str, int]) -> Use:
    """The use that an earlier event tells of. Raises Refused where the key was used for something else."""
    if "use" not in after:
        raise Refused("This form was already sent, for something else. Load the page again.")
    return Use.objects.select_related("evidence").get(pk=after["use"])


def address_of(url: str) -> str:
    """A link without its scheme: what a page is called until its own title is known."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")[:TITLE_AT_MOST]


def _title(title: str, url: str, upload: UploadedFile[Any] | None) -> str:
    name = shown_name(upload.name or "") if upload else ""
    found = title.strip() or name or address_of(url)
    if not found:
        raise Refused("Say what the evidence is: a title, a name, where you searched.")
    return found


def _keep(evidence: Evidence, by: User, upload: UploadedFile[Any] | None) -> None:
    if upload is not None:
        capture_upload(evidence=evidence, upload=upload, by=by)
    elif evidence.url and evidence.kind in FETCHED and may_go_out(evidence.desk).allowed:
        capture_fetch(evidence=evidence, by=by)
