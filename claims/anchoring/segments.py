"""Cut a text into pieces that don't overlap, each knowing all the spans that it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Mark(Generic[Owner]):
    """A span of the text, in code points, end exclusive, and whose it is."""

    start: int
    end: int
    owner: Owner


@dataclass(frozen=True, slots=True)
class Piece(Generic[Owner]):
    """A piece of the text and the owners of all marks that cover it, in the order in which they were
    given.
    """

    start: int
    end: int
    owners: tuple[Owner, ...]


def segments(start: int, end: int, marks: Iterable[Mark[Owner]]) -> Iterator[Piece[Owner]]:
    """Cut [start, end) at every edge of a mark; the pieces joined are the range, to the letter.

    Marks may overlap, nest, lie outside or be empty (those cover nothing). Offsets in code points, end
    exclusive. O(n log n + pieces × depth) in the number of marks.
    """
    clipped = [
        (max(mark.start, start), min(mark.end, end), order, mark.owner) for order, mark in enumerate(marks)
    ]
    opening = sorted((one for one in clipped if one[0] < one[1]), key=lambda one: (one[0], one[2]))
    edges = sorted({start, end} | {edge for one in opening for edge in one[:2]})
    active: list[tuple[int, int, int, Owner]] = []
    ahead = 0
    for left, right in pairwise(edges):
        active = [one for one in active if one[1] > left]
        while ahead < len(opening) and opening[ahead][0] <= left:
            active.append(opening[ahead])
            ahead += 1
        owners = tuple(one[3] for one in sorted(active, key=lambda one: one[2]))
        yield Piece(left, right, owners)
