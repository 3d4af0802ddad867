"""An article's drafts: the list, two of them side by side, and the next one before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.errors import Refused, TextRefused
from claims.forms.article_form import found_in
from claims.forms.copy_box import Box
from claims.forms.draft_form import DraftForm
from claims.models import Article, User
from claims.permissions import may_paste_draft
from claims.selectors.drafts import drafts_page
from claims.selectors.next_draft import drafts_since, earlier_draft, newest_draft, preview_of, was_sent
from claims.services.draft_paste import draft_paste
from claims.services.draft_store import copy_of
from claims.views.access import article_or_404, gone, signed_in
from claims.views.card import whole
from claims.views.copy_in import box_of, files_of, wants_reading
from claims.views.types import AuthedRequest
from claims.vocabulary import DRAFT_CHARACTERS, ArticleState


@require_safe
@signed_in
def drafts(request: AuthedRequest, pk: int) -> HttpResponse:
    found = article_or_404(request.user, pk)
    page = drafts_page(request.user, found, old=whole(request, "from"), new=whole(request, "to"))
    if page is None:
        raise gone("This draft")
    return render(request, "claims/drafts.html", {"article": found, "page": page})


class NextDraft:
    """A next draft on its way: the box, what it would do, and what came meanwhile."""

    def __init__(self, request: AuthedRequest, article: Article) -> None:
        self.request, self.article = request, article
        self.user: User = request.user
        self.may = may_paste_draft(self.user, article)
        self.corrects = article.state == ArticleState.CORRECTING
        self.newest = newest_draft(article)
        self.reading = request.method == "POST" and wants_reading(request)
        self.box = (
            box_of(request, reading=self.reading) if self.may.allowed else Box(request.POST.get("text", ""))
        )
        self.form = DraftForm(request.POST if request.method == "POST" else None)

    def show(
        self, more: Mapping[str, Any] | None = None, *, status: int = 200, problem: str = ""
    ) -> HttpResponse:
        context = {
            "article": self.article,
            "next": self,
            "box": self.box,
            "reason": self.request.POST.get("reason", ""),
            "problem": problem,
        }
        return render(self.request, "claims/draft_new.html", context | {**(more or {})}, status=status)

    def again(self, number: int) -> HttpResponse:
        """An earlier draft in the box, as what would be stored."""
        earlier = earlier_draft(self.article, number)
        if earlier is None:
            raise gone("This draft")
        self.box = Box(earlier.text)
        return self.preview({"reason": f"Draft {number} again.", "again": number})

    def read(self) -> HttpResponse:
        """A file in the box, and what it would do. Raises TextRefused."""
        if len(files_of(self.request)) > 1:
            return self.show(status=422, problem="One file at a time: it is one draft.")
        return self.show(status=422) if self.box.problem else self.preview()

    def preview(self, more: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
        """What the box's text would do; nothing is stored. Raises TextRefused."""
        lines = found_in(self.box.text)
        shown = preview_of(self.user, self.article, copy_of(self.box.text, **lines).text)
        return self.show({"preview": shown, "lines": lines, **(more or {})}, status=status)

    def answer(self) -> HttpResponse:
        """Store it, or show what it would do: that also where another draft has come meanwhile.

        Raises Refused, TextRefused.
        """
        found = self.form.cleaned_data
        since = drafts_since(self.article, found["seen"])
        if not found["store"] or (since and not was_sent(self.article, found["key"])):
            return self.preview({"since": since}, status=409 if found["store"] else 200)
        draft_paste(
            article_id=self.article.pk,
            by=self.user,
            key=found["key"],
            text=found["text"],
            reason=found["reason"],
            notes=found["notes"],
            **found_in(found["text"]),
        )
        return HttpResponseRedirect(reverse("article", args=[self.article.pk]), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def draft_new(request: AuthedRequest, pk: int) -> HttpResponse:
    """The box for the next draft; what it would do; and, once that is wished, the draft."""
    paste = NextDraft(request, article_or_404(request.user, pk))
    if not paste.may.allowed:
        return paste.show(status=403)
    if request.method != "POST":
        return paste.again(whole(request, "again")) if "again" in request.GET else paste.show()
    try:
        if paste.reading:
            return paste.read()
        if not paste.form.is_valid():
            return paste.show(status=422, problem=" ".join(paste.form.problems))
        return paste.answer()
    except Article.DoesNotExist as error:
        raise gone("The article") from error
    except TextRefused as error:
        too_long = len(paste.box.text) > DRAFT_CHARACTERS
        return paste.show(status=413 if too_long else 422, problem=str(error))
    except Refused as error:
        return paste.show(status=403, problem=str(error))
