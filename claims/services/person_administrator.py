"""Make somebody an administrator, or take that off them."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import User
from claims.permissions import may_administer
from claims.services.people_changes import YES, is_last_administrator, lock_person, tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def person_administrator(*, person_id: int, by: User, key: str, on: bool) -> User:
    """Store whether a person runs people and desks, with its line in the record. It gives no copy to read.

    Raises User.DoesNotExist, Refused (no administrator; the last one). A second run changes nothing.
    """
    may_administer(by).or_refuse()
    last = not on and is_last_administrator(User(pk=person_id))
    person = lock_person(person_id, by)
    if told_of(key, by):
        return person
    if last:
        raise Refused(f"{person} is the last administrator: make somebody else one first.")
    administrator_set(person=person, on=on, by=by, key=key)
    return person


def administrator_set(*, person: User, on: bool, by: User | None, key: str) -> bool:
    """The same, for services that hold the person's row and have asked who is left; whether it changed anything."""
    if person.administrator == on:
        return False
    User.objects.filter(pk=person.pk).update(administrator=on)
    person.administrator = on
    words = {"before": "", "after": YES} if on else {"before": YES, "after": ""}
    tell(PeopleChangeKind.ADMINISTRATOR, by=by, key=key, person=person, **words)  # type: ignore[arg-type]
    return True
