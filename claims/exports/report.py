"""What a fact-check report holds: every format is made from this alone, and from nothing else.

What is chosen from lists is here by its code (`State`, `Said`, … of the vocabulary); `labels` has the words for each.
Moments are aware and in UTC. What a reader may not see was left out when the report was made: no renderer leaves out
anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from claims.anchoring.segments import Mark, segments

Span = tuple[int, int]
Audience = Literal["full", "legal", "outside"]
Order = Literal["text", "speaker", "verdict"]
Dates = Literal["iso", "day first", "month first"]
Paper = Literal["a4", "us-letter"]
SCHEMA = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The newsroom, as its settings name it: what a report must disclose of it."""

    name: str = ""
    url: str = ""
    contact: str = ""
    corrections_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvidence:
    """One piece of evidence at a claim. For a search `title` says where, `words` which words, `result` what came; for a
    call `title` is who, `words` what was put to them, `result` what they said. `id` names the use and stays the same
    in every report; `independent_of` are such ids. `sha256` is of the kept copy. `said_there`: the claim's speaker said
    it there first, as far as the desk knows.
    """

    id: int
    kind: str
    title: str
    url: str = ""
    words: str = ""
    result: str = ""
    seen: datetime | None = None
    ground_rules: str = ""
    reached: str = ""
    locator: str = ""
    passage: str = ""
    stance: str = ""
    primary: bool = False
    said_there: bool = False
    independent_of: tuple[int, ...] = ()
    sha256: str = ""
    confidential: bool = False
    withdrawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpeaker:
    """Who says it. Of an unnamed one `name` is what the article calls them, or the pseudonym."""

    name: str
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNote:
    """A remark of the desk."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportQuestion:
    """Asked about a claim: of whom, and what came."""

    to: str
    text: str
    at: datetime
    blocking: bool = False
    answer: str = ""
    answered_at: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaim:
    """One fact. `words`, `source` and `cue` are the article's own; `spans` say where the words stand, in code points of
    `Report.text`, end exclusive, none where the place is lost. `number` is its rank in the text, `id` stays the same in
    every report. `conflicts` say which figures of other claims can't be true as well.

    What nobody has answered, or the reader may not see yet (`hidden`), is "" or None.
    """

    id: int
    number: int
    state: str
    words: str
    own_voice: bool
    lost: bool = False
    spans: tuple[Span, ...] = ()
    speakers: tuple[ReportSpeaker, ...] = ()
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
    notes: tuple[ReportNote, ...] = ()
    questions: tuple[ReportQuestion, ...] = ()

    @property
    def speaker(self) -> str:
        """Who says it, in one string; "" for the article's own voice and where nobody is named."""
        return ", ".join(one.name for one in self.speakers)

    @property
    def title(self) -> str:
        return "; ".join(one.title for one in self.speakers if one.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCounts:
    """How many claims of the article stand where, whichever of them are in the report. `unseen` counts the sentences
    that nobody has looked at, `conflicts` those between figures.
    """

    total: int
    settled: int
    dismissed: int
    in_work: int
    left: int
    stale: int
    unseen: int
    conflicts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSignature:
    """Who stands for a draft, named by its number and hash; `override`: why, where the gate was shut."""

    name: str
    role: str
    at: datetime
    draft: int
    sha256: str
    override: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCorrection:
    """A draft that corrects what was published, and what it corrects."""

    draft: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """One line of the article's history; `claim` is the claim's number in the report's text, None for the article."""

    number: int
    at: datetime
    by: str
    what: str
    claim: int | None = None
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMoment:
    """How many claims there were at a moment, and how many of them were settled or dismissed."""

    at: datetime
    decided: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The last event that the report knows: its number, and the chain's hash there."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPiece:
    """A piece of the text, the numbers of the claims that it belongs to, and of those that end with it."""

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A draft of an article and all that was found about it, as one audience may have it.

    `number` counts the article's reports, 0 for a preview that nobody has kept. `only` says in words which claims were
    chosen, "" for all. `zone` is an IANA name. `signatures` are those that nobody took back, under whichever draft;
    `one_enough`: the desk asks for one only. `reader` is the model that split the draft. `history` and `notes` are
    empty where the audience doesn't have them.
    """

    schema: str = SCHEMA
    article_id: int
    number: int
    audience: Audience
    language: str = "en"
    zone: str = "UTC"
    dates: Dates = "iso"
    order: Order = "text"
    only: str = ""
    paper: Paper = "a4"
    publisher: Publisher = Publisher()
    article: str
    desk: str
    state: str
    bylines: tuple[str, ...]
    deadline: datetime | None = None
    draft: int
    sha256: str
    made: datetime
    made_by: str
    reader: str = ""
    counts: ReportCounts
    text: str
    headline: Span | None = None
    byline: Span | None = None
    claims: tuple[ReportClaim, ...]
    signatures: tuple[ReportSignature, ...] = ()
    one_enough: bool = False
    published_url: str = ""
    corrections: tuple[ReportCorrection, ...] = ()
    chain: Chain | None = None
    progress: tuple[ReportMoment, ...] = ()
    notes: tuple[ReportNote, ...] = ()
    history: tuple[ReportEvent, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether somebody stands for the very draft that is reported."""
        return any(one.sha256 == self.sha256 for one in self.signatures)

    def annotated(self) -> Iterator[ReportPiece]:
        """The text in pieces that don't overlap, with their claims' numbers; joined they are the text."""
        marks = [Mark(start, end, claim.number) for claim in self.claims for start, end in claim.spans]
        last: dict[int, list[int]] = {}
        for claim in self.claims:
            if claim.spans:
                last.setdefault(max(end for _, end in claim.spans), []).append(claim.number)
        for piece in segments(0, len(self.text), marks):
            yield ReportPiece(
                text=self.text[piece.start : piece.end],
                numbers=piece.owners,
                ends=tuple(last.get(piece.end, ())),
            )
