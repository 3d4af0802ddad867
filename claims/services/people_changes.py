"""The record of what was changed about people and desks, and what every such change shares."""

from __future__ import annotations

from claims.errors import Refused
from claims.models import Desk, Invitation, PeopleChange, User
from claims.permissions import people_administered_by
from claims.services.history import lock_key
from claims.vocabulary import PeopleChangeKind

YES = "yes"


def told_of(key: str, by: User) -> PeopleChange | None:
    """What this one-time key has changed already; a key belongs to who used it first. Holds others with the same key
    off until the transaction ends. Raises Refused where it is another person's.
    """
    lock_key(key)
    found = PeopleChange.objects.filter(key=key).select_related("invitation").first()
    if found is not None and found.by_id != by.pk:
        raise Refused("This form was already sent by somebody else. Load the page again.")
    return found


def tell(
    what: PeopleChangeKind,
    *,
    by: User | None,
    key: str,
    person: User | None = None,
    desk: Desk | None = None,
    invitation: Invitation | None = None,
    before: str = "",
    after: str = "",
) -> PeopleChange:
    """Add a line to the record, in the caller's transaction."""
    about = {"person": person, "desk": desk, "invitation": invitation}
    return PeopleChange.objects.create(what=what, by=by, key=key, before=before, after=after, **about)


def lock_person(person_id: int, by: User) -> User:
    """The person, for this transaction; others still write rows that name them. Raises User.DoesNotExist."""
    return people_administered_by(by).select_for_update(no_key=True).get(pk=person_id)


def is_last_administrator(person: User) -> bool:
    """Whether nobody would be left to run people and desks. Whoever asks holds all administrators' rows."""
    rows = User.objects.select_for_update(no_key=True).filter(administrator=True, is_active=True)
    return [one.pk for one in rows.order_by("pk")] == [person.pk]
