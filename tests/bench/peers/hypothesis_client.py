"""Where Hypothesis would put a note after an edit: our own port of its published way of anchoring.

After hypothesis/client, src/annotator/anchoring/match-quote.ts (BSD-2-Clause), written anew: the same position if the
same words are there; else every exact occurrence, else the ones with the fewest errors within a budget of half the
quotation, at most 256; of them the best by 50 parts quotation, 20 what stood before, 20 what stood after and 2 how near
the old offset. There is no threshold beyond the budget and no margin. The approximate search is Myers' (1999), as
approx-string-match (MIT), the library that it uses, has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

Span = tuple[int, int]
CONTEXT = 32
QUOTE, PREFIX, SUFFIX, POSITION = 50, 20, 20, 2


def anchored(old: str, new: str, span: Span) -> Span | None:
    """The place in `new` of what stands at `span` in `old`; None where it would be an orphan."""
    start, end = span
    quote = old[start:end]
    if new[start:end] == quote:
        return span
    prefix, suffix = old[max(0, start - CONTEXT) : start], old[end : end + CONTEXT]
    best, place = -1.0, None
    for begin, stop, errors in found(new, quote, min(256, len(quote) // 2)):
        before, after = new[max(0, begin - len(prefix)) : begin], new[stop : stop + len(suffix)]
        score = QUOTE * (1 - errors / len(quote)) + POSITION * (1 - abs(begin - start) / len(new))
        score += PREFIX * (likeness(before, prefix) if prefix else 1.0)
        score += SUFFIX * (likeness(after, suffix) if suffix else 1.0)
        if score > best:
            best, place = score, (begin, stop)
    return place


def likeness(text: str, wanted: str) -> float:
    """From 0 to 1: how few errors `wanted` has where it fits best in `text`."""
    if not text or not wanted:
        return 0.0
    return 1 - next(iter(found(text, wanted, len(wanted))))[2] / len(wanted)


def found(text: str, quote: str, most: int) -> Iterator[tuple[int, int, int]]:
    """The closest places of `quote`: start, end and errors; all exact ones where there are any."""
    at = text.find(quote)
    if at >= 0:
        while at >= 0:
            yield at, at + len(quote), 0
            at = text.find(quote, at + 1)
        return
    for end, errors in _ends(text, quote, most):
        back = text[max(0, end - len(quote) - errors) : end][::-1]
        yield end - max(length for length, _ in _ends(back, quote[::-1], errors)), end, errors


def _ends(text: str, quote: str, most: int) -> list[tuple[int, int]]:
    """Where the closest matches end, with their errors: Myers' bit vectors, a whole column in one integer."""
    where: dict[str, int] = defaultdict(int)
    for at, char in enumerate(quote):
        where[char] |= 1 << at
    full, top = (1 << len(quote)) - 1, 1 << (len(quote) - 1)
    up, down, errors = full, 0, len(quote)
    ends: list[tuple[int, int]] = [(0, errors)] if errors <= most else []
    for at, char in enumerate(text):
        equal = where.get(char, 0)
        across = (((equal & up) + up) ^ up) | equal
        rises, falls = (down | ~(across | up)) & full, up & across
        errors += bool(rises & top) - bool(falls & top)
        rises, falls = (rises << 1) & full, (falls << 1) & full
        across = equal | down
        up, down = (falls | ~(across | rises)) & full, rises & across
        if errors < most:
            ends, most = [], errors
        if errors <= most:
            ends.append((at + 1, errors))
    return ends
