"""Numbers in a claim: value or range, bound, unit, what is counted, and as of when."""

import re
from collections.abc import Iterator

from claims.extraction.types import Figure, Span

SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: float(value) for value, word in enumerate(SMALL_NUMBERS)}
VALUES |= {word: 10.0 * (place + 2) for place, word in enumerate(TENS)}
VALUES |= {"dozen": 12.0, "half": 0.5, "a": 1.0, "an": 1.0}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
TEN = "|".join(TENS)
WORDS = rf"(?:(?:{TEN})(?:-(?:{'|'.join(SMALL_NUMBERS[1:10])}))?|{'|'.join(SMALL_NUMBERS)})"
SCALE = r"hundred|thousand|million|billion|trillion|dozen"
NUMBER = (
    rf"(?:(?:{DIGITS})(?:\s?(?:{SCALE}|bn|mn|tn|m|k)\b)?"
    rf"|\b{WORDS}(?:[\s-](?:{SCALE}))*\b"
    rf"|\ban?\s(?:{SCALE})\b)"
)
CURRENCY = r"(?:US|A|C|NZ|HK)?[$£€¥₹₽₴]"
PERCENT = r"%|per\s?cent\b|percentage points?\b|pct\b|basis points?\b"
MEASURES = (
    r"kilomet(?:re|er)s?|km|met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|centimet(?:re|er)s?|cm|mm|"
    r"acres?|hectares?|tonn?es?|tons?|kilogram(?:me)?s?|kg|grams?|pounds?|lbs?|lit(?:re|er)s?|barrels?|"
    r"gallons?|"
    r"degrees?(?:\s(?:Celsius|Fahrenheit))?|°[CF]|mph|km/h|kph|knots|megawatts?|gigawatts?|MW|GW|"
    r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|"
    r"dollars?|pounds? sterling|euros?|yen|yuan|roubles?|rubles?|rupees?|francs?|pesos?|crowns?"
)
BOUNDS = {
    "at_least": r"at least|no (?:fewer|less) than|a minimum of|minimum|upwards? of",
    "at_most": r"at most|up to|as many as|as much as|no more than|a maximum of|maximum",
    "more_than": r"more than|over|above|greater than|in excess of|exceeding|well over",
    "less_than": r"fewer than|less than|under|below|nearly|almost|just under|close to",
    "about": r"about|around|approximately|approx\.?|roughly|some|an estimated|estimated|circa|nearly|more or less|~",
}
BEFORE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in BOUNDS.items()) + r")\s+(?:the\s+)?$",
    re.IGNORECASE,
)
FIGURE = re.compile(
    rf"(?<![\w.,])(?P<money>{CURRENCY}\s?)?(?P<low>{NUMBER})(?![\w]*\d)"
    rf"(?:\s?(?:-|–|to)\s?(?:{CURRENCY})?(?P<high>{NUMBER}))?"
    rf"(?:[\s-]?(?P<unit>{PERCENT}|(?:{MEASURES})\b))?",
    re.IGNORECASE,
)
LEAD = re.compile(r"\bbetween\s+$", re.IGNORECASE)
BETWEEN = re.compile(rf"between\s+(?P<low>{NUMBER})\s+and\s+(?P<high>{NUMBER})", re.IGNORECASE)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
DATE_AROUND = re.compile(rf"(?:\b(?:{MONTHS})\.?\s+$)", re.IGNORECASE)
DATE_AFTER = re.compile(
    rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})\b|^(?:st|nd|rd|th)\b|^[:.]\d\d\b|^\s?[ap]\.?m\b|^/\d",
    re.IGNORECASE,
)
AS_OF = re.compile(
    rf"\b(?:as of|as at|by|since|until)\s+((?:(?:late|early|mid)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|"
    rf"Satur|Sun)day|"
    rf"(?:\d{{1,2}}\s+)?(?:{MONTHS})\b(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?|\d{{4}}|noon|midnight)"
    r"(?:\s+(?:morning|afternoon|evening|night))?)"
)
COUNTED = re.compile(r"(?:\s+of(?:\s+(?:the|its|their|his|her|all))?)?((?:[\s-]+[^\W\d_][\w’'-]*){1,4})")
STOPS = frozenset(
    """
    was were is are be been being had has have will would could can may might in on at by of for from to
    with and or but that which who when where while as after before since than then into over under up
    away long high wide deep tall old later down out off this these those during across between among not
    also more less per said says the a an it he she they its his her their died because if so yet until
    against about around near last early late next ago earlier
    """.split()
)


def find_figures(text: str, spans: tuple[Span, ...]) -> tuple[Figure, ...]:
    """The figures in `spans` of `text`, in order; dates, times of day and ordinals are none. Spans in code points."""
    return tuple(figure for start, end in spans for figure in _in_span(text, start, end))


def _in_span(text: str, start: int, end: int) -> Iterator[Figure]:
    as_of = AS_OF.search(text, start, end)
    when = as_of.group(1) if as_of else ""
    taken = start
    for found in FIGURE.finditer(text, start, end):
        if found.start() < taken or _is_date(text, found, start, end) or _is_pronoun(text, found, end):
            continue
        lead = LEAD.search(text, max(start, found.start() - 9), found.start())
        between = BETWEEN.match(text, lead.start(), end) if lead else None
        if between:
            found, taken = between, between.end()
            yield _figure(text, found, start, end, when, "range")
            continue
        taken = found.end()
        yield _figure(text, found, start, end, when, "range" if found["high"] else "")


def _figure(text: str, found: re.Match[str], start: int, end: int, when: str, bound: str) -> Figure:
    """One figure from its match; `bound` is "range" or "" where the words before tell."""
    groups = found.groupdict()
    low, scale = _value(groups["low"])
    high, high_scale = _value(groups["high"]) if groups["high"] else (low, scale)
    if groups["high"] and scale == 1 and high_scale > 1 and low < 1000:
        low *= high_scale
    before = BEFORE.search(text, max(start, found.start() - 24), found.start())
    name = bound or (before.lastgroup if before and before.lastgroup else "exact")
    first = before.start() if before else found.start()
    unit = _unit(groups)
    counted = "" if unit in ("%", *"$£€¥₹₽₴") else _counted(text, found.end(), end)
    return Figure((first, found.end()), *_limits(name, low, high), name, unit, counted, when)


def _limits(bound: str, low: float, high: float) -> tuple[float | None, float | None]:
    if bound in ("at_least", "more_than"):
        return low, None
    if bound in ("at_most", "less_than"):
        return None, high
    return (low, high) if low <= high else (high, low)


def _unit(groups: dict[str, str | None]) -> str:
    money, unit = (groups.get("money") or "").strip(), groups.get("unit") or ""
    if money:
        return money
    return "%" if re.match(r"%|per\s?cent\b|pct", unit, re.IGNORECASE) else unit


def _value(words: str) -> tuple[float, float]:
    """The number that `words` say, and the scale among them (1 for none)."""
    total, scale = 0.0, 1.0
    compact = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", words.lower())
    for part in re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", compact):
        if part in SCALES and (total or part not in VALUES):
            scale *= SCALES[part]
        else:
            total += VALUES.get(part, 0.0) if part[0].isalpha() else float(part)
    return (total or 1.0 if scale > 1 else total) * scale, scale


def _counted(text: str, position: int, end: int) -> str:
    """What is counted: the words after a number up to the first that cannot belong to them."""
    found = COUNTED.match(text, position, min(end, position + 80))
    kept: list[str] = []
    for word in re.findall(r"[^\W\d_][\w’'-]*", found.group(1)) if found else []:
        if word.lower() in STOPS or (kept and word.lower().endswith("ed")):
            break
        kept.append(word)
    return " ".join(kept)


def _is_date(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Days, years and clock times are no figures; a bare number from 1900 to 2099 is taken for a year."""
    if found["money"] or found["unit"]:
        return False
    after = text[found.end("low") : min(end, found.end("low") + 20)]
    before = text[max(start, found.start() - 12) : found.start()]
    if DATE_AROUND.search(before) or DATE_AFTER.match(after):
        return True
    counts = re.match(r"\s+[^\W\d_]+s\b", after) and not re.search(
        r"\b(?:in|since|of|by)\s+$", before, re.IGNORECASE
    )
    return bool(re.fullmatch(r"(?:19|20)\d\d", found["low"])) and not counts


def _is_pronoun(text: str, found: re.Match[str], end: int) -> bool:
    """ "One" that counts nothing: "one of", "no one", "one another"."""
    word = found["low"].lower()
    if word == "zero" or (word == "one" and not found["unit"]):
        before = text[max(0, found.start() - 8) : found.start()].lower()
        after = text[found.end() : min(end, found.end() + 12)].lower()
        return (
            not re.match(r"\s+(?:person|man|woman|child|people|soldier|civilian|officer|death)", after)
            or "no " in before
        )
    return False
