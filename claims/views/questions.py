"""Questions: what a person is asked, one question with its answer box, and asking about a claim."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.fields import KeyedForm
from claims.forms.talk_forms import AskForm, ReplyForm
from claims.models import Claim, Question, User
from claims.permissions import may_ask
from claims.selectors.questions import (
    answered_by,
    asked_of,
    context_of,
    people_to_ask,
    question_for,
    sees_claim,
    shown,
)
from claims.services.question_answer import question_answer
from claims.services.question_ask import question_ask
from claims.services.question_withdraw import question_withdraw
from claims.views.access import NotAllowed, allowed, claim_or_404, signed_in
from claims.views.attempt import Attempt, attempt, back_to, came_from, in_its_place
from claims.views.card import card
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def questions(request: AuthedRequest) -> HttpResponse:
    """What the person is asked, and what they have answered."""
    context = {"open": asked_of(request.user), "answered": answered_by(request.user)}
    return render(request, "claims/questions.html", context)


@require_safe
@signed_in
def question(request: AuthedRequest, pk: int) -> HttpResponse:
    """A question with the words that it is about, and nothing else; for htmx the answer box alone."""
    return _page(request, question_or_404(request.user, pk), ReplyForm(), Attempt())


@require_POST
@signed_in
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    question_or_404(request.user, pk)
    form = ReplyForm(request.POST)
    came = attempt(form, question_answer, "This question", question_id=pk, by=request.user)
    if came.done is not None:
        return _saved(request, came.done, "Answered")
    page = _page(request, question_or_404(request.user, pk), form, came)
    return in_its_place(page, request, f"question-answer-{pk}")


@require_POST
@signed_in
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    found = question_or_404(request.user, pk)
    form = KeyedForm(request.POST)
    came = attempt(form, question_withdraw, "This question", question_id=pk, by=request.user)
    if came.done is not None:
        return _saved(request, came.done, "Withdrawn")
    problem = came.problem or "Load the page again."
    if not sees_claim(request.user, found.claim):
        raise NotAllowed(problem)
    claim = claim_or_404(request.user, found.claim_id)
    return card(request, claim, status=came.status, problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask(request: AuthedRequest, pk: int) -> HttpResponse:
    """The form that asks about a claim, and what it sends."""
    claim = claim_or_404(request.user, pk)
    people = people_to_ask(claim.article, request.user)
    if request.method != "POST":
        allowed(may_ask(request.user, claim))
        return _ask_page(request, claim, AskForm(people=people), Attempt())
    form = AskForm(request.POST, people=people)
    came = attempt(form, question_ask, "This claim", claim_id=pk, by=request.user)
    if came.done is not None:
        return _saved(request, came.done, "Asked")
    return in_its_place(_ask_page(request, claim, form, came), request, f"claim-ask-{pk}")


def question_or_404(user: User, pk: int) -> Question:
    return get_object_or_404(question_for(user), pk=pk)


def _page(request: AuthedRequest, found: Question, form: ReplyForm, came: Attempt) -> HttpResponse:
    """The question as it is now. Whoever was slower than another, or than its end, gets 409 and both texts."""
    context = came_from(request) | {
        "one": shown(request.user, found),
        "form": form,
        "problem": came.problem,
        "mine": found.to_id == request.user.pk,
    }
    status = 409 if came.status == 403 and not found.is_open else came.status
    if request.htmx:
        return render(request, "claims/_question_answer.html", context, status=status)
    context |= {"around": context_of(found.claim), "sees": sees_claim(request.user, found.claim)}
    return render(request, "claims/question.html", context, status=status)


def _ask_page(request: AuthedRequest, claim: Claim, form: AskForm, came: Attempt) -> HttpResponse:
    context = came_from(request) | {"claim": claim, "form": form, "problem": came.problem}
    if request.htmx:
        return render(request, "claims/_claim_ask.html", context, status=came.status)
    context["around"] = context_of(claim)
    return render(request, "claims/question_ask.html", context, status=came.status)


def _saved(request: AuthedRequest, done: Question, said: str) -> HttpResponse:
    """The claim's card as it is now; who is only asked goes back to what they are asked."""
    if request.htmx:
        return card(request, claim_or_404(request.user, done.claim_id), saved=said)
    messages.success(request, f"{said}.")
    mine = done.to_id == request.user.pk and done.answered_by_id == request.user.pk
    address = reverse("questions") if mine else back_to(request, done.claim)
    return HttpResponseRedirect(address, status=303)
