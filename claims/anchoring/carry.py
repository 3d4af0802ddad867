"""Carry claims from one draft to the next: for each, where its words stand now and what of them differs.

Content, source and cue are carried together or not at all. Nothing is guessed: what has no place, or two that are as
good, is told as lost or ambiguous, with the best places for a person to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.anchoring.alignment import MARGIN, THRESHOLD, Alignment
from claims.anchoring.harmless import Spellings
from claims.anchoring.reading import Reading
from claims.anchoring.standing import Standing
from claims.anchoring.types import HARMLESS, Carried, Change, Held, Outcome, Span, Spans

__all__ = ["HARMLESS", "Carried", "Change", "Held", "Outcome", "Span", "Spans", "carry"]


def carry(
    old: str,
    new: str,
    held: Sequence[Held],
    pairs: Sequence[tuple[str, str]] = (),
    *,
    threshold: float = THRESHOLD,
    margin: float = MARGIN,
) -> list[Carried]:
    """Where each of `held` stands in the draft `new`; one answer for each, in their order.

    `pairs`: the desk's spellings, of which either counts as the other. `threshold` and `margin`: what the place of an
    edited sentence must score, and by how much more than any other place. About linear in the texts' lengths.
    """
    if old == new:
        return [Carried(Outcome.KEPT, one.content, one.source, one.cue) for one in held]
    spellings = Spellings(pairs)
    before, after = Reading(old, spellings), Reading(new, spellings)
    spans = {span for one in held for span in (*one.source, *one.cue)}
    attributing = frozenset(word for span in spans for word in before.words_of(before.tokens(span)))
    standing = Standing(Alignment(before, after, attributing, threshold, margin), held)
    return [standing.of(one) for one in held]
