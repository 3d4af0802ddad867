"""What pages ask by themselves while somebody works: what is typed is kept, and what others do is shown."""

from __future__ import annotations

import json

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import Refused
from claims.forms.typing_form import ThrowForm, TypingForm
from claims.permissions.typing import is_typed_form
from claims.selectors.typing import typed_forms, typed_in
from claims.services.typing_forget import typing_forget
from claims.services.typing_keep import typing_keep
from claims.templatetags.desk import when
from claims.views.access import gone, signed_in
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def typing(request: AuthedRequest) -> HttpResponse:
    """What the person has typed and not stored: the names of its forms, or one of them; and what they type now."""
    if request.method == "POST":
        return _keep(request)
    name = request.GET.get("form", "")
    if not name:
        return JsonResponse({"forms": typed_forms(request.user)})
    kept = typed_in(request.user, name) if is_typed_form(name) else None
    if kept is None:
        raise gone("What you typed")
    context = {"kept": kept, "fields": json.dumps(kept.fields)}
    return render(request, "claims/_typing_kept.html", context)


def _keep(request: AuthedRequest) -> HttpResponse:
    """When it was kept, "" where nothing is kept any more; 400 with the reason."""
    form = TypingForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"why": "This isn't what a page sends."}, status=400)
    found = form.cleaned_data
    try:
        kept = typing_keep(by=request.user, form=found["form"], fields=found["typed"], key=found["key"])
    except Refused as error:
        return JsonResponse({"why": str(error)}, status=400)
    except ObjectDoesNotExist as error:
        raise gone("What this form is about") from error
    return JsonResponse({"at": when(kept.at) if kept else ""})


@require_POST
@signed_in
def throw(request: AuthedRequest) -> HttpResponse:
    """Throw away what was typed into a form; the page empties it."""
    form = ThrowForm(request.POST)
    if form.is_valid():
        typing_forget(by=request.user, form=form.cleaned_data["form"])
    if request.htmx:
        return HttpResponse()
    return HttpResponseRedirect(reverse("desk"), status=303)
