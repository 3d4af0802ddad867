"""Where the words stand that a person has selected or copied. Spans are in code points, end exclusive."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from claims.anchoring.types import Span, Spans
from claims.extraction.characters import joined

BETWEEN = " … "  # what pages show between two pieces of a claim
MOST = 500  # places beyond these are no way to tell one


class NotThere(ValueError):
    """The words aren't in the text, or only inside of other words."""


class Several(ValueError):
    """The words stand in the text more than once, and nothing tells which place is meant."""


def pointed(text: str, words: str, *, near: Span | None = None, after: str = "") -> Spans:
    """Where `words` stand, to the letter, as whole words: in one piece, or in those that an ellipsis parts.

    Of several places the one nearest to `near` is meant; `after` are words right before it. Raises NotThere, Several.
    """
    words = words.strip()
    try:
        return (_one(text, words, near, after),)
    except NotThere:
        pieces = [one.strip() for one in words.split(BETWEEN.strip())]
        if len(pieces) < 2 or not all(pieces):
            raise
    found: list[Span] = []
    for piece in pieces:
        start = found[-1][1] if found else 0
        near = found[-1] if found else near
        found.append(_one(text, piece, near, "" if found else after, start))
    return tuple(found)


def _one(text: str, words: str, near: Span | None, after: str, start: int = 0) -> Span:
    found = list(islice(_places(text, words, start), MOST))
    if after := after.strip():
        found = [span for span in found if text.endswith(after, 0, _gap(text, span[0]))]
    if not found:
        raise NotThere
    if len(found) == 1:
        return found[0]
    if near is None:
        raise Several
    first, second, *_ = sorted((_distance(span, near), -_shared(span, near), span) for span in found)
    if first[:2] == second[:2]:
        raise Several
    return first[2]


def _places(text: str, words: str, start: int) -> Iterator[Span]:
    at = text.find(words, start) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (joined(text, at) or joined(text, end)):
            yield at, end
        at = text.find(words, at + 1)


def _gap(text: str, at: int) -> int:
    """Where the spaces before a place begin."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _distance(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_statement(one: Spans, other: Spans) -> bool:
    """Whether two claims' words overlap so much that they'd be one claim twice: by more than half of the shorter one,
    or, where one stands within the other, by more than half of the longer."""
    shared = sum(_shared(left, right) for left in one for right in other)
    lengths = sorted(sum(end - start for start, end in spans) for spans in (one, other))
    return 2 * shared > lengths[shared == lengths[0]]


def joined_up(text: str, spans: list[Span]) -> Spans:
    """Spans in the order of the text, those in one with nothing but spaces and marks of one line between them."""
    found: list[Span] = []
    for start, end in sorted(spans):
        between = text[found[-1][1] : start] if found else "\n"
        if found and not any(char.isalnum() or char == "\n" for char in between):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def parted(text: str, spans: Spans, at: int) -> tuple[Spans, Spans]:
    """The spans before and after a place, without spaces, commas and dashes at the cut; () where no word is left."""
    before = tuple((start, min(end, at)) for start, end in spans if start < at)
    after = tuple((max(start, at), end) for start, end in spans if end > at)
    return _trimmed(text, before, last=True), _trimmed(text, after, last=False)


LOOSE = " \t\n,;:–—-\u00a0"


def _trimmed(text: str, spans: Spans, *, last: bool) -> Spans:
    if not any(char.isalnum() for start, end in spans for char in text[start:end]):
        return ()
    found = list(spans)
    at = -1 if last else 0
    start, end = found[at]
    while last and text[end - 1] in LOOSE and start < end:
        end -= 1
    while not last and text[start] in LOOSE and start < end:
        start += 1
    found[at] = start, end
    return (
        tuple(found) if start < end else _trimmed(text, tuple(found[:-1] if last else found[1:]), last=last)
    )
