"""In which script and direction the parts of a line are written: word processors set each by a font of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

# "": whatever runs from left to right and isn't one of the others.
Script = Literal["", "arabic", "hebrew", "han", "kana", "hangul", "neutral"]
# A line without any of these is in one script; most lines are, and a report has thousands.
OTHER = re.compile(
    "[\u0590-\u08ff\u1100-\u11ff\u200e\u200f\u2e80-\uffdc\U00010800-\U00010fff\U0001b000-\U0003ffff]"
)
RIGHT_TO_LEFT: frozenset[str] = frozenset({"arabic", "hebrew"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line in one script; offsets in code points, end exclusive."""

    start: int
    end: int
    script: Script


def runs_right_to_left(line: str) -> bool:
    """Whether its first letter does: so bidirectional text is laid out where nothing else tells (UAX 9, P2)."""
    for letter in line if OTHER.search(line) else "":
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def stretches(line: str, cuts: Iterable[int] = ()) -> Iterator[Stretch]:
    """The line in pieces of one script each, cut besides wherever `cuts` say; joined they are the line.

    Blanks, marks and figures between two letters of one script go with them, else with the line's own direction.
    """
    base: Script = "arabic" if runs_right_to_left(line) else ""
    scripts = _settled(_parts(line), base) if OTHER.search(line) else {}
    edges = sorted({0, len(line)} | scripts.keys() | {cut for cut in cuts if 0 < cut < len(line)})
    now = base
    for start, end in pairwise(edges):
        now = scripts.get(start, now)
        yield Stretch(start, end, now)


def _settled(parts: list[tuple[int, Script]], base: Script) -> dict[int, Script]:
    """Where each script begins, what belongs to none given to one."""
    found: dict[int, Script] = {}
    last: Script | None = None
    for at, (start, script) in enumerate(parts):
        if script == "neutral":
            before = parts[at - 1][1] if at else base
            after = parts[at + 1][1] if at + 1 < len(parts) else base
            script = before if before == after else base
        if script != last:
            found[start] = last = script
    return found


def _parts(line: str) -> list[tuple[int, Script]]:
    """Where a script begins that is another than before, and which."""
    found: list[tuple[int, Script]] = []
    for at, letter in enumerate(line):
        script = _script(letter)
        if unicodedata.combining(letter) and found:
            continue  # stands upon the letter before
        if not found or script != found[-1][1]:
            found.append((at, script))
    return found


@lru_cache(maxsize=4096)
def _script(letter: str) -> Script:
    kind = unicodedata.bidirectional(letter)
    if kind in ("R", "AL"):
        return "hebrew" if "\u0590" <= letter <= "\u05ff" else "arabic"
    if kind != "L":
        return "han" if "\u3000" <= letter <= "\u303f" or "\uff00" <= letter <= "\uffef" else "neutral"
    if unicodedata.east_asian_width(letter) not in ("W", "F"):
        return ""
    if "\u3040" <= letter <= "\u30ff" or "\u31f0" <= letter <= "\u31ff":
        return "kana"
    return "hangul" if "\uac00" <= letter <= "\ud7ff" or "\u1100" <= letter <= "\u11ff" else "han"
