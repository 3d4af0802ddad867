"""Where the notes that came with copy stand in the text that is stored: a person may have edited it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.incoming.types import NoteInCopy

# How often words are looked at before the first place does.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note and its words in a text, in code points, end exclusive. `lost`: the text has its words no longer, so
    that it stands at the first line.
    """

    kind: str
    by: str
    text: str
    start: int
    end: int
    lost: bool = False


def place_notes(text: str, notes: Sequence[NoteInCopy]) -> list[PlacedNote]:
    """Each note at its words: where they stand several times, between the words that stood round them. One that has
    lost its words is put at the first line, and says so. No notes for a text without a line.
    """
    first = _first_line(text)
    return [_placed(text, note, first) for note in notes] if first[0] < first[1] else []


def _placed(text: str, note: NoteInCopy, first: tuple[int, int]) -> PlacedNote:
    places = list(_places(text, note.words)) if note.words.strip() else []
    if not places:
        said = f"{note.text}\n\nIt stood at words that the text no longer has: “{note.words}”"
        return PlacedNote(note.kind, note.by, said if note.words else note.text, *first, lost=True)
    start = max(places, key=lambda at: _alike(text, at, note))
    return PlacedNote(note.kind, note.by, note.text, start, start + len(note.words))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    for _ in range(LOOKED_AT):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def _alike(text: str, at: int, note: NoteInCopy) -> int:
    """How many code points on either side are those that stood there."""
    before = text[max(0, at - len(note.before)) : at]
    end = at + len(note.words)
    after = text[end : end + len(note.after)]
    return _same(reversed(before), reversed(note.before)) + _same(iter(after), iter(note.after))


def _same(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _first_line(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = end if end >= 0 else len(text)
    return start, len(text[:end].rstrip())
