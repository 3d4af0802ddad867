"""How like two claims are, by meaning, words, figures and speakers together, and whether they say the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from math import exp

from claims.extraction import Figure
from claims.extraction.figures.conflicts import agree
from claims.matching.words import denies, names_of, stems, way, years

DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0, "decade": 3_650.0}
SIGNS = {
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "km": "kilometre",
    "m": "metre",
    "kg": "kilogram",
    "t": "tonne",
}


class Kind(StrEnum):
    """What an earlier claim is to a later one."""

    SAME = "same"  # it says the same
    FIGURE = "figure"  # the same with another figure
    OPPOSITE = "opposite"  # it denies what the other says
    OTHER = "other"  # another claim, of the same matter or not


@dataclass(frozen=True)
class Said:
    """A claim as it is compared. `speakers`: their names, () for the article's own voice. What is read of its words is
    read once, when it's first asked for.
    """

    words: str
    figures: tuple[Figure, ...] = ()
    speakers: tuple[str, ...] = ()

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.words)

    @cached_property
    def years(self) -> frozenset[str]:
        return years(self.words)

    @cached_property
    def measured(self) -> tuple[Figure, ...]:
        return tuple(measured(figure) for figure in self.figures)

    @cached_property
    def names(self) -> tuple[frozenset[str], ...]:
        return tuple(names_of(name) for name in self.speakers)

    @cached_property
    def points(self) -> tuple[bool, int]:
        """Whether it denies, and whether something rises or falls."""
        return denies(self.words), way(self.words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score`: how likely both are of one statement, whatever figure it has and whether it's denied, from 0 to 1."""

    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each likeness weighs in the logit of the score; fitted on the tuned half of the pairs (docs/matching.md)."""

    start: float
    meaning: float
    words: float
    within: float
    figures: float
    speakers: float
    at_least: float  # the score from which two claims are of one statement


FAR = 0.38  # below it no words, figures and speakers make up for what is meant
BY_MEANING = Weights(-8.2, 10.3, 0.0, 2.3, 1.0, 0.2, 0.35)
BY_WORDS = Weights(-4.9, 0.0, 3.3, 4.6, 2.0, 0.2, 0.3)


def likeness(one: Said, other: Said, meaning: float | None = None) -> Likeness:
    """How like two claims are. `meaning`: the cosine of their vectors; None where there is none: then words, figures
    and speakers decide alone.
    """
    weights = BY_WORDS if meaning is None else BY_MEANING
    if meaning is not None and meaning < FAR:
        return Likeness(Kind.OTHER, 0.0)
    shared = len(one.stems & other.stems)
    figures = compare(one, other)
    logit = (
        weights.start
        + weights.meaning * (meaning or 0.0)
        + weights.words * 2 * shared / (len(one.stems) + len(other.stems) or 1)
        + weights.within * shared / (min(len(one.stems), len(other.stems)) or 1)
        + weights.figures * (figures > 0)
        + weights.speakers * _one_speaker(one, other)
    )
    score = 1 / (1 + exp(-logit))
    return Likeness(kind_of(one, other) if score >= weights.at_least else Kind.OTHER, score)


def kind_of(one: Said, other: Said) -> Kind:
    """What two claims of one statement are to each other: the same, with another figure, or the opposite."""
    (denied, rises), (denied_too, rises_too) = one.points, other.points
    if denied != denied_too or rises * rises_too < 0:
        return Kind.OPPOSITE
    return Kind.FIGURE if compare(one, other) < 0 else Kind.SAME


def compare(one: Said, other: Said) -> int:
    """1 where the figures of both agree, -1 where they can't all be true of one thing, 0 where one has none."""
    if one.years and other.years and one.years.isdisjoint(other.years):
        return -1
    if not (one.figures and other.figures):
        return 0
    less, more = sorted((one.measured, other.measured), key=len)
    alike = [[it for it in more if it.unit == this.unit] for this in less]
    if all(any(agree(this, it) for it in some) for this, some in zip(less, alike, strict=True)):
        return 1
    return -1 if any(alike) else 0


def measured(figure: Figure) -> Figure:
    """The figure in the unit in which it is compared: time in days, "nine in ten" and 90 per cent as shares."""
    unit = figure.unit.lower().removesuffix("s")
    times = DAYS.get(unit, 0.01 if unit == "%" else 1.0)
    if unit in DAYS:
        unit = "day"
    elif unit == "%" or (not unit and figure.high is not None and 0 < figure.high < 1):
        unit = "%"
    low, high = (None if value is None else value * times for value in (figure.low, figure.high))
    return replace(figure, low=low, high=high, unit=SIGNS.get(unit, unit))


def _one_speaker(one: Said, other: Said) -> bool:
    """Whether a speaker of one may be a speaker of the other, by what they are called."""
    return any(_alike(mine, theirs) for mine in one.names for theirs in other.names)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
