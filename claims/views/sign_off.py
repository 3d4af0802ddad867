"""Standing for an article: what blocks it, signing, overriding, publishing, and what changed since one signed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Refused
from claims.forms.fields import KeyedForm
from claims.forms.sign_off_forms import OverrideForm, RevokeForm, SignForm, StepForm
from claims.models import Article
from claims.selectors.sign_off import difference_since, sign_off_panel
from claims.services.article_override import article_override
from claims.services.article_revoke import article_revoke
from claims.services.article_sign import article_sign
from claims.services.article_step import article_step
from claims.views.access import article_or_404, gone, signed_in
from claims.views.card import whole
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def sign_off(request: AuthedRequest, pk: int) -> HttpResponse:
    return _page(request, article_or_404(request.user, pk))


@require_POST
@signed_in
def sign(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    return _act(request, found, SignForm(request.POST), article_sign, "Signed.")


@require_POST
@signed_in
def override(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    return _act(request, found, OverrideForm(request.POST), article_override, "Signed off by override.")


@require_POST
@signed_in
def revoke(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    return _act(request, found, RevokeForm(request.POST), article_revoke, "Revoked.")


@require_POST
@signed_in
def step(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    return _act(request, found, StepForm(request.POST), article_step, "Saved.")


@require_safe
@signed_in
def difference(request: AuthedRequest, pk: int) -> HttpResponse:
    """What changed since a signature, with the form that signs it."""
    found = article_or_404(request.user, pk)
    shown = difference_since(found, whole(request, "since"))
    if shown is None:
        raise gone("This signature")
    panel = sign_off_panel(request.user, found)
    return render(
        request, "claims/article_difference.html", {"article": found, "shown": shown, "panel": panel}
    )


def _act(
    request: AuthedRequest, found: Article, form: KeyedForm, do: Callable[..., Article], done: str
) -> HttpResponse:
    """Do what the form asks for; else the page with the reason, and what was typed."""
    if not form.is_valid():
        return _page(request, found, form, problem=" ".join(form.problems), status=422)
    try:
        do(article_id=found.pk, by=request.user, **form.cleaned_data)
    except Refused as error:
        return _page(request, article_or_404(request.user, found.pk), form, problem=str(error), status=403)
    except ObjectDoesNotExist as error:
        raise gone("This article") from error
    messages.success(request, done)
    return HttpResponseRedirect(reverse("article-sign-off", args=[found.pk]), status=303)


def _page(
    request: AuthedRequest,
    found: Article,
    typed: KeyedForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "article": found,
        "panel": sign_off_panel(request.user, found),
        "typed": typed,
        "problem": problem,
        "alone": True,
    }
    return render(request, "claims/article_sign_off.html", context, status=status)
