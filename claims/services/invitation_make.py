"""Invite somebody by a link."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from claims.errors import Refused
from claims.models import Invitation, InvitedRole, User
from claims.permissions import desks_administered_by, may_administer
from claims.services.invitation_link import Invited, expiry, fresh_token
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind, Role


@transaction.atomic
def invitation_make(
    *, by: User, key: str, name: str, email: str, roles: Mapping[int, Role | None]
) -> Invited:
    """Store an invitation with the roles that it gives, and a line in the record; what comes back holds the link's
    secret, which isn't stored.

    Raises Refused (no administrator; no role; somebody has the address). A key that was used before returns the first
    invitation without the secret.
    """
    may_administer(by).or_refuse()
    if (first := told_of(key, by)) and first.invitation:
        return Invited(first.invitation, "")
    given = {pk: role for pk, role in roles.items() if role}
    if not given:
        raise Refused("Choose a role on one desk at least.")
    if email and User.objects.filter(email__iexact=email).exists():
        raise Refused("Somebody here has this e-mail address already.")
    token, digest = fresh_token()
    invitation = Invitation.objects.create(name=name, email=email, digest=digest, by=by, expires_at=expiry())
    desks = desks_administered_by(by).filter(pk__in=list(given))
    InvitedRole.objects.bulk_create(
        [InvitedRole(invitation=invitation, desk=desk, role=given[desk.pk]) for desk in desks]
    )
    tell(PeopleChangeKind.INVITED, by=by, key=key, invitation=invitation)
    return Invited(invitation, token)
