"""Other systems, as administrators see them: tokens, calls, webhooks, and what these were told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from claims.models import ApiCall, Delivery, Integration, User, Webhook
from claims.permissions.integrations import deliveries_administered_by, integrations_administered_by
from claims.vocabulary import DeliveryState, Scope

CALLS_SHOWN, DELIVERIES_SHOWN = 50, 50


@dataclass(frozen=True, slots=True)
class IntegrationRow:
    """`holds`: its token opens something now."""

    integration: Integration
    desks: str
    scopes: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class WebhookRow:
    webhook: Webhook
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """`again`: it has ended, and its webhook is still told."""

    delivery: Delivery
    state: str
    again: bool


@dataclass(frozen=True, slots=True)
class IntegrationPage:
    row: IntegrationRow
    calls: tuple[ApiCall, ...]
    webhooks: tuple[WebhookRow, ...]
    deliveries: tuple[DeliveryRow, ...]


def integrations_page(user: User) -> list[IntegrationRow]:
    """Every token, those that hold first; two queries."""
    found = _integrations(user).annotate(failed=_failed())
    return sorted((_row(one) for one in found), key=lambda row: not row.holds)


def integration_page(user: User, integration: Integration) -> IntegrationPage:
    """One token, its latest calls, its webhooks and what they were told last; of one that the person administers."""
    told = deliveries_administered_by(user).filter(webhook__integration=integration)
    told = told.select_related("webhook").defer("body")[:DELIVERIES_SHOWN]
    hooks = integration.webhooks.select_related("off_by")
    return IntegrationPage(
        row=_row(_integrations(user).get(pk=integration.pk)),
        calls=tuple(ApiCall.objects.filter(integration=integration)[:CALLS_SHOWN]),
        webhooks=tuple(WebhookRow(one, tuple(one.topics)) for one in hooks),
        deliveries=tuple(_delivery(one, integration) for one in told),
    )


def _integrations(user: User) -> QuerySet[Integration]:
    return integrations_administered_by(user).select_related("by", "revoked_by").prefetch_related("desks")


def _failed() -> Count:
    """How many deliveries were given up."""
    return Count("webhooks__deliveries", filter=Q(webhooks__deliveries__state=DeliveryState.FAILED))


def _row(one: Integration) -> IntegrationRow:
    return IntegrationRow(
        integration=one,
        desks=", ".join(desk.name for desk in one.desks.all()),
        scopes=tuple(Scope(name).label for name in one.scopes),
        holds=one.revoked_at is None and one.expires > timezone.now(),
    )


def _delivery(one: Delivery, integration: Integration) -> DeliveryRow:
    ended = one.state in (DeliveryState.SENT, DeliveryState.FAILED)
    told = one.webhook.off_at is None and integration.revoked_at is None
    return DeliveryRow(one, DeliveryState(one.state).label, ended and told)
