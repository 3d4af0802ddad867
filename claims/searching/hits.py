"""Where what was looked for stands in a text, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction import Span
from claims.searching.figures import numbers_in
from claims.searching.letters import folded
from claims.searching.query import Term, forms

BEFORE, AROUND = 90, 320  # characters of a long text that are shown before the first hit, and in all
ENDINGS = re.compile(r"(?:ing|ed|es|s|ly|e|y)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of what is shown; `hit`: it is what was looked for."""

    text: str
    hit: bool = False


def runs_of(text: str, terms: Sequence[Term], *, whole: bool = False) -> tuple[Run, ...]:
    """The text with its hits apart, cut around the first one where it is long and not wanted whole; joined, the runs
    are what is shown."""
    spans = sorted(_spans(text, terms))
    start, end = (0, len(text)) if whole or len(text) <= AROUND else _around(text, spans)
    return tuple(_runs(text, spans, start, end))


def _spans(text: str, terms: Iterable[Term]) -> set[Span]:
    plain, found = folded(text), set[Span]()
    for term in terms:
        if term.figure:
            found |= {span for span, number in numbers_in(text) if number == term.figure}
        found |= {one.span() for one in _pattern(term).finditer(plain)}
    return found


def _pattern(term: Term) -> re.Pattern[str]:
    """Words as they are compared: from where one begins, parted by anything that is no letter."""
    if not term.open:
        words = r"[\W_]+".join(re.escape(folded(word)) for word in term.words)
        return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)
    stems = {stem for word in forms(folded(term.words[0])) for stem in (word, _stem(word))}
    begins = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{begins})[^\W_]*", re.IGNORECASE)


def _stem(word: str) -> str:
    """Near enough to what PostgreSQL makes of it to show where it stands."""
    cut = ENDINGS.sub("", word)
    return cut if len(cut) >= 4 else word


def _around(text: str, spans: Sequence[Span]) -> Span:
    """From a blank before the first hit to a blank after it."""
    first = spans[0][0] if spans else 0
    start = max(0, first - BEFORE)
    if start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + AROUND)
    if end < len(text):
        blank = text.rfind(" ", first, end)
        end = blank if blank > first else end
    return start, end


def _runs(text: str, spans: Sequence[Span], start: int, end: int) -> Iterator[Run]:
    if start:
        yield Run("… ")
    at = start
    for low, high in spans:
        low, high = max(low, at), min(high, end)
        if low >= high:
            continue
        if at < low:
            yield Run(text[at:low])
        yield Run(text[low:high], hit=True)
        at = high
    if at < end:
        yield Run(text[at:end])
    if end < len(text):
        yield Run(" …")
