"""Figures for one thing, given by different speakers, that cannot all be true: a quake with two death tolls."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.extraction.figures.happened import stem
from claims.extraction.types import Conflict, Figure, Member, Span

MOST = 60  # different figures compared for one thing: beyond it time would grow with the square of a hostile text
NEAR = 0.1  # "about 40" and 44 agree
ALIKE = 0.5  # the share of the shorter topic that two figures have in common, to be of one thing
PEOPLE = frozenset(
    "people person persons victim victims dead deaths death fatalities fatality casualties lives bodies corpses".split()
)
TOLLS = frozenset({"killed", "injured", "missing", "taken", "displaced", "arrested", "rescued"})
GROWING = TOLLS - {"missing"}
PAST = re.compile(
    r"@(?:\d|last|previous|earlier|past|preceding|a-year|initially|previously|originally|at-first)"
)
VAGUE = frozenset(
    "program project work schem plan bill figur repair deal contract total whol sam programm".split()
)
FEWFOLD = 5.0
NEAR_BY = 4  # claims: those who contradict each other are quoted one after the other
VERBS = """
    cost price estimat bill worth total valu reckon;
    attend march gather protest rall demonstrat crowd
"""
KIN = {
    word: kind.split()[0] for kind in VERBS.split(";") for word in kind.split()
}  # verbs of one meaning, as stems
KINDS = """
    quake earthquake tremor aftershock; flood flooding floodwater deluge; blast explosion bomb bombing; fire blaze
    inferno wildfire; crash collision pile-up derailment accident; storm hurricane cyclone typhoon tornado; landslide
    mudslide; avalanche; shooting; stabbing; stampede crush; eruption; collapse; airstrike strike shelling raid; ferry
    boat shipwreck capsizing; epidemic outbreak
"""
EVENT = {stem(word): stem(kind.split()[0]) for kind in KINDS.split(";") for word in kind.split()}


@dataclass(frozen=True, slots=True)
class Said:
    """The figures of one claim. `who`: its speakers, () for the article's own voice, ("?", claim) or the like where
    nobody knows; two claims that share a speaker never conflict."""

    claim: Hashable
    who: tuple[Hashable, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure with its speakers, the place of its claim in the order given, and the spans of that claim's figures."""

    member: Member
    who: frozenset[Hashable]
    figure: Figure
    rank: int
    beside: frozenset[Span]


def find_conflicts(said: Sequence[Said]) -> tuple[Conflict, ...]:
    """The conflicts among the figures of `said`, which is in the order of the text; by their first figure.

    Two figures conflict where they count one thing, are given by different speakers and have no value in common,
    bounds considered. Of two totals that only grow and say as of when, the older may be lower. Text is not needed.
    """
    things: dict[tuple[str, str, str], list[_Given]] = defaultdict(list)
    for rank, one in enumerate(said):
        who = frozenset(one.who) or frozenset({None})
        beside = frozenset(figure.span for figure in one.figures)
        kinds = [_thing(figure) for figure in one.figures]
        for index, (figure, thing) in enumerate(zip(one.figures, kinds, strict=True)):
            # Of "37 per cent for Roth and 36 for Vale" nobody can tell here whose figure is whose.
            told_apart = figure.happened in TOLLS or kinds.count(thing) == 1
            if thing and told_apart and len(things[thing]) < MOST:
                things[thing].append(_Given((one.claim, index), who, figure, rank, beside))
    found = [conflict for given in things.values() for conflict in _conflicts(given)]
    order = {
        (one.claim, index): (rank, index)
        for rank, one in enumerate(said)
        for index in range(len(one.figures))
    }
    return tuple(sorted(found, key=lambda conflict: min(order[one] for one in conflict.figures)))


def _thing(figure: Figure) -> tuple[str, str, str] | None:
    """What two figures must share to be of one thing; None for a figure that is never compared."""
    counted = figure.counted.lower().split()
    if figure.happened in TOLLS and not figure.unit:
        head = "people" if not counted or counted[-1] in PEOPLE else counted[-1]
        return "", head, figure.happened
    if not figure.happened:
        return None
    return figure.unit.lower().removesuffix("s"), counted[-1] if counted else "", ""


def _conflicts(given: list[_Given]) -> Iterable[Conflict]:
    """The groups of `given` that hang together by pairs that conflict."""
    home = list(range(len(given)))
    for one, other in combinations(range(len(given)), 2):
        if _conflict(given[one], given[other]):
            old, new = home[other], home[one]
            home = [new if at == old else at for at in home]
    for root in dict.fromkeys(home):
        together = [one for one, at in zip(given, home, strict=True) if at == root]
        if len(together) > 1:
            yield Conflict(tuple(_by_value(together)))


def _by_value(together: list[_Given]) -> Iterable[tuple[Member, ...]]:
    groups: list[list[_Given]] = []
    for one in together:
        group = next((group for group in groups if all(agree(one.figure, it.figure) for it in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [tuple(one.member for one in group) for group in groups]


def _conflict(one: _Given, other: _Given) -> bool:
    return (
        not one.who & other.who
        and one.figure.span not in other.beside  # one claim lies within the other
        and other.figure.span not in one.beside
        and not agree(one.figure, other.figure)
        and _one_topic(one.figure, other.figure, near=abs(one.rank - other.rank) <= NEAR_BY)
        and not _older_and_lower(one.figure, other.figure)
        and not _older_and_lower(other.figure, one.figure)
    )


def agree(one: Figure, other: Figure) -> bool:
    """Whether both figures can be true of one number; a limit itself is allowed ("nearly 50" and 50), and rounding."""
    (low, high), (floor, ceiling) = _span(one), _span(other)
    return low <= ceiling and floor <= high


def _span(figure: Figure) -> tuple[float, float]:
    """The lowest and highest number that a figure allows; "about" allows a tenth more or less."""
    low = float("-inf") if figure.low is None else figure.low
    high = float("inf") if figure.high is None else figure.high
    if figure.bound == "about":
        return low - abs(low) * NEAR, high + abs(high) * NEAR
    slack = _rounding(low, bool(figure.unit)) if figure.bound == "exact" else 0.0
    return low - slack, high + slack


def _rounding(value: float, measured: bool) -> float:
    """Not quite half of the last place that a number shows: 3.2 million may be 3,240,000, 12 % may be 12.4 %.

    Counts below 1,000 are as they are.
    """
    digits = f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"
    if "." in digits:
        return 0.49 * 10.0 ** -len(digits.partition(".")[2])
    if abs(value) < 1000:
        return 0.49 if measured else 0.0
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.49 * 10.0**zeros if zeros or measured else 0.0


def _one_topic(one: Figure, other: Figure, *, near: bool) -> bool:
    """The same times, no other place, no other event; and, but for tolls, words in common, fewer for near claims."""
    words, others = set(one.topic.split()), set(other.topic.split())
    marks, other_marks = ({word for word in group if word[0] in "@^"} for group in (words, others))
    if {mark for mark in marks ^ other_marks if PAST.match(mark)}:
        return False
    if any(
        _apart({m for m in marks if m[0] == kind}, {m for m in other_marks if m[0] == kind}) for kind in "@^"
    ):
        return False
    if _apart(_events(words), _events(others)):
        return False
    if one.happened in TOLLS and one.happened == other.happened:
        return True
    if not _comparable(one, other):
        return False
    plain = {word for word in words if word.isalpha()}
    shared = len(plain & others)
    enough = shared >= ALIKE * min(len(plain), sum(word.isalpha() for word in others)) and shared > 0
    if KIN.get(one.happened, one.happened) == KIN.get(other.happened, other.happened):
        vague = not shared and (words <= VAGUE or others <= VAGUE)  # "the work would cost …"
        return enough or (near and one.happened in KIN and (shared > 0 or vague))
    return near and enough and shared > 1 and bool(one.counted)


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether the values are of one order: what is many times as much is another thing."""
    values = [abs(value) for value in (one.low, one.high, other.low, other.high) if value is not None]
    return max(values) <= FEWFOLD * min(values)


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _events(topic: set[str]) -> set[str]:
    """The kinds of event among the words of a topic, under one name each."""
    return {EVENT[word] for word in topic if word in EVENT}


def _older_and_lower(one: Figure, other: Figure) -> bool:
    """Whether `one` is a total that had grown to `other` since: both say as of when, and `one` is the older.

    Where the calendar cannot tell the two days apart, the lower total is taken for the older.
    """
    if one.happened not in GROWING or not one.as_of or not other.as_of or one.as_of == other.as_of:
        return False
    known = one.when and other.when and one.when != other.when
    return _span(one)[1] < _span(other)[0] and (one.when < other.when if known else True)
