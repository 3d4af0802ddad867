"""What changed between two texts, word by word.

Words that stand once in both texts and in the same order are the posts between which the rest is compared (Bram Cohen's
patience diff, as explained in his "Patience Diff Advantages", 2010), again within each stretch; what is left small is
aligned by its longest common run of words, what is left large is told as taken out and put in.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

# Blanks, a letter of a script without blanks between its words, or a run of anything else.
LETTERS = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"\s+|[{LETTERS}]|[^\s{LETTERS}]+")
JOINERS = frozenset("\u200d\ufe0e\ufe0f")
DEEPEST = 12  # stretches within stretches; beyond that no posts are looked for
CELLS = 4_000_000  # of all the small tables together, so that no pair of texts takes long
TABLE = 4_096  # cells of one small table


class How(Enum):
    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that is in both texts, in the earlier one only, or in the later one only."""

    how: How
    text: str


Span = tuple[int, int]


def difference(before: str, after: str) -> list[Run]:
    """The runs, in the order of reading, what was taken out before what was put in; neighbours are never alike.

    The equal and deleted ones joined are `before`, the equal and inserted ones `after`, to the letter; no run ends
    inside a word or a drawn character. About linear in the texts' lengths.
    """
    old, new = words(before), words(after)
    found = _Runs()
    at, to = 0, 0
    for (start, end), (begin, _) in common(old, new):
        found.add(old[at:start], new[to:begin])
        found.equal(old[start:end])
        at, to = end, begin + end - start
    found.add(old[at:], new[to:])
    return list(found.runs())


def words(text: str) -> list[str]:
    """The text in words and blanks; joined they are the text. A mark stays with the character that it is drawn upon."""
    found: list[str] = []
    for word in WORD.findall(text):
        if found and (_clings(word[0]) or found[-1][-1] == "\u200d"):
            found[-1] += word
        else:
            found.append(word)
    return found


def _clings(char: str) -> bool:
    return char in JOINERS or unicodedata.category(char)[0] == "M"


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[Span, Span]]:
    """The stretches that both lists have, in order: spans of the earlier and of the later one, of equal length."""
    return sorted(_Common(old, new).stretches())


class _Common:
    """The comparison of two lists of words, or of anything else."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self.old, self.new, self.cells = old, new, CELLS

    def stretches(self) -> list[tuple[Span, Span]]:
        todo = [((0, len(self.old)), (0, len(self.new)), 0)]
        done: list[tuple[Span, Span]] = []
        while todo:
            old, new, depth = todo.pop()
            (start, end), (begin, stop) = self._trim(old, new, done)
            if start == end or begin == stop:
                continue
            posts = self._posts((start, end), (begin, stop)) if depth < DEEPEST else []
            if not posts:
                done += self._table((start, end), (begin, stop))
                continue
            edges = [(start - 1, begin - 1), *posts, (end, stop)]
            done += [((at, at + 1), (to, to + 1)) for at, to in posts]
            todo += [
                ((at + 1, next_at), (to + 1, next_to), depth + 1)
                for (at, to), (next_at, next_to) in pairwise(edges)
            ]
        return done

    def _trim(self, old: Span, new: Span, done: list[tuple[Span, Span]]) -> tuple[Span, Span]:
        """Both without what is the same at their ends, which is done with."""
        (start, end), (begin, stop) = old, new
        first, to = start, begin
        while start < end and begin < stop and self.old[start] == self.new[begin]:
            start, begin = start + 1, begin + 1
        last, until = end, stop
        while start < end and begin < stop and self.old[end - 1] == self.new[stop - 1]:
            end, stop = end - 1, stop - 1
        if first < start:
            done.append(((first, start), (to, begin)))
        if end < last:
            done.append(((end, last), (stop, until)))
        return (start, end), (begin, stop)

    def _posts(self, old: Span, new: Span) -> list[tuple[int, int]]:
        """Words that stand once in both stretches: the longest list of them that is in order in both."""
        once = Counter(self.old[slice(*old)])
        where = Counter(self.new[slice(*new)])
        place = {word: at for at, word in enumerate(self.new[slice(*new)], start=new[0]) if where[word] == 1}
        pairs = [
            (at, place[word])
            for at, word in enumerate(self.old[slice(*old)], start=old[0])
            if once[word] == 1 and word in place
        ]
        return rising(pairs)

    def _table(self, old: Span, new: Span) -> list[tuple[Span, Span]]:
        """The longest common words of two small stretches; nothing of large ones."""
        rows, columns = old[1] - old[0], new[1] - new[0]
        cells = rows * columns
        if cells > TABLE or cells > self.cells:
            return []
        self.cells -= cells
        best = [[0] * (columns + 1) for _ in range(rows + 1)]
        for row in range(rows - 1, -1, -1):
            for column in range(columns - 1, -1, -1):
                same = self.old[old[0] + row] == self.new[new[0] + column]
                best[row][column] = (
                    best[row + 1][column + 1] + 1
                    if same
                    else max(best[row + 1][column], best[row][column + 1])
                )
        found, row, column = [], 0, 0
        while row < rows and column < columns:
            at, to = old[0] + row, new[0] + column
            if self.old[at] == self.new[to]:
                found.append(((at, at + 1), (to, to + 1)))
                row, column = row + 1, column + 1
            elif best[row + 1][column] >= best[row][column + 1]:
                row += 1
            else:
                column += 1
        return found


class _Runs:
    """What both have and what only one has, as it is told."""

    def __init__(self) -> None:
        self.parts: list[tuple[How, str]] = []

    def equal(self, both: Sequence[str]) -> None:
        self.parts.append((How.EQUAL, "".join(both)))

    def add(self, gone: Sequence[str], came: Sequence[str]) -> None:
        if gone or came:
            self.parts += [(How.DELETED, "".join(gone)), (How.INSERTED, "".join(came))]

    def runs(self) -> Iterator[Run]:
        """The parts with those next to each other joined; a blank alone between two changes belongs to them."""
        gone, came, same = "", "", ""
        for how, text in [*self.parts, (How.EQUAL, "")]:
            if how == How.EQUAL:
                same += text
                continue
            if not text:
                continue
            if same and not ((gone or came) and same.isspace() and "\n" not in same):
                yield from _changed(gone, came)
                yield Run(How.EQUAL, same)
                gone = came = ""
            elif same:
                gone, came = gone + same, came + same
            same = ""
            gone, came = (gone + text, came) if how == How.DELETED else (gone, came + text)
        yield from _changed(gone, came)
        if same:
            yield Run(How.EQUAL, same)


def _changed(gone: str, came: str) -> Iterator[Run]:
    if gone:
        yield Run(How.DELETED, gone)
    if came:
        yield Run(How.INSERTED, came)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence by the second of each pair; the first ones rise already. O(n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        at = bisect_left(tails, to)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(to)
            ends.append(number)
        else:
            tails[at], ends[at] = to, number
    found: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
