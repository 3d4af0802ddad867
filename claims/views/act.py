"""Acting on a claim: do what a form asks for, or show the form again with the reason why not."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from claims.errors import Refused, Stale
from claims.forms.fields import KeyedForm
from claims.models import Claim
from claims.selectors.article_page import ArticlePage
from claims.selectors.rows import DONE, ClaimRow
from claims.templatetags.desk import claim_address
from claims.views.access import claim_or_404, gone
from claims.views.card import card, page_of
from claims.views.types import AuthedRequest
from claims.vocabulary import State

# Where a second person's turn, or somebody else's answer, comes first.
NOT_NEXT = DONE | {State.SECOND, State.AWAITING}


def act(request: AuthedRequest, claim: Claim, form: KeyedForm, do: Callable[..., object]) -> HttpResponse:
    """The card as it is when the form's wish is done; else the form with the reason, and nothing typed is lost."""
    if not form.is_valid():
        return card(request, claim, form, status=422)
    try:
        do(claim_id=claim.pk, by=request.user, **form.cleaned_data)
    except Stale:
        return card(request, claim, form, status=409, stale=True)
    except Refused as error:
        return card(request, claim, form, status=403, problem=str(error))
    except ObjectDoesNotExist as error:
        raise gone("This claim") from error
    return _done(request, claim)


def _done(request: AuthedRequest, claim: Claim) -> HttpResponse:
    """The claim as it is now, or the next one where the form asks to go on and this one is done with."""
    page = page_of(request, claim)
    moved = page.card is not None and page.card.row.state != claim.state
    following = _next_one(page) if moved and _goes_on(request) else None
    after = claim_or_404(request.user, following.pk) if following else claim
    said = "Saved"
    if following and page.card:
        said = f"Claim {page.card.row.number}: {State(page.card.row.state).label.lower()},"
    address = claim_address(claim.article_id, after.pk, page.listing.filter.query)
    if request.htmx:
        response = card(request, after, page=None if following else page, before=claim.pk, saved=said)
        response["HX-Push-Url"] = address
        return response
    messages.success(request, said.replace(",", "") + ".")
    if request.POST.get("page") == "claim":
        address = reverse("claim", args=[claim.pk])
    return HttpResponseRedirect(address, status=303)


def _goes_on(request: AuthedRequest) -> bool:
    """Whether to go on to the next claim: not after “Save”, which is pressed to stay."""
    return "onward" in request.POST and ("so" not in request.POST or "settle" in request.POST)


def _next_one(page: ArticlePage) -> ClaimRow | None:
    """The next in the list that somebody has to look at, from the top again at the end."""
    if page.card is None or page.card.differs or page.card.row.state not in NOT_NEXT:
        return None
    return next((row for row in page.listing.after(page.card.row.pk) if row.state not in NOT_NEXT), None)
