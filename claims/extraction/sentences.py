"""Where sentences end: at a stop and its closing marks, unless it belongs to an abbreviation or a quotation goes on."""

import re
from collections.abc import Iterator

from claims.extraction.characters import trim
from claims.extraction.types import Span

CLOSERS = "”\"’')\\]»“›"
STOP = re.compile(rf"[.!?…。！？]{{1,12}}(?:[\u00a0\u202f ]?[»”]|[{CLOSERS}]){{0,6}}(?=\s)")
TITLES = frozenset(
    """
    mr mrs ms mx dr prof gen sen sens rep reps gov lt col sgt capt cmdr adm maj rev hon st fr pres supt
    insp det cpl pvt brig amb sec messrs mme mlle no nos vol pp fig cf vs v art para op approx ca est
    """.split()
)
MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
MAY_END = frozenset(
    """
    inc ltd co corp plc llc bros jr sr esq etc al mon tue tues wed thu thurs fri sat sun ave blvd rd dept
    univ assn ft lb lbs oz a.m p.m e.g i.e u.s u.k u.n e.u d.c ph.d m.d b.a m.a
    """.split()
)
STARTERS = frozenset(
    """
    The A An He She It They We You I This That These Those There Here His Her Its Their Our My But And Or
    So Yet In On At By For From With After Before As If When While Since Because Although Though However
    Some Many Most All No Not One Two What Who Why How Where Asked Police Officials Meanwhile Earlier
    Later Now Then Also Both Each Under Over
    """.split()
)
SAYING = (
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|shouted|cried|tweeted|insisted|wondered|"
    r"demanded)"
)
SAYS_NEXT = re.compile(rf"\s+(?:{SAYING}\b|(?:[A-Z][\w.’'-]*\s+){{1,4}}{SAYING}\b)")
LAST_WORD = re.compile(r"[^\s(“\"‘«„—–]+$")


def find_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of the block `start` to `end`, without the white space between them; code points, end exclusive."""
    begin = start
    for stop in STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = trim(text, start, end)
    if start < end:
        yield start, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop ends the sentence that began at `begin`."""
    after = text[stop.end() : min(end, stop.end() + 120)]
    following = after.lstrip()
    if not following or following[0].islower():
        return not following
    marks = stop.group()
    if marks[-1] != "." and SAYS_NEXT.match(after) and any(mark in marks for mark in "”\"’»“'"):
        return False
    if marks != ".":
        return True
    found = LAST_WORD.search(text, max(begin, stop.start() - 40), stop.start())
    return not found or not _abbreviates(found.group(), following)


def _abbreviates(word: str, following: str) -> bool:
    """Whether `word`, with the stop after it, is an abbreviation or initial within the sentence."""
    low = word.lower().rstrip(".")
    if low in TITLES:
        return low not in ("no", "nos") or following[0].isdigit()
    if low in MONTHS and following[0].isdigit():
        return True
    may_end = low in MAY_END or low in MONTHS or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word)
    opening = re.match(r"[^\W\d_]+", following.lstrip("“\"‘'(„«"))
    return bool(may_end) and word != "I" and opening is not None and opening.group() not in STARTERS
