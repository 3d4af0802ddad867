"""What a marked article may hold but looks like a slip: numbers without a mark, names that the text never gives."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.marked import Marked, Piece

Doubt = tuple[int, str]

WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand|million|billion|"
    r"a dozen|half|a third|a quarter"
)
NUMBER = re.compile(rf"\d[\d.,:]*\d|\d|\b(?:{WORDS})\b", re.IGNORECASE)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
NOT_A_FIGURE = re.compile(  # what stands around a number that is a date, a time, an age or a score
    rf"(?:1[5-9]|20)\d\ds?\b(?!\s(?:people|homes|jobs|votes))|"
    rf"\d{{1,2}}(?:st|nd|rd|th)\b|{MONTH}\.? \d{{1,2}}\b|\d{{1,2}} {MONTH}\b|"
    r"\baged (?:\d+|[\w-]+)|, \d{1,3}(?=[,.])|\d+[-–]\d+\b|\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b)|\b\d{1,2}[:.]\d\d\b",
)
PLAIN = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(thousand|million|billion|trillion|k|m|bn|tn)?\b", re.IGNORECASE)
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
}


def doubts(article: "Marked", pieces: list["Piece"], lines: dict[tuple[str, str], int]) -> Iterator[Doubt]:
    """What an author should look at again, each with its line; nothing of it is an error."""
    yield from _unmarked_numbers(article, pieces)
    yield from _scattered(pieces)
    yield from _bare_attributions(article, lines)
    yield from _odd_figures(article, lines)


def _unmarked_numbers(article: "Marked", pieces: list["Piece"]) -> Iterator[Doubt]:
    figures = [span for one in article.figures for span in one.spans]
    dull = [found.span() for found in NOT_A_FIGURE.finditer(article.text)]
    claims = sorted({(piece.span, piece.line) for piece in pieces if piece.key[0] in "co"})
    told: set[int] = set()
    for (start, end), line in claims:
        for number in NUMBER.finditer(article.text, start, end):
            known = any(low < number.end() and number.start() < high for low, high in (*figures, *dull))
            if not known and number.start() not in told:
                told.add(number.start())
                at = line + article.text.count("\n", start, number.start())
                yield at, f"a number with no f mark: {_near(article.text, *number.span())}"


def _scattered(pieces: list["Piece"]) -> Iterator[Doubt]:
    """The same number used for two things shows in pieces that are lines apart."""
    lines: dict[str, set[int]] = defaultdict(set)
    for piece in pieces:
        if piece.key[0] in "sqof":
            lines[piece.key].add(piece.line)
    for key, where in lines.items():
        if len(where) > 1:
            yield max(where), f"{key} stands on lines {', '.join(map(str, sorted(where)))}: the same thing?"


def _bare_attributions(article: "Marked", lines: dict[tuple[str, str], int]) -> Iterator[Doubt]:
    for one in article.attributions:
        line = lines.get(("attributions", str(one.number)), 1)
        if not one.cue:
            yield line, f"attribution {one.number} has no cue"
        for name in one.speakers:
            if _plain(name) not in _plain(article.text):
                yield line, f"the speaker {name!r} is nowhere in the article"


def _odd_figures(article: "Marked", lines: dict[tuple[str, str], int]) -> Iterator[Doubt]:
    for one in article.figures:
        line = lines.get(("figures", str(one.number)), 1)
        words = " ".join(article.text[start:end] for start, end in one.spans)
        for name, value in (("counted", one.counted), ("as_of", one.as_of)):
            if _plain(value) not in _plain(article.text):
                yield line, f"f{one.number}: {name} {value!r} is nowhere in the article"
        if not one.unit and not one.counted:
            yield line, f"f{one.number} ({words}) has neither unit nor counted"
        told = {
            float(plain.replace(",", "")) * SCALES.get(scale.lower(), 1)
            for plain, scale in PLAIN.findall(words)
        }
        stated = {value for value in (one.low, one.high) if value is not None}
        if told and not _all_near(stated, told):
            yield line, f"f{one.number} says {sorted(stated)} and is written {words!r}"


def _all_near(stated: set[float], told: set[float]) -> bool:
    """Whether each number stated is among those told, up to rounding and to a scale said once ("3 to 4 million")."""
    every = {value * scale for value in told for scale in (1, 1e3, 1e6, 1e9, 1e12)}
    return all(any(abs(one - other) <= 1e-6 * max(1, abs(one)) for other in every) for one in stated)


def _near(text: str, start: int, end: int) -> str:
    return repr(text[max(0, start - 15) : end + 15])


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())
