"""From attributions to claims: each cut where a sentence ends, so that every claim can be true or false by itself."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claims.extraction.characters import trim
from claims.extraction.quotes import MARKS
from claims.extraction.types import Sentence, Span

WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
SHORT = 6  # words: a quoted sentence below this says too little alone and stays with the one before it
CLAUSE = 4  # words: "that bridge and that ferry" are no two clauses
SUBJECT = (
    r"(?:(?:it|he|she|they|we|you|I|there|this|these|those|the|an?|its|his|her|their|our|no|some|any|many|most|all|both|each|"
    r"every|nobody|everyone|nothing|more|at|up|about|one|two|three|four|five|six|seven|eight|nine|ten|neither|another|such)\b|\d|"
    r"(?-i:[A-Z]))"
)
AND_THAT = re.compile(
    rf"(?:,\s*)?\s(?:and|but)\s+(?=(?P<plain>that|whether|how|why)\s(?P<clause>{SUBJECT})?)|,\s+(?=that\s{SUBJECT})",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:that|whether|how|why)\s", re.IGNORECASE)


def word_count(text: str) -> int:
    """Words in `text`, inner apostrophes, hyphens and dots included."""
    return len(WORD.findall(text))


def with_marks(text: str, inside: bytearray, span: Span) -> Span:
    """The span with the quotation marks that touch it, and the comma or stop before a closing one."""
    start, end = span
    if start and text[start - 1] in MARKS and inside[start]:
        start -= 1
    closing = re.compile(r"[,.!?…]?[”\"»“]").match(text, end)
    if closing and inside[end - 1] and inside[closing.end() - 1]:
        end = closing.end()
    return start, end


class Zones:
    """Parts of a text, ascending and apart, that spans are held to."""

    def __init__(self, zones: Sequence[Span]) -> None:
        self.zones = zones
        self.starts = [start for start, _ in zones]

    def touching(self, start: int, end: int) -> Iterator[tuple[int, Span]]:
        """Each zone that may share something with a span, and its number."""
        for index in range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)):
            yield index, self.zones[index]

    def clip(self, text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The parts of `spans` in any zone, trimmed; parts without a word are dropped."""
        return tuple(part for span in spans for _, part in self.numbered(text, span))

    def numbered(self, text: str, span: Span) -> Iterator[tuple[int, Span]]:
        """The parts of one span, each with the number of its zone."""
        for index, (start, end) in self.touching(*span):
            low, high = trim(text, max(start, span[0]), min(end, span[1]))
            if low < high and WORD.search(text, low, high):
                yield index, (low, high)


def cut(
    text: str, inside: bytearray, content: tuple[Span, ...], sentences: tuple[Sentence, ...], zones: Zones
) -> list[tuple[Span, ...]]:
    """The claims of one attribution's content, each a tuple of spans; `zones` are those of the sentences."""
    parts = [part for span in content for part in zones.numbered(text, span)]
    groups = _grouped(text, inside, parts, sentences)
    return [part for group in groups for part in _and_that(text, inside, group)]


def _grouped(
    text: str, inside: bytearray, parts: list[tuple[int, Span]], sentences: tuple[Sentence, ...]
) -> Iterator[tuple[Span, ...]]:
    """Parts of one sentence together; a very short sentence joins the one before it in the same quotation."""
    held: list[Span] = []
    at = -1
    for index, span in parts:
        same_block = at >= 0 and sentences[at].block == sentences[index].block
        goes_on = (
            at == index - 1 and same_block and all(inside[held[-1][1] : span[0]]) and held[-1][1] < span[0]
        )
        if index == at:
            held.append(span)
        elif goes_on and word_count(text[slice(*span)]) < SHORT:
            held[-1] = held[-1][0], span[1]
        else:
            if held:
                yield tuple(held)
            held = [span]
        at = index
    if held:
        yield tuple(held)


def _and_that(text: str, inside: bytearray, group: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Two claims of "that X and that Y" and of "X and that Y", in reported speech of one piece; "and" is in neither.

    Without a first "that" the second must plainly open a clause: "the bridge and that old ferry" stays whole.
    """
    start, end = group[0]
    if len(group) > 1:
        return [group]
    opened = OPENS.match(text, start, end)
    claims, begin = [], start
    for joint in AND_THAT.finditer(text, start, end):
        left, right = text[begin : joint.start()], text[joint.end() : end]
        whole = min(word_count(left), word_count(right)) >= CLAUSE
        plain = (opened and (joint["plain"] or "that").lower() == "that") or joint["clause"]
        if whole and plain and (opened or joint["plain"]) and not inside[joint.start()]:
            claims.append(((begin, joint.start()),))
            begin = joint.end()
    return [*claims, ((begin, end),)]
