"""A claim: its page, its card, and what is done to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.answer_form import AnswerForm
from claims.forms.claim_forms import (
    ConfirmForm,
    CutForm,
    DecideForm,
    DismissForm,
    FixedForm,
    LowerForm,
    MoveForm,
    RaiseForm,
    ReattachForm,
)
from claims.forms.evidence_form import EvidenceForm
from claims.services.claim_answer import claim_answer
from claims.services.claim_confirm import claim_confirm
from claims.services.claim_cut import claim_cut
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_fixed import claim_fixed
from claims.services.claim_move import claim_move
from claims.services.claim_reattach import claim_reattach
from claims.services.evidence_attach import evidence_attach
from claims.services.lowering_decide import lowering_decide
from claims.services.risk_lower import risk_lower
from claims.services.risk_raise import risk_raise
from claims.views.access import claim_or_404, signed_in
from claims.views.act import act
from claims.views.card import card
from claims.views.evidence_new import evidence_page, stands_alone
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def claim(request: AuthedRequest, pk: int) -> HttpResponse:
    """The card as a page, to be sent to a colleague; for htmx the card alone."""
    return card(request, claim_or_404(request.user, pk))


@require_POST
@signed_in
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, AnswerForm(request.POST, claim=claim), claim_answer)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    if stands_alone(request):
        return evidence_page(request, claim)
    return act(request, claim, EvidenceForm(request.POST, request.FILES), evidence_attach)


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


@require_POST
@signed_in
def confirm(request: AuthedRequest, pk: int) -> HttpResponse:
    """A stale claim stands as it was."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, ConfirmForm(request.POST), claim_confirm)


@require_POST
@signed_in
def fixed(request: AuthedRequest, pk: int) -> HttpResponse:
    """The proposed wording stands in the copy."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, FixedForm(request.POST), claim_fixed)


@require_POST
@signed_in
def cut(request: AuthedRequest, pk: int) -> HttpResponse:
    """The words of a lost claim were cut from the copy."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, CutForm(request.POST), claim_cut)


@require_POST
@signed_in
def reattach(request: AuthedRequest, pk: int) -> HttpResponse:
    """A lost claim stands here now."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, ReattachForm(request.POST), claim_reattach)


@require_POST
@signed_in
def risk(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, RaiseForm(request.POST), risk_raise)


@require_POST
@signed_in
def lower(request: AuthedRequest, pk: int) -> HttpResponse:
    claim = claim_or_404(request.user, pk)
    return act(request, claim, LowerForm(request.POST), risk_lower)


@require_POST
@signed_in
def decide(request: AuthedRequest, pk: int) -> HttpResponse:
    """A second person takes a risk off, or leaves it."""
    claim = claim_or_404(request.user, pk)
    return act(request, claim, DecideForm(request.POST), lowering_decide)
