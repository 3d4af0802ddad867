"""Claims of our own making that say the same, give another figure, deny it or are of the same matter, and how well
`claims.matching` tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.extraction.figures.find import find_figures
from claims.matching.likeness import Kind, Likeness, Said, likeness
from claims.matching.meaning import embed

FILE = Path(__file__).parent.parent / "data/matching/claims.txt"
KINDS = {"=": None, "~": Kind.SAME, "@": Kind.SAME, "n": Kind.FIGURE, "!": Kind.OPPOSITE, "-": Kind.OTHER}
Judge = Callable[["One", "One"], Likeness]


@dataclass(frozen=True, slots=True)
class One:
    """A claim of a group: "=" the earlier one, and what the others are to it."""

    group: int
    mark: str
    said: Said
    at: int


@dataclass(frozen=True, slots=True)
class Score:
    """Of the paraphrases of a half: how many have the earlier claim among the first five, how often what stands first
    says the same, and of each kind of pair how many were told for what they are."""

    asked: int
    recall: float
    first: float
    told: dict[str, float]


@cache
def claims(*, kept_out: bool) -> tuple[One, ...]:
    """One half of the claims: those tuned on, or those kept out."""
    return tuple(one for one in _all() if (one.group % 2 == 0) == kept_out)


def _all() -> Iterator[One]:
    group = 0
    for at, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        mark, _, rest = line.partition(" ")
        if mark == "*":
            group = int(rest)
        elif mark in KINDS and group:
            speaker, _, words = rest.partition(" | ")
            figures = find_figures(words, ((0, len(words)),))
            yield One(group, mark, Said(words, figures, (speaker,)), at)


def by_words(one: One, other: One) -> Likeness:
    return likeness(one.said, other.said)


def by_meaning(half: Sequence[One]) -> Judge:
    """Each claim's vector is made once."""
    vectors = dict(zip((one.at for one in half), embed([one.said.words for one in half]), strict=True))

    def judge(one: One, other: One) -> Likeness:
        return likeness(one.said, other.said, float(vectors[one.at] @ vectors[other.at]))

    return judge


def score(half: Sequence[One], judge: Judge) -> Score:
    """Each paraphrase is asked for among all other claims of its half."""
    asked = [one for one in half if one.mark == "~"]
    hits = firsts = 0
    for one in asked:
        ranked = _ranked(one, [other for other in half if other is not one], judge)
        hits += any((other.group, other.mark) == (one.group, "=") for other in ranked[:5])
        firsts += bool(ranked) and ranked[0].group == one.group and ranked[0].mark in "=@"
    told = {mark: _told(half, mark, judge) for mark in KINDS if mark != "="}
    return Score(len(asked), hits / len(asked), firsts / len(asked), told)


def _ranked(one: One, others: Sequence[One], judge: Judge) -> list[One]:
    """As the page shows them: what isn't of the same statement is left out, what says the same comes first."""
    order = list(Kind)
    found = [(judge(one, other), other) for other in others]
    shown = [(how, other) for how, other in found if how.kind != Kind.OTHER]
    shown.sort(key=lambda pair: (order.index(pair[0].kind), -pair[0].score))
    return [other for _, other in shown]


def _told(half: Sequence[One], mark: str, judge: Judge) -> float:
    first = {one.group: one for one in half if one.mark == "="}
    pairs = [one for one in half if one.mark == mark]
    return sum(judge(first[one.group], one).kind == KINDS[mark] for one in pairs) / len(pairs)
