"""A page of clean text while it is written, letter by letter: no blank is written before a letter follows it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.normalise import normalise
from claims.extraction.sentences import find_sentences
from claims.incoming.types import WHAT, Dropped, Incoming, NoteInCopy

AROUND = 32  # code points
WORDS_AT_MOST = 300
TOLD_AT_MOST = 2_000
LOOKED_BACK = 5_000
TITLE_AT_MOST = 300
NOTHING, BLANK, TAB, LINE, BLOCK = range(5)
GAPS = ("", " ", "\t", "\n", "\n\n")
PIECES = re.compile(r"\s+|[^\s]+")
PLAIN_BLANKS = " \t\n\r\f\v"
# What is dropped wherever it stands. Joiners (U+200C, U+200D) belong to words and emoji and stay.
UNSEEN = {
    "soft hyphen": re.compile("\u00ad"),
    "zero width": re.compile("[\u200b\u2060\ufeff\u180e]"),
    "direction": re.compile("[\u202a-\u202e]"),
}


@dataclass(slots=True)
class _Note:
    key: str
    kind: str
    by: str
    text: str


class Page:
    """Blanks are joined to one, blocks parted by a blank line; a no-break space that stands alone stays.

    Notes are named by a key: `open` and `close` are the ends of the words that they stand at, `point` a mere place.
    """

    def __init__(self) -> None:
        self.at = 0
        self.quoted = 0
        self._out: list[str] = []
        self._gap, self._blank, self._prefix = NOTHING, " ", ""
        self._counts: Counter[str] = Counter()
        self._told: dict[str, list[str]] = defaultdict(list)
        self._opened: dict[str, int] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._points: dict[str, int] = {}
        self._notes: list[_Note] = []

    def add(self, letters: str) -> None:
        for piece in PIECES.findall(self._seen(letters)):
            if not piece.isspace():
                self._write(piece)
            elif self._gap == NOTHING:
                self._gap, self._blank = (
                    BLANK,
                    piece if piece not in PLAIN_BLANKS and len(piece) == 1 else " ",
                )
            else:
                self._blank = " "

    def take_back(self) -> None:
        """Take back the last letter; what is added next follows without a blank."""
        self._out[-1] = self._out[-1][:-1]
        self.at -= 1
        self._gap = NOTHING

    def tab(self) -> None:
        self._gap = max(self._gap, TAB)

    def line(self) -> None:
        """Break the line; twice is a new block."""
        self._gap = BLOCK if self._gap >= LINE else LINE

    def row(self) -> None:
        self._gap = max(self._gap, LINE)

    def block(self, prefix: str = "") -> None:
        """A new block; `prefix` is written before its first letter."""
        self._gap = BLOCK
        self._prefix = prefix or self._prefix

    def end_block(self) -> None:
        self._gap, self._prefix = BLOCK, ""

    def drop(self, what: str, words: str = "", count: int = 1) -> None:
        self._counts[what] += count
        if words := " ".join(self._seen(words, count=False).split()):
            self._told[what].append(words)

    def open(self, key: str) -> None:
        self._opened[key] = self.at

    def close(self, key: str) -> None:
        if key in self._opened:
            self._spans[key] = self._opened.pop(key), self.at

    def point(self, key: str) -> None:
        self._points.setdefault(key, self.at)

    def note(self, key: str, kind: str, by: str, text: str) -> None:
        lines = (" ".join(line.split()) for line in self._seen(text, count=False).splitlines())
        if text := "\n".join(line for line in lines if line):
            self._notes.append(_Note(key, kind, " ".join(self._seen(by, count=False).split())[:200], text))

    def join(self, joints: Callable[[Sequence[str]], list[bool]]) -> None:
        """Put lines together that were broken for their width; the text keeps its length."""
        lines = "".join(self._out).split("\n")
        joined = [ok and not line.startswith(">") for ok, line in zip(joints(lines), lines, strict=False)]
        self._counts["break"] += sum(joined)
        ends = [" " if ok else "\n" for ok in joined]
        self._out = [part for pair in zip(lines, [*ends, ""], strict=True) for part in pair]

    def incoming(self, title: str = "") -> Incoming:
        text = "".join(self._out)
        title = " ".join(self._seen(title, count=False).split())[:TITLE_AT_MOST]
        return Incoming(text, tuple(self._dropped()), tuple(self._placed(text)), title)

    def _write(self, word: str) -> None:
        lead = ""
        if self._gap >= LINE or not self.at:
            lead = (GAPS[self._gap] if self.at else "") + "> " * self.quoted + self._prefix
            self._prefix = ""
        elif self._gap:
            lead = GAPS[TAB] if self._gap == TAB else self._blank
        self._out.append(lead + word)
        self.at += len(lead) + len(word)
        self._gap, self._blank = NOTHING, " "

    def _seen(self, letters: str, *, count: bool = True) -> str:
        letters = letters.replace("\ufeff", "\u200b")
        letters = normalise(letters)
        for what, unseen in UNSEEN.items():
            letters, number = unseen.subn("", letters)
            if count and number:
                self._counts[what] += number
        return letters

    def _dropped(self) -> Iterator[Dropped]:
        for what in WHAT:
            if self._counts[what]:
                yield Dropped(what, self._counts[what], "\n".join(self._told[what])[:TOLD_AT_MOST])

    def _placed(self, text: str) -> Iterator[NoteInCopy]:
        def where(note: _Note) -> tuple[int, int]:
            return self._where(text, note.key)

        for note in sorted(self._notes, key=where):
            start, end = where(note)
            yield NoteInCopy(
                note.kind,
                note.by,
                note.text,
                text[start : min(end, start + WORDS_AT_MOST)],
                text[max(0, start - AROUND) : start],
                text[end : end + AROUND],
            )

    def _where(self, text: str, key: str) -> tuple[int, int]:
        """The words of a note: those between its ends, else the sentence that its place ends; (0, 0) for none."""
        start, end = self._spans.get(key, (0, 0))
        while start < end and text[start] in "•> \t\n":
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            return start, end
        return sentence_before(text, end or self._points.get(key, 0))


def sentence_before(text: str, point: int) -> tuple[int, int]:
    """The sentence in which a place lies or which it ends, within its line; (0, 0) where there is none."""
    while point and text[point - 1].isspace():
        point -= 1
    first = max(text.rfind("\n", 0, point) + 1, point - LOOKED_BACK)
    last = text.find("\n", point)
    last = min(last if last >= 0 else len(text), point + LOOKED_BACK)
    found = (0, 0)
    for start, end in find_sentences(text, first, last):
        if start < point:
            found = start, end
    return found
