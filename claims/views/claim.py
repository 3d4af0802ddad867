"""A claim: its page, its card, and what is done to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from claims.forms.answer_form import AnswerForm
from claims.forms.claim_forms import DismissForm, MoveForm
from claims.forms.evidence_form import EvidenceForm
from claims.selectors.history import claim_history
from claims.services.claim_answer import claim_answer
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_move import claim_move
from claims.services.evidence_attach import evidence_attach
from claims.views.access import claim_or_404, signed_in
from claims.views.act import act
from claims.views.card import card
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def claim(request: AuthedRequest, pk: int) -> HttpResponse:
    """The card as a page, to be sent to a colleague; for htmx the card alone."""
    return card(request, claim_or_404(request.user, pk))


@require_safe
@signed_in
def history(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    lines = claim_history(request.user, claim)
    return render(request, "claims/history.html", {"article": claim.article, "claim": claim, "lines": lines})


@require_POST
@signed_in
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, AnswerForm(request.POST, claim=claim), claim_answer)


@require_POST
@signed_in
def evidence(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, EvidenceForm(request.POST), evidence_attach)


@require_POST
@signed_in
def move(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, MoveForm(request.POST), claim_move)


@require_POST
@signed_in
def dismiss(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, DismissForm(request.POST), claim_dismiss)
