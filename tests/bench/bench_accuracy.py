"""How right the split is on the articles of our own, those that rules were tuned on beside those kept out.

`make bench ARGS="-k 'accuracy or misses'"`; with MISSES=1 in the environment every miss on the tuned ones is listed in
words. Of those kept out only sums are ever printed: who reads their misses has tuned on them.
"""

import os
import random

from tests.support.machine import machine
from tests.support.own_articles import HALVES, scores, summed, total
from tests.support.scoring import Counts, f1, rate

ROUNDS = 1000
ROWS = (  # a title, or a name that ends in F1 (with its P and R), or a share
    "relation F1",
    "quoted R",
    "indirect R",
    "contents exact",
    "speakers",
    "speakers, named or described",
    "speakers, pronoun or none",
    "own voice F1",
    "figures inside found claims",
    "figures found",
    "figures P",
    "figures all right",
    "figures, value",
    "figures, bound",
    "figures, unit",
    "figures, counted",
    "figures, as of",
    "casualty R",
    "casualty R, inside found claims",
    "casualty P",
    "accusation R",
    "accusation R, inside found claims",
    "accusation P",
    "conflicts R",
    "conflicts P",
    "sentences open",
)


def interval(half: str) -> str:
    """95 % of relation F1 when the articles are drawn anew (percentile bootstrap, Efron 1979)."""
    counts = [one.counts for one in scores(half).values()]
    draw = random.Random(0)
    drawn = sorted(f1(summed(draw.choices(counts, k=len(counts))), "relation") for _ in range(ROUNDS))
    return f"{100 * drawn[ROUNDS // 40]:.1f} to {100 * drawn[-ROUNDS // 40]:.1f}"


def cell(counts: Counts, name: str) -> str:
    """One figure as it is printed: a share with its hits, or F1 with precision and recall."""
    if name.endswith(" F1"):
        stem = name.removesuffix(" F1")
        parts = " ".join(f"{part} {100 * rate(counts, f'{stem} {part}'):.1f}" for part in "PR")
        return f"{100 * f1(counts, stem):5.1f}  {parts}"
    hit, of = counts[name, "hit"], counts[name, "of"]
    return f"{100 * hit / of:5.1f}  {hit} of {of}" if of else "    –  of none"


def test_accuracy() -> None:
    totals = {half: total(half) for half in HALVES if scores(half)}
    print(f"\n{machine()}")
    print(f"{'':36}" + "".join(f"{half:28}" for half in totals).rstrip())
    print(
        f"{'articles':36}" + "".join(f"{counts['articles', 'of']:<28}" for counts in totals.values()).rstrip()
    )
    for name in ROWS:
        print(f"{name:36}" + "".join(f"{cell(counts, name):28}" for counts in totals.values()).rstrip())
    print(f"{'95 % of relation F1':36}" + "".join(f"{interval(half):28}" for half in totals).rstrip())


def test_misses() -> None:
    if not os.environ.get("MISSES"):
        return
    for name, one in scores("tuned").items():
        print(f"\n{name}: relation {cell(one.counts, 'relation F1')}")
        for miss in one.misses:
            print("  " + " ".join(miss.split()))
