"""Other systems, for administrators: tokens, webhooks, and the log of both."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.fields import KeyedForm
from claims.forms.integration_forms import IntegrationForm, WebhookForm
from claims.models import Integration
from claims.permissions import desks_administered_by
from claims.permissions.integrations import (
    deliveries_administered_by,
    integrations_administered_by,
    webhooks_administered_by,
)
from claims.selectors.integrations import integration_page, integrations_page
from claims.services.delivery_again import delivery_again
from claims.services.integration_make import integration_make
from claims.services.integration_revoke import integration_revoke
from claims.services.webhook_off import webhook_off
from claims.services.webhook_set import webhook_set
from claims.views.access import administering
from claims.views.attempt import Attempt, attempt
from claims.views.types import AuthedRequest

WHAT, HOOK = "This token", "This webhook"


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def integrations(request: AuthedRequest) -> HttpResponse:
    """All tokens; a POST makes one, which its answer alone shows."""
    data = request.POST if request.method == "POST" else None
    form = IntegrationForm(data, desks=desks_administered_by(request.user))
    tried = attempt(form, integration_make, WHAT, by=request.user) if form.is_bound else Attempt()
    if tried.done is not None:
        return render(request, "claims/integration_token.html", {"made": tried.done})
    context = {"rows": integrations_page(request.user), "form": form, "problem": tried.problem}
    return render(request, "claims/integrations.html", context, status=tried.status)


@require_safe
@administering
def integration(request: AuthedRequest, pk: int) -> HttpResponse:
    return _show(request, _integration(request, pk))


@require_POST
@administering
def revoke(request: AuthedRequest, pk: int) -> HttpResponse:
    found = _integration(request, pk)
    tried = attempt(
        KeyedForm(request.POST), integration_revoke, WHAT, integration_id=found.pk, by=request.user
    )
    return _done(request, found, tried, "The token is revoked.")


@require_POST
@administering
def webhook(request: AuthedRequest, pk: int) -> HttpResponse:
    """Set a webhook; its secret is shown in this answer alone."""
    found, form = _integration(request, pk), WebhookForm(request.POST)
    tried = attempt(form, webhook_set, WHAT, integration_id=found.pk, by=request.user)
    if tried.done is None:
        return _show(request, found, tried.status, tried.problem, form=form)
    return render(request, "claims/integration_secret.html", {"made": tried.done, "integration": found})


@require_POST
@administering
def webhook_taken_off(request: AuthedRequest, pk: int) -> HttpResponse:
    hook = get_object_or_404(webhooks_administered_by(request.user).select_related("integration"), pk=pk)
    tried = attempt(KeyedForm(request.POST), webhook_off, HOOK, webhook_id=pk, by=request.user)
    return _done(request, hook.integration, tried, "Nothing more is sent there.")


@require_POST
@administering
def again(request: AuthedRequest, pk: int) -> HttpResponse:
    """Send a delivery once more."""
    rows = deliveries_administered_by(request.user).select_related("webhook__integration")
    of = get_object_or_404(rows, pk=pk).webhook.integration
    tried = attempt(KeyedForm(request.POST), delivery_again, "This delivery", delivery_id=pk, by=request.user)
    return _done(request, of, tried, "It is sent again.")


def _integration(request: AuthedRequest, pk: int) -> Integration:
    return get_object_or_404(integrations_administered_by(request.user), pk=pk)


def _done(request: AuthedRequest, of: Integration, tried: Attempt, said: str) -> HttpResponse:
    if tried.done is None:
        return _show(request, of, tried.status, tried.problem)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("integration", args=[of.pk]), status=303)


def _show(
    request: AuthedRequest, of: Integration, status: int = 200, problem: str = "", **more: Any
) -> HttpResponse:
    context = {"page": integration_page(request.user, of), "problem": problem, "form": WebhookForm()} | more
    return render(request, "claims/integration.html", context, status=status)
