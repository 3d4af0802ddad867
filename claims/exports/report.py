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
class ReportSignature:
    """Who stands for a draft, named by its number and hash; `override`: why, where the gate was shut."""

    name: str
    role: str
    at: datetime
    draft: int
    sha256: str
    override: str = ""


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """A draft that corrects what was published, and what it corrects."""

    draft: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ReportPiece:
    """A piece of the text, the numbers of the claims that it belongs to, and of those that end with it."""

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A draft of an article and all that was found about it. `made` is when, in the newsroom's own time.

    `signatures` are those that nobody took back, under whichever draft; `one_enough`: the desk asks for one only.
    """

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
    signatures: tuple[ReportSignature, ...] = ()
    one_enough: bool = False
    published_url: str = ""
    corrections: tuple[ReportCorrection, ...] = ()

    def signed(self) -> Iterator[str]:
        """Who stands for the article, a sentence each; every format prints all of them."""
        if not any(one.sha256 == self.sha256 for one in self.signatures):
            yield f"Nobody has signed draft {self.draft}."
        for one in self.signatures:
            by = f"{one.name}, {one.role}, {one.at:%Y-%m-%d %H:%M}, under draft {one.draft}, SHA-256 {one.sha256}"
            yield f"Signed off by override of {by}: {one.override}" if one.override else f"Signed by {by}."
        if self.one_enough:
            yield "On this desk one signature is enough."

    def corrected(self) -> Iterator[str]:
        """What was corrected since it was published, a line each."""
        for one in self.corrections:
            yield f"Draft {one.draft}, {one.at:%Y-%m-%d %H:%M}: {one.reason}"

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
