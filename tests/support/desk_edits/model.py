"""What the grammar hands out: two drafts, the claims of the first, and what became of each in the second."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
How = Literal["kept", "reworded", "changed", "lost", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Held:
    """A claim's parts in the earlier text, in code points, end exclusive; own voice has neither source nor cue."""

    content: Spans
    source: Spans
    cue: Spans


@dataclass(frozen=True, slots=True)
class Gold:
    """What became of one Held; spans in the new text of what still stands there, ascending.

    `also`: other answers that are right too, where people would disagree. Places are judged by words (`same_words`),
    and not at all where `content` is empty. `speaker_changed`: whether untouched words are somebody else's now;
    None where it cannot be said by rule.
    """

    how: How
    content: Spans
    source: Spans
    cue: Spans
    speaker_changed: bool | None
    also: frozenset[How] = frozenset()


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft and the next, with one Gold for each Held, and the families that were at work, in order."""

    old: str
    new: str
    held: tuple[Held, ...]
    gold: tuple[Gold, ...]
    edits: tuple[str, ...]


def same_words(text: str, one: Spans, other: Spans) -> bool:
    """Whether two sets of spans cover the same words of a text: not where they are cut, nor marks and blanks."""
    return _letters(text, one) == _letters(text, other)


def _letters(text: str, spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}
