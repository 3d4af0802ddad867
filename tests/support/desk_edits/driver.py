"""Draws edits as a desk makes them, one to eight a draft, and tells what became of each claim."""

from collections.abc import Iterator, Sequence
from random import Random

from tests.support.desk_edits import (  # noqa: F401  each enters its families
    adding,
    antecedents,
    attribution,
    cuts,
    figures,
    moves,
    repeats,
    rewriting,
    shapes,
    style,
    swaps,
)
from tests.support.desk_edits.base import prepared
from tests.support.desk_edits.model import Edited
from tests.support.desk_edits.registry import FAMILIES, WEIGHTS
from tests.support.desk_edits.truth import truth
from tests.support.marked import Marked
from tests.support.own_articles import articles

COUNTS = (18, 20, 18, 14, 11, 8, 6, 5)  # of a hundred drafts, how many have one edit, two, … eight
TRIES = 200
STRAIGHT = 0.3  # of the drafts drawn come in with straight quotation marks, which desks then make curly


def families() -> tuple[str, ...]:
    """The names of all families."""
    return tuple(FAMILIES)


def edited(article: Marked, seed: int, edits: Sequence[str] | None = None) -> Edited:
    """The article, its next draft and the truth: the same for the same seed and edits.

    `edits`: families to apply, in order, where the draft has something of their kind; drawn by the seed where None.
    """
    rng = Random(f"{article.name} {seed} {edits}")
    base = prepared(article, edits is None and rng.random() < STRAIGHT)
    draft = base.draft.copy()
    done: list[str] = []
    if edits is None:
        count = rng.choices(range(1, len(COUNTS) + 1), COUNTS)[0]
        names, weights = list(WEIGHTS), list(WEIGHTS.values())
        for name in rng.choices(names, weights, k=TRIES):
            if len(done) < count and FAMILIES[name](draft, rng):
                done.append(name)
    else:
        done = [name for name in edits if FAMILIES[name](draft, rng)]
    text, gold = truth(base, draft)
    return Edited(base.text, text, tuple(claim.held for claim in base.claims), gold, tuple(done))


def drafts(count: int, first: int = 0, half: str = "tuned") -> Iterator[Edited]:
    """Edited drafts of one half of our own articles, in turn, by seeds from `first` on."""
    ours = articles(half)
    for seed in range(first, first + count):
        yield edited(ours[seed % len(ours)], seed)
