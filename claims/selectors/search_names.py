"""Names that are written otherwise than somebody remembers."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest

from claims.models import User
from claims.permissions import findable_by
from claims.searching.letters import folded
from claims.selectors.search_asked import Asked
from claims.vocabulary import EntryKind

MOST, SHORTEST = 6, 4  # names that are shown; letters that tell a name


def names_like(user: User, asked: Asked) -> tuple[str, ...]:
    """Speakers that the person sees whose names have nearly the letters that were looked for, the nearest first."""
    words = " ".join(word for term in asked.terms if not term.figure for word in term.words)
    wanted = folded(words).lower()
    if len(wanted) < SHORTEST:
        return ()
    like = Q(folded__trigram_similar=wanted) | Q(folded__trigram_word_similar=wanted)
    near = Greatest(TrigramSimilarity("folded", wanted), TrigramWordSimilarity(wanted, "folded"))
    rows = findable_by(user, EntryKind.SPEAKER).filter(like)
    rows = rows.annotate(like=near).order_by("folded", "-at")
    found = sorted(rows.distinct("folded").values_list("like", "called"), reverse=True)
    return tuple(called.partition(";")[0] for _, called in found[:MOST])
