"""Notes that came with the copy: taken as evidence for a claim, or put aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.copy_note_form import suggested
from claims.forms.evidence_form import EvidenceForm
from claims.forms.fields import KeyedForm
from claims.models import Claim, CopyNote
from claims.permissions.copy_notes import may_deal_with
from claims.selectors.copy_notes import copy_notes_for
from claims.services.copy_note_aside import copy_note_aside
from claims.services.copy_note_take import copy_note_take
from claims.views.access import NotAllowed, allowed, claim_or_404, signed_in
from claims.views.attempt import attempt, back_to
from claims.views.card import page_of, shown, whole
from claims.views.types import AuthedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take(request: AuthedRequest, pk: int, note_pk: int) -> HttpResponse:
    """The evidence form with what the note holds, and what it sends."""
    claim = claim_or_404(request.user, pk)
    note = get_object_or_404(copy_notes_for(request.user), pk=note_pk, draft__article=claim.article_id)
    if request.method != "POST":
        allowed(may_deal_with(request.user, note, claim.article))
        return _form(request, claim, note, EvidenceForm(initial=suggested(note.text)))
    form = EvidenceForm(request.POST, request.FILES)
    came = attempt(form, copy_note_take, "This note", note_id=note_pk, claim_id=pk, by=request.user)
    if came.status != 200:
        return _form(request, claim, note, form, status=came.status, problem=came.problem)
    messages.success(request, "Evidence saved.")
    return HttpResponseRedirect(back_to(request, claim), status=303)


@require_POST
@signed_in
def aside(request: AuthedRequest, pk: int) -> HttpResponse:
    """“Not evidence”; back to the claim, or to the article's notes."""
    note = get_object_or_404(copy_notes_for(request.user), pk=pk)
    came = attempt(KeyedForm(request.POST), copy_note_aside, "This note", note_id=pk, by=request.user)
    if came.status != 200:
        raise NotAllowed(came.problem or "Load the page again: this form is too old.")
    messages.success(request, "Put aside: not evidence.")
    address = reverse("article-notes", args=[note.draft.article_id])
    if claim_id := whole(request, "claim"):
        address = back_to(request, claim_or_404(request.user, claim_id))
    return HttpResponseRedirect(address, status=303)


def _form(
    request: AuthedRequest,
    claim: Claim,
    note: CopyNote,
    form: EvidenceForm,
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    more = {"form": form, "copy_note": note, "problem": problem, "picked": {}, "back": ""}
    context = shown(request, page_of(request, claim), None) | more
    return render(request, "claims/copy_note_take.html", context, status=status)
