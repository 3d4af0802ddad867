"""Giving claims away, one or many, and an article's deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import Refused, Stale
from claims.forms.fields import KeyedForm
from claims.forms.work_forms import POOL, AssignForm, AssignManyForm, DeadlineForm
from claims.models import Article, Claim
from claims.permissions import may_assign
from claims.selectors.assigning import AssignPage, assign_page, candidates, leads
from claims.selectors.questions import context_of
from claims.services.article_deadline import article_deadline
from claims.services.claims_assign import KEEP, Assigned, Chosen, claims_assign
from claims.templatetags.desk import claim_address
from claims.views.access import NotAllowed, allowed, article_or_404, claim_or_404, signed_in
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def claim_assign(request: AuthedRequest, pk: int) -> HttpResponse:
    """Give one claim to a colleague or the pool, and go back to it."""
    claim = claim_or_404(request.user, pk)
    allowed(may_assign(request.user, claim))
    people = candidates(request.user, claim.article)
    options: dict[str, Any] = {
        "people": [one.person for one in people],
        "leads": leads(request.user, claim.article),
    }
    now = {"to": claim.owner_id or POOL, "deadline": claim.deadline, "instruction": claim.instruction}
    context = {"claim": claim, "article": claim.article, "people": people, "alone": _alone(request)}
    context |= {"around": context_of(claim)}
    if request.method != "POST":
        form = AssignForm(initial=now, **options)
        return render(request, "claims/claim_assign.html", context | {"form": form})
    form = AssignForm(request.POST, **options)
    status, problem = _one(request, claim, form)
    if status != 303:
        claim = claim_or_404(request.user, pk)
        context |= {"claim": claim, "form": form, "problem": problem}
        return render(request, "claims/claim_assign.html", context, status=status)
    messages.success(request, "Assigned.")
    address = reverse("claim", args=[pk]) if _alone(request) else claim_address(claim.article_id, pk)
    return HttpResponseRedirect(address, status=303)


def _alone(request: AuthedRequest) -> bool:
    """Whether the claim was looked at on its own page."""
    asked = request.POST if request.method == "POST" else request.GET
    return asked.get("page") == "claim"


def _one(request: AuthedRequest, claim: Claim, form: AssignForm) -> tuple[int, str]:
    """The status and, where it wasn't done, why."""
    if not form.is_valid():
        return 422, ""
    try:
        claims_assign(
            article_id=claim.article_id, by=request.user, claims=Chosen(ids=(claim.pk,)), **form.cleaned_data
        )
    except Stale as error:
        return 409, f"{error} It is shown here as it is now: look, and assign it then."
    except Refused as error:
        return 403, str(error)
    return 303, ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def article_assign(request: AuthedRequest, pk: int) -> HttpResponse:
    """Give away claims of an article: those that are ticked, all that is left, all of a speaker or a risk."""
    article = article_or_404(request.user, pk)
    page = assign_page(request.user, article)
    allowed(page.may)
    if request.method != "POST":
        return _many(request, article, page, _form(page))
    form = _form(page, request.POST)
    tried = attempt(form, _assign, "This article", article_id=article.pk, by=request.user)
    if tried.done is None:
        return _many(request, article, page, form, tried.status, tried.problem)
    messages.success(request, f"{tried.done}.")
    return HttpResponseRedirect(reverse("article-assign", args=[pk]), status=303)


def _form(page: AssignPage, data: Any = None) -> AssignManyForm:
    return AssignManyForm(
        data,
        people=[one.person for one in page.people],
        leads=True,
        claims=list(page.claims),
        speakers=[(one.value, one.name) for one in page.speakers],
        risks=[one.value for one in page.risks],
        initial={"which": AssignManyForm.LEFT if page.left else AssignManyForm.TICKED},
    )


def _assign(
    *,
    which: str,
    claim: list[int],
    speaker: int | None,
    risk: str,
    deadline: datetime | None,
    instruction: str,
    **given: Any,
) -> Assigned:
    """The service, asked as the form says: what isn't filled in stays as it is."""
    chosen = {
        AssignManyForm.TICKED: Chosen(ids=tuple(claim)),
        AssignManyForm.LEFT: Chosen(left=True),
        AssignManyForm.SPEAKER: Chosen(speaker=speaker),
        AssignManyForm.RISK: Chosen(risk=risk),
    }[which]
    return claims_assign(claims=chosen, deadline=deadline or KEEP, instruction=instruction or KEEP, **given)


def _many(
    request: AuthedRequest,
    article: Article,
    page: AssignPage,
    form: AssignManyForm,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    ticked = set(map(str, form["claim"].value() or ()))
    context = {"article": article, "page": page, "form": form, "ticked": ticked, "problem": problem}
    return render(request, "claims/article_assign.html", context, status=status)


@require_POST
@signed_in
def deadline(request: AuthedRequest, pk: int) -> HttpResponse:
    article = article_or_404(request.user, pk)
    form: KeyedForm = DeadlineForm(request.POST)
    tried = attempt(form, article_deadline, "This article", article_id=article.pk, by=request.user)
    if tried.done is None:
        raise NotAllowed(tried.problem or " ".join(form.problems))
    messages.success(request, "Deadline set." if tried.done.deadline else "The article has no deadline now.")
    return HttpResponseRedirect(reverse("article", args=[pk]), status=303)
