"""Numbers in running text that may be figures: each with its range, its fraction or its unit, and no dates or ages."""

import re
from dataclasses import dataclass

from claims.extraction.figures.measures import ATTACHED, DURATION, SIGN, UNIT, unit_of
from claims.extraction.figures.not_figures import YEAR, is_age, is_no_figure
from claims.extraction.figures.numerals import FRACTION, IN_SO_MANY, NUMBER, fraction, in_so_many, value

START = r"(?<![\w.,/:@#])(?<!\w[’'])(?<!\w-)"
FOUND = re.compile(
    rf"{START}(?:(?P<sign>{SIGN})\s?)?(?P<low>{NUMBER})(?:(?![\w½])|(?={ATTACHED}))"
    r"(?![.,:/]\d|(?-i:-[A-Z0-9]+[A-Z]|\.[A-Za-z]))"
    rf"(?:[\s\u00a0-]?(?P<unit>{UNIT}))?",
    re.IGNORECASE,
)
LIKELY = re.compile(
    rf"{START}(?=[\d½⅓⅔¼¾⅕⅛$£€¥₹₽₴₪₩]|US\$|A\$|C\$|EUR|USD|GBP|Rs\.?\s?\d|(?:an?|half|quarter|one|two|three|four|"
    rf"five|six|seven|eight|"
    r"nine|ten|eleven|twel|thirteen|four|fif|sixt|sevent|eighteen|ninet|twent|thirt|fort|eight)(?:[a-z]+)?\b)",
    re.IGNORECASE,
)
HIGHER = re.compile(
    rf"(?P<joint>\s?[-–—]\s?|\sto\s|\sor\s|\sand\s)(?:(?P<sign>{SIGN})\s?)?(?P<high>{NUMBER})(?:(?![\w½])|"
    rf"(?={ATTACHED}))(?![.,:/]\d)(?:[\s\u00a0-]?(?P<unit>{UNIT}))?",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"\b(?:(?P<between>between)|(?P<from>from))\s+(?:(?:about|around|some|roughly)\s+)?$", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:up|down|rose|rise[ns]?|rising|fell|fall(?:s|en|ing)?|cut\w*|increas\w*|decreas\w*|reduc\w*|drop\w*|grew|"
    r"grow\w*|jump\w*|climb\w*|rais\w*|lower\w*|doubl\w*|tripl\w*|surg\w*|soar\w*|slump\w*|declin\w*|shr[aiu]nk\w*|"
    r"slash\w*|chang\w+|mov\w+|went|go(?:es|ing|ne)?|extend\w*|expand\w*|narrow\w*|widen\w*|improv\w*|downgrad\w*|"
    r"upgrad\w*|revis\w*|switch\w*|slipp\w*|edg\w+|tumbl\w*|plung\w*|swell\w*|swollen|trimm\w*|shorten\w*|"
    r"lengthen\w*|plummet\w*|advanc\w*)\b(?:[^.;]{0,60})$",
    re.IGNORECASE,
)
PER = re.compile(r"\b(?:per|every|for each|out of)\s+$", re.IGNORECASE)
FRACTION_LEAD = re.compile(
    r"\b(?:by|than|nearly|almost|about|around|roughly|over|under|some|least|up to)\s+$", re.IGNORECASE
)
FRACTION_TAIL = re.compile(r"\s+(?:of\b|the\b|its\b|their\b|his\b|her\b|our\b|my\b|all\b)", re.IGNORECASE)
FRACTION_END = re.compile(
    r"\s*(?:[.,;:!?)”’]|$|(?:in|to|from|since|on|over|after|between|last|this|as|and|when|because)\b)",
    re.IGNORECASE,
)
ONE_SIDE = re.compile(
    r"\b(?:first|second|the|other|this|each|top|bottom|\w{1,6}er|\w{1,6}ern|front|back)\s+$", re.IGNORECASE
)  # "the top half"
PART_OF_TIME = re.compile(
    r"(?P<of>\s+of)?\s+an?\s+(?P<unit>hour|minute|day|century|decade|season|year|mile|kilomet(?:re|er)|tonne|ton|pint)\b",
    re.IGNORECASE,
)
TWO_YEARS = re.compile(
    r"(?:between\s+)?(?:1[5-9]|20)\d\d(?:\sand\s|\sto\s|\s?[-–—]\s?)(?:1[5-9]|20)\d\d", re.IGNORECASE
)
METRES = re.compile(
    r"-|\s(?:high|tall|wide|deep|long|away|below|above|from|off|sprint|race|hurdles|freestyle|backstroke|"
    r"breaststroke|butterfly|relay|final|heats?|record|walls?|waves?|tower|mast|crane|drop|fall|of\s(?:water|snow|"
    r"rope)|underground)\b",
    re.IGNORECASE,
)
OLDEST = 130  # years: what is older is no person
MAGNITUDE = re.compile(r"\bmagnitude[\s-]$", re.IGNORECASE)
BELOW = re.compile(r"(?:\bminus\s|(?<![\w.,)])[-−])$", re.IGNORECASE)
COLD = re.compile(r"°|[CF]\b|degrees?\b|%|per\scent|percent")
AND_A_HALF = re.compile(
    r"an?\s+(?P<unit>hour|mile|year|day|week|month|minute|tonne|pint)\s+and\s+a\s+(?P<part>half|quarter)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Amount:
    """A number on its way to being a figure: its place, its values, its unit in words and sign."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    bound: str = ""
    counts_after: int = 0
    share: bool = False


def amount_at(text: str, first: int, at: int, last: int) -> tuple[Amount | None, int]:
    """The number that begins at `at`, or None, and where to look on."""
    some = IN_SO_MANY.match(text, at, last)
    if some and not _is_no_share(text, some, last):
        share = in_so_many(some)
        return Amount(
            some.start(), some.end(), share, share, "", counts_after=some.end(), share=True
        ), some.end()
    more = AND_A_HALF.match(text, at, last)
    if more:
        total = 1.5 if more["part"].lower() == "half" else 1.25
        return Amount(
            more.start(), more.end(), total, total, more["unit"], counts_after=more.end()
        ), more.end()
    part = FRACTION.match(text, at, last)
    if part and (number := _fraction(text, first, part, last)):
        return number, number.end
    found = FOUND.match(text, at, last)
    if not found:
        return None, max(at + 1, _next_word(text, at, last))
    return _plain_amount(text, first, found, last)


def _is_no_share(text: str, found: re.Match[str], last: int) -> bool:
    """ "Two in 2016", "three out of 10 Downing Street": what follows "in" is larger and no date."""
    some, every = value(found["some"])[0], value(found["all"])[0]
    after = text[found.end() : min(last, found.end() + 12)]
    return not 0 < some < every or every < 2 or bool(re.match(r"[\d.,:%-]|\s?(?:per|%|million)", after))


def _next_word(text: str, at: int, last: int) -> int:
    found = re.compile(r"[\w½⅓⅔¼¾⅕⅛]+").match(text, at, last)
    return found.end() if found else at + 1


def _fraction(text: str, first: int, found: re.Match[str], last: int) -> Amount | None:
    """A fraction that is a share of something ("a third of", "by two-thirds"), or half an hour; None for an ordinal."""
    start, end, top = found.start(), found.end(), (found["top"] or "").lower()
    half = found["part"].lower().startswith("hal")
    whole = PART_OF_TIME.match(text, end, last)
    if whole and (half or whole["of"]):  # "half an hour", "a quarter of an hour"
        share = fraction(found)
        return Amount(start, whole.end(), share, share, whole["unit"], counts_after=whole.end())
    tail = FRACTION_TAIL.match(text, end, last)
    of = bool(tail and tail.group().strip().lower() == "of")
    led = FRACTION_LEAD.search(text, max(first, start - 12), start)
    if half:
        fits = bool((tail and not top) or of or led)
        fits = fits and not ONE_SIDE.search(text, max(first, start - 12), start)
    elif top in ("", "a", "an", "one"):  # without a number before it "third" is an ordinal
        fits = bool(top and (of or (led and FRACTION_END.match(text, end, last))))
    else:
        fits = True  # "two-thirds" is a fraction wherever it stands
    share = fraction(found)
    counts_after = tail.end() if half and tail and not of else end
    return Amount(start, end, share, share, "", counts_after=counts_after, share=True) if fits else None


def _plain_amount(text: str, first: int, found: re.Match[str], last: int) -> tuple[Amount | None, int]:
    low, scale = value(found["low"])
    sign, unit, start, end = found["sign"] or "", found["unit"] or "", found.start(), found.end()
    bare = found.end("low")  # where the number ends and its unit begins
    lead = LEAD.search(text, max(first, start - 18), start)
    higher = HIGHER.match(text, end, last)
    if higher and _is_range(text, first, found, higher, lead):
        high, high_scale = value(higher["high"])
        if scale == 1 and high_scale > 1 and low < 1000 and not unit:
            low *= high_scale
        number = Amount(start, higher.end(), low, high, "", "range")
        sign, unit, end = sign or higher["sign"] or "", higher["unit"] or unit, higher.end()
        bare = higher.end("high")
        if lead and lead["between"]:
            number.start = lead.start()
    else:
        number = Amount(start, end, low, low, "")
    if _is_none(text, first, number, (sign, unit), bare, last, spelt=found["low"][0].isalpha()):
        return None, end
    number.end = number.counts_after = end
    around = text[max(first, start - 40) : min(last, end + 24)]
    if not unit and not sign and MAGNITUDE.search(text, max(first, start - 12), start):
        unit = "magnitude"
    below = BELOW.search(text, max(first, start - 6), start) if COLD.match(unit) else None
    if below:
        number.start, number.low, number.high = below.start(), -number.low, -number.high
    number.unit = _metres_or_millions(text, number, found, last) or unit_of(sign, unit, number.high, around)
    return number, end


def _metres_or_millions(text: str, number: Amount, found: re.Match[str], last: int) -> str:
    """ "m" for metres, as in "a 100m sprint", and the values mended; "" where it is millions or no "m"."""
    if found["sign"] or not found["low"].endswith("m") or not METRES.match(text, number.end, last):
        return ""
    number.low, number.high = number.low / 1e6, number.high / 1e6
    return "m"


def _is_range(
    text: str, first: int, found: re.Match[str], higher: re.Match[str], lead: re.Match[str] | None
) -> bool:
    """Whether a second number closes a range that the first opens: not a score, a change or a list."""
    joint = higher["joint"].strip().lower()
    year = not found["sign"] and higher["sign"] and YEAR.fullmatch(found["low"])
    if year or (found["unit"] and higher["sign"]) or (found["sign"] and higher["unit"]):
        return False
    if joint == "and":
        return bool(lead and lead["between"])
    (low, scale), (high, high_scale) = value(found["low"]), value(higher["high"])
    if scale == 1 and high_scale > 1 and low < 1000 and not found["unit"]:
        low *= high_scale
    if low >= high:
        return False
    if joint == "or":
        return high - low <= max(2.0, low / 2) and not higher["sign"]
    if joint == "to" and lead and lead["from"]:
        return not CHANGE.search(text[max(first, lead.start() - 90) : lead.start()])
    return True


def _is_none(
    text: str, first: int, number: Amount, unit: tuple[str, str], bare: int, last: int, *, spelt: bool
) -> bool:
    """Whether the number is a date, an age, a name or the like. With a unit only ages and "per 100,000" are none."""
    start = number.start
    before = text[max(first, start - 34) : start]
    if PER.search(before) or (not any(unit) and TWO_YEARS.fullmatch(text, start, number.end)):
        return True
    if unit[0] or (unit[1] and not DURATION.fullmatch(unit[1])):
        return False
    if unit[1]:
        age = number.high <= OLDEST and is_age(before, text[bare : min(last, bare + 40)])
        return age or _one_day(text, number, before)
    return is_no_figure(text, start, number.end, first, last, spelt=spelt)


def _one_day(text: str, number: Amount, before: str) -> bool:
    """ "One day" and "the other day": no duration."""
    words = text[number.start : number.end].lower()
    return bool(re.fullmatch(r"one (?:day|night|weekend)", words)) and not re.search(
        r"\b(?:for|than|in|within|of|just|only|least|after)\s+$", before
    )
