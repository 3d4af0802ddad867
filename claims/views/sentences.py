"""The sentences that nobody has looked at: a list, and what is done to each."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Refused
from claims.forms.fields import KeyedForm
from claims.forms.sentence_form import ClearForm
from claims.models import Sentence
from claims.selectors.sentences import sentences_page
from claims.services.sentence_clear import sentence_clear
from claims.services.sentence_unclear import sentence_unclear
from claims.views.access import allowed, article_or_404, sentence_or_404, signed_in
from claims.views.types import AuthedRequest


@require_safe
@signed_in
def sentences(request: AuthedRequest, pk: int) -> HttpResponse:
    page = sentences_page(request.user, article_or_404(request.user, pk))
    return render(request, "claims/article_sentences.html", {"page": page, "article": page.article})


@require_POST
@signed_in
def clear(request: AuthedRequest, pk: int) -> HttpResponse:
    """“Nothing to check”, or the wish of it where it takes two."""
    return _act(request, sentence_or_404(request.user, pk), ClearForm(request.POST), sentence_clear)


@require_POST
@signed_in
def unclear(request: AuthedRequest, pk: int) -> HttpResponse:
    return _act(request, sentence_or_404(request.user, pk), KeyedForm(request.POST), sentence_unclear)


def _act(
    request: AuthedRequest, sentence: Sentence, form: KeyedForm, do: Callable[..., Sentence]
) -> HttpResponse:
    """Back to the list when it is done; else the list with the reason, and what was typed."""
    article = article_or_404(request.user, sentence.draft.article_id)
    allowed(sentences_page(request.user, article).may_clear)
    problem, status = " ".join(form.problems), 422
    if form.is_valid():
        try:
            do(sentence_id=sentence.pk, by=request.user, **form.cleaned_data)
        except Refused as error:
            problem, status = str(error), 409
        else:
            messages.success(request, "Saved.")
            return redirect("article-sentences", pk=article.pk)
    page = sentences_page(request.user, article)
    typed = request.POST.get("why", "")
    context = {"page": page, "article": article, "problem": problem, "sent": sentence.pk, "typed": typed}
    return render(request, "claims/article_sentences.html", context, status=status)
