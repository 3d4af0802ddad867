"""What a fact-check report holds, in words ready to be read. Every format is made from this alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.anchoring.segments import Mark, segments

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """One source of a claim. For a search `title` says where, `words` which words, `result` what came."""

    kind: str
    title: str
    url: str = ""
    words: str = ""
    result: str = ""
    seen: datetime | None = None
    locator: str = ""
    passage: str = ""
    stance: str = ""
    primary: bool = False
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """One fact. `words`, `source` and `cue` are the article's own; `spans` say where the words stand; `conflicts` which
    figures of other claims can't be true as well.

    What nobody has answered, or the reader may not see yet (`hidden`), is "" or None.
    """

    number: int
    state: str
    words: str
    own_voice: bool
    spans: tuple[Span, ...] = ()
    speaker: str = ""
    title: str = ""
    source: str = ""
    cue: str = ""
    said: str = ""
    so: str = ""
    copy: str = ""
    fix: str = ""
    note: str = ""
    dismissed_why: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    second_by: str = ""
    second_at: datetime | None = None
    hidden: bool = False
    high_risk: bool = False
    risks: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    evidence: tuple[ReportEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """How many claims stand where. `unseen` counts the sentences that nobody has looked at, `conflicts` those
    between figures.
    """

    total: int
    settled: int
    dismissed: int
    in_work: int
    left: int
    stale: int
    unseen: int
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class ReportPiece:
    """A piece of the text, the numbers of the claims that it belongs to, and of those that end with it."""

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A draft of an article and all that was found about it. `made` is when, in the newsroom's own time."""

    article: str
    desk: str
    state: str
    bylines: tuple[str, ...]
    draft: int
    sha256: str
    made: datetime
    made_by: str
    counts: ReportCounts
    text: str
    claims: tuple[ReportClaim, ...]

    def annotated(self) -> Iterator[ReportPiece]:
        """The text in pieces that don't overlap, with their claims' numbers; joined they are the text."""
        marks = [Mark(start, end, claim.number) for claim in self.claims for start, end in claim.spans]
        last: dict[int, list[int]] = {}
        for claim in self.claims:
            if claim.spans:
                last.setdefault(max(end for _, end in claim.spans), []).append(claim.number)
        for piece in segments(0, len(self.text), marks):
            yield ReportPiece(
                self.text[piece.start : piece.end], piece.owners, tuple(last.get(piece.end, ()))
            )
