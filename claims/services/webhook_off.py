"""Take a webhook off."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import User, Webhook
from claims.permissions import may_administer
from claims.permissions.integrations import webhooks_administered_by
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind


@transaction.atomic
def webhook_off(*, webhook_id: int, by: User, key: str) -> Webhook:
    """Tell it nothing more, not even what waits, and say so in the record; what it was told stays in its log.

    Raises Refused, Webhook.DoesNotExist. One that is off already, or a key that was used before, changes nothing.
    """
    may_administer(by).or_refuse()
    rows = webhooks_administered_by(by).select_related("integration__account")
    found = rows.select_for_update(of=("self",)).get(pk=webhook_id)
    if told_of(key, by) or found.off_at:
        return found
    found.off_at, found.off_by = timezone.now(), by
    found.save(update_fields=["off_at", "off_by"])
    tell(PeopleChangeKind.WEBHOOK_OFF, by=by, key=key, person=found.integration.account)
    return found
