"""Numbers for the search: however one is written, it has one spelling in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.extraction import Span
from claims.extraction.figures.numerals import NUMBER, value

NUMBERS = re.compile(rf"(?<![^\W_])(?:{NUMBER})(?!\d)", re.IGNORECASE)
LEGIBLE = 1e15  # nobody reads more digits than that


def numbers_in(text: str) -> Iterator[tuple[Span, str]]:
    """Where each number stands, in code points, and its digits: “twenty-two” is 22, “3.5m” 3500000."""
    for found in NUMBERS.finditer(text):
        number, _ = value(found[0])
        if number < LEGIBLE:
            yield found.span(), digits(number)


def digits(number: float) -> str:
    """Whole, or with the decimals that it has, six at most."""
    if number == int(number):
        return str(int(number))
    return f"{number:.6f}".rstrip("0").rstrip(".")


def figures_in(text: str) -> list[str]:
    """The numbers of a text, each once, in the order in which they come."""
    return list(dict.fromkeys(number for _, number in numbers_in(text)))


def lexeme(figure: str) -> str:
    """The word under which the database finds a number; `search_lexemes` makes the same."""
    return f"xfig{figure.replace('.', 'p')}x"
