"""The button that takes back what the reader did last in an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.models import Article, User
from claims.permissions.undo import Act, last_act, may_undo
from claims.selectors.history import claim_numbers
from claims.selectors.undo_words import did


@dataclass(frozen=True, slots=True)
class UndoShown:
    """`action`: what is undone, by its key; `words`: what it was; `why` it can't be undone, "" where it can."""

    action: str
    words: str
    why: str


def undo_shown(user: User, article: Article, act: Act | None, numbers: Mapping[int, int]) -> UndoShown | None:
    """The button, from what has been read already; None where there is nothing of theirs to undo. `numbers` are those
    that the article's page gives its claims."""
    if act is None:
        return None
    return UndoShown(act.action, act_words(act, numbers), may_undo(user, article, act).why)


def undo_now(user: User, article: Article) -> UndoShown | None:
    """The same, read now; two queries."""
    act = last_act(user, article.pk)
    return undo_shown(user, article, act, claim_numbers(article)) if act else None


def act_words(act: Act, numbers: Mapping[int, int]) -> str:
    """“settled claim 7”; a claim that has no number (any more) is “a claim”."""
    number = numbers.get(act.main.claim or 0)
    named = f"claim {number}" if number else "a claim"
    return did(act.gist, named if act.main.claim else "the article")
