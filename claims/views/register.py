"""The newsroom's register of speakers: the list, an entry, and an article's speaker who is in none yet."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.forms.fields import KeyedForm
from claims.forms.register_forms import EditForm, IntoForm, PartForm, ToForm
from claims.models import RegisterEntry, Speaker
from claims.permissions import may_check
from claims.selectors.register import entry_of, entry_page, speaker_page, speakers_in_article
from claims.selectors.register_find import entries_found, for_claim
from claims.selectors.register_said import claim_lines, claims_of_entry, claims_of_speaker
from claims.services.register_edit import register_edit
from claims.services.register_merge import register_merge
from claims.services.register_part import register_part
from claims.services.register_undo import register_undo
from claims.services.speaker_register import speaker_register
from claims.views.access import (
    allowed,
    article_or_404,
    change_or_404,
    claim_or_404,
    entry_or_404,
    signed_in,
    speaker_or_404,
)
from claims.views.attempt import Attempt, attempt
from claims.views.types import AuthedRequest

ON_A_PAGE = 25
WHAT = "This entry"


@require_safe
@signed_in
def speakers(request: AuthedRequest) -> HttpResponse:
    words = _words(request)
    shown = Paginator(entries_found(request.user, words), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"shown": shown, "asked_for": urlencode({"q": words}), "words": words}
    template = "claims/_speakers_found.html" if request.htmx else "claims/speakers.html"
    return render(request, template, context)


@require_safe
@signed_in
def of_article(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who speaks in an article, and who of them is in the register."""
    article = article_or_404(request.user, pk)
    context = {"article": article, "speakers": speakers_in_article(request.user, article)}
    return render(request, "claims/article_speakers.html", context)


@require_safe
@signed_in
def entry(request: AuthedRequest, pk: int) -> HttpResponse:
    return _entry(request, entry_or_404(request.user, pk))


@require_safe
@signed_in
def speaker(request: AuthedRequest, pk: int) -> HttpResponse:
    """An article's speaker: to the entry that it is, or what it says here and who it may be."""
    found = speaker_or_404(request.user, pk)
    registered = entry_of(request.user, found)
    return redirect("register-entry", pk=registered.pk) if registered else _speaker(request, found)


@require_safe
@signed_in
def for_a_claim(request: AuthedRequest, pk: int) -> HttpResponse:
    """Whom of the register a claim's speaker may be set to."""
    claim, words = claim_or_404(request.user, pk), _words(request)
    allowed(may_check(request.user, claim.article))
    shown = for_claim(request.user, claim, words)
    template = "claims/_claim_register.html" if request.htmx else "claims/claim_register.html"
    return render(request, template, {"claim": claim, "shown": shown, "words": words})


@require_POST
@signed_in
def link(request: AuthedRequest, pk: int) -> HttpResponse:
    found, form = speaker_or_404(request.user, pk), ToForm(request.POST)
    came = attempt(form, speaker_register, "This speaker", speaker_id=pk, by=request.user)
    return _to(request, "speaker", pk) if came.done else _of_speaker(request, found, came, form)


@require_POST
@signed_in
def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    found, form = entry_or_404(request.user, pk), EditForm(request.POST)
    came = attempt(form, register_edit, WHAT, entry_id=pk, by=request.user)
    if came.done:
        return _to(request, "register-entry", pk)
    return _entry(request, entry_or_404(request.user, found.pk), came, form)


@require_POST
@signed_in
def merge(request: AuthedRequest, pk: int) -> HttpResponse:
    found, form = entry_or_404(request.user, pk), IntoForm(request.POST)
    came = attempt(form, register_merge, WHAT, entry_id=pk, by=request.user)
    if came.done:
        return _to(request, "register-entry", came.done.pk)
    return _entry(request, found, came, form)


@require_POST
@signed_in
def part(request: AuthedRequest, pk: int) -> HttpResponse:
    found = entry_or_404(request.user, pk)
    linked = [one.speaker.pk for one in entry_page(request.user, found).linked]
    form = PartForm(request.POST, speakers=linked)
    came = attempt(form, register_part, WHAT, entry_id=pk, by=request.user)
    if came.done:
        return _to(request, "register-entry", came.done.pk)
    return _entry(request, found, came, form)


@require_POST
@signed_in
def undo(request: AuthedRequest, pk: int) -> HttpResponse:
    """One action of the record, and back to what it was about."""
    change, form = change_or_404(request.user, pk), KeyedForm(request.POST)
    came = attempt(form, register_undo, WHAT, change_id=pk, by=request.user)
    if came.done and change.speaker:
        return _to(request, "speaker", change.speaker.pk)
    if came.done:
        return _to(request, "register-entry", change.now_id or 0)
    if change.speaker:
        return _of_speaker(request, change.speaker, came, form)
    return _entry(request, entry_or_404(request.user, change.now_id or 0), came, form)


def _words(request: AuthedRequest) -> str:
    return request.GET.get("q", "")[:200]


def _to(request: AuthedRequest, name: str, pk: int) -> HttpResponse:
    messages.success(request, "Saved.")
    return HttpResponseRedirect(reverse(name, args=[pk]), status=303)


def _of_speaker(request: AuthedRequest, found: Speaker, came: Attempt, form: KeyedForm) -> HttpResponse:
    """What was refused about a speaker, on the page where it stands now."""
    registered = entry_of(request.user, found)
    return _entry(request, registered, came, form) if registered else _speaker(request, found, came, form)


def _why(came: Attempt | None, form: KeyedForm | None) -> str:
    """Why nothing was stored, where it wasn't."""
    return came.problem or " ".join(form.problems) if came and form else ""


def _entry(
    request: AuthedRequest, found: RegisterEntry, came: Attempt | None = None, form: KeyedForm | None = None
) -> HttpResponse:
    words = _words(request)
    shown = Paginator(claims_of_entry(request.user, found), ON_A_PAGE).get_page(request.GET.get("page"))
    stored = {"name": found.name, "aliases": "\n".join(found.aliases), "note": found.note}
    context = {
        "page": entry_page(request.user, found, words),
        "entry": found,
        "shown": shown,
        "claims": claim_lines(request.user, list(shown.object_list)),
        "form": form if isinstance(form, EditForm) else EditForm(initial=stored),
        "problem": _why(came, form),
        "words": words,
    }
    return render(request, "claims/speaker_entry.html", context, status=came.status if came else 200)


def _speaker(
    request: AuthedRequest, found: Speaker, came: Attempt | None = None, form: KeyedForm | None = None
) -> HttpResponse:
    words = _words(request)
    shown = Paginator(claims_of_speaker(request.user, found), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": speaker_page(request.user, found, words),
        "shown": shown,
        "claims": claim_lines(request.user, list(shown.object_list)),
        "problem": _why(came, form),
        "words": words,
    }
    return render(request, "claims/speaker.html", context, status=came.status if came else 200)
