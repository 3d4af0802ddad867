"""May this text be published?"""

from __future__ import annotations

from django.urls import reverse

from claims.api import shapes
from claims.api.articles import hash_sent
from claims.api.door import Caller, endpoint
from claims.selectors.clearance import Cleared, Reason, clearance
from claims.vocabulary import Scope


@endpoint(shapes.ClearanceOut, scope=Scope.READ, asks=shapes.ClearanceAsked)
def of_hash(caller: Caller, asked: shapes.ClearanceAsked) -> shapes.ClearanceOut:
    """Whether the text with this SHA-256 may be published now, and if not, why. A text that nobody knows may not."""
    return _answer(caller, asked.sha256)


@endpoint(shapes.ClearanceOut, scope=Scope.READ, takes=shapes.TextIn)
def of_text(caller: Caller, sent: shapes.TextIn) -> shapes.ClearanceOut:
    """The same of the text itself, which is normalised as a draft is. Nothing of it is stored."""
    return _answer(caller, hash_sent(sent))


def _answer(caller: Caller, sha256: str) -> shapes.ClearanceOut:
    found = clearance(caller.user, sha256)
    return shapes.ClearanceOut(
        clear=found.clear,
        sha256=sha256,
        reasons=_reasons(found.reasons),
        articles=[_article(one) for one in found.articles],
    )


def _article(one: Cleared) -> shapes.ClearedOut:
    return shapes.ClearedOut(
        article=one.article.pk,
        draft=one.draft,
        state=one.article.state,
        clear=not one.reasons,
        reasons=_reasons(one.reasons),
        url=reverse("api-article", args=[one.article.pk]),
    )


def _reasons(found: tuple[Reason, ...]) -> list[shapes.ReasonOut]:
    return [shapes.ReasonOut(name=one.name, words=one.words) for one in found]
