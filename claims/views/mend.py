"""Putting the machine's work right, at the open claim and in the list."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.mend_forms import (
    AddForm,
    ApartForm,
    EdgesForm,
    MergeForm,
    PartForm,
    SameForm,
    SourceForm,
    SpeakerForm,
)
from claims.models import Article, Claim
from claims.selectors.article_page import article_page
from claims.services.attribution_mend import attribution_mend
from claims.services.claim_add import claim_add
from claims.services.claim_edges import claim_edges
from claims.services.claim_part import claim_part
from claims.services.claims_merge import claims_merge
from claims.services.speaker_set import speaker_set
from claims.services.speakers_merge import speakers_merge
from claims.services.speakers_part import speakers_part
from claims.templatetags.desk import claim_address
from claims.views.access import allowed, article_or_404, claim_or_404, signed_in
from claims.views.act import act
from claims.views.attempt import attempt
from claims.views.card import page_of
from claims.views.types import AuthedRequest


@require_POST
@signed_in
def edges(request: AuthedRequest, pk: int) -> HttpResponse:
    return act(request, claim_or_404(request.user, pk), EdgesForm(request.POST), claim_edges)


@require_POST
@signed_in
def source(request: AuthedRequest, pk: int) -> HttpResponse:
    return act(request, claim_or_404(request.user, pk), SourceForm(request.POST), attribution_mend)


@require_POST
@signed_in
def speaker(request: AuthedRequest, pk: int) -> HttpResponse:
    """One of the article's speakers, or a new one."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, _with_speakers(request, claim, SpeakerForm(request.POST)), speaker_set)


@require_POST
@signed_in
def part(request: AuthedRequest, pk: int) -> HttpResponse:
    return act(request, claim_or_404(request.user, pk), PartForm(request.POST), claim_part)


@require_POST
@signed_in
def merge(request: AuthedRequest, pk: int) -> HttpResponse:
    return act(request, claim_or_404(request.user, pk), MergeForm(request.POST), claims_merge)


@require_POST
@signed_in
def same(request: AuthedRequest, pk: int) -> HttpResponse:
    """Two speakers are one."""
    return act(request, claim_or_404(request.user, pk), SameForm(request.POST), speakers_merge)


@require_POST
@signed_in
def apart(request: AuthedRequest, pk: int) -> HttpResponse:
    """They are two after all."""
    return act(request, claim_or_404(request.user, pk), ApartForm(request.POST), speakers_part)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: AuthedRequest, pk: int) -> HttpResponse:
    """A claim that the machine hasn't found: to it when it is stored, else the form with the reason."""
    article = article_or_404(request.user, pk)
    page = article_page(request.user, article)
    allowed(page.may_check)
    sent = request.POST if request.method == "POST" else None
    form = AddForm(sent, speakers=page.speakers)
    context = {"page": page, "article": article, "form": form}
    if sent is None:
        return render(request, "claims/claim_add.html", context)
    done = attempt(form, claim_add, "This article", article_id=pk, by=request.user)
    if done.done:
        return _to(request, article, done.done)
    template = "claims/_claim_add.html" if request.htmx else "claims/claim_add.html"
    return render(request, template, context | {"problem": done.problem}, status=done.status)


def _to(request: AuthedRequest, article: Article, claim: Claim) -> HttpResponse:
    address = claim_address(article.pk, claim.pk)
    if not request.htmx:
        return HttpResponseRedirect(address, status=303)
    response = HttpResponse()
    response["HX-Redirect"] = address
    return response


def _with_speakers(request: AuthedRequest, claim: Claim, form: SpeakerForm) -> SpeakerForm:
    form.offer(page_of(request, claim).speakers)
    return form
