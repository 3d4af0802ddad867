"""Whose words they are after an edit: the whole way, each draft read by the split itself, on edited drafts.

`make bench ARGS="-k whose"`; DRAFTS in the environment says how many (each is read twice), HALF of which articles.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

from claims.anchoring.antecedents import lead
from claims.anchoring.carry import Carried, Held, Outcome, carry
from claims.anchoring.reconcile import Before, reconcile
from claims.extraction import Split, split
from tests.support import desk_edits
from tests.support.machine import machine

DRAFTS = int(os.environ.get("DRAFTS", "300"))
HALF = os.environ.get("HALF", "held")
SAME = (Outcome.KEPT, Outcome.REWORDED)


@cache
def read(text: str) -> Split:
    return split(text)


def speakers(text: str, held: list[Held]) -> list[tuple[str, ...]]:
    """Whom the reading names for each claim of a draft, as it would have been stored."""
    found = read(text)
    here = [Before(at, Carried(Outcome.KEPT, *_parts(one)), bool(one.cue)) for at, one in enumerate(held)]
    landed = reconcile(text, here, found).landed
    return [tuple(found.speakers[index].name for index in one.speakers or ()) for one in landed]


def _parts(held: Held) -> tuple[desk_edits.Span, ...]:
    return held.content, held.source, held.cue  # type: ignore[return-value]


def test_whose_words_they_are() -> None:
    """Of untouched words: somebody else's that were told so, and the same speaker's that reopened for nothing."""
    counts = Counter[str]()
    missed = Counter[str]()
    for one in desk_edits.drafts(DRAFTS, half=HALF):
        held = [Held(each.content, each.source, each.cue) for each in one.held]
        names = speakers(one.old, held)
        carried = carry(one.old, one.new, held, desk_edits.PAIRS)
        before = [
            Before(
                at,
                got,
                bool(each.cue),
                names[at],
                lead=lead(one.old, each.source, each.cue, names[at]) if each.cue else None,
            )
            for at, (each, got) in enumerate(zip(held, carried, strict=True))
        ]
        for now in reconcile(one.new, before, read(one.new)).landed:
            gold = one.gold[now.key]
            if now.outcome not in SAME or gold.speaker_changed is None or not held[now.key].cue:
                continue
            truth = "another" if gold.speaker_changed else "the same"
            counts[f"{truth}, told {'another' if now.spoken_anew else 'the same'}"] += 1
            if not gold.speaker_changed and now.spoken_anew:
                missed.update(dict.fromkeys(one.edits, 1))
    print(f"\n{machine()}; {DRAFTS} drafts of the articles {HALF}")
    for name, number in sorted(counts.items()):
        print(f"  {name}: {number}")
    print(f"  families in drafts with a speaker that reopened for nothing: {missed.most_common(8)}")
