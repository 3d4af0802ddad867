"""Figures of one article that cannot all be true, worked out anew at each reading: people mend speakers and dismiss
claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import cast

from claims.extraction.figures.conflicts import Said, find_conflicts
from claims.selectors.figures import FigureShown, figure_shown
from claims.selectors.places import Places
from claims.selectors.rows import ClaimRow
from claims.vocabulary import State


@dataclass(frozen=True, slots=True)
class Side:
    """One figure of a conflict, in the claim that has it. `index` counts the claim's figures."""

    row: ClaimRow
    index: int
    figure: FigureShown


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Figures for one thing; those of one group agree with one another, those of two groups don't all."""

    groups: tuple[tuple[Side, ...], ...]

    @property
    def counted(self) -> str:
        """What is counted, in the article's words; "" where no figure says it."""
        return next(
            (side.figure.counted for group in self.groups for side in group if side.figure.counted), ""
        )

    @property
    def listed(self) -> tuple[tuple[Side, ...], ...]:
        """The groups as a list shows them: who says one figure in several claims stands there once."""
        return tuple(_once(group) for group in self.groups)

    def against(self, pk: int, index: int) -> tuple[Side, ...]:
        """What stands against one figure of a claim; () where it has no part in this conflict."""
        sides = [side for group in self.groups for side in group]
        mine = next((side for side in sides if (side.row.pk, side.index) == (pk, index)), None)
        return _once(side for side in sides if mine and _clash(mine, side))


def conflicts_of(text: str, rows: Iterable[ClaimRow], places: Places) -> tuple[FigureConflict, ...]:
    """The conflicts between the claims that stand, in the text's order: dismissed and lost ones don't count."""
    by_pk = {row.pk: row for row in rows if row.state != State.DISMISSED and places.content.get(row.pk)}

    def side(pk: int, index: int) -> Side:
        row = by_pk[pk]
        return Side(row, index, figure_shown(text, places.content[pk], row.figures[index]))

    return tuple(
        FigureConflict(tuple(tuple(side(*member) for member in group) for group in groups))
        for groups in _found(by_pk.values())
    )


def marked(rows: Sequence[ClaimRow], conflicts: Iterable[FigureConflict]) -> tuple[ClaimRow, ...]:
    """The rows, each with the numbers of the claims whose figures stand against its own."""
    against: dict[int, set[int]] = defaultdict(set)
    for conflict in conflicts:
        for one, other in combinations((side for group in conflict.groups for side in group), 2):
            if _clash(one, other):
                against[one.row.pk].add(other.row.number)
                against[other.row.pk].add(one.row.number)
    return tuple(replace(row, against=tuple(sorted(against[row.pk]))) for row in rows)


def partners(rows: Iterable[ClaimRow], pks: set[int]) -> set[int]:
    """The claims that may look different when these change: what conflicts with them, or did before a dismissal."""
    found: set[int] = set()
    for groups in _found(rows):
        together = {pk for group in groups for pk, _ in group}
        if together & pks:
            found |= together
    return found - pks


def _found(rows: Iterable[ClaimRow]) -> list[list[list[tuple[int, int]]]]:
    """Conflicts, their groups, and the (claim, figure) pairs in each."""
    said = [Said(row.pk, row.who, row.figures) for row in rows if row.figures]
    return [
        [[(cast(int, pk), index) for pk, index in group] for group in one.values]
        for one in find_conflicts(said)
    ]


def _clash(one: Side, other: Side) -> bool:
    """Whether two sides of a conflict contradict each other: others may hang together by a third one alone."""
    return bool(
        find_conflicts(
            [Said(at, side.row.who, (side.row.figures[side.index],)) for at, side in enumerate((one, other))]
        )
    )


def _once(sides: Iterable[Side]) -> tuple[Side, ...]:
    once: dict[object, Side] = {}
    for side in sides:
        once.setdefault((side.row.said_by, side.figure), side)
    return tuple(once.values())
