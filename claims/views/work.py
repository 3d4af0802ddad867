"""Work across articles: my queue, a desk's board, who is away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import Refused, Stale
from claims.forms.fields import KeyedForm, SeenForm
from claims.forms.work_forms import AwayForm, HandOverForm
from claims.models import Desk, User
from claims.permissions import desks_of, may_see_board, may_see_figures, may_set_away
from claims.selectors.assigning import somebody
from claims.selectors.board import Board, board_articles, board_of
from claims.selectors.desk import article_rows
from claims.selectors.queue import Kind, queue_page, queue_row
from claims.services.claim_move import claim_move
from claims.services.claims_hand_over import claims_hand_over
from claims.services.person_away import person_away
from claims.views.access import allowed, claim_or_404, gone, signed_in
from claims.views.attempt import attempt
from claims.views.card import whole
from claims.views.types import AuthedRequest
from claims.vocabulary import State

ARTICLES_ON_A_PAGE = 30
KINDS = {kind.value: kind for kind in (Kind.MINE, Kind.SECOND, Kind.POOL)}


@require_safe
@signed_in
def queue(request: AuthedRequest) -> HttpResponse:
    return _queue(request)


@require_POST
@signed_in
def take(request: AuthedRequest, pk: int) -> HttpResponse:
    """Take a claim and stay in the queue; with htmx its row alone comes back."""
    claim, form = claim_or_404(request.user, pk), SeenForm(request.POST)
    status, problem = 422, "Load the page again, and take it then."
    if form.is_valid():
        try:
            claim_move(claim_id=claim.pk, to=State.CHECKING, by=request.user, **form.cleaned_data)
            status, problem = 200, ""
        except (Stale, Refused) as error:
            status, problem = 409 if isinstance(error, Stale) else 403, str(error)
    if request.htmx:
        row = queue_row(request.user, claim)
        context = {"row": row, "problem": problem, "said": "" if problem else "Taken", "kind": _kind(request)}
        return render(request, "claims/_queue_taken.html", context, status=status)
    if problem:
        return _queue(request, status=status, problem=problem)
    messages.success(request, "Taken.")
    return HttpResponseRedirect(f"{reverse('queue')}{_asked(request)}#queue-row-{claim.pk}", status=303)


def _kind(request: AuthedRequest) -> Kind | None:
    """The part of the queue that the page shows, None for all of it."""
    asked = request.POST if request.method == "POST" else request.GET
    return KINDS.get(asked.get("of", ""))


def _asked(request: AuthedRequest) -> str:
    kind, number = _kind(request), whole(request, "page")
    parts = [f"of={kind.value}" if kind else "", f"page={number}" if number else ""]
    return f"?{'&'.join(filter(None, parts))}" if any(parts) else ""


def _queue(request: AuthedRequest, status: int = 200, problem: str = "") -> HttpResponse:
    kind = _kind(request)
    page = queue_page(request.user, kind=kind, number=whole(request, "page") or 1)
    context = {"page": page, "kind": kind, "problem": problem}
    return render(request, "claims/queue.html", context, status=status)


@require_safe
@signed_in
def board(request: AuthedRequest, pk: int) -> HttpResponse:
    desk = get_object_or_404(desks_of(request.user), pk=pk)
    allowed(may_see_board(request.user, desk.pk))
    return _board(request, desk, board_of(request.user, desk))


@require_POST
@signed_in
def hand_over(request: AuthedRequest, pk: int) -> HttpResponse:
    """All that somebody has in work on this desk, to a colleague or the pool."""
    desk = get_object_or_404(desks_of(request.user), pk=pk)
    allowed(may_see_board(request.user, desk.pk))
    shown = board_of(request.user, desk)
    form = HandOverForm(request.POST, people=[one.person for one in shown.people])
    tried = attempt(form, claims_hand_over, "This desk", desk_id=desk.pk, by=request.user)
    if tried.done is None:
        return _board(request, desk, shown, tried.status, tried.problem or " ".join(form.problems), form)
    messages.success(request, f"{tried.done}.")
    return HttpResponseRedirect(reverse("desk-board", args=[desk.pk]), status=303)


def _board(
    request: AuthedRequest,
    desk: Desk,
    shown: Board,
    status: int = 200,
    problem: str = "",
    form: KeyedForm | None = None,
) -> HttpResponse:
    articles = Paginator(board_articles(request.user, desk), ARTICLES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "desk": desk,
        "may_see_figures": may_see_figures(request.user, desk.pk),
        "board": shown,
        "shown": articles,
        "articles": article_rows(list(articles.object_list)),
        "problem": problem,
        "typed": form,
    }
    return render(request, "claims/board.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def away(request: AuthedRequest) -> HttpResponse:
    """Until when somebody is away: oneself, or, for an editor, who works on their desk."""
    sent = request.method == "POST"
    name = "person_id" if sent else "person"
    person = somebody(request.user, whole(request, name) or request.user.pk)
    if person is None:
        raise gone("This person")
    allowed(may_set_away(request.user, person))
    if not sent:
        return _away(request, person, AwayForm(initial={"until": person.away_until}))
    form = AwayForm(request.POST)
    tried = attempt(form, person_away, "This person", by=request.user)
    if tried.done is None:
        return _away(request, person, form, tried.status, tried.problem)
    messages.success(request, _said(request.user, tried.done))
    query = f"?person={person.pk}" if person != request.user else ""
    return HttpResponseRedirect(f"{reverse('away')}{query}", status=303)


def _said(user: User, person: User) -> str:
    who = "You are" if user == person else f"{person.name} is"
    until = person.away_until
    return f"{who} away until {until:%-d %b %Y}." if until else f"{who} here."


def _away(
    request: AuthedRequest, person: User, form: AwayForm, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {"person": person, "form": form, "problem": problem, "self": person == request.user}
    return render(request, "claims/away.html", context, status=status)
