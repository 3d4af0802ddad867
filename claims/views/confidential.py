"""Sources who can't be named: the records of an article, each of them, and what is done to it.

Who a source is stands in one answer alone: that to `opened`, which is asked for by a form, and is no page of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.forms.confidential_form import (
    ApproveForm,
    ChangeForm,
    ChangeThingForm,
    EvidenceForm,
    PeopleForm,
    SealedForm,
    SourceForm,
)
from claims.forms.fields import KeyedForm
from claims.models import ConfidentialSource
from claims.permissions import (
    may_attach,
    may_open,
    may_store_source,
    people_to_name,
    sources_visible_to,
    speakers_visible_to,
)
from claims.selectors.confidential import next_pseudonym, record_of, source_page, sources_page
from claims.services.confidential_approve import confidential_approve
from claims.services.confidential_attach import confidential_attach
from claims.services.confidential_change import confidential_change
from claims.services.confidential_delete import confidential_delete
from claims.services.confidential_fetch import confidential_fetch
from claims.services.confidential_name import confidential_name
from claims.services.confidential_open import confidential_open
from claims.services.confidential_store import confidential_store
from claims.views.access import allowed, article_or_404, claim_or_404, signed_in
from claims.views.attempt import attempt
from claims.views.types import AuthedRequest

OCTETS = "application/octet-stream"


@require_safe
@signed_in
def of_article(request: AuthedRequest, pk: int) -> HttpResponse:
    page = sources_page(request.user, article_or_404(request.user, pk))
    return render(request, "claims/article_confidential.html", {"page": page, "article": page.article})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who an unnamed speaker is: the form, and what it sends."""
    speaker = get_object_or_404(speakers_visible_to(request.user).select_related("article__desk"), pk=pk)
    allowed(may_store_source(request.user, speaker.article))
    proposed = {"pseudonym": next_pseudonym(speaker.article)}
    typed = request.POST if request.method == "POST" else None
    form = SourceForm(typed, people=people_to_name(speaker.article), initial=proposed)
    context = {"speaker": speaker, "article": speaker.article, "form": form}
    if request.method != "POST":
        if stored := record_of(speaker):
            return redirect("confidential", pk=stored.pk)
        return render(request, "claims/confidential_new.html", context)
    came = attempt(form, confidential_store, "This speaker", speaker_id=pk, by=request.user)
    if came.done is None:
        context["problem"] = came.problem
        return render(request, "claims/confidential_new.html", context, status=came.status)
    return _stored(request, came.done, "Stored.")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence(request: AuthedRequest, pk: int) -> HttpResponse:
    """Evidence for a claim that can't be shown: the form, and what it sends."""
    claim = claim_or_404(request.user, pk)
    allowed(may_attach(request.user, claim))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    proposed = {"pseudonym": next_pseudonym(claim.article)}
    form = EvidenceForm(*sent, people=people_to_name(claim.article), initial=proposed)
    context = {"claim": claim, "article": claim.article, "form": form}
    if request.method != "POST":
        return render(request, "claims/confidential_evidence.html", context)
    came = attempt(form, confidential_attach, "This claim", claim_id=pk, by=request.user)
    if came.done is None:
        context["problem"] = came.problem
        return render(request, "claims/confidential_evidence.html", context, status=came.status)
    return _stored(request, came.done, "Stored.")


@require_safe
@signed_in
def confidential(request: AuthedRequest, pk: int) -> HttpResponse:
    return _page(request, _source_or_404(request, pk))


@require_POST
@signed_in
@sensitive_variables()
def opened(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who it is: to those named on it, each time with an event, and in no page that has an address."""
    source = _may_open(request, pk)
    came = attempt(KeyedForm(request.POST), confidential_open, "This record", source_id=pk, by=request.user)
    if came.done is None:
        return _page(request, source, status=came.status, problem=came.problem)
    form = _change_form(source)(initial=came.done | {"seen": source.version})
    return _page(request, source, words=came.done, form=form)


@require_POST
@sensitive_post_parameters()
@signed_in
def change(request: AuthedRequest, pk: int) -> HttpResponse:
    """What the record says from now on; what was typed comes back where it couldn't be stored."""
    form = _change_form(_may_open(request, pk))(request.POST)
    return _acted(request, pk, form, confidential_change, "Changed.", keeps=True)


@require_POST
@csp_update({"sandbox": ["allow-downloads"]})  # type: ignore[arg-type]  # its stub knows no numbers in paths
@signed_in
@sensitive_variables()
def file(request: AuthedRequest, pk: int) -> HttpResponse:
    """The file in the clear, to be saved, with an event; it lies in no folder on the way."""
    source = _may_open(request, pk)
    came = attempt(KeyedForm(request.POST), confidential_fetch, "This record", source_id=pk, by=request.user)
    if came.done is None:
        return _page(request, source, status=came.status, problem=came.problem)
    response = HttpResponse(came.done.content, content_type=OCTETS)
    response["Content-Disposition"] = content_disposition_header(True, came.done.name) or "attachment"
    return response


@require_POST
@signed_in
def people(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who may open it from now on."""
    source = _may_open(request, pk)
    form = PeopleForm(request.POST, people=people_to_name(source.article))
    return _acted(request, pk, form, confidential_name, "Saved.")


@require_POST
@signed_in
def approve(request: AuthedRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, ApproveForm(request.POST), confidential_approve, "Approved.")


@require_POST
@signed_in
def delete(request: AuthedRequest, pk: int) -> HttpResponse:
    return _acted(request, pk, KeyedForm(request.POST), confidential_delete, "Deleted.")


def _change_form(source: ConfidentialSource) -> type[SealedForm]:
    return ChangeForm if source.speaker_id else ChangeThingForm


def _source_or_404(request: AuthedRequest, pk: int) -> ConfidentialSource:
    found = sources_visible_to(request.user).select_related(
        "article__desk", "speaker", "evidence", "by", "deleted_by"
    )
    return get_object_or_404(found.prefetch_related("people", "article__bylines"), pk=pk)


def _may_open(request: AuthedRequest, pk: int) -> ConfidentialSource:
    source = _source_or_404(request, pk)
    allowed(may_open(request.user, source))
    return source


def _acted(
    request: AuthedRequest,
    pk: int,
    form: KeyedForm,
    do: Callable[..., object],
    said: str,
    *,
    keeps: bool = False,
) -> HttpResponse:
    """The record's page when it is done; else the same with the reason, and with a form that `keeps` what was typed."""
    source = _may_open(request, pk)
    came = attempt(form, do, "This record", source_id=pk, by=request.user)
    if came.status == 200:
        return _stored(request, source, said)
    problem = came.problem or " ".join(form.problems)
    return _page(request, source, status=came.status, problem=problem, form=form if keeps else None)


def _stored(request: AuthedRequest, source: ConfidentialSource, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("confidential", args=[source.pk]), status=303)


def _page(
    request: AuthedRequest, source: ConfidentialSource, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"page": source_page(request.user, source), "source": source, "article": source.article}
    return render(request, "claims/confidential.html", context | more, status=status)
