"""People, for administrators: who sees what, and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.forms.fields import KeyedForm
from claims.forms.people_forms import (
    PersonAccessForm,
    PersonAdministratorForm,
    PersonDetailsForm,
    PersonRolesForm,
)
from claims.models import User
from claims.permissions import people_administered_by
from claims.selectors.people import PersonPage, people_page, person_page
from claims.selectors.people_changes import changes_page
from claims.services import person_access, person_administrator, person_details, person_roles
from claims.views.access import administering
from claims.views.attempt import Attempt, attempt
from claims.views.types import AuthedRequest

WHO = "This person"


@require_safe
@administering
def people(request: AuthedRequest) -> HttpResponse:
    find = request.GET.get("find", "").replace("\x00", "").strip()[:100]
    page = people_page(request.user, find=find, number=request.GET.get("page"))
    return render(request, "claims/people.html", {"page": page, "shown": page.shown})


@require_safe
@administering
def changes(request: AuthedRequest) -> HttpResponse:
    """What was changed about people and desks, by whom."""
    shown, rows = changes_page(request.user, request.GET.get("page"))
    return render(request, "claims/people_changes.html", {"shown": shown, "rows": rows})


@require_safe
@administering
def person(request: AuthedRequest, pk: int) -> HttpResponse:
    return _show(request, person_page(request.user, _person(request, pk)))


@require_POST
@administering
def roles(request: AuthedRequest, pk: int) -> HttpResponse:
    page = person_page(request.user, _person(request, pk))
    form = PersonRolesForm(request.POST, desks=[desk for desk, _ in page.roles])
    tried = attempt(form, person_roles.person_roles, WHO, person_id=pk, by=request.user)
    return _done(request, page, tried, "The roles are saved.", roles=form)


@require_POST
@administering
def details(request: AuthedRequest, pk: int) -> HttpResponse:
    page = person_page(request.user, _person(request, pk))
    form = PersonDetailsForm(request.POST)
    tried = attempt(form, person_details.person_details, WHO, person_id=pk, by=request.user)
    return _done(request, page, tried, "Saved.", details=form)


@require_POST
@administering
def access(request: AuthedRequest, pk: int) -> HttpResponse:
    """Shut them out, or let them in."""
    page = person_page(request.user, _person(request, pk))
    form = PersonAccessForm(request.POST)
    tried = attempt(form, person_access.person_access, WHO, person_id=pk, by=request.user)
    said = "Enabled." if tried.done and tried.done.is_active else "Disabled. Their claims are in the pool."
    return _done(request, page, tried, said)


@require_POST
@administering
def administrator(request: AuthedRequest, pk: int) -> HttpResponse:
    page = person_page(request.user, _person(request, pk))
    form = PersonAdministratorForm(request.POST)
    tried = attempt(form, person_administrator.person_administrator, WHO, person_id=pk, by=request.user)
    return _done(request, page, tried, "Saved.")


def _person(request: AuthedRequest, pk: int) -> User:
    people = people_administered_by(request.user).prefetch_related("memberships")
    return get_object_or_404(people, pk=pk)


def _done(
    request: AuthedRequest, page: PersonPage, tried: Attempt, said: str, **forms: KeyedForm
) -> HttpResponse:
    """Back to the person; whoever gave up their own right goes to the desk."""
    if tried.done is None:
        return _show(request, page, tried.status, tried.problem, **forms)
    messages.success(request, said)
    own_right_gone = tried.done.pk == request.user.pk and not tried.done.administrator
    onward = reverse("desk") if own_right_gone else reverse("person", args=[page.person.pk])
    return HttpResponseRedirect(onward, status=303)


def _show(
    request: AuthedRequest, page: PersonPage, status: int = 200, problem: str = "", **forms: Any
) -> HttpResponse:
    held = {desk.pk: role for desk, role in page.roles}
    start = {field: getattr(page.person, field) for field in PersonDetailsForm.base_fields if field != "key"}
    drawn = {
        "roles": PersonRolesForm(desks=[desk for desk, _ in page.roles], held=held),
        "details": PersonDetailsForm(initial=start),
    }
    context = {"page": page, "problem": problem, "forms": drawn | forms}
    return render(request, "claims/person.html", context, status=status)
