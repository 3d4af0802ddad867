"""An article: its text with the claims marked, and how far it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Refused
from claims.forms.article_form import BylinesForm
from claims.forms.fields import KeyedForm
from claims.models import Article
from claims.selectors.article_page import ArticlePage, article_page, split_now
from claims.selectors.desk import people_of
from claims.services.article_bylines import article_bylines
from claims.services.split_retry import split_retry
from claims.templatetags.desk import claim_address
from claims.views.access import NotAllowed, article_or_404, signed_in
from claims.views.card import forms_of, shown, whole
from claims.views.listed import listed
from claims.views.types import AuthedRequest
from claims.vocabulary import SPLIT_UNFINISHED


@require_safe
@signed_in
def article(request: AuthedRequest, pk: int) -> HttpResponse:
    """For htmx the address is put right as well: the list's own, without what was left empty or isn't known."""
    found = article_or_404(request.user, pk)
    context = context_of(request, found)
    response = render(request, "claims/article.html", context)
    if request.htmx:
        response["HX-Replace-Url"] = _address(context["page"])
    return response


@require_safe
@signed_in
def progress(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asked each second while a split runs: nothing while nothing changed, all that the split found at its end."""
    found = article_or_404(request.user, pk)
    split = split_now(found)
    if (
        split.state in SPLIT_UNFINISHED
        and request.GET.get("have") == f"{split.pk}-{split.state}-{split.progress}"
    ):
        return HttpResponse(status=204)
    return render(request, "claims/_article_progress_swap.html", context_of(request, found))


@require_POST
@signed_in
def retry(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return render(request, "claims/article.html", context_of(request, found), status=422)
    try:
        split_retry(article_id=pk, by=request.user, **form.cleaned_data)
    except Refused as error:
        raise NotAllowed(str(error)) from error
    return redirect("article", pk=pk, permanent=False, preserve_request=False)


@require_POST
@signed_in
def bylines(request: AuthedRequest, pk: int) -> HttpResponse:
    """Editors say who wrote it."""
    found = article_or_404(request.user, pk)
    form = BylinesForm(request.POST, people=people_of(found.desk))
    if not form.is_valid():
        return render(request, "claims/article.html", context_of(request, found), status=422)
    try:
        article_bylines(article_id=pk, by=request.user, **form.cleaned_data)
    except Refused as error:
        raise NotAllowed(str(error)) from error
    return redirect("article", pk=pk)


def _address(page: ArticlePage) -> str:
    query = page.listing.filter.query
    if page.card:
        return claim_address(page.article.pk, page.card.row.pk, query)
    return reverse("article", args=[page.article.pk]) + (f"?{query}" if query else "")


def context_of(request: AuthedRequest, found: Article) -> dict[str, Any]:
    """All that the article's page shows, with the claim open that the address names."""
    open_id = whole(request, "claim") or None
    page = article_page(request.user, found, open_id=open_id, asked=listed(request))
    context = shown(request, page, forms_of(page.card) if page.card else None)
    asked = request.GET.get("view", "")
    context["view"] = asked if asked in ("text", "list", "card") else "card" if open_id else "text"
    if page.may_set_bylines.allowed:
        context["people"] = page.people
        context["writers"] = {person.pk for person in found.bylines.all()}
    context["cleared"] = whole(request, "cleared")
    context["here"] = reverse("article", args=[found.pk])
    return context
