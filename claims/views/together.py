"""What pages ask by themselves while somebody works: what is typed is kept, and what others do is shown."""

from __future__ import annotations

import json

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.errors import Refused
from claims.forms.typing_form import ThrowForm, TypingForm
from claims.permissions.typing import is_typed_form
from claims.selectors.article_page import ArticlePage
from claims.selectors.conflicts import partners
from claims.selectors.presence import Pulse, pulse_of
from claims.selectors.since import changes_since
from claims.selectors.typing import typed_forms, typed_in
from claims.services.presence_tell import presence_tell
from claims.services.typing_forget import typing_forget
from claims.services.typing_keep import typing_keep
from claims.templatetags.desk import when
from claims.views.access import article_or_404, gone, signed_in
from claims.views.article import context_of
from claims.views.card import whole
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def since(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asked by every open article page about each second: nothing while nothing changed; who else is there; or the
    parts of the page that look different. No deed of the person's: whatever counts as one leaves this address out.
    """
    claim_id, event = whole(request, "claim"), whole(request, "event")
    pulse = pulse_of(request.user, pk, claim_id)
    if pulse is None:
        article_or_404(request.user, pk)  # says so where it was erased
        raise gone("This article")
    if request.method == "GET" and not pulse.told:  # HEAD is a page's headers, and nobody looks at those
        presence_tell(by=request.user, article_id=pk, claim_id=claim_id if pulse.has_claim else None)
    if pulse.newest != event:
        return _changed(request, pk, pulse)
    if pulse.here != request.GET.get("here", ""):
        return render(request, "claims/_article_since.html", {"pulse": pulse, "article_id": pk})
    return HttpResponse(status=204)


def _changed(request: AuthedRequest, pk: int, pulse: Pulse) -> HttpResponse:
    """The parts of the article's page that look different since the event that the page names, drawn as ever."""
    article = article_or_404(request.user, pk)
    event, claim_id, card = (whole(request, name) for name in ("event", "claim", "card"))
    changes = changes_since(request.user, article, event=event, claim_id=claim_id, card=card)
    context = context_of(request, article)
    page: ArticlePage = context["page"]
    looks = changes.claims | partners(page.rows, set(changes.claims))
    context |= {"pulse": pulse, "article_id": pk, "changes": changes, "marked": []}
    context["rows"] = [row for row in page.rows if row.pk in looks]
    return render(request, "claims/_article_since_swap.html", context)


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
