"""Take an invitation back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Invitation, User
from claims.permissions import invitations_visible_to, may_administer
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def invitation_withdraw(*, invitation_id: int, by: User, key: str) -> Invitation:
    """The link no longer works; the record says so.

    Raises Invitation.DoesNotExist, Refused (no administrator; somebody has joined by it). A second run changes nothing.
    """
    may_administer(by).or_refuse()
    invitation = invitations_visible_to(by).select_for_update().get(pk=invitation_id)
    if told_of(key, by) or invitation.withdrawn_at:
        return invitation
    if invitation.used_at:
        raise Refused("They have joined by it already: disable them instead.")
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    tell(PeopleChangeKind.INVITATION_WITHDRAWN, by=by, key=key, invitation=invitation)
    return invitation
