"""What happened to an article or a claim, and how it stood after any of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Article, Claim
from claims.selectors.history import article_history, claim_history, claim_numbers, moment_shown
from claims.services.history_moment import moment_of
from claims.views.access import article_or_404, claim_or_404, signed_in
from claims.views.card import whole
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def of_article(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    context = {"lines": article_history(request.user, found), "numbers": claim_numbers(found)}
    return _page(request, found, None, context)


@require_safe
@signed_in
def of_claim(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return _page(request, claim.article, claim, {"lines": claim_history(request.user, claim)})


def _page(
    request: AuthedRequest, article: Article, claim: Claim | None, context: dict[str, Any]
) -> HttpResponse:
    """The page, with the moment that the address names; a number that no event has names none."""
    at = whole(request, "at")
    moment = moment_of(article.pk, at) if 0 < at < 1 << 31 else None
    if moment:
        context["moment"] = moment_shown(request.user, article, moment, claim)
    return render(request, "claims/history.html", context | {"article": article, "claim": claim})
