"""Set what somebody is on desks: the one place that writes memberships of people who are there already."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from claims.models import Desk, Membership, User
from claims.services.claims_fall_back import claims_fall_back
from claims.services.people_changes import tell
from claims.services.person_leaves import person_leaves
from claims.vocabulary import PeopleChangeKind, Role


@transaction.atomic
def roles_set(*, person: User, roles: Mapping[int, Role | None], by: User | None, key: str) -> int:
    """Give the person these roles, by the desk's id (None: take them off), each with its line in the record; how many
    changed. Desks that aren't named stay as they are.

    What they had in work where they no longer check goes to the pool; whoever is left with no desk, and is no
    administrator, is signed out everywhere. For services that hold the person's row. A second run changes nothing.
    """
    held: dict[int, str] = dict(person.memberships.values_list("desk_id", "role"))
    desks = Desk.objects.filter(pk__in=list(roles)).in_bulk()
    changed = 0
    for pk, desk in sorted(desks.items()):
        before, after = held.get(pk, ""), roles[pk] or ""
        if before == after:
            continue
        _store(person, desk, roles[pk])
        about = {"person": person, "desk": desk, "before": before, "after": str(after)}
        tell(PeopleChangeKind.ROLE, by=by, key=key if not changed else f"{key}:{pk}", **about)  # type: ignore[arg-type]
        changed += 1
    if changed and not (person.administrator or person.memberships.exists()):
        person_leaves(person=person, by=by, key=key)
    elif changed:
        claims_fall_back(person=person, by=by, key=key)
    return changed


def _store(person: User, desk: Desk, role: Role | None) -> None:
    if role is None:
        Membership.objects.filter(user=person, desk=desk).delete()
    else:
        Membership.objects.update_or_create(user=person, desk=desk, defaults={"role": role})
