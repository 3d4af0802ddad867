"""What the matcher is asked and what it answers. Spans are in code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claims.anchoring.kinds import Kind

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a claim, or a mark on a sentence (content only), stands on in the earlier draft."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()


class Outcome(Enum):
    """Kept: the same words, maybe elsewhere. Reworded: harmless differences only. Changed: any other."""

    KEPT = "kept"
    REWORDED = "reworded"
    CHANGED = "changed"
    LOST = "lost"
    AMBIGUOUS = "ambiguous"


HARMLESS = frozenset({Outcome.KEPT, Outcome.REWORDED})  # what was checked still holds


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ, as each draft has them; `part` is content, source or cue. One side may be empty."""

    before: str
    after: str
    part: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Carried:
    """Where it stands in the later draft; no spans where it is lost or ambiguous.

    `moved`: it stands elsewhere in the order of the text; `changes`: the weightiest first; `candidates`: of what is
    lost or ambiguous, the best places for a person, at most three, best first.
    """

    outcome: Outcome
    content: Spans = ()
    source: Spans = ()
    cue: Spans = ()
    moved: bool = False
    changes: tuple[Change, ...] = ()
    candidates: tuple[Spans, ...] = ()
