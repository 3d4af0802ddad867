"""The desk's evidence: the library, each piece, each use, and who was asked for a reply."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import Stale
from claims.forms.evidence_form import KeepForm, NoteForm, ShareForm, UseChangeForm
from claims.forms.fields import KeyedForm
from claims.models import Evidence, Use
from claims.permissions import may_change_use, may_check
from claims.selectors.evidence import evidence_list, evidence_page, uses_at
from claims.selectors.replies import replies_of
from claims.services.evidence_keep import evidence_keep
from claims.services.evidence_share import evidence_share
from claims.services.evidence_withdraw import evidence_withdraw
from claims.services.use_change import use_change, version_of
from claims.services.use_withdraw import use_withdraw
from claims.templatetags.desk import claim_address
from claims.views.access import allowed, article_or_404, evidence_or_404, signed_in, use_or_404
from claims.views.attempt import Attempt, attempt
from claims.views.types import AuthedRequest
from claims.vocabulary import EvidenceKind

ON_A_PAGE = 25
STATES = (("", "All that hold"), ("shared", "Shared"), ("withdrawn", "Withdrawn"))


@require_safe
@signed_in
def library(request: AuthedRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:500] for name in ("q", "kind", "state")}
    found = evidence_list(request.user, asked["q"], asked["kind"], asked["state"])
    context = {
        "shown": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "asked_for": urlencode({name: word for name, word in asked.items() if word}),
        "kinds": EvidenceKind.choices,
        "states": STATES,
    }
    return render(request, "claims/evidence_list.html", context)


@require_safe
@signed_in
def evidence(request: AuthedRequest, pk: int) -> HttpResponse:
    return _page(request, evidence_or_404(request.user, pk))


@require_POST
@signed_in
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    form = NoteForm(request.POST)
    return _acted(request, pk, form, evidence_withdraw, "Withdrawn.", withdrawing=form)


@require_POST
@signed_in
def share(request: AuthedRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, ShareForm(request.POST), evidence_share, "Saved.")


@require_POST
@signed_in
def keep(request: AuthedRequest, pk: int) -> HttpResponse:
    form = KeepForm(request.POST, request.FILES)
    return _acted(request, pk, form, evidence_keep, "A copy is on its way.")


def _acted(request: AuthedRequest, pk: int, form: KeyedForm, do: Any, said: str, **more: Any) -> HttpResponse:
    found = evidence_or_404(request.user, pk)
    came = attempt(form, do, "This evidence", evidence_id=pk, by=request.user)
    if came.status != 200:
        problem = came.problem or " ".join(form.problems)
        return _page(request, found, status=came.status, problem=problem, **more)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("evidence", args=[pk]), status=303)


def _page(request: AuthedRequest, found: Evidence, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"shown": evidence_page(request.user, found), "evidence": found, "withdrawing": NoteForm()}
    return render(request, "claims/evidence.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def use(request: AuthedRequest, pk: int) -> HttpResponse:
    """A use, described anew."""
    found = use_or_404(request.user, pk)
    if request.method != "POST":
        allowed(may_change_use(request.user, found, found.claim))
        return _use_page(request, found)
    form = UseChangeForm(request.POST, of_kind=found.evidence.kind)
    try:
        came = attempt(form, use_change, "This use", use_id=pk, by=request.user)
    except Stale:
        came = Attempt(
            status=409, problem="Somebody described this meanwhile: what is stored now stands first."
        )
    return _after(request, found, came, typed=form)


@require_POST
@signed_in
def use_off(request: AuthedRequest, pk: int) -> HttpResponse:
    """A use, taken off its claim."""
    found = use_or_404(request.user, pk)
    form = NoteForm(request.POST)
    came = attempt(form, use_withdraw, "This use", use_id=pk, by=request.user)
    return _after(request, found, came, off=form)


def _after(request: AuthedRequest, found: Use, came: Attempt, **forms: KeyedForm) -> HttpResponse:
    if came.status == 200:
        messages.success(request, "Saved.")
        return HttpResponseRedirect(claim_address(found.claim.article_id, found.claim_id), status=303)
    found = use_or_404(request.user, found.pk)
    return _use_page(request, found, status=came.status, problem=came.problem, **forms)


def _use_page(
    request: AuthedRequest,
    found: Use,
    *,
    status: int = 200,
    typed: KeyedForm | None = None,
    off: KeyedForm | None = None,
    **more: Any,
) -> HttpResponse:
    """The form with what is stored, or with what was typed; after somebody else's change both are shown."""
    uses = uses_at(request.user, found.claim)
    now = next((one for one in uses if one.use == found), None)
    shown = now.use if now else found
    stored = {
        name: getattr(shown, name) for name in ("locator", "passage", "stance", "primary", "said_there")
    }
    stored["independent_of"] = [one.pk for one in found.independent_of.all()]
    context = {
        "use": found,
        "article": found.claim.article,
        "uses": uses,
        "now": now,
        "form": typed or UseChangeForm(initial=stored, of_kind=found.evidence.kind),
        "seen": version_of(found),
        "off": off or NoteForm(),
        "stale": status == 409,
    }
    return render(request, "claims/evidence_use_change.html", context | more, status=status)


@require_safe
@signed_in
def replies(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who is accused in an article, and whether they were asked."""
    found = article_or_404(request.user, pk)
    context = {
        "article": found,
        "replies": replies_of(request.user, found),
        "may_check": may_check(request.user, found),
    }
    return render(request, "claims/article_replies.html", context)
