"""What was checked before: shown at an open claim, and taken as evidence by a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.check_form import CheckForm, stance_of
from claims.forms.fields import KeyedForm
from claims.models import Claim
from claims.permissions import may_reuse
from claims.selectors.checked_before import Earlier, checked_before, earlier_claim
from claims.services.check_reuse import check_reuse
from claims.views.access import allowed, claim_or_404, gone, signed_in
from claims.views.attempt import attempt, back_to
from claims.views.card import page_of, shown
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def before(request: AuthedRequest, pk: int) -> HttpResponse:
    """What other articles say of the same: the card's section for htmx, else a page."""
    claim = claim_or_404(request.user, pk)
    found = {"before": checked_before(request.user, claim), "claim": claim}
    if request.htmx:
        return render(request, "claims/_claim_before.html", found)
    return render(request, "claims/claim_before.html", shown(request, page_of(request, claim), None) | found)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reuse(request: AuthedRequest, pk: int, earlier_pk: int) -> HttpResponse:
    """An earlier check, looked at and confirmed before it is evidence here."""
    claim, other = claim_or_404(request.user, pk), claim_or_404(request.user, earlier_pk)
    if request.method != "POST":
        allowed(may_reuse(request.user, claim, other))
        return _form(request, claim, other.pk)
    form = CheckForm(request.POST)
    came = attempt(form, check_reuse, "That claim", claim_id=pk, earlier_id=earlier_pk, by=request.user)
    if came.status != 200:
        return _form(request, claim, other.pk, form, status=came.status, problem=came.problem)
    messages.success(request, "Evidence saved.")
    return HttpResponseRedirect(back_to(request, claim), status=303)


def _form(
    request: AuthedRequest,
    claim: Claim,
    earlier_pk: int,
    typed: KeyedForm | None = None,
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    earlier = earlier_claim(request.user, claim, earlier_pk)
    if earlier is None:
        raise gone("That claim")
    form = typed or CheckForm(initial=_initial(earlier))
    more: dict[str, Any] = {"earlier": earlier, "form": form, "problem": problem, "picked": {}, "back": ""}
    context = shown(request, page_of(request, claim), None) | more
    return render(request, "claims/claim_before_use.html", context, status=status)


def _initial(earlier: Earlier) -> dict[str, Any]:
    if earlier.found is None:
        return {}
    return {
        "answer_id": earlier.found.answer,
        "stance": stance_of(earlier.found.so, same=earlier.kind == "same"),
        "passage": earlier.words,
    }
