"""Notes: the thread of an article, writing on a claim, and changing one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.forms.talk_forms import NoteEditForm, NoteForm
from claims.models import Article, Claim, Note
from claims.permissions import may_edit_note, may_note
from claims.selectors.notes import note_for, notes_of_article
from claims.selectors.questions import context_of
from claims.services.note_edit import note_edit
from claims.services.note_write import note_write
from claims.views.access import allowed, article_or_404, claim_or_404, signed_in
from claims.views.attempt import Attempt, attempt, back_to, came_from, in_its_place
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_article(request: AuthedRequest, pk: int) -> HttpResponse:
    """The thread of the article itself."""
    article = article_or_404(request.user, pk)
    if request.method != "POST":
        return _thread(request, article, NoteForm(), Attempt())
    form = NoteForm(request.POST)
    came = attempt(form, note_write, "This article", article_id=pk, by=request.user)
    if came.done is None:
        return _thread(request, article, form, came)
    return _saved(request, came.done, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def on_claim(request: AuthedRequest, pk: int) -> HttpResponse:
    """The form for a note on a claim, and what it sends."""
    claim = claim_or_404(request.user, pk)
    if request.method != "POST":
        allowed(may_note(request.user, claim.article))
        return _form(request, claim, None, NoteForm(), Attempt())
    form = NoteForm(request.POST)
    on = {"article_id": claim.article_id, "claim_id": pk}
    came = attempt(form, note_write, "This claim", by=request.user, **on)
    if came.done is None:
        return in_its_place(_form(request, claim, None, form, came), request, f"claim-note-{pk}")
    return _saved(request, came.done, claim)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    """The form for other words in one's own note, and what it sends."""
    note = get_object_or_404(note_for(request.user), pk=pk)
    claim = claim_or_404(request.user, note.claim_id) if note.claim_id else None
    if request.method != "POST":
        allowed(may_edit_note(request.user, note))
        return _form(request, claim, note, NoteForm(initial={"text": note.text}), Attempt())
    form = NoteEditForm(request.POST)
    came = attempt(form, note_edit, "This note", note_id=pk, by=request.user)
    if came.done is None:
        return in_its_place(_form(request, claim, note, form, came), request, f"note-edit-{pk}")
    return _saved(request, came.done, claim)


def _thread(request: AuthedRequest, article: Article, form: NoteForm, came: Attempt) -> HttpResponse:
    talk = notes_of_article(request.user, article)
    context = {"article": article, "talk": talk, "form": form, "problem": came.problem}
    return render(request, "claims/article_notes.html", context, status=came.status)


def _form(
    request: AuthedRequest, claim: Claim | None, note: Note | None, form: NoteForm, came: Attempt
) -> HttpResponse:
    """The form on a page of its own; for htmx it alone."""
    context = came_from(request) | {"claim": claim, "note": note, "form": form, "problem": came.problem}
    if request.htmx:
        part = "note_edit" if note else "claim_note"
        return render(request, f"claims/_{part}.html", context, status=came.status)
    if claim:
        context |= {"around": context_of(claim), "back": back_to(request, claim)}
    elif note:
        context["back"] = reverse("article-notes", args=[note.article_id])
    return render(request, "claims/note.html", context, status=came.status)


def _saved(request: AuthedRequest, note: Note, claim: Claim | None) -> HttpResponse:
    """Its thread, with the note in it."""
    if claim is None:
        address = reverse("article-notes", args=[note.article_id])
    elif request.htmx:
        return render(request, "claims/_claim_notes_swap.html", came_from(request) | {"claim": claim})
    else:
        address = back_to(request, claim)
    messages.success(request, "Noted.")
    return HttpResponseRedirect(address, status=303)
