"""Numbers that measure and count nothing: dates, times, ages, scores, telephone and section numbers, names."""

import re

from claims.extraction.figures.counted import STOPS
from claims.extraction.figures.numerals import value

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
BACK = 34  # code points before a number that are looked at
AHEAD = 40  # and after it
DATE_BEFORE = re.compile(rf"\b(?:{MONTHS})\.?\s+(?:\d{{1,2}}\s?(?:-|–|to|and|or)\s?)?$", re.IGNORECASE)
DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and|or)\s?\d{{1,2}}(?:st|nd|rd|th)?)?(?:\s+of)?\s+(?:{MONTHS})(?![a-z])"
    r"|(?:st|nd|rd|th)\b|[:h]\d\d\b|\.\d\d?\s?[ap]\.?m\b|\s?[ap]\.?m\b|\s?o[’']clock|/\d|s\b(?!\s+of)|[’']s\b"
    r"|\s(?:noon|midday|midnight)\b|\s?(?:GMT|BST|UTC|CET|EST|EDT|PST|hrs)\b|\d*:\d\d"
    r"|(?:[.:][0-5]\d)?(?:\s?[-–]\s?|\s(?:to|and|or|until)\s)\d{1,2}(?:[.:][0-5]\d)?\s?(?:[ap]\.?m\b|o[’']clock)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|before|after|of|to|circa|year|spring|summer|autumn|fall|winter|early|"
    r"late|mid|election|class|around|between|and|during|the|for|than|back|through|with)\s+|[(’'-]\s?)$",
    re.IGNORECASE,
)
COUNTS_ON = re.compile(
    r"\s+(?:(?!was|has|is|as|his|its|this|in|on)[a-z]+\s+)?(?!(?:was|has|is|does|as|its|his|this|us|says|"
    r"saw)\b)[a-z]+s\b|\s+(?:people|men|women|children)\b"
)
AGE_AFTER = re.compile(
    r"[\s-](?:and[\s-]a[\s-]half[\s-])?(?:years?|months?|weeks?|days?)[\s-](?:olds?|of\s+age)\b"
    r"|\s*[-–]\s*(?:year|month|week)[\s-]olds?\b|-something\b|(?:st|nd|rd|th)[\s-]"
    r"|\s(?:or|to|and)\s\d{1,3}[\s-](?:years?|months?)[\s-]olds?\b|\s(?:or|and)\s(?:older|younger)\b|"
    r"\sand\s(?:over|under)\b",
    re.IGNORECASE,
)
AGE_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|turn(?:ed|s|ing)?|age\s+of|at\s+(?:the\s+)?age(?:\s+of)?|aged\s+between|"
    r"(?:under|over)\s+the\s+age\s+of|(?:children|anyone|everyone|people|those|women|men|[a-z]{3,}[a-z]s)\s+"
    r"(?:(?:aged\s+)?(?:under|over)))\s+|\b(?:under|over)-)(?:\d{1,3}\s?(?:-|–|to|and|or)\s?)?$",
    re.IGNORECASE,
)
AGE_APPOSED = re.compile(r"(?:\w,|[A-Z]\w+\s\()\s?$")
AGE_CLOSED = re.compile(r"\s?(?:[,);.]|\b(?:and|who|when)\b|$)")
DIED_AT = re.compile(r"\b(?:die[ds]?|dead|retire[ds]?|married|born)\b[^.;]{0,24}\bat\s+$", re.IGNORECASE)
WAS = re.compile(
    r"(?:\b(?:he|she|who|they)|[A-Z][\w’'-]+)\s(?:was|is|were|[’']s)\s(?:only\s|just\s|then\s|now\s)?$",
    re.IGNORECASE,
)
BOY_OF = re.compile(
    r"\b(?:boy|girl|man|woman|child|student|pupil|lad|teenager|widow(?:er)?|pensioner)\s+of\s+$"
)
AT = re.compile(r"\bat\s+(?:about\s+|around\s+)?$", re.IGNORECASE)
STANDS_AT = re.compile(
    r"\b(?:stands?|stood|put|puts|remain\w*|estimated|set|capped|fixed|valued|reckoned|toll|total|number|"
    r"now)\s+at\s+$"
)
AT_CLOSED = re.compile(
    r"\s?(?:[,;.:!?)”’]|$|(?:in|on|every|each|and|that|last|this|yesterday|today|tonight|tomorrow|sharp|when|as|"
    r"with)\b)"
)
NUMBERED = frozenset(  # words that are given numbers
    """
    section sections article articles rule rules clause clauses chapter chapters page pages figure figures table
    tables no no. number room rooms flight flights route routes highway highways interstate boeing airbus windows
    gate gates channel proposition resolution level levels category grade grades phase phases tier tiers type
    types unit units block blocks bus line lines platform platforms terminal terminals zone zones ward wards
    district districts precinct apartment apartments flat flats suite suites lot lots count counts step steps part
    parts volume volumes season seasons episode episodes week weeks day days year years minute group big top war
    euro formula stage stages division league junction junctions exit exits bay bays pier berth hole lap round
    question paragraph paragraphs amendment amendments appendix schedule annex act acts scene verse verses psalm
    opus model version size form class court camp reactor track box area case claim exhibit juror bill studio dial
    call ring text phone ext. plot pit shaft well barge tanker apollo voyager falcon artemis covid agenda vision
    ward hotel option plan band bracket key squadron regiment
    """.split()
)
GROUP_OF = re.compile(r"\bgroup\s+of\s+$", re.IGNORECASE)
TELEPHONE = re.compile(r"\+?\(?\d[\d\s()-]{7,18}\d|\d{3}[-–]\d{4}\b|\d{3}\s\d{4}\b(?!,)")
OF_TELEPHONE = re.compile(r"(?<!\d)(?:0\d{1,4}|\+\d{1,4}|\d{3})(?:[\s-]\d{2,4})*[\s-]$")
SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}(?![\d%\w])(?!\s?(?:per\s?cent|%))")
NAMED_BEFORE = re.compile(r"(?:^|(?<=[^\s.!?“”\"‘’':]\s))([A-Z][\w’'-]*)\s$")
NAMING = re.compile(r"[A-Z][^\W\d_]")
STREET = re.compile(
    r"[A-Za-z]?\s(?:[A-Z][\w’'-]+\s){0,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Square|Place|Close|Way|"
    r"Boulevard|Terrace|Crescent|Row|Gardens|Court|Hill)\b|\s(?:Downing|Wall)\sStreet"
)
ONE_OF = re.compile(
    r"\s+(?:another\b|(?:day|night|morning|evening|time|thing|way|side|hand|point|reason|such|else|last|"
    r"more\s+time)\b|(?:[a-z]+est|most|least)\b)|-(?:off|way|sided|liner|man|on|"
    r"time|stop|size|shot|upmanship)\b|\s?[.,;:!?)”’]|$"
)
LIMITED = re.compile(r"\b(?:at\s+least|at\s+most|(?:more|fewer|less)\s+than)\s+$", re.IGNORECASE)
ONE_THING = re.compile(
    r"(?:-|\s+(?![a-z]+(?:ed|ing)\b(?!\s+[a-z]+[^\W\ds]\b(?<!\bby)(?<!\bto)(?<!\bin))))[^\W\d_]"
)
NOT_ONE = re.compile(
    r"\b(?:no|any|every|each|this|the|the\s+only|which|number|another|a|an|day)\s+$", re.IGNORECASE
)
IDIOM = re.compile(
    r"-(?:way|faced|fold|sided|tier|edged|pronged|handed|legged|wheel|by-four|star|piece)\b", re.IGNORECASE
)


OPENS_LIST = re.compile(r"[.)]?\s*$|[.)](?:\s|$)")


def is_no_figure(text: str, start: int, end: int, first: int, last: int, *, spelt: bool) -> bool:
    """Whether the bare number at `start` to `end` (no unit, no money) is none; the claim is `first` to `last`."""
    before = text[max(first, start - BACK) : start]
    after = text[end : min(last, end + AHEAD)]
    if spelt:
        return _spelt(text[start:end], before, after)
    if start == first and OPENS_LIST.match(after):
        return True
    return (
        bool(DATE_BEFORE.search(before) or DATE_AFTER.match(after))
        or is_age(before, after)
        or _at_an_hour(text[start:end], before, after)
        or _is_year(text[start:end], before, after)
        or bool(TELEPHONE.match(text, start, min(last, start + 22)) or OF_TELEPHONE.search(before))
        or _is_score(text, start, end, last)
        or _names(before, after, first == start)
        or bool(STREET.match(after))
    )


def is_age(before: str, after: str) -> bool:
    """Whether a number between these words is somebody's age."""
    if STANDS_AT.search(before):  # "the number of dead stands at 77"
        return False
    if AGE_AFTER.match(after) or AGE_BEFORE.search(before) or DIED_AT.search(before) or BOY_OF.search(before):
        return True
    closed = AGE_CLOSED.match(after)
    return bool(closed and (AGE_APPOSED.search(before) or WAS.search(before)))


def _at_an_hour(number: str, before: str, after: str) -> bool:
    """ "At six," and "at five in the morning": a time of day; not "the toll stands at 77"."""
    if not (AT.search(before) and AT_CLOSED.match(after)) or STANDS_AT.search(before):
        return False
    return value(number)[0] <= 24


def _spelt(words: str, before: str, after: str) -> bool:
    """Number words: "one" that counts nothing, names ("Group of Seven"), ages and idioms."""
    low = words.lower()
    following = re.match(r"[\s-]+([^\W\d_]+)", after)
    if low == "one" and LIMITED.search(before):
        return False
    if low == "one" and following and following.group(1) in STOPS:
        return True
    if low == "one" and (NOT_ONE.search(before) or ONE_OF.match(after) or not ONE_THING.match(after)):
        return True
    if low == "zero" and not re.match(r"\s+[a-z]+s\b", after):
        return True
    named = words[0].isupper() and not words.isupper() and re.search(r"[\w,;]\s+$", before)
    if named and not re.search(
        r"(?<![\w’'])[a-z]\w{3}", before + after
    ):  # a headline with capitals throughout
        named = None
    return (
        bool(named)
        or bool(IDIOM.match(after) or DATE_AFTER.match(after) or DATE_BEFORE.search(before))
        or is_age(before, after)
        or _at_an_hour(words, before, after)
        or _numbers_something(before, after)
    )


def _is_year(number: str, before: str, after: str) -> bool:
    """Four digits from 1500 to 2099, unless they plainly count something."""
    if not YEAR.fullmatch(number):
        return False
    if re.match(r"\s?[-–/]\s?\d{2}(?:\d\d)?\b(?!%)", after):
        return True
    counts = COUNTS_ON.match(after) and not YEAR_LEAD.search(before)
    return not counts and (number >= "1800" or bool(YEAR_LEAD.search(before)))


def _is_score(text: str, start: int, end: int, last: int) -> bool:
    """ "3-1": two numbers and a hyphen, with nothing after them to count."""
    found = SCORE.match(text, start, last)
    if not found or found.end() <= end:
        return start > 1 and text[start - 1] in "-–" and text[start - 2].isdigit()
    low, high = (int(part) for part in re.findall(r"\d+", found.group()))
    return low >= high or not re.match(r"[\s-][a-z]+", text[found.end() : found.end() + 12]) or bool(
        re.match(r"\s(?:win|victory|defeat|loss|lead|draw|vote|majority|at|in|on|to|against|with|over|after|and|by|for)\b",
                 text[found.end() : found.end() + 12])
    )  # fmt: skip


def _names(before: str, after: str, opens: bool) -> bool:
    """A number that belongs to a name: Boeing 737, Route 66, Article 50, Leopard 2."""
    if _numbers_something(before, after):
        return True
    named = NAMED_BEFORE.search(before)
    if not named or re.fullmatch(rf"{DAYS}|{MONTHS}", named.group(1)):
        return False
    if opens or not NAMING.match(named.group(1)):
        return False
    return not re.match(r"[\s-]+(?:[a-z]+\s+)?(?:[a-z]+s|people|men|women|children|per\b)", after)


def _numbers_something(before: str, after: str) -> bool:
    words = before.lower().replace("-", " ").split()
    if not (words and words[-1].strip("(“‘\"'") in NUMBERED) and not GROUP_OF.search(before):
        return False
    return not re.match(r"\s+(?:[a-z-]+\s+)?(?:[a-z]+s|people|men|women|children)\b", after)
