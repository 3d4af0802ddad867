"""What a backing sheet is held beside: the claims of the draft that people work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.drafts import read_draft
from claims.extraction import Span
from claims.models import Article, User
from claims.selectors.places import places_of
from claims.selectors.rows import claims_of, rows_of


class ClaimsToBack(NamedTuple):
    """The draft's text, and of each claim that the person sees its id, number, words and spans in code points."""

    text: str
    known: Sequence[tuple[int, int, str, tuple[Span, ...]]]


def claims_to_back(user: User, article: Article) -> ClaimsToBack:
    draft = read_draft(article)
    places, claims = places_of(draft), claims_of(article, user, draft)
    rows = rows_of(draft.text, claims, places, {})
    known = [(row.pk, row.number, row.words, tuple(places.content.get(row.pk, ()))) for row in rows]
    return ClaimsToBack(draft.text, known)
