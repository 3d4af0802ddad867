"""Who gets through the door: sign-in, and only what the person may see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims.errors import Verdict
from claims.models import (
    Article,
    Claim,
    Desk,
    Evidence,
    RegisterChange,
    RegisterEntry,
    Sentence,
    Speaker,
    Use,
    User,
)
from claims.permissions import (
    articles_erased_for,
    articles_visible_to,
    claims_visible_to,
    desks_of,
    entries_visible_to,
    evidence_visible_to,
    may_administer,
    register_changes_visible_to,
    sentences_visible_to,
    speakers_visible_to,
    uses_visible_to,
)
from claims.permissions.typing import is_typed_form
from claims.services.typing_forget import typing_forget
from claims.views.types import AuthedRequest

P = ParamSpec("P")
# What a person types; a session that ended meanwhile must not lose it.
TYPED = (
    *("text", "note", "instruction", "fix", "title", "words", "result", "passage", "locator"),
    *("answer", "source", "why", "url", "reason", "cue", "after", "name", "title_given"),
    "aliases",
)


class Erased(Exception):
    """It was there, for this person too, and is erased; `article` is what is left."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"article {article.pk}")
        self.article = article


class NotAllowed(Exception):
    """Visible, but not this person's to do; `str(error)` is the reason that the page shows."""


def signed_in(
    view: Callable[Concatenate[AuthedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let nobody in who isn't signed in, and show a reason where something isn't allowed."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        try:
            response = view(cast(AuthedRequest, request), *args, **kwargs)
        except NotAllowed as error:
            response = render(request, "403.html", {"exception": str(error)}, status=403)
        except Erased as error:
            response = render(request, "410.html", {"article": error.article}, status=410)
        _let_go(cast(AuthedRequest, request), response)
        return response

    return guarded


def administering(
    view: Callable[Concatenate[AuthedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let in administrators alone, before anything of what they ask for is looked up."""

    @wraps(view)
    def guarded(request: AuthedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        allowed(may_administer(request.user))
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def _let_go(request: AuthedRequest, response: HttpResponse) -> None:
    """Where a form was stored, what was kept of it while it was typed goes, and the page is told so.

    `kept` is the name of the form that was sent. A plain form that is stored is answered with a way to somewhere
    else, one of htmx's with 200; all that isn't stored comes back with another code, or as a page.
    """
    form = request.POST.get("kept", "")[:100] if request.method == "POST" else ""
    stored = response.status_code in (302, 303) or (bool(request.htmx) and response.status_code == 200)
    if form and stored and is_typed_form(form):
        typing_forget(by=request.user, form=form)
        response.set_cookie("stored-form", form, max_age=60, samesite="Lax", secure=settings.HTTPS)


def allowed(verdict: Verdict) -> None:
    """Go on, or answer 403 with the reason."""
    if not verdict.allowed:
        raise NotAllowed(verdict.why)


def article_or_404(user: User, pk: int) -> Article:
    """Raises Http404, Erased."""
    articles = articles_visible_to(user).select_related("desk").prefetch_related("bylines")
    if found := articles.filter(pk=pk).first():
        return found
    raise Erased(get_object_or_404(articles_erased_for(user), pk=pk))


def claim_or_404(user: User, pk: int) -> Claim:
    """Raises Http404, Erased."""
    claims = claims_visible_to(user).select_related("article__desk", "attribution", "owner")
    if found := claims.prefetch_related("article__bylines").filter(pk=pk).first():
        return found
    raise Erased(get_object_or_404(articles_erased_for(user), claims__pk=pk))


def evidence_or_404(user: User, pk: int) -> Evidence:
    return get_object_or_404(evidence_visible_to(user).select_related("desk", "by", "withdrawn_by"), pk=pk)


def use_or_404(user: User, pk: int) -> Use:
    uses = uses_visible_to(user).select_related(
        "evidence__desk", "by", "claim__article__desk", "claim__owner"
    )
    return get_object_or_404(uses.prefetch_related("claim__article__bylines"), pk=pk)


def desk_or_404(user: User, pk: int) -> Desk:
    return get_object_or_404(desks_of(user), pk=pk)


def sentence_or_404(user: User, pk: int) -> Sentence:
    return get_object_or_404(sentences_visible_to(user).select_related("draft"), pk=pk)


def entry_or_404(user: User, pk: int) -> RegisterEntry:
    return get_object_or_404(entries_visible_to(user).select_related("desk"), pk=pk)


def speaker_or_404(user: User, pk: int) -> Speaker:
    speakers = speakers_visible_to(user).select_related("article__desk")
    return get_object_or_404(speakers.prefetch_related("article__bylines"), pk=pk)


def change_or_404(user: User, pk: int) -> RegisterChange:
    changes = register_changes_visible_to(user).select_related("speaker__article__desk")
    return get_object_or_404(changes, pk=pk)


def gone(what: str) -> Http404:
    """For what was there when the page was drawn."""
    return Http404(f"{what} is no longer there.")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; text that was typed is shown first, and htmx is told by a status."""
    typed = [(name, text) for name in TYPED if (text := request.POST.get(name, "").strip())]
    if not typed and not getattr(request, "htmx", False):
        return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/")
    return render(request, "claims/signed_out.html", {"typed": typed}, status=401)
