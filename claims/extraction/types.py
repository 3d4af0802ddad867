"""What the splitter finds. Every span is `(start, end)` in code points of the text as given, end exclusive."""

from collections.abc import Hashable
from dataclasses import dataclass

Span = tuple[int, int]
Member = tuple[Hashable, int]  # one figure of one claim: the claim, and the figure's index in it


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page. `kind`: headline, byline, dateline, standfirst, paragraph, subheading, caption, pull-quote,
    credit or boilerplate; the last two, bylines and datelines are not read for claims."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block that is read. `block` indexes `Split.blocks`; `why_not` says why nothing in it seems
    checkable, and is "" where a claim touches it or a person has to look."""

    start: int
    end: int
    block: int
    why_not: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of the article. `name` is its fullest form in the text; `kind`: person, organisation, group,
    document or unnamed; `title` as given, or ""; `mentions` where the article speaks of it, in order."""

    name: str
    kind: str
    title: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a claim. `bound`: exact, at_least, at_most, about, more_than, less_than or range; `low` and `high`
    in `unit` (both the value where exact, None where open); `counted` and `as_of` in the article's words, or "".

    `when`: `as_of` as an ISO date (2024-03-01, 2024-03 or 2024), "" where it cannot be told. `happened`: what befell
    the counted (killed, injured, missing, taken, displaced, arrested, rescued), else the stem of the verb, or "".
    `topic`: the other words that say what the number is of, stemmed and parted by spaces; one that begins with @
    is a time, with ^ a place. The last two are for finding conflicts, not for a page.
    """

    span: Span
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str
    as_of: str
    when: str = ""
    happened: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of different speakers, or of a speaker and the article's own voice, for one thing that cannot all be
    true. `values`: the figures grouped, those of one group agreeing with one another; two groups at least."""

    values: tuple[tuple[Member, ...], ...]

    @property
    def figures(self) -> tuple[Member, ...]:
        """All its figures, group by group."""
        return tuple(member for group in self.values for member in group)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, not cut at sentence ends. `source` may be empty; `kind`: quoted, indirect or mixed; `speakers`
    index `Split.speakers`, () where no speaker is known; `confidence` from 0 to 1."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    speakers: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that can be true or false by itself. `attribution` indexes `Split.attributions`, None in the
    article's own voice; `kind`: quoted, indirect, mixed or own voice; `risks` are names of `risks.RULES`."""

    content: tuple[Span, ...]
    attribution: int | None
    kind: str
    confidence: float
    unsure: bool
    risks: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """An article taken apart. Sentences, attributions and claims stand in the order of the text; `model` is the short
    id of the weights that found the attributions; the claims in `conflicts` are indices of `claims`."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    speakers: tuple[Speaker, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    model: str
    conflicts: tuple[Conflict, ...] = ()
