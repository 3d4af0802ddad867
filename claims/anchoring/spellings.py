"""A desk's pairs of spellings, as an editor writes them: “judgement = judgment”, one a line.

A pair lets one word take the other's place and keeps what was found. So what could change the meaning is none: numbers,
dates, negations, hedges, kin, verbs of saying, and words that aren't alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from claims.anchoring.kinds import Kind, kind_of

PAIRS, CHARACTERS = 500, 60
WORDS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
WEIGHTY = {
    Kind.FIGURE: "a number",
    Kind.DATE: "a date",
    Kind.NEGATION: "a negation",
    Kind.HEDGE: "a hedge",
    Kind.KINSHIP: "a word for kin",
    Kind.REPORTING: "a verb of saying",
}
ALIKE = 0.5  # of two spellings' letters, at least
Pair = tuple[str, str]


def pairs_in(text: str) -> list[Pair]:
    """The pairs of a text, a line each. Raises ValueError with the first line that is none, and why."""
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1)]
    found: list[Pair] = []
    known: set[frozenset[str]] = set()
    for number, line in lines:
        if not line:
            continue
        pair = tuple(side.strip() for side in line.split("="))
        problem = problem_of(pair)
        if not problem and frozenset(map(str.casefold, pair)) in known:
            problem = "it is there twice"
        if problem:
            raise ValueError(f"Line {number}, “{line[:80]}”: {problem}.")
        known.add(frozenset(map(str.casefold, pair)))
        found.append((pair[0], pair[1]))
    if len(found) > PAIRS:
        raise ValueError(f"There are {len(found)} pairs; the most is {PAIRS}.")
    return found


def problem_of(pair: tuple[str, ...]) -> str:
    """Why these aren't two spellings of one word, "" where they may be."""
    if len(pair) != 2 or not all(pair):
        return "write two spellings with “=” between them"
    if any(len(side) > CHARACTERS for side in pair):
        return f"a spelling has {CHARACTERS} characters at most"
    if wrong := next((side for side in pair if not WORDS.fullmatch(side)), ""):
        return f"“{wrong}” has something else than letters, hyphens, apostrophes and blanks"
    one, other = (side.casefold() for side in pair)
    if one == other:
        return "both are the same"
    if _letters(one) == _letters(other):
        return ""
    return _weighty(one, other) or _unlike(
        _letters(one), _letters(other), units=_kinds(one, other) >= {Kind.UNIT}
    )


def spelled(pairs: Iterable[Iterable[str]]) -> str:
    """The pairs as they are written."""
    return "\n".join(" = ".join(pair) for pair in pairs)


def _letters(side: str) -> str:
    return re.sub(r"[ '’-]", "", side)


def _kinds(*sides: str) -> set[Kind]:
    words = (word for side in sides for word in re.split(r"[ '’-]", side))
    return {kind_of([word], capital=False, cue=False) for word in words}


def _weighty(*sides: str) -> str:
    kind = next((kind for kind in WEIGHTY if kind in _kinds(*sides)), None)
    return f"{WEIGHTY[kind]} is never only a spelling" if kind else ""


def _unlike(one: str, other: str, *, units: bool) -> str:
    """Two words with little in common, one that is the other with a prefix (“legal”, “illegal”), two units."""
    short, long = sorted((one, other), key=len)
    prefixed = long.endswith(short) and long.removesuffix(short) != "o"
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    if prefixed or not alike or (units and sorted(one) != sorted(other)):
        return "these are two words, not two spellings of one"
    return ""
