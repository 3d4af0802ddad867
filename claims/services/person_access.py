"""Shut somebody out, or let them in again."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import User
from claims.permissions import may_administer
from claims.services.people_changes import is_last_administrator, lock_person, tell, told_of
from claims.services.person_leaves import person_leaves
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def person_access(*, person_id: int, by: User, key: str, active: bool) -> User:
    """Disable a person: every session of theirs ends, their claims go to the pool, no mail goes out (person_leaves).
    Or enable them: their roles are as they were.

    Raises User.DoesNotExist, Refused (no administrator; oneself; the last administrator). A second run changes nothing.
    """
    may_administer(by).or_refuse()
    last = not active and is_last_administrator(User(pk=person_id))
    person = lock_person(person_id, by)
    if told_of(key, by) or person.is_active == active:
        return person
    if person.pk == by.pk:
        raise Refused("You can't disable yourself: another administrator can.")
    if last:
        raise Refused(f"{person} is the last administrator: make somebody else one first.")
    User.objects.filter(pk=person.pk).update(is_active=active)
    person.is_active = active
    tell(PeopleChangeKind.ENABLED if active else PeopleChangeKind.DISABLED, by=by, key=key, person=person)
    if not active:
        person_leaves(person=person, by=by, key=key)
    return person
