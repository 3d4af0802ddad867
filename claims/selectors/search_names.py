"""Names that are written otherwise than somebody remembers."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramWordSimilarity

from claims.models import User
from claims.permissions import entries_visible_to
from claims.searching.letters import folded
from claims.selectors.search_asked import Asked
from claims.vocabulary import EntryKind

MOST = 6


def names_like(user: User, asked: Asked) -> tuple[str, ...]:
    """Speakers that the person sees whose names have nearly the letters that were looked for, the nearest first."""
    words = " ".join(word for term in asked.terms if not term.figure for word in term.words)
    wanted = folded(words).lower()
    if len(wanted) < 4:
        return ()
    rows = entries_visible_to(user, EntryKind.SPEAKER).filter(folded__trigram_word_similar=wanted)
    rows = rows.annotate(like=TrigramWordSimilarity(wanted, "folded")).order_by("folded", "-at")
    found = sorted(rows.distinct("folded").values_list("like", "called"), reverse=True)
    return tuple(called.partition(";")[0] for _, called in found[:MOST])
