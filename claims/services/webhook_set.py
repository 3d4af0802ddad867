"""Tell an integration of what happens on its desks."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from claims.capture.errors import NotKept
from claims.errors import Refused
from claims.models import User, Webhook
from claims.permissions import may_administer
from claims.permissions.integrations import integrations_administered_by
from claims.services.people_changes import tell, told_of
from claims.services.webhooks import spelled, way_to
from claims.vocabulary import PeopleChangeKind, Topic
from newsroom.sealing import wrap

SECRET_BYTES, AT_MOST = 32, 10


@dataclass(frozen=True, slots=True)
class Signing:
    """A webhook with the secret that signs: known in this moment alone, "" where the form had been sent before."""

    webhook: Webhook
    secret: str = field(repr=False)


@transaction.atomic
def webhook_set(*, integration_id: int, by: User, key: str, url: str, topics: Collection[str]) -> Signing:
    """Store a webhook, its secret encrypted, and a line in the record. From now on it is told; nothing from before.

    Raises Refused (revoked; an address that isn't asked; too many), Integration.DoesNotExist. A key that was used
    before returns the newest webhook without its secret.
    """
    may_administer(by).or_refuse()
    rows = integrations_administered_by(by).select_related("account").select_for_update(of=("self",))
    integration = rows.get(pk=integration_id)
    if told_of(key, by):
        return Signing(integration.webhooks.latest("pk"), "")
    if integration.revoked_at:
        raise Refused("This token was revoked: make another integration.")
    if integration.webhooks.filter(off_at=None).count() >= AT_MOST:
        raise Refused(f"{AT_MOST} webhooks are the most. Take one off first.")
    wanted = [topic for topic in Topic if topic in topics]
    if not wanted:
        raise Refused("Choose what it is told of.")
    try:
        link, _ = way_to(url)
    except NotKept as error:
        raise Refused(str(error)) from error
    secret = secrets.token_bytes(SECRET_BYTES)
    made = Webhook.objects.create(
        integration=integration, url=str(link), topics=wanted, sealed=wrap(secret), by=by
    )
    tell(PeopleChangeKind.WEBHOOK_SET, by=by, key=key, person=integration.account, after=link.host[:100])
    return Signing(made, spelled(secret))
