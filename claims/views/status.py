"""How the newsroom runs, for editors and administrators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.permissions import may_see_status
from claims.selectors.status import status_page, status_wrong
from claims.views.access import allowed, signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def status(request: AuthedRequest) -> HttpResponse:
    allowed(may_see_status(request.user))
    return render(request, "claims/status.html", {"page": status_page(request.user)})


@require_safe
@signed_in
def now(request: AuthedRequest) -> HttpResponse:
    """Asked every few seconds by the page itself: nothing while nothing changed."""
    allowed(may_see_status(request.user))
    page = status_page(request.user)
    if request.GET.get("have") == page.stamp:
        return HttpResponse(status=204)
    return render(request, "claims/_status_now.html", {"page": page})


@require_safe
@signed_in
def sign(request: AuthedRequest) -> HttpResponse:
    """Asked every minute by each page of whoever sees the status: nothing while nothing changed."""
    allowed(may_see_status(request.user))
    wrong = status_wrong(request.user)
    if request.GET.get("have") == str(wrong):
        return HttpResponse(status=204)
    return render(request, "claims/_status_sign.html", {"wrong": wrong})
