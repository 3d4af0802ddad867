"""Pasting an article: what was found in it is shown, put right, and stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.errors import Refused, TextRefused
from claims.extraction.normalise import normalise
from claims.forms.article_form import ArticleForm, found_in, printed
from claims.models import Desk, User
from claims.permissions import may_set_bylines
from claims.selectors.desk import desks_to_paste_on, people_of
from claims.services.article_paste import article_paste
from claims.services.articles_import import FILES_AT_MOST, uploads_import
from claims.services.draft_store import copy_of
from claims.views.access import NotAllowed, signed_in
from claims.views.copy_in import box_of, files_of, wants_reading
from claims.views.types import AuthedRequest
from claims.vocabulary import DRAFT_CHARACTERS


class Paste:
    """One paste on its way: the form, the desk, and who may be ticked as having written it."""

    def __init__(self, request: AuthedRequest, *, reading: bool = False) -> None:
        self.request, self.reading = request, reading
        self.user: User = request.user
        self.desks = desks_to_paste_on(self.user)
        if not self.desks:
            raise NotAllowed(
                "You aren't a reporter, checker or editor of any desk: an administrator can change that."
            )
        self.desk = self._desk()
        self.sets_bylines = may_set_bylines(self.user, self.desk.pk).allowed
        self.people = people_of(self.desk) if self.sets_bylines else []
        self.box = box_of(request, reading=reading)
        data = request.POST if request.method == "POST" else None
        self.form = ArticleForm(data, desks=self.desks, people=self.people, initial={"desk": self.desk.pk})

    def _desk(self) -> Desk:
        asked = self.request.POST.get("desk", "") or self.request.GET.get("desk", "")
        return next((desk for desk in self.desks if str(desk.pk) == asked), self.desks[0])

    def store(self) -> HttpResponse:
        """Store it and go to its page. Raises Refused, TextRefused."""
        found = self.form.cleaned_data
        article = article_paste(
            desk_id=self.desk.pk,
            by=self.user,
            key=found["key"],
            text=found["text"],
            headline=found["headline"],
            byline=found["byline"],
            written_by=found["written_by"] if self.sets_bylines else None,
            notes=found["notes"],
        )
        return HttpResponseRedirect(reverse("article", args=[article.pk]), status=303)

    def read(self) -> HttpResponse:
        """A file, put into the box, and what its text holds; of several, each an article."""
        if len(files_of(self.request)) > 1:
            return self.several()
        if self.box.problem:
            return self.show("claims/article_new.html", status=422)
        return self.found("claims/article_new.html")

    def several(self) -> HttpResponse:
        """A list of what became of each file."""
        files, problem = files_of(self.request), ""
        if self.box.text.strip():
            problem = "Several files become an article each. Store what is in the box first, or empty it."
        elif len(files) > FILES_AT_MOST:
            problem = f"Bring {FILES_AT_MOST} files at a time at most."
        elif wrong := [*self.form.errors.get("desk", ()), *self.form.errors.get("key", ())]:
            problem = " ".join(wrong)
        if problem:
            return self.show("claims/article_new.html", status=422, problem=problem)
        key = self.form.cleaned_data["key"]
        found = uploads_import(desk_id=self.desk.pk, by=self.user, key=key, uploads=files)
        context = {"found": found, "desk": self.desk, "stored": [one for one in found if one.article]}
        return render(self.request, "claims/article_files.html", context)

    def show(self, template: str, *, status: int = 200, problem: str = "", **more: Any) -> HttpResponse:
        post = self.request.POST
        context = {
            "paste": self,
            "form": self.form,
            "box": self.box,
            "problem": problem,
            "headline": post.get("headline", ""),
            "byline": post.get("byline", ""),
            "ticked": {int(pk) for pk in post.getlist("written_by") if pk.isascii() and pk.isdigit()},
            "confirmed": "confirmed" in post,
            "reading": self.reading,
        }
        return render(self.request, template, context | more, status=status)

    def found(self, template: str) -> HttpResponse:
        """Show what the text holds, but where the person has already put it right."""
        post = self.request.POST
        new = found_in(self.box.text)
        kept = {
            name: word if (word := post.get(name, "")) and word != post.get(f"was_{name}", "") else found
            for name, found in new.items()
        }
        ticked = printed(self.people, kept["byline"]) or {self.user.pk}
        same_desk = post.get("was_desk") == post.get("desk")
        if "confirmed" in post and same_desk and post.get("was_byline", "") == new["byline"]:
            ticked = {int(pk) for pk in post.getlist("written_by") if pk.isascii() and pk.isdigit()}
        return self.show(
            template, new=new, ticked=ticked, confirmed=True, headline=kept["headline"], byline=kept["byline"]
        )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def article_new(request: AuthedRequest) -> HttpResponse:
    """The box; what was found in the text, to be put right; and, once that is confirmed, the article."""
    reading = request.method == "POST" and wants_reading(request)
    paste = Paste(request, reading=reading)
    if request.method != "POST":
        return paste.show("claims/article_new.html")
    if reading:
        return paste.read()
    if not paste.form.is_valid():
        return paste.show("claims/article_new.html", status=422)
    try:
        copy_of(paste.form.cleaned_data["text"])
        return (
            paste.store() if paste.form.cleaned_data["confirmed"] else paste.found("claims/article_new.html")
        )
    except TextRefused as error:
        too_long = len(normalise(request.POST.get("text", ""))) > DRAFT_CHARACTERS
        return paste.show("claims/article_new.html", status=413 if too_long else 422, problem=str(error))
    except Refused as error:
        return paste.show("claims/article_new.html", status=403, problem=str(error))


@require_POST
@signed_in
def article_found(request: AuthedRequest) -> HttpResponse:
    """The fields with what the text holds, filled in place while the person still looks at the box."""
    return Paste(request).found("claims/_article_found.html")
