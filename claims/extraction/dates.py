"""Days in an article's words, led back to the calendar by the day the article is dated."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from claims.extraction.figures.not_figures import DAYS, MONTHS
from claims.extraction.figures.numerals import value
from claims.extraction.types import Block

DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = rf"(?:{MONTHS})\b\.?"
PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?"
DAY_OF = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s+\d{{4}}\b)?"
AGO = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+(?:day|week|month|year)s?\s+(?:ago|earlier)"
DATE = (
    rf"(?:(?:(?:early|late|mid|mid-)\s?(?:on\s+)?)?(?:(?:last|next|this)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    rf"(?:,\s+{DAY_OF})?{PART}|{DAY_OF}{PART}|(?:(?:the\s+)?(?:end|start|beginning|middle)\s+of\s+)?(?:(?:early|late|mid)[\s-])?"
    rf"(?:(?:last|next|this)\s+)?{MONTH}(?:,?\s+\d{{4}}\b)?|\d{{4}}-\d\d-\d\d|(?:19|20)\d\d\b|"
    rf"today|yesterday(?:{PART})|tomorrow|tonight|(?:this|last)\s+(?:morning|evening|night|week|month|year)|{AGO}|"
    r"(?:noon|midday|midnight|daybreak|dawn|nightfall|dusk|lunchtime|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?)(?:\s+on\s+(?:Mon|Tues|Wednes|Thurs|Fri|"
    rf"Satur|Sun)day)?)"
)
AS_OF = re.compile(
    rf"\b(?:as\s+of|as\s+at|(by))\s+((?:(?:late|early|mid)\s+)?(?:on\s+)?{DATE})", re.IGNORECASE
)
CLOCK = re.compile(
    rf"{DAYS}|noon|midday|midnight|tonight|[ap]\.?m\b|dawn|daybreak|dusk|nightfall|lunchtime|morning|evening"
)
FULL = re.compile(
    rf"(\d{{4}})-(\d\d)-(\d\d)|(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH}),?\s+(\d{{4}})|({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?"
    r"\s+(\d{4})",
    re.IGNORECASE,
)
HEAD = 400  # code points of a dateline or byline that are looked at
AHEAD = re.compile(
    r"\b(?:will|would|next|due|until|expected|plans?|tomorrow|shall|going to)\b|[’']ll\b", re.IGNORECASE
)


def dated_in(text: str, blocks: Sequence[Block]) -> date | None:
    """The day that a dateline or byline names in full ("3 March 2021"), or None."""
    for block in blocks:
        if block.kind in ("dateline", "byline"):
            found = full_date(text[block.start : min(block.end, block.start + HEAD)])
            if found:
                return found
    return None


def full_date(words: str) -> date | None:
    """The first date in `words` that has day, month and year and is in the calendar, or None."""
    for found in FULL.finditer(words):
        year, month, day, day_first, name_after, year_after, name, day_after, year_last = found.groups()
        try:
            if year:
                return date(int(year), int(month), int(day))
            if day_first:
                return date(int(year_after), _month(name_after), int(day_first))
            return date(int(year_last), _month(name), int(day_after))
        except ValueError:
            continue
    return None


def as_of(text: str, start: int, end: int) -> str:
    """The words that say as of when a span's figures hold ("as of Friday", "by noon": without "as of"), or ""."""
    for found in AS_OF.finditer(text, start, end):  # "by noon" is an as-of, "by 2030" a forecast
        if not found.group(1) or CLOCK.search(found.group(2)):
            return found.group(2)
    return ""


def resolve(words: str, dated: date | None, around: str = "") -> str:
    """An article's words for a date in ISO form: 2024-03-01, 2024-03, 2024, or "" where they cannot be told.

    A weekday or a day without a year is the last one not after `dated`; where `around`, the words beside it, or the
    date itself speaks of the future, the next one after it.
    """
    low = words.lower()
    whole = full_date(words)
    if whole:
        return whole.isoformat()
    if re.fullmatch(r"(?:19|20)\d\d", low):
        return low
    if dated is None:
        return _month_and_year(low)
    ahead = bool(AHEAD.search(low) or AHEAD.search(around))
    return _weekday(low, dated, ahead) or _relative(low, dated) or _day_or_month(low, dated, ahead)


def _relative(low: str, dated: date) -> str:
    if "yesterday" in low or low == "last night":
        return (dated - timedelta(days=1)).isoformat()
    if "tomorrow" in low:
        return (dated + timedelta(days=1)).isoformat()
    if re.search(
        r"\b(?:today|tonight|noon|midday|midnight|dawn|daybreak|dusk|nightfall|this (?:morning|evening))\b",
        low,
    ):
        return dated.isoformat()
    if re.fullmatch(r"[\d.:]+\s?[ap]\.?m\.?|lunchtime", low):
        return dated.isoformat()
    found = re.search(r"(\w+)\s+(day|week|month|year)s?\s+(?:ago|earlier)", low)
    if found:
        return _ago(int(value(found.group(1))[0]) or 1, found.group(2), dated)
    named = re.search(r"\b(last|this) (year|month|week)", low)
    return _ago(int(named.group(1) == "last"), named.group(2), dated) if named else ""


def _ago(count: int, unit: str, dated: date) -> str:
    """The day, or for months and years the month or year, so long before `dated`; "" for a whole week."""
    if unit == "year":
        return str(dated.year - count)
    if unit == "month":
        months = dated.year * 12 + dated.month - 1 - count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    try:
        return (dated - timedelta(days=count * (7 if unit == "week" else 1))).isoformat() if count else ""
    except OverflowError:
        return ""


def _weekday(low: str, dated: date, ahead: bool) -> str:
    found = re.search(r"(mon|tues|wednes|thurs|fri|satur|sun)day", low)
    if not found:
        return ""
    back = (dated.weekday() - DAY_NAMES.index(found.group())) % 7
    if ahead:
        return (dated + timedelta(days=7 - back)).isoformat()
    return (dated - timedelta(days=back)).isoformat()


def _day_or_month(low: str, dated: date, ahead: bool) -> str:
    found = re.search(
        rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+)?({MONTH})(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:,?\s+(\d{{4}}))?",
        low,
        re.I,
    )
    if not found:
        return ""
    month, day = _month(found.group(2)), found.group(1) or found.group(3)
    if found.group(4):
        return f"{int(found.group(4)):04}-{month:02}"
    year = dated.year
    later = (month, int(day or 1)) > (dated.month, dated.day if day else 1)
    if later and not ahead:
        year -= 1
    if ahead and not later and month != dated.month:
        year += 1
    return f"{year:04}-{month:02}-{int(day):02}" if day else f"{year:04}-{month:02}"


def _month_and_year(low: str) -> str:
    found = re.search(rf"({MONTH}),?\s+(\d{{4}})\b", low, re.IGNORECASE)
    return f"{int(found.group(2)):04}-{_month(found.group(1)):02}" if found else ""


def _month(name: str) -> int:
    return MONTH_NAMES.index(name.lower()[:3]) + 1
