"""Numbers as a newsroom prints them: 1,200 · 3.5m · twenty-two · two and a half million · half a dozen · two-thirds."""

import re

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: float(value) for value, word in enumerate(UNITS)}
VALUES |= {word: 10.0 * (place + 2) for place, word in enumerate(TENS)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "lakh": 1e5, "crore": 1e7, "dozen": 12.0, "score": 20.0,
    "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3,
}  # fmt: skip
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twentieth": 20, "hundredth": 100,
}  # fmt: skip
PRINTED = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}

DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d{1,15}(?:\.\d+)?)[½⅓⅔¼¾⅕⅛]?|[½⅓⅔¼¾⅕⅛]"
ONES = "|".join(sorted(UNITS[1:], key=len, reverse=True))
WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[1:10])}))?|{ONES}|zero)\b"
BIG = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore"
SHORT = r"(?:bn|mn|tn|trn|mln|bln|m|k)\b"
HALF = r"(?:[\s-]and[\s-]a[\s-](?:half|quarter)\b)"
MORE = (  # "… hundred and fifty thousand": only after a scale does another number go on
    r"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s(?:and\s)?"
    rf"(?:{WORD})(?:[\s-](?:{BIG})\b){{0,2}})"
)
SPELT = (
    rf"(?:(?:{WORD}){HALF}?(?:[\s-](?:{BIG})\b){{0,3}}{MORE}{{0,4}}"
    rf"|an?\s(?:half[\s-])?(?:{BIG})\b(?:\s(?:{BIG})\b)?{HALF}?{MORE}{{0,4}}"
    rf"|(?:a\s)?(?:half|quarter)[\s-](?:of[\s-])?(?:an?[\s-])?(?:{BIG})\b)"
)
NUMBER = rf"(?:(?:{DIGITS})(?:[\s\u00a0-]?(?:{BIG})\b|\s?{SHORT})?(?:\s(?:{BIG})\b)?|\b{SPELT})"
FRACTION = re.compile(
    rf"(?:(?P<top>one|two|three|four|five|six|seven|eight|nine|an?)[\s-])?"
    rf"(?P<part>half|halves|(?:{'|'.join(PARTS)})s?)\b(?![\s-](?:of\s)?(?:an?[\s-])?(?:{BIG})\b)",
    re.IGNORECASE,
)
IN_SO_MANY = re.compile(
    rf"(?P<some>{WORD}|\d{{1,3}})\s(?:in|out\sof)\s(?:every\s)?(?P<all>{WORD}|\d{{1,3}}(?:,000)?|a\shundred)\b",
    re.IGNORECASE,
)
PIECE = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|[½⅓⅔¼¾⅕⅛]")


def value(words: str) -> tuple[float, float]:
    """The number that `words` say, and its largest scale (1 where there is none)."""
    total, group, largest, last = 0.0, 0.0, 1.0, 1.0
    said = False
    compact = re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", words.lower())
    for piece in PIECE.findall(compact):
        scale = SCALES.get(piece)
        if scale is None:
            add = _plain(piece)
            part = piece in ("half", "quarter") and total and not said
            if add is not None:
                group, said = group + add * (last if part else 1.0), True
        elif scale == 100:
            group, said, largest = (group if said else 1.0) * scale, True, max(largest, scale)
        else:
            grown = group * scale if said else (total or 1.0) * scale
            total = total + grown if said else grown
            group, said, last, largest = 0.0, False, scale, max(largest, scale)
    return total + group, largest


def _plain(piece: str) -> float | None:
    """The value of a word or of digits that are no scale; None for a word such as "and" that has none."""
    if piece[0].isdigit():
        return float(piece)
    if piece in ("half", "quarter"):
        return 1.0 / PARTS[piece]
    return PRINTED.get(piece, VALUES.get(piece))


def fraction(found: re.Match[str]) -> float:
    """The value of a match of FRACTION: three-quarters is 0.75."""
    top, part = (found["top"] or "a").lower(), found["part"].lower().removesuffix("s")
    return (VALUES.get(top) or 1.0) / PARTS.get(part.replace("halve", "half"), 1)


def in_so_many(found: re.Match[str]) -> float:
    """The value of a match of IN_SO_MANY: one in five is 0.2."""
    return value(found["some"])[0] / (value(found["all"])[0] or 1.0)
