"""What became of each claim by the matcher, beside the truth: one verdict a claim."""

from __future__ import annotations

from collections.abc import Iterator

from claims.anchoring.carry import Carried, Held, Spans, carry
from tests.support import desk_edits
from tests.support.desk_edits import Edited, Gold
from tests.support.draft_pairs import Pair, Told

RIGHT, WRONG, BLIND, STALE, INEXACT = "right", "wrong words", "change unseen", "stale", "place inexact"
LOST, AMBIGUOUS, GONE = "lost", "ambiguous", "change called lost"
VERDICTS = (RIGHT, WRONG, BLIND, STALE, INEXACT, LOST, AMBIGUOUS, GONE)
SAME = frozenset({"kept", "reworded"})
AWAY = frozenset({"lost", "ambiguous"})
HOWS = {
    "kept": SAME,
    "reworded": SAME,
    "changed": frozenset({"changed"}),
    "lost": AWAY,
    "ambiguous": AWAY,
    "either": frozenset({"changed"}) | AWAY,
    "whose": SAME,
}


def verdict(text: str, got: Carried, hows: frozenset[str], gold: tuple[Spans, Spans, Spans]) -> str:
    """One of VERDICTS. `hows`: the outcomes that are right; `gold`: content, source and cue where they now stand.

    A place is right where content, source and cue have the gold's words, of what changed where the content has half
    of them at least and no more than as many others. It is wrong where the two share less than half of the shorter.
    """
    outcome = got.outcome.value
    if outcome in AWAY:
        if hows & AWAY:
            return RIGHT
        return GONE if not hows & SAME else AMBIGUOUS if outcome == "ambiguous" else LOST
    if not gold[0] and outcome in hows:
        return RIGHT
    mine, theirs = letters(text, got.content), letters(text, gold[0])
    if 2 * len(mine & theirs) < min(len(mine), len(theirs)) or not theirs:
        return WRONG
    if outcome in SAME:
        if not hows & SAME:
            return BLIND
        places = zip((got.content, got.source, got.cue), gold, strict=True)
        return RIGHT if all(desk_edits.same_words(text, *both) for both in places) else INEXACT
    if outcome not in hows:
        return STALE
    return RIGHT if 2 * len(mine & theirs) >= max(len(mine), len(theirs)) else INEXACT


def letters(text: str, spans: Spans) -> set[int]:
    """Where letters and digits stand in the spans."""
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def hows_of(gold: Gold) -> frozenset[str]:
    """The outcomes that are right for a claim of an edited draft."""
    return frozenset().union(*(HOWS[how] for how in (gold.how, *gold.also)))


def of_edited(one: Edited, **options: float) -> Iterator[tuple[str, Held, Gold, Carried]]:
    """Each claim of an edited draft: verdict, what was held, the truth, what was carried."""
    held = [Held(each.content, each.source, each.cue) for each in one.held]
    for each, gold, got in zip(
        held, one.gold, carry(one.old, one.new, held, desk_edits.PAIRS, **options), strict=True
    ):
        yield verdict(one.new, got, hows_of(gold), (gold.content, gold.source, gold.cue)), each, gold, got


def of_pair(
    pair: Pair, spellings: tuple[tuple[str, str], ...], **options: float
) -> Iterator[tuple[str, Told, Carried]]:
    """Each claim of a pair edited by hand."""
    held = [Held(one.old.content, one.old.source, one.old.cue) for one in pair.claims]
    for told, got in zip(pair.claims, carry(pair.old, pair.new, held, spellings, **options), strict=True):
        gold = (told.new.content, told.new.source, told.new.cue) if told.new else ((), (), ())
        yield verdict(pair.new, got, HOWS[told.how], gold), told, got
