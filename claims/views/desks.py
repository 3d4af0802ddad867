"""Desks, for administrators: made, renamed, made confidential."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.people_forms import DeskForm
from claims.selectors.desks import desks_page
from claims.services.desk_change import desk_change
from claims.services.desk_make import desk_make
from claims.views.access import administering
from claims.views.attempt import Attempt, attempt
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@administering
def desks(request: AuthedRequest) -> HttpResponse:
    """All desks; a POST makes one."""
    form = DeskForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, form)
    return _done(request, form, attempt(form, desk_make, "This desk", by=request.user), "The desk is made.")


@require_POST
@administering
def change(request: AuthedRequest, pk: int) -> HttpResponse:
    desk = get_object_or_404(desks_page(request.user), pk=pk)
    form = DeskForm(request.POST)
    tried = attempt(form, desk_change, "This desk", desk_id=desk.pk, by=request.user)
    return _done(request, form, tried, "Saved.", of=desk.pk)


def _done(request: AuthedRequest, form: DeskForm, tried: Attempt, said: str, of: int = 0) -> HttpResponse:
    if tried.done is None:
        return _show(request, form, tried.status, tried.problem or " ".join(form.problems), of)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desks"), status=303)


def _show(
    request: AuthedRequest, form: DeskForm, status: int = 200, problem: str = "", of: int = 0
) -> HttpResponse:
    """`of`: the desk that the form is about, 0 for a new one."""
    found = desks_page(request.user)
    context = {"desks": found, "form": form, "problem": problem, "of": of}
    return render(request, "claims/desks.html", context, status=status)
