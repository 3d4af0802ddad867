"""Join by an invitation."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Invitation, User
from claims.permissions import invitation_open
from claims.services.history import lock_key
from claims.services.people_changes import tell
from claims.services.roles_set import roles_set
from claims.vocabulary import PeopleChangeKind, Role


@transaction.atomic
def invitation_use(*, digest: str, key: str, username: str, initials: str, password: str) -> User:
    """Store a new person with the name, address and roles of the invitation, which is used up; all or nothing.

    `digest` is the hash of what the link holds. Raises Invitation.DoesNotExist (there is no such link, or it was used,
    withdrawn or is too old), Refused (somebody has that name). The link holds once, so `key` is only the form's: of two
    that come together one is refused.
    """
    invitation: Invitation = (
        invitation_open(digest).select_for_update(of=("self",)).select_related("by").get()
    )
    lock_key(f"username:{username.lower()}")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("Somebody here has that name already. Choose another.")
    taken = invitation.email and User.objects.filter(email__iexact=invitation.email).exists()
    email = "" if taken else invitation.email
    person = User.objects.create_user(
        username, password, name=invitation.name, email=email, initials=initials
    )
    invitation.used_by, invitation.used_at = person, timezone.now()
    invitation.save(update_fields=["used_by", "used_at"])
    own = f"invitation:{invitation.pk}"
    tell(PeopleChangeKind.JOINED, by=person, key=own, person=person, invitation=invitation)
    roles = {desk: Role(role) for desk, role in invitation.roles.values_list("desk_id", "role")}
    roles_set(person=person, roles=roles, by=invitation.by, key=f"{own}:roles")
    return person
