"""Who runs people and desks. It opens no copy: what an administrator may read, their own roles say."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from claims.errors import YES, Verdict, no
from claims.models import Desk, Invitation, PeopleChange, User


def may_administer(user: User) -> Verdict:
    if user.is_active and user.administrator:
        return YES
    return no("Administrators of the newsroom do this.")


def people_administered_by(user: User) -> QuerySet[User]:
    """Everybody who can sign in, for administrators; nobody, for others."""
    people = User.objects.filter(integration=False)
    return people if may_administer(user).allowed else people.none()


def desks_administered_by(user: User) -> QuerySet[Desk]:
    return Desk.objects.all() if may_administer(user).allowed else Desk.objects.none()


def invitations_visible_to(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.all() if may_administer(user).allowed else Invitation.objects.none()


def people_changes_visible_to(user: User) -> QuerySet[PeopleChange]:
    return PeopleChange.objects.all() if may_administer(user).allowed else PeopleChange.objects.none()


def invitation_open(digest: str) -> QuerySet[Invitation]:
    """The invitation whose link this is, while it holds: not used, withdrawn or too old, and made by somebody who is
    still an administrator. Whoever has the link needs no account to ask."""
    return Invitation.objects.filter(
        digest=digest,
        used_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
        by__is_active=True,
        by__administrator=True,
    )


def roles_spelled(person: User) -> str:
    """A person's roles in a line, for a form to carry: whoever changes them has seen these."""
    roles = person.memberships.order_by("desk_id").values_list("desk_id", "role")
    return " ".join(f"{desk}:{role}" for desk, role in roles) or "-"
