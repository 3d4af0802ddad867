"""When what was found is what was annotated: spans as sets of words, and the most pairs that can be had.

Needs neither torch nor scipy, so that tests and benchmarks at run time may use it.
"""

import bisect
import re
from collections.abc import Iterable, Sequence

Words = frozenset[int]

WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
ENOUGH = 0.5  # intersection over union from which two spans are the same


def word_starts(text: str) -> list[int]:
    """Where each word token of `text` begins, in code points, ascending."""
    return [word.start() for word in WORD.finditer(text)]


def words_in(spans: Iterable[tuple[int, int]], starts: Sequence[int]) -> Words:
    """The numbers of the words that begin in `spans` (code points, end exclusive); `starts` as `word_starts` gives."""
    return frozenset(
        number
        for start, end in spans
        for number in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end))
    )


def share(one: frozenset[int] | set[int], other: frozenset[int] | set[int]) -> float:
    """Intersection over union; 1 where both are empty."""
    return len(one & other) / len(one | other) if one | other else 1.0


def same_relation(one: tuple[Words, Words], other: tuple[Words, Words]) -> float:
    """How well two pairs of content and source agree: 0, or from 0.5 to 1 where both parts reach ENOUGH."""
    content, source = share(one[0], other[0]), share(one[1], other[1])
    return (content + source) / 2 if min(content, source) >= ENOUGH else 0.0


def match(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The most pairs (row, column) of weight above 0, each row and column in one pair at most, by row.

    Augmenting paths (Kuhn 1955; Berge 1957): rows are taken in order and a row once paired stays so, hence rows that
    matter most come first; a row tries its heaviest column first. `weights` is rectangular.
    """
    wanted = [
        sorted((at for at, weight in enumerate(row) if weight > 0), key=lambda at: -row[at])
        for row in weights
    ]
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in wanted[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in taken or place(taken[column], seen):
                taken[column] = row
                return True
        return False

    for row in range(len(wanted)):
        place(row, set())
    return sorted((row, column) for column, row in taken.items())
