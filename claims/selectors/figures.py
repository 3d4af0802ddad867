"""The figures of a claim: read from what the split stored, and put as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from claims.extraction import Figure, Span
from claims.extraction.figures.conflicts import TOLLS

FIELDS = frozenset(one.name for one in fields(Figure))
# What a row lacks that was stored before figures had it; the rest has its default in `Figure`.
MISSING = {"low": None, "high": None, "bound": "exact", "unit": "", "counted": "", "as_of": ""}
BOUNDS = {
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "about": "about",
}
# Nouns that say themselves what befell the counted: nobody reads "nine deaths killed".
TELLING = frozenset(
    "arrests captives casualties dead death deaths detainees displaced evacuees fatalities fatality hostages "
    "injured injuries killings lives missing refugees survivors wounded wounds".split()
)
PLAIN = 12  # "nine" needs no digits beside it; "two and a half million" does
LEGIBLE = 1e15  # nobody reads more digits than that


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure as a line. `words` are the article's, with bound and unit; `value` the number in digits where the
    words have it otherwise, or ""; `counted` what is counted and what befell it; `as_of` with its day where known.
    """

    words: str
    value: str
    counted: str
    as_of: str


def figures_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """A claim's figures from its row, be it of today or from before a field was there."""
    return tuple(
        Figure(
            **(
                MISSING
                | {name: one[name] for name in one if name in FIELDS}
                | {"span": (one["span"][0], one["span"][1])}
            )
        )
        for one in stored
    )


def figure_shown(text: str, spans: Iterable[Span], figure: Figure) -> FigureShown:
    """The figure's line. `spans` are the claim's places in `text`: outside them the figure's own span tells nothing."""
    start, end = figure.span
    inside = any(low <= start and end <= high for low, high in spans)
    words = _uncapitalised(re.sub(r"[ \t\n\r]+", " ", text[start:end])) if inside else _in_words(figure)
    return FigureShown(words, _value(figure, words), _counted(figure), _as_of(figure))


def _uncapitalised(words: str) -> str:
    """ "At least" begins a sentence, and no line of ours."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def _in_words(figure: Figure) -> str:
    unit = "" if figure.unit in ("", "%") or not figure.unit[0].isalpha() else f" {figure.unit}"
    return " ".join(part for part in (BOUNDS.get(figure.bound, ""), _digits(figure) + unit) if part)


def _value(figure: Figure, words: str) -> str:
    """The number in digits, "" where the words have the same digits, or a small number that anybody reads."""
    numbers = [one for one in (figure.low, figure.high) if one is not None]
    bare = "".join(letter for letter in words if letter not in ",\u00a0\u2009\u202f")
    if all(_number(one).replace(",", "") in bare for one in numbers):
        return ""
    small = all(one == int(one) and 0 <= one <= PLAIN for one in numbers)
    legible = all(abs(one) < LEGIBLE for one in numbers)
    return "" if (small and "dozen" not in words) or not legible else _digits(figure)


def _digits(figure: Figure) -> str:
    """The number or range, with the sign of a currency or per cent where it has one."""
    unit = figure.unit
    before = unit if unit and not unit[0].isalpha() and unit not in "%°" else ""
    both = dict.fromkeys(_number(one) for one in (figure.low, figure.high) if one is not None)
    return before + "–".join(both) + (unit if unit == "%" else "")


def _number(value: float) -> str:
    """Thousands parted by commas; as many decimals as the number has, six at most."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0")


def _counted(figure: Figure) -> str:
    last = figure.counted.lower().split()[-1:]
    happened = figure.happened if figure.happened in TOLLS and not TELLING.intersection(last) else ""
    return " ".join(part for part in (figure.counted, happened) if part)


def _as_of(figure: Figure) -> str:
    """The article's words for when, with the day where they don't name it: "Friday, 20 Nov 2026"."""
    try:
        day = date.fromisoformat(figure.when)
    except ValueError:
        return figure.as_of
    said = figure.as_of.replace(",", " ").replace(".", " ").split()
    if str(day.day) in said:
        return figure.as_of
    return f"{figure.as_of}, {day.day} {day:%b %Y}".removeprefix(", ")
