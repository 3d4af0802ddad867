"""Doing what a form asks for, outside the claim's card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.urls import reverse

from claims.errors import Refused
from claims.forms.fields import KeyedForm
from claims.models import Claim
from claims.templatetags.desk import claim_address
from claims.views.access import gone
from claims.views.listed import listed
from claims.views.types import AuthedRequest


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a form: `done` is what was stored, None with the status and the reason where it wasn't."""

    done: Any = None
    status: int = 200
    problem: str = ""


def attempt(form: KeyedForm, do: Callable[..., object], what: str, **given: object) -> Attempt:
    """Do it if the form is in order. `what` it is about, for who finds it gone."""
    if not form.is_valid():
        return Attempt(status=422)
    try:
        return Attempt(done=do(**given, **form.cleaned_data))
    except Refused as error:
        return Attempt(status=403, problem=str(error))
    except ObjectDoesNotExist as error:
        raise gone(what) from error


def came_from(request: AuthedRequest) -> dict[str, Any]:
    """The page on which the open claim stands, which its forms carry on."""
    asked = request.POST if request.method == "POST" else request.GET
    return {
        "listed": listed(request),
        "alone": asked.get("page") == "claim",
    }


def back_to(request: AuthedRequest, claim: Claim) -> str:
    """The address of the claim on that page."""
    around = came_from(request)
    if around["alone"]:
        return reverse("claim", args=[claim.pk])
    return claim_address(claim.article_id, claim.pk, around["listed"].query)


def in_its_place(response: HttpResponse, request: AuthedRequest, target: str) -> HttpResponse:
    """With htmx, put a form that comes back where it stood, wherever its success would have gone."""
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = f"#{target}", "outerHTML"
    return response
