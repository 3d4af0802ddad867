"""Attaching evidence on a page of its own. What was picked on the card and not stored yet comes along and goes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.forms.answer_form import AnswerForm
from claims.forms.evidence_form import EvidenceForm, UseForm
from claims.forms.fields import KeyedForm
from claims.models import Claim, Evidence
from claims.permissions import may_attach, may_use
from claims.selectors.evidence import evidence_to_attach
from claims.services.evidence_attach import evidence_attach
from claims.services.use_attach import use_attach
from claims.views.access import allowed, claim_or_404, evidence_or_404, signed_in
from claims.views.attempt import attempt, back_to
from claims.views.card import card, page_of, shown
from claims.views.types import AuthedRequest
from claims.vocabulary import EvidenceKind

# The fields of the card's answer that come along.
PICKED = ("said", "so", "copy", "fix", "note")


def stands_alone(request: AuthedRequest) -> bool:
    """Whether evidence is attached on its own page: asked for, drawn anew, or sent from there."""
    return request.method != "POST" or "draw" in request.POST or request.POST.get("from") == "page"


def evidence_page(request: AuthedRequest, claim: Claim) -> HttpResponse:
    """New evidence for a claim, and what the desk has already."""

    def show(form: KeyedForm, **more: Any) -> HttpResponse:
        words = _asked(request, "q")
        hits = evidence_to_attach(request.user, claim, words)
        return _show(request, claim, form, "claims/evidence_new.html", words=words, hits=hits, **more)

    if "return" in request.POST:
        return _back_on_card(request, claim)
    if _draws(request):
        allowed(may_attach(request.user, claim))
        return show(EvidenceForm(initial=_initial(request)))
    return _store(request, claim, EvidenceForm(request.POST, request.FILES), show, evidence_attach)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def use_new(request: AuthedRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """One more use of evidence that is stored."""
    claim, thing = claim_or_404(request.user, pk), evidence_or_404(request.user, evidence_pk)

    def show(form: KeyedForm, **more: Any) -> HttpResponse:
        return _show(request, claim, form, "claims/evidence_use.html", evidence=thing, **more)

    if _draws(request):
        allowed(may_use(request.user, thing, claim))
        return show(UseForm(of_kind=thing.kind))
    return _store(
        request, claim, UseForm(request.POST, of_kind=thing.kind), show, use_attach, evidence_id=thing.pk
    )


def _store(
    request: AuthedRequest,
    claim: Claim,
    form: KeyedForm,
    show: Callable[..., HttpResponse],
    do: Callable[..., object],
    **given: Any,
) -> HttpResponse:
    """Attach it and go back: with what was picked on the card, or to where the claim stood."""
    came = attempt(form, do, "This claim", claim_id=claim.pk, by=request.user, **given)
    if came.status != 200:
        return show(form, status=came.status, problem=came.problem)
    if _picked(request):
        return _back_on_card(request, claim, saved="Evidence saved")
    messages.success(request, "Evidence saved.")
    address = back_to(request, claim)
    if request.POST.get("back") == "replies":
        address = reverse("article-replies", args=[claim.article_id])
    return HttpResponseRedirect(address, status=303)


def _back_on_card(request: AuthedRequest, claim: Claim, **came_of_it: Any) -> HttpResponse:
    """The claim with the answers as they were picked. Loaded again, the page sends a key that was used already."""
    return card(request, claim, AnswerForm(claim=claim, initial=_picked(request)), **came_of_it)


def _show(
    request: AuthedRequest,
    claim: Claim,
    form: KeyedForm,
    template: str,
    *,
    status: int = 200,
    problem: str = "",
    evidence: Evidence | None = None,
    **more: Any,
) -> HttpResponse:
    page = page_of(request, claim)
    context = shown(request, page, None) | {
        "form": form,
        "evidence": evidence,
        "problem": problem,
        "picked": _picked(request),
        "back": "replies" if _asked(request, "back") == "replies" else "",
    }
    return render(request, template, context | more, status=status)


def _draws(request: AuthedRequest) -> bool:
    return request.method != "POST" or "draw" in request.POST


def _asked(request: AuthedRequest, name: str) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get(name, "")[:500]


def _picked(request: AuthedRequest) -> dict[str, str]:
    """What was picked and typed on the card, {} where nothing was."""
    return {name: word for name in PICKED if (word := request.POST.get(name, ""))}


def _initial(request: AuthedRequest) -> dict[str, Any]:
    """The kind that the address asks for; a call may be asked for as somebody's right of reply."""
    kind = _asked(request, "kind")
    initial: dict[str, Any] = {"right_of_reply": _asked(request, "right_of_reply") == "1"}
    return initial | ({"kind": kind} if kind in EvidenceKind.values else {})
