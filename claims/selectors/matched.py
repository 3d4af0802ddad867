"""The claims of other articles that may be of the same statement as one: by meaning, and by words they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
from django.db.models import F, FloatField, QuerySet, Value
from pgvector.django import CosineDistance

from claims.extraction.figures.happened import stem
from claims.matching.likeness import Said
from claims.matching.words import SLIGHT
from claims.models import Claim, SearchEntry, User
from claims.models.matching import has_vectors
from claims.permissions import articles_visible_to
from claims.selectors.figures import figures_of
from claims.vocabulary import EntryKind, State

AT_MOST = 30  # by meaning, and as many by words
TOLD = 7  # of a claim's words the rarest ones, of which another has to have two
LOOKED_AT = 24  # words, of which those that carry content are taken
SHORT = 4  # letters: a shorter stem begins too many words
# Rare by what PostgreSQL has counted itself.
RAREST = """
SELECT word FROM claims_searchentry CROSS JOIN unnest(tsvector_to_array(lexemes)) AS word
LEFT JOIN (
    SELECT unnest(most_common_elems::text::text[]) AS word, unnest(most_common_elem_freqs) AS share
    FROM pg_stats WHERE schemaname = 'public' AND tablename = 'claims_searchentry' AND attname = 'lexemes'
) AS counted USING (word)
WHERE claims_searchentry.id = %s AND length(word) > 2
ORDER BY share NULLS FIRST, length(word) DESC, word LIMIT %s
"""
# Until as many are found as are wanted that the reader sees, and no further than pgvector's own limit.
REACH = "SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '80', true)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as it is compared. `meaning`: how near the open claim's meaning is, None where that isn't known."""

    claim: int
    said: Said
    meaning: float | None


def matching_by_meaning() -> bool:
    """Whether earlier checks are found by meaning, or by words, figures and speakers alone; for the status page."""
    return has_vectors()


def candidates(user: User, claim: Claim) -> tuple[Said | None, bool, tuple[Candidate, ...]]:
    """The claim as it is compared, None before the search knows it; whether meanings were compared; and those of other
    articles that the person sees, without what was dismissed.
    """
    meanings = has_vectors()
    own = SearchEntry.objects.filter(kind=EntryKind.CLAIM, claim=claim, piece=0)
    vector = F("vector__vector") if meanings else Value(None, FloatField())
    found = own.annotate(now=vector).values_list("pk", "words", "called", "claim__figures", "now").first()
    if found is None:
        return None, False, ()
    pk, *told, now = found
    seen = _visible(user, claim)
    rows = [*_by_meaning(seen, now), *_by_words(seen, pk, now)] if now else _by_words(seen, pk, None)
    by_claim = {one.claim: one for one in map(_candidate, rows)}
    return _said(*told), bool(now), tuple(by_claim.values())


def told_of(claims: Iterable[int]) -> dict[int, Said]:
    """Claims that the search knows as they are compared."""
    entries = SearchEntry.objects.filter(kind=EntryKind.CLAIM, piece=0, claim__in=claims)
    told = entries.values_list("claim_id", "words", "called", "claim__figures")
    return {claim: _said(*rest) for claim, *rest in told}


def _visible(user: User, claim: Claim) -> QuerySet[SearchEntry]:
    entries = SearchEntry.objects.filter(
        kind=EntryKind.CLAIM, piece=0, article__in=articles_visible_to(user).values("pk")
    )
    return entries.exclude(article=claim.article_id)


def _by_meaning(seen: QuerySet[SearchEntry], now: Sequence[float]) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REACH)
        near = seen.filter(vector__isnull=False).annotate(far=CosineDistance("vector__vector", now))
        return _told(near.order_by("far"))


def _by_words(seen: QuerySet[SearchEntry], pk: int, now: Sequence[float] | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RAREST, [pk, LOOKED_AT])
        rare = [word for (word,) in cursor.fetchall() if word not in SLIGHT][:TOLD]
    if not rare:
        return []
    pairs = [
        " & ".join(_asked(word, forms=not now) for word in pair)
        for pair in combinations(rare, min(2, len(rare)))
    ]
    asked = SearchQuery(" | ".join(f"({pair})" for pair in pairs), search_type="raw", config="search_words")
    found = seen.filter(lexemes=asked).annotate(rank=SearchRank(F("lexemes"), asked))
    best = found.order_by("-rank", "-pk").values("pk")[:AT_MOST]  # before anything else is looked up of them
    far = CosineDistance("vector__vector", now) if now else Value(None, FloatField())
    return _told(SearchEntry.objects.filter(pk__in=best).annotate(far=far))


def _asked(word: str, *, forms: bool) -> str:
    """The word; in any of its `forms`, all that begin with its stem, where no meanings make up for them: it takes the
    database several times as long.
    """
    begins = stem(word) if forms and word.isalpha() and len(stem(word)) >= SHORT else ""
    escaped = (begins or word).replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (":*" if begins else "")


def _told(entries: QuerySet[Any]) -> list[tuple[Any, ...]]:
    stands = entries.exclude(claim__state=State.DISMISSED)
    return list(stands.values_list("claim_id", "words", "called", "claim__figures", "far")[:AT_MOST])


def _candidate(row: tuple[Any, ...]) -> Candidate:
    claim, words, called, figures, far = row
    return Candidate(claim, _said(words, called, figures), None if far is None else 1.0 - far)


def _said(words: str, called: str, figures: Iterable[Any]) -> Said:
    return Said(words, figures_of(figures), tuple(filter(None, called.split("; "))))
