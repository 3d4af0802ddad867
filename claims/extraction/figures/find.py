"""Figures in a claim: value or range, bound, unit, what is counted, as of when, and what befell the counted."""

import re
from collections.abc import Iterator
from datetime import date

from claims.extraction.dates import as_of, resolve
from claims.extraction.figures import bounds
from claims.extraction.figures.amounts import LIKELY, Amount, amount_at
from claims.extraction.figures.counted import THEM, counted_after, elided
from claims.extraction.figures.happened import Around
from claims.extraction.figures.measures import DURATION, is_money
from claims.extraction.types import Figure, Span

OF_THAT = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|this|that|a|an)\b")
STRONG = re.compile(r"-strong\b")
OF = re.compile(r"\s+of\b")


def find_figures(text: str, spans: tuple[Span, ...], dated: date | None = None) -> tuple[Figure, ...]:
    """The figures in `spans` of `text`, in order; dates, ages, times of day, names and ordinals are none.

    Spans are in code points. `dated`: the day of the article, for `Figure.when`.
    """
    return tuple(figure for start, end in spans for figure in _in_span(text, start, end, dated))


def _in_span(text: str, first: int, last: int, dated: date | None) -> Iterator[Figure]:
    at = first
    when, around, counted_before = ("", ""), None, ""
    while likely := LIKELY.search(text, at, last):
        number, at = amount_at(text, first, likely.end(), last)
        if number is None:
            continue
        if around is None:
            around = Around(text, first, last)
            words = as_of(text, first, last)
            when = words, resolve(words, dated, text[first : min(last, first + 400)]) if words else ""
        figure = _figure(text, number, first, last, when, around, counted_before)
        counted_before = figure.counted if not figure.unit and figure.counted else counted_before
        yield figure


def _figure(
    text: str,
    number: Amount,
    first: int,
    last: int,
    when: tuple[str, str],
    around: Around,
    counted_before: str,
) -> Figure:
    bound, start = bounds.before(text, first, number.start)
    after, end = bounds.after(text, number.end, last)
    name = number.bound or bound or after or "exact"
    hyphen = text[number.end : number.end + 1] == "-" and not number.unit and not after
    counts_at = end if after else number.counts_after
    counted = _counted(text, number, counts_at, last, hyphen)
    if not (counted or number.unit or number.share):
        counted = elided(text, first, start, counted_before)
    happened, topic = (
        ("", "") if THEM.match(text, end, last) else around.figure(start, end, counted)
    )  # "12 of them": a part
    low, high = bounds.limits(name, number.low, number.high)
    return Figure((start, end), low, high, name, number.unit, counted, *when, happened, topic)


def _counted(text: str, number: Amount, at: int, last: int, hyphen: bool) -> str:
    """Nothing for money and for time; of a share or a measure what comes after "of"; else the noun phrase."""
    if is_money(number.unit):
        return ""
    of = OF.match(text, at, last)
    if number.unit and not of:
        return ""
    if number.unit == "percentage points" or (
        DURATION.fullmatch(number.unit) and OF_THAT.match(text, at, last)
    ):
        return ""
    strong = STRONG.match(text, at, last)
    if strong:
        return counted_after(text, strong.end(), last, one=True)
    return counted_after(text, at, last, one=number.high == 1 and not number.share, hyphen=hyphen)
