"""Reads pairs of drafts that were edited by hand, with the truth about each claim of the earlier one.

A file begins with a line `spellings:` (house-style pairs, `a/b, c/d`). Each pair has a line `=== name`, the earlier
text, a line `---` and the later text. Marks `{KEY:words}` nest; KEY is a claim's number and `c` content, `s` source or
`q` cue; the same key again is a further piece. In the later text the first piece of a content carries how its claim
fared (HOW); a claim without marks there is lost. A last line `ambiguous: 1 3` names claims with two possible places.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
Spans = tuple[Span, ...]

HOW = {
    "=": "kept",  # the same words
    "~": "reworded",  # white space, quotes, dashes, a capital at a sentence's start, a spelling of the list
    "!": "changed",  # any other word in a part, or put or cut right beside one in its sentence
    "?": "either",  # changed or lost: people would disagree
    "^": "whose",  # the same words, but somebody else's now
}
BRACE = re.compile(r"\{(?:(\d+)([csq])([=~!?^]?):)?|\}")


@dataclass(frozen=True)
class Parts:  # in one text: code points, end exclusive; own voice has no source and cue
    content: Spans
    source: Spans
    cue: Spans


@dataclass(frozen=True)
class Told:
    number: int
    how: str  # a value of HOW, `lost` or `ambiguous`
    old: Parts
    new: Parts | None  # None where it is lost or ambiguous


@dataclass(frozen=True)
class Pair:
    name: str
    old: str
    new: str
    claims: tuple[Told, ...]


@dataclass(frozen=True)
class Pairs:
    """A file: its pairs, and the house-style spellings that its truth takes as harmless."""

    spellings: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]


class BadPair(ValueError):
    """The file breaks the format; says where and why."""


def read_pairs(path: Path) -> Pairs:
    """The pairs of one file. Raises BadPair where it breaks the format, OSError where it cannot be read."""
    return parse_pairs(path.read_bytes().decode())


def parse_pairs(raw: str) -> Pairs:
    head, *bodies = re.split(r"^=== ", raw, flags=re.MULTILINE)
    label, _, listed = head.strip().partition(": ")
    spellings = [one.split("/") for one in listed.split(", ")]
    if label != "spellings" or any(len(one) != 2 for one in spellings):
        raise BadPair(f"the file does not begin with its pairs of spellings: {head.strip()}")
    return Pairs(tuple((a, b) for a, b in spellings), tuple(_pair(body) for body in bodies))


def _pair(body: str) -> Pair:
    name, _, texts = body.partition("\n")
    earlier, ruler, rest = texts.partition("\n---\n")
    later, _, unsure = rest.partition("\nambiguous:")
    old, before, early = _take_out(name, earlier)
    new, after, fared = _take_out(name, later)
    ambiguous = {int(number) for number in unsure.split()}
    marked = ruler and not early and set(after) == set(fared)
    if not marked or ambiguous & set(after) or not ambiguous | set(after) <= set(before):
        raise BadPair(f"{name}: not two texts, or a claim of the later has no how, is ambiguous or a new one")
    if () in {parts.content for parts in (*before.values(), *after.values())}:
        raise BadPair(f"{name}: a claim has no content")
    fared = dict.fromkeys(before, "lost") | dict.fromkeys(ambiguous, "ambiguous") | fared
    claims = (Told(number, fared[number], before[number], after.get(number)) for number in sorted(before))
    return Pair(name, old, new, tuple(claims))


def _take_out(name: str, marked: str) -> tuple[str, dict[int, Parts], dict[int, str]]:
    """The bare text, each claim's parts, and how each claim fared."""
    marked = marked.strip("\n") + "\n"
    out, at, opened = "", 0, list[tuple[int, str, int]]()
    pieces, fared = list[tuple[int, str, Span]](), dict[int, str]()
    for brace in BRACE.finditer(marked):
        out, at = out + marked[at : brace.start()], brace.end()
        if brace[1]:
            number, part, how = int(brace[1]), brace[2], HOW.get(brace[3])
            opened.append((number, part, len(out)))
            if how and (part != "c" or fared.setdefault(number, how) != how):
                raise BadPair(f"{name}: {brace[0]} is no content, or claim {number} fared otherwise before")
        elif brace[0] == "}" and opened:
            number, part, start = opened.pop()
            pieces.append((number, part, (start, len(out))))
        else:
            raise BadPair(f"{name}: a brace too many: {marked[brace.start() : brace.end() + 20]!r}")
    if opened:
        raise BadPair(f"{name}: never closed: {opened}")
    pieces.sort(key=lambda piece: piece[2])
    found: defaultdict[tuple[int, str], Spans] = defaultdict(tuple)
    for number, part, span in pieces:
        found[number, part] += (span,)
    spans = {number: Parts(*(found[number, part] for part in "csq")) for number, _, _ in pieces}
    return out + marked[at:], spans, fared
