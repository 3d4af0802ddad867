"""Make a new link for an invitation: the old one no longer works."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import User
from claims.permissions import invitations_visible_to, may_administer
from claims.services.invitation_link import Invited, expiry, fresh_token
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def invitation_again(*, invitation_id: int, by: User, key: str) -> Invited:
    """Give an invitation that nobody has used a new secret and a new end, in the name of whoever asks.

    Raises Invitation.DoesNotExist, Refused (no administrator; used or withdrawn). A key that was used before returns
    the invitation without the secret.
    """
    may_administer(by).or_refuse()
    invitation = invitations_visible_to(by).select_for_update().get(pk=invitation_id)
    if told_of(key, by):
        return Invited(invitation, "")
    if invitation.used_at or invitation.withdrawn_at:
        raise Refused("This invitation was used or withdrawn: invite them anew.")
    token, invitation.digest = fresh_token()
    invitation.expires_at, invitation.by = expiry(), by
    invitation.save(update_fields=["digest", "expires_at", "by"])
    tell(PeopleChangeKind.INVITED_AGAIN, by=by, key=key, invitation=invitation)
    return Invited(invitation, token)
