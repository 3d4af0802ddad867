"""Everybody who can sign in, and what each sees, as administrators see it. No article is read for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from claims.models import Desk, Invitation, InvitedRole, Membership, User
from claims.permissions import (
    desks_administered_by,
    invitation_open,
    invitations_visible_to,
    people_administered_by,
    people_changes_visible_to,
    roles_spelled,
)
from claims.selectors.people_changes import Changed, changes_of
from claims.vocabulary import Role

PEOPLE_ON_A_PAGE = 50
CHANGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`roles` are in the order of the desks, None where they see nothing; `factor`: whether they have a second one."""

    person: User
    roles: tuple[Role | None, ...]
    factor: bool

    @property
    def anywhere(self) -> bool:
        return any(self.roles)


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that nobody has used; `roles` are desk and role, `late`: whether its link is too old."""

    invitation: Invitation
    roles: tuple[tuple[Desk, Role], ...]
    late: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    desks: tuple[Desk, ...]
    rows: tuple[PersonRow, ...]
    shown: Page[User]
    invitations: tuple[InvitationRow, ...]
    find: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`roles` are desk and role, `seen` the same in a line for the form; `signed_in`: in how many browsers."""

    person: User
    roles: tuple[tuple[Desk, Role | None], ...]
    seen: str
    factor: bool
    signed_in: int
    changes: tuple[Changed, ...]
    last_sign_in: datetime | None


def people_page(user: User, *, find: str = "", number: str | int | None = 1) -> PeoplePage:
    """A page of people by name, those who are shut out last; `find` is part of a name or address. Six queries."""
    desks = tuple(desks_administered_by(user))
    people = _with_factor(people_administered_by(user)).order_by("-is_active", "name", "pk")
    if find:
        known = Q(name__icontains=find) | Q(username__icontains=find) | Q(email__icontains=find)
        people = people.filter(known)
    people = people.prefetch_related(Prefetch("memberships", Membership.objects.order_by("desk_id")))
    shown = Paginator(people, PEOPLE_ON_A_PAGE).get_page(number)
    return PeoplePage(
        desks=desks,
        rows=tuple(_row(one, desks) for one in shown.object_list),
        shown=shown,
        invitations=tuple(_invitation_row(one) for one in _open(user)),
        find=find,
    )


def _with_factor(people: QuerySet[User]) -> QuerySet[User]:
    return people.annotate(factor=Exists(_factors().filter(user=OuterRef("pk"))))


def _factors() -> QuerySet[Any]:
    """Apps and passkeys: recovery codes are none by themselves."""
    found: QuerySet[Any] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found


def _row(person: User, desks: tuple[Desk, ...]) -> PersonRow:
    held = {one.desk_id: Role(one.role) for one in person.memberships.all()}
    return PersonRow(person, tuple(held.get(desk.pk) for desk in desks), person.factor)  # type: ignore[attr-defined]


def _open(user: User) -> QuerySet[Invitation]:
    found = invitations_visible_to(user).filter(used_at=None, withdrawn_at=None).select_related("by")
    roles = InvitedRole.objects.select_related("desk").order_by("desk__name")
    return found.prefetch_related(Prefetch("roles", roles))


def _invitation_row(one: Invitation) -> InvitationRow:
    roles = tuple((role.desk, Role(role.role)) for role in one.roles.all())
    holds = one.by.is_active and one.by.administrator and one.expires_at > timezone.now()
    return InvitationRow(one, roles, not holds)


def person_page(user: User, person: User) -> PersonPage:
    """All that administrators are shown of one person."""
    held = {one.desk_id: Role(one.role) for one in person.memberships.all()}
    return PersonPage(
        person=person,
        roles=tuple((desk, held.get(desk.pk)) for desk in desks_administered_by(user)),
        seen=roles_spelled(person),
        factor=_factors().filter(user=person).exists(),
        signed_in=len(UserSession.objects.purge_and_list(person)),
        changes=changes_of(people_changes_visible_to(user).filter(person=person)[:CHANGES_SHOWN]),
        last_sign_in=person.last_login,
    )


def invitation_holds(digest: str) -> bool:
    """Whether the link with this hash lets somebody join."""
    return invitation_open(digest).exists()


def invited_by(digest: str) -> dict[str, Any]:
    """What the page for who joins shows: the `invitation`, and its `roles` as desk and role in words. It holds."""
    invitation = invitation_open(digest).get()
    roles = invitation.roles.select_related("desk").order_by("desk__name")
    return {"invitation": invitation, "roles": [(one.desk.name, Role(one.role).label) for one in roles]}
