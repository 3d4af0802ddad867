"""How well claims that say the same are found, and how long it takes: `-k matching`."""

from __future__ import annotations

import time

from claims.matching.meaning import embed
from tests.support import claim_pairs
from tests.support.machine import machine

WORDS = "At least 22 people were killed in the strike on the market, a local doctor said on {}."


def test_matching_of_the_pairs() -> None:
    """Both halves, by meaning and by words alone."""
    print(f"\n{machine()}")
    for kept_out in (False, True):
        half = claim_pairs.claims(kept_out=kept_out)
        for name, judge in (("meaning", claim_pairs.by_meaning(half)), ("words", claim_pairs.by_words)):
            found = claim_pairs.score(half, judge)
            told = ", ".join(f"{mark} {share:.0%}" for mark, share in found.told.items())
            print(
                f"{'kept out' if kept_out else 'tuned on'}, by {name}: {len(half)} claims, {found.asked} asked, "
                f"recall at 5 {found.recall:.0%}, first right {found.first:.0%}; kinds told: {told}"
            )


def test_matching_speed_of_the_network() -> None:
    """One claim at a time, and many."""
    embed(["Warm."])
    claims = [WORDS.format(number) for number in range(200)]
    began = time.process_time()
    for one in claims[:50]:
        embed([one])
    alone = (time.process_time() - began) / 50
    began = time.process_time()
    embed(claims)
    together = (time.process_time() - began) / len(claims)
    print(
        f"\n{machine()}; a claim alone {alone * 1000:.1f} ms, among 200 {together * 1000:.1f} ms of processor time"
    )
