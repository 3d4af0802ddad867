"""Taking back what one did last in an article."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.forms.undo_form import UndoForm
from claims.models import Article
from claims.permissions.undo import Act
from claims.selectors.history import claim_numbers
from claims.selectors.undoing import act_words
from claims.services.action_undo import action_undo
from claims.templatetags.desk import claim_address
from claims.views.access import NotAllowed, article_or_404, claim_or_404, signed_in
from claims.views.attempt import Attempt, attempt
from claims.views.card import card, whole
from claims.views.listed import listed
from claims.views.types import AuthedRequest
from claims.vocabulary import EventKind

# After these more looks different than the open claim and its row: the whole page is drawn anew.
AROUND = frozenset(
    {
        *(EventKind.MENDED, EventKind.ADDED, EventKind.PARTED, EventKind.MERGED, EventKind.REATTACHED),
        *(EventKind.SPEAKER_SET, EventKind.SPEAKERS_MERGED, EventKind.SPEAKERS_PARTED),
        *(EventKind.CLEARING_ASKED, EventKind.CLEARED, EventKind.UNCLEARED, EventKind.COPY_NOTE),
    }
)


@require_POST
@signed_in
def undo(request: AuthedRequest, pk: int) -> HttpResponse:
    """To the claim that was put back, or the reason in its place."""
    article = article_or_404(request.user, pk)
    came = attempt(UndoForm(request.POST), action_undo, "This article", article_id=pk, by=request.user)
    return _refused(request, came) if came.done is None else _undone(request, article, came.done)


def _refused(request: AuthedRequest, came: Attempt) -> HttpResponse:
    problem = came.problem or "Load the page again: this form is too old."
    if not (claim := whole(request, "claim")):
        raise NotAllowed(problem)
    return card(request, claim_or_404(request.user, claim), status=came.status, problem=problem)


def _undone(request: AuthedRequest, article: Article, act: Act) -> HttpResponse:
    said = f"Undone: {act_words(act, claim_numbers(article))}"
    claim = whole(request, "claim") if act.main.what == EventKind.ADDED else act.main.claim
    claim = claim or whole(request, "claim")
    if claim == act.main.claim and act.main.what == EventKind.ADDED:
        claim = 0
    drawn_anew = len(act.claims) != 1 or any(one.what in AROUND for one in act.steps)
    if request.htmx and claim and not drawn_anew:
        response = card(request, claim_or_404(request.user, claim), saved=said)
        response["HX-Push-Url"] = claim_address(article.pk, claim, listed(request).query)
        return response
    messages.success(request, f"{said}.")
    address = _address(request, article, claim)
    if not request.htmx:
        return HttpResponseRedirect(address, status=303)
    response = HttpResponse()
    # without the fragment: an address that differs in that alone would load nothing
    response["HX-Redirect"] = address.partition("#")[0]
    return response


def _address(request: AuthedRequest, article: Article, claim: int) -> str:
    """The page from which it was asked, with this claim open; 0 for none."""
    query = listed(request).query
    if claim and request.POST.get("page") == "claim":
        return reverse("claim", args=[claim])
    if claim:
        return claim_address(article.pk, claim, query)
    return reverse("article", args=[article.pk]) + (f"?{query}" if query else "")
