"""End a token."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import Integration, User
from claims.permissions import may_administer
from claims.permissions.integrations import integrations_administered_by
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def integration_revoke(*, integration_id: int, by: User, key: str) -> Integration:
    """Revoke the token, for good, with its webhooks' deliveries to come, and say so in the record; what it did stays.

    Raises Refused, Integration.DoesNotExist. A token that is revoked already, or a key that was used before, changes
    nothing.
    """
    may_administer(by).or_refuse()
    found = integrations_administered_by(by).select_for_update(of=("self",)).get(pk=integration_id)
    if told_of(key, by) or found.revoked_at:
        return found
    found.revoked_at, found.revoked_by = timezone.now(), by
    found.save(update_fields=["revoked_at", "revoked_by"])
    User.objects.filter(pk=found.account_id).update(is_active=False)
    tell(PeopleChangeKind.INTEGRATION_REVOKED, by=by, key=key, person=found.account)
    return found
