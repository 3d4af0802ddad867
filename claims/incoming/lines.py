"""Lines that a mail program or a terminal broke at a fixed width, put together again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

NARROWEST, WIDEST = 50, 90
QUOTED = re.compile(r"(?:>[ \t]?)*")
# What begins a line of its own: a bullet, a number, a rule.
OWN_LINE = re.compile(r"[-–—*•·]\s|\(?\d{1,3}[.)]\s|[-=_*~]{3,}\s*$|#{1,6}\s|\|")
SIGNATURE = "--"
MOSTLY = 0.6


def joints(lines: Sequence[str]) -> list[bool]:
    """For each line but the last, whether the break after it was made for width alone.

    A line was broken for width where the next line's first word would not have fitted; width is that of the longest
    line, counted for each depth of quotation by itself. Where few breaks are so, none is. A blank at a line's end
    says the same where lines are sent so (RFC 3676, format=flowed).
    """
    bodies = [(line, *_unquoted(line)) for line in lines]
    widths: dict[str, int] = defaultdict(int)
    for line, depth, body in bodies:
        if " " in body.strip():
            widths[depth] = max(widths[depth], len(line.rstrip()))
    narrow = {depth for depth, width in widths.items() if NARROWEST <= width <= WIDEST}
    pairs = list(pairwise(bodies))
    signed = next((at for at, line in enumerate(lines) if line.rstrip() == SIGNATURE), len(lines))
    may = [
        at < signed - 1 and one[1] == two[1] and one[1] in narrow and _may_join(one[2], two[2])
        for at, (one, two) in enumerate(pairs)
    ]
    flowed = [ok and line.endswith(" ") for ok, ((line, _, _), _) in zip(may, pairs, strict=True)]
    if sum(flowed) > 1 and _are_long(flowed, bodies, widths):
        return flowed
    full = [
        ok and len(one[0].rstrip()) + 1 + len(two[2].split(None, 1)[0]) > widths[one[1]]
        for ok, (one, two) in zip(may, pairs, strict=True)
    ]
    return full if sum(full) > 1 and sum(full) >= MOSTLY * sum(may) else [False] * len(full)


def unquoted(line: str) -> str:
    """A line without the marks of quotation before it."""
    return _unquoted(line)[1]


def _unquoted(line: str) -> tuple[str, str]:
    """The marks of quotation, without blanks, and the rest."""
    found = QUOTED.match(line)
    marks = found.group() if found else ""
    return "".join(marks.split()), line[len(marks) :]


def _are_long(flowed: Sequence[bool], bodies: Sequence[tuple[str, str, str]], widths: dict[str, int]) -> bool:
    """Whether it is long lines that end with a blank: a blank behind a short one is a slip of somebody's hand."""
    chosen = (body for ok, body in zip(flowed, bodies, strict=False) if ok)
    return all(len(line) >= MOSTLY * widths[depth] for line, depth, _ in chosen)


def _may_join(one: str, two: str) -> bool:
    return bool(one.strip() and two.strip()) and not OWN_LINE.match(two) and not _is_rule(one)


def _is_rule(line: str) -> bool:
    return not any(letter.isalnum() for letter in line)
