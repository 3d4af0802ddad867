"""Say who may open a confidential source."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from claims.errors import Refused
from claims.models import ConfidentialSource, User
from claims.permissions import may_be_named
from claims.services.confidential_change import CHANGED_MEANWHILE
from claims.services.confidential_sealed import source_now, source_to_open
from claims.services.confidential_store import told
from claims.services.history import recorded
from claims.vocabulary import EventKind


@transaction.atomic
def confidential_name(
    *, source_id: int, before: Sequence[int], by: User, key: str, people: Sequence[User]
) -> ConfidentialSource:
    """Name exactly these people, one of them an editor, with the event. What whoever is taken off has approved counts
    no longer; what they know, they know.

    `before`: the ids of those who were named when the form was drawn. Raises ConfidentialSource.DoesNotExist, Refused
    (also where somebody was faster). A key that was used before, or the same people, change nothing.
    """
    source = source_to_open(source_id, by)
    if recorded(key, by):
        return source
    named = {one.pk for one in source.people.all()}
    if named != set(before):
        raise Refused(CHANGED_MEANWHILE)
    may_be_named(source.article, people).or_refuse()
    wanted = {one.pk for one in people}
    if wanted == named:
        return source
    source.people.set(wanted)
    source = source_now(source.pk)
    told(source, EventKind.SOURCE_NAMED, by, key, named=sorted(wanted))
    return source
