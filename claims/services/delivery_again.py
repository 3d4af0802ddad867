"""Send a delivery again."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Delivery, User
from claims.permissions import may_administer
from claims.permissions.integrations import deliveries_administered_by
from claims.services.people_changes import tell, told_of
from claims.services.webhooks import queue
from claims.vocabulary import DeliveryState, PeopleChangeKind

ENDED = (DeliveryState.SENT, DeliveryState.FAILED)


@transaction.atomic
def delivery_again(*, delivery_id: int, by: User, key: str) -> Delivery:
    """Queue what was received, or given up, once more: the same body under the same name, signed anew; with a line in
    the record. A key that was used before changes nothing.

    Raises Refused (it isn't ended; the webhook was taken off), Delivery.DoesNotExist.
    """
    may_administer(by).or_refuse()
    rows = deliveries_administered_by(by).select_related("webhook__integration__account")
    found = rows.select_for_update(of=("self",)).get(pk=delivery_id)
    if told_of(key, by):
        return found
    if found.webhook.off_at or found.webhook.integration.revoked_at:
        raise Refused("The webhook was taken off: nothing is sent there.")
    if found.state not in ENDED:
        raise Refused("It is on its way already.")
    found.state, found.attempts, found.published, found.error = DeliveryState.QUEUED, 0, None, ""
    found.save(update_fields=["state", "attempts", "published", "error"])
    account = found.webhook.integration.account
    tell(PeopleChangeKind.WEBHOOK_AGAIN, by=by, key=key, person=account, after=found.topic)
    queue(found)
    return found
