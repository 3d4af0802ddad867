"""The lines of a page of a PDF: their words, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pypdf import PageObject


@dataclass(frozen=True, slots=True)
class Line:
    """`x` and `y` are where it begins, in points from the page's lower left; `at` its rank on the page."""

    page: int
    at: int
    text: str
    x: float
    y: float
    size: float


def lines_of(page: PageObject) -> list[Line]:
    """The lines in the order in which the file has them."""
    found: list[Line] = []
    held: list[str] = []
    where: list[tuple[float, float, float]] = []

    def end() -> None:
        text = " ".join("".join(held).split())
        if text and where:
            found.append(Line(page.page_number or 0, len(found), text, *where[0]))
        held.clear()
        where.clear()

    def take(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if part.strip() and not where:
                x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
                y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
                where.append((float(x), float(y), abs(float(size) * cm[3] * tm[3]) or float(size)))
            held.append(part)

    page.extract_text(visitor_text=take)
    end()
    return found
