"""Other systems' tokens, for administrators. What a token may do is what its account may (roles.may_send)."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Delivery, Integration, User, Webhook
from claims.permissions.people import may_administer


def integrations_administered_by(user: User) -> QuerySet[Integration]:
    """Every token, revoked ones too, for administrators; none, for others."""
    return Integration.objects.all() if may_administer(user).allowed else Integration.objects.none()


def webhooks_administered_by(user: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(integration__in=integrations_administered_by(user).values("pk"))


def deliveries_administered_by(user: User) -> QuerySet[Delivery]:
    return Delivery.objects.filter(webhook__in=webhooks_administered_by(user).values("pk"))
