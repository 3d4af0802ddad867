"""Where the words stand that somebody looks for in an article, and in how many claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.anchoring.finding import find_words
from claims.extraction import Span
from claims.selectors.places import Places

AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Hits:
    """`words` as they were asked for. The first thousand places are marked, all are counted; `claims` have some."""

    words: str = ""
    spans: tuple[Span, ...] = ()
    count: int = 0
    claims: int = 0


def hits_of(wanted: str, text: str, places: Places) -> Hits:
    """Offsets in code points, end exclusive."""
    spans = find_words(text, wanted)
    ends = [end for _, end in spans]
    claims = sum(_any_in(pieces, spans, ends) for pieces in places.content.values())
    return Hits(wanted, tuple(spans[:AT_MOST]), len(spans), claims)


def _any_in(pieces: Iterable[Span], spans: Sequence[Span], ends: Sequence[int]) -> bool:
    """Whether one of the spans, which don't overlap, touches one of the pieces."""
    for start, end in pieces:
        first = bisect_right(ends, start)
        if first < len(spans) and spans[first][0] < end:
            return True
    return False
