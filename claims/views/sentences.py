"""The sentences that nobody has looked at: a list, and what is done to each."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Refused
from claims.forms.fields import KeyedForm
from claims.forms.sentence_form import ClearForm
from claims.models import Article, Sentence
from claims.selectors.sentences import sentences_page
from claims.services.sentence_clear import sentence_clear
from claims.services.sentence_unclear import sentence_unclear
from claims.templatetags.desk import claim_address
from claims.views.access import allowed, article_or_404, sentence_or_404, signed_in
from claims.views.article import context_of
from claims.views.card import whole
from claims.views.listed import listed
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


def _back_to(request: AuthedRequest, article: Article, cleared: int) -> str:
    """The article as it was shown; there it can be taken back."""
    claim, query = whole(request, "claim"), listed(request).query
    said = "&".join(filter(None, (f"cleared={cleared}" if cleared else "", query)))
    if claim:
        return claim_address(article.pk, claim, said)
    return f"{reverse('article', args=[article.pk])}?{said}"


def _act(
    request: AuthedRequest, sentence: Sentence, form: KeyedForm, do: Callable[..., Sentence]
) -> HttpResponse:
    """Back to the list, or the article, when it is done; else the same with the reason, and what was typed."""
    article = article_or_404(request.user, sentence.draft.article_id)
    from_text = request.POST.get("back") == "article"
    allowed(sentences_page(request.user, article).may_clear)
    problem, status = " ".join(form.problems), 422
    if form.is_valid():
        try:
            do(sentence_id=sentence.pk, by=request.user, **form.cleaned_data)
        except Refused as error:
            problem, status = str(error), 409
        else:
            if from_text:
                return redirect(_back_to(request, article, sentence.pk if do is sentence_clear else 0))
            messages.success(request, "Saved.")
            return redirect("article-sentences", pk=article.pk)
    if from_text:
        said = {"sentence_problem": problem, "sent": sentence.pk, "typed": request.POST.get("why", "")}
        return render(request, "claims/article.html", context_of(request, article) | said, status=status)
    page = sentences_page(request.user, article)
    typed = request.POST.get("why", "")
    context = {"page": page, "article": article, "problem": problem, "sent": sentence.pk, "typed": typed}
    return render(request, "claims/article_sentences.html", context, status=status)
