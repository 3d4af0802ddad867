"""Open a confidential source: see who it is."""

from __future__ import annotations

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import ConfidentialSource, User
from claims.models.confidential import Unsaid
from claims.services.confidential_sealed import opened_words, source_to_open
from claims.services.history import record, recorded
from claims.vocabulary import EventKind


@transaction.atomic
@sensitive_variables()
def confidential_open(*, source_id: int, by: User, key: str) -> Unsaid:
    """What the record keeps secret, with the event that this person looked, and nothing of what they saw.

    Raises ConfidentialSource.DoesNotExist, Refused (not named on it, deleted, no key opens it). A key that was used
    before is refused: it would be a look that no event tells of.
    """
    source = source_to_open(source_id, by)
    words = opened_words(source)
    tell_look(source, by, key)
    return words


def tell_look(source: ConfidentialSource, by: User, key: str, **what: bool) -> None:
    """The event of a look. Raises Refused for a key that was used before."""
    if recorded(key, by):
        raise Refused("Each look is recorded once. Press the button again to look again.")
    record(
        article_id=source.article_id,
        what=EventKind.SOURCE_OPENED,
        by=by,
        key=key,
        after={"source": source.pk} | what,
    )
