"""A report's text paragraph by paragraph, each in runs that know their claims: what pages and paper draw it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.exports.letters import clean
from claims.exports.report import Report, ReportPiece, Span
from claims.exports.scripts import runs_right_to_left


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the claims that they belong to, and the numbers of those that end with them."""

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(slots=True)
class Block:
    """A line of the text that isn't blank. `close`: no blank line stands before it."""

    start: int
    kind: str
    close: bool
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def runs_left(self) -> bool:
        return runs_right_to_left(self.text)


def blocks(report: Report) -> list[Block]:
    """The text's lines in order: joined they are the text, but for blank lines and what `clean` replaces."""
    found: list[Block] = []
    blank = True
    for line, at in _lines(report.annotated()):
        if not "".join(run.text for run in line).strip():
            blank = True
            continue
        found.append(Block(at, _kind(report, at), not blank and bool(found), line))
        blank = False
    return found


def _lines(pieces: Iterator[ReportPiece]) -> Iterator[tuple[list[Run], int]]:
    """Runs line by line, with the place where each line begins."""
    line: list[Run] = []
    worded = line
    at = start = 0
    for piece in pieces:
        *whole, last = piece.text.split("\n")
        for part in whole:
            if part:
                line.append(Run(clean(part), piece.numbers))
            worded = line if part.strip() else worded
            yield line, start
            at += len(part) + 1
            line, start = [], at
        if last:
            line.append(Run(clean(last), piece.numbers))
        worded = line if last.strip() else worded
        if piece.ends:  # also of a claim that ends with a line end: its number stays with the words
            worded.append(Run("", (), piece.ends))
        at += len(last)
    yield line, start


def _kind(report: Report, at: int) -> str:
    spans: Sequence[tuple[str, Span | None]] = (("headline", report.headline), ("byline", report.byline))
    return next((name for name, span in spans if span and span[0] <= at < span[1]), "text")
