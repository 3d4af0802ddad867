"""Change what a confidential source's record says."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import ConfidentialSource, User
from claims.models.confidential import Unsaid
from claims.services.confidential_sealed import (
    key_of,
    opened_words,
    refuse_a_telling_name,
    sealed_words,
    source_now,
    source_to_open,
)
from claims.services.confidential_store import told
from claims.services.history import recorded
from claims.vocabulary import EventKind

CHANGED_MEANWHILE = "Somebody changed this record meanwhile. Look again, then change it."


@transaction.atomic
@sensitive_variables("secret")
def confidential_change(
    *, source_id: int, seen: int, by: User, key: str, secret: Unsaid
) -> ConfidentialSource:
    """Seal what it says now in place of what it said, with the event; what it said before is gone. A file stays.

    Approvals were given for who it was before: they no longer count, and signatures that rested on them are void.
    Raises ConfidentialSource.DoesNotExist, Refused (also where somebody was faster). A key that was used before changes
    nothing.
    """
    source = source_to_open(source_id, by)
    if recorded(key, by):
        return source
    if source.version != seen:
        raise Refused(CHANGED_MEANWHILE)
    refuse_a_telling_name(source.pseudonym, secret)
    kept = {name: words for name, words in opened_words(source).items() if name not in secret}
    sealed = sealed_words(key_of(source), Unsaid(kept | secret))
    ConfidentialSource.objects.filter(pk=source.pk).update(sealed=sealed, version=F("version") + 1)
    source = source_now(source.pk)
    told(source, EventKind.SOURCE_CHANGED, by, key)
    return source
