"""Give somebody their roles, by an administrator."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from claims.errors import Refused
from claims.models import User
from claims.permissions import may_administer, roles_spelled
from claims.services.people_changes import lock_person, told_of
from claims.services.roles_set import roles_set
from claims.vocabulary import Role


@transaction.atomic
def person_roles(*, person_id: int, by: User, key: str, seen: str, roles: Mapping[int, Role | None]) -> User:
    """Store what a person is on these desks, with all that follows (roles_set).

    `seen` are the roles that the form was drawn with (`roles_spelled`). Raises User.DoesNotExist, Refused (no
    administrator; somebody was faster). A key that was used before, and the same roles again, change nothing.
    """
    may_administer(by).or_refuse()
    person = lock_person(person_id, by)
    if told_of(key, by):
        return person
    if roles_spelled(person) != seen:
        raise Refused("Somebody changed these roles since you opened this page. Load it again.")
    roles_set(person=person, roles=roles, by=by, key=key)
    return person
