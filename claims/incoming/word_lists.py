"""Bullets and numbers of a Word document's lists: Word counts them itself, they stand in no text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from claims.capture.readers.xml import local
from claims.incoming.elements import attribute, value
from claims.incoming.types import BULLET

BASED_ON_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    number: str
    level: str


class Lists:
    """What stands before each paragraph that is an item; numbers go on from item to item."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.styles = {
            attribute(one, "styleId"): _Style(
                value(one, "basedOn"),
                value(one, "pPr", "numPr", "numId"),
                value(one, "pPr", "numPr", "ilvl"),
            )
            for one in (styles if styles is not None else ())
            if local(one) == "style"
        }
        parts = list(numbering) if numbering is not None else []
        levels = {
            attribute(one, "abstractNumId"): {
                attribute(level, "ilvl"): value(level, "numFmt") for level in one if local(level) == "lvl"
            }
            for one in parts
            if local(one) == "abstractNum"
        }
        self.formats = {
            attribute(one, "numId"): levels.get(value(one, "abstractNumId"), {})
            for one in parts
            if local(one) == "num"
        }
        self.counts: Counter[tuple[str, str]] = Counter()

    def mark(self, described: etree._Element | None) -> str:
        """What stands before a paragraph with these properties: a bullet, its number, or nothing."""
        number, level = self._item(described)
        if not number or number == "0":
            return ""
        format_ = self.formats.get(number, {}).get(level, "bullet")
        if format_ == "none":
            return ""
        if format_ == "bullet":
            return BULLET
        self.counts[number, level] += 1
        for other in [one for one in self.counts if one[0] == number and one[1] > level]:
            del self.counts[other]
        return f"{self.counts[number, level]}. "

    def _item(self, described: etree._Element | None) -> tuple[str, str]:
        """List and level: the paragraph's own, or those of its style and of what that is based on."""
        number, level = value(described, "numPr", "numId"), value(described, "numPr", "ilvl")
        name = value(described, "pStyle")
        for _ in range(BASED_ON_AT_MOST):
            if number or name not in self.styles:
                break
            style = self.styles[name]
            number, level, name = style.number, level or style.level, style.based_on
        return number, level or "0"
