"""What comes of reading copy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

COMMENT, FOOTNOTE = "comment", "footnote"
NOTE_KINDS = (COMMENT, FOOTNOTE)
BULLET = "• "

# What is dropped: one of it, and several.
WHAT: dict[str, tuple[str, str]] = {
    "formatting": ("formatting", "formatting"),
    "link": ("link’s address", "links’ addresses"),
    "image": ("image", "images"),
    "tracker": ("tracker", "trackers"),
    "embedded": ("embedded part", "embedded parts"),
    "script": ("script", "scripts"),
    "field": ("field of a form", "fields of forms"),
    "table": ("table’s borders", "tables’ borders"),
    "deletion": ("tracked deletion", "tracked deletions"),
    "hidden": ("hidden passage", "hidden passages"),
    "running": ("header, footer or page number", "headers, footers and page numbers"),
    "around": ("line round the article", "lines round the article"),
    "break": ("line break inside a paragraph", "line breaks inside paragraphs"),
    "hyphen": ("hyphen at a line’s end", "hyphens at the ends of lines"),
    "soft hyphen": ("soft hyphen", "soft hyphens"),
    "zero width": ("zero-width character", "zero-width characters"),
    "direction": ("mark that turns the reading direction", "marks that turn the reading direction"),
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that the text doesn't have any more: `what` is a key of WHAT; `words` are those that went with it,
    their beginning where they are many.
    """

    what: str
    count: int
    words: str = ""

    def __str__(self) -> str:
        one, several = WHAT[self.what]
        return one if one == several else f"{self.count:,} {one if self.count == 1 else several}"


@dataclass(frozen=True, slots=True)
class NoteInCopy:
    """A comment or footnote: its author as the file names them and its text; the words that it stands at, "" where
    it stands at none, and up to 32 code points on either side of them.
    """

    kind: str
    by: str
    text: str
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Clean text, a blank line between blocks; what was dropped; the notes in it; and what it calls itself."""

    text: str
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[NoteInCopy, ...] = ()
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Incoming:
        """The other way. Raises KeyError, TypeError for what `as_json` didn't make."""
        return cls(
            text=found["text"],
            dropped=tuple(Dropped(**one) for one in found["dropped"]),
            notes=tuple(NoteInCopy(**one) for one in found["notes"]),
            title=found["title"],
        )
