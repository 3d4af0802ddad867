"""How long a desk keeps what: administrators set it, hold an article, and erase one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.fields import KeyedForm
from claims.forms.retention_forms import EraseForm, HoldForm, RetentionForm
from claims.models import Desk, User
from claims.permissions import desks_known_to, may_set_retention
from claims.selectors.retention import erase_page, numbered, retention_page
from claims.services.article_erase import article_erase
from claims.services.article_hold import article_hold
from claims.services.retention_set import retention_set
from claims.views.access import allowed, signed_in
from claims.views.attempt import Attempt, attempt
from claims.views.card import whole
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def desk_retention(request: AuthedRequest, pk: int) -> HttpResponse:
    desk = _desk(request.user, pk)
    if request.method != "POST":
        return _show(request, desk)
    form = RetentionForm(request.POST)
    if not form.is_valid():
        return _show(request, desk, status=422, problem=" ".join(form.problems), typed=form)
    if "preview" in request.POST:
        return _show(request, desk, days=form.cleaned_data["days"], typed=form)
    came = attempt(form, retention_set, "This desk", desk_id=pk, by=request.user)
    return _after(request, desk, came, "Saved.")


@require_POST
@signed_in
def desk_hold(request: AuthedRequest, pk: int) -> HttpResponse:
    """Hold an article of the desk, or lift its hold."""
    desk, form = _desk(request.user, pk), HoldForm(request.POST)
    came = _about_article(request, desk, form, article_hold)
    said = "Held." if request.POST.get("note", "").strip() else "The hold is lifted."
    return _after(request, desk, came, said, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def desk_erase(request: AuthedRequest, pk: int) -> HttpResponse:
    """What goes with one article; and, its number typed once more, erase it."""
    desk = _desk(request.user, pk)
    if request.method != "POST":
        return _erase(request, desk, whole(request, "article"))
    form = EraseForm(request.POST)
    came = _about_article(request, desk, form, article_erase)
    if came.status == 200:
        return _after(request, desk, came, f"Article {came.done.pk} is erased.")
    problem = came.problem or " ".join(form.problems)
    return _erase(request, desk, whole(request, "article"), status=came.status, problem=problem, typed=form)


def _desk(user: User, pk: int) -> Desk:
    """The desk, for its people and for administrators. Raises Http404, NotAllowed."""
    desk = get_object_or_404(desks_known_to(user), pk=pk)
    allowed(may_set_retention(user))
    return desk


def _about_article(request: AuthedRequest, desk: Desk, form: KeyedForm, do: Callable[..., object]) -> Attempt:
    """Do what the form asks for with an article of this desk, by its number."""
    if not form.is_valid():
        return Attempt(status=422)
    pk = form.cleaned_data.pop("article")
    if numbered(request.user, desk, pk) is None:
        return Attempt(status=422, problem=f"This desk has no article {pk}.")
    return attempt(form, do, "This article", article_id=pk, by=request.user)


def _after(
    request: AuthedRequest, desk: Desk, came: Attempt, said: str, form: KeyedForm | None = None
) -> HttpResponse:
    if came.status == 200:
        messages.success(request, said)
        return HttpResponseRedirect(reverse("desk-retention", args=[desk.pk]), status=303)
    problem = came.problem or (" ".join(form.problems) if form else "")
    return _show(request, desk, status=came.status, problem=problem, hold=form)


def _show(
    request: AuthedRequest,
    desk: Desk,
    *,
    days: Mapping[str, int | None] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page with what is stored, or what would go by the days that were typed."""
    context = {"page": retention_page(request.user, desk, days), "desk": desk}
    return render(request, "claims/retention.html", context | more, status=status)


def _erase(
    request: AuthedRequest, desk: Desk, number: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    """What goes with an article, and the form; without one, which."""
    article = numbered(request.user, desk, number) if number else None
    if number and article is None and not more.get("problem"):
        more["problem"], status = f"This desk has no article {number}.", 404
    page = erase_page(article) if article and article.erased_at is None else None
    context = {"desk": desk, "article": article, "page": page, "number": number}
    return render(request, "claims/retention_erase.html", context | more, status=status)
