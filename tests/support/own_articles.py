"""The articles of our own, split and scored: those that rules were tuned on, and those kept out."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from claims.extraction import split
from tests.support.marked import Marked, read_folder
from tests.support.scoring import Counts, Score, score

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles"
HALVES = ("tuned", "held")


@lru_cache
def articles(half: str) -> list[Marked]:
    """One half's articles, by name. Raises BadMarks where a file breaks the format."""
    return read_folder(ARTICLES / half)


@lru_cache
def scores(half: str) -> dict[str, Score]:
    """What is counted about each article of one half, by its name."""
    return {article.name: score(article, split(article.text)) for article in articles(half)}


def summed(counts: Iterable[Counts]) -> Counts:
    """Counts of many articles together."""
    total: Counts = Counter()
    for one in counts:
        total.update(one)
    return total


def total(half: str) -> Counts:
    """Counts of one half."""
    return summed(one.counts for one in scores(half).values())
