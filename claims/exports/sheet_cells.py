"""Cells of a sheet: words that stay words, real dates, links to addresses alone; and how they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.exports.addresses import link_to
from claims.exports.legal import legal
from claims.exports.report import Report
from claims.exports.table import inert
from claims.exports.wording import Wording

LONGEST = 32_767  # UTF-16 units that a cell holds
MOST_LINKS = 65_000  # a sheet with more is taken for damaged
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
DATES = {
    "iso": "yyyy-mm-dd hh:mm",
    "day first": '[$-809]d mmmm yyyy", "hh:mm',
    "month first": '[$-409]mmmm d", "yyyy", "hh:mm',
}
LINE, HIGHEST = 13.5, 409  # points
USED = 0.92  # of a line, before a word that no longer fits
LOOKED_AT = 5_000
# Light fills: the word in the cell says the same. The site's own tints.
FILLS = {"settled": "DDF1E6", "change": "FBE0DC", "open": "FBEFD2", "stale": "EDE3FA"}
FILLED = {
    "so.confirmed": "settled",
    "so.wrong": "change",
    "so.disputed": "change",
    "so.needs context": "change",
    "state.settled": "settled",
    "state.open": "open",
    "state.suggested": "open",
    "state.stale": "stale",
}
INK, MUTED, ACCENT, RULE, PAPER = "1C1B19", "5F5C55", "1F4F8F", "DDD9CF", "F3F1EA"


@dataclass(frozen=True, slots=True)
class Dressed:
    """What a cell shows, and by which style beside the usual one."""

    value: str | int | datetime | None
    style: str = ""
    link: bool = False


def styles(workbook: Workbook, dates: str) -> None:
    """The styles under the names that `Writer` gives to cells. "date" and "number" are at the left, as words are."""
    line, heavy = Border(top=Side("thin", RULE)), Border(bottom=Side("thin", MUTED))
    ink, muted = Font("Arial", 10, color=INK), Font("Arial", 10, color=MUTED)
    link = Font("Arial", 10, color=ACCENT, underline="single")
    bold = Font("Arial", 10, bold=True, color=INK)
    _style(workbook, "title", Font("Georgia", 18, bold=True, color=INK))
    _style(workbook, "head", bold, fill=PAPER, border=heavy)
    for name, font, border in (("words", ink, line), ("again", muted, None), ("plain", ink, None)):
        _style(workbook, name, font, border=border)
        _style(workbook, f"{name} date", font, border=border, number_format=DATES[dates])
        _style(workbook, f"{name} number", font, border=border, left=True)
        _style(workbook, f"{name} link", link, border=border)
    for name, fill in FILLS.items():
        _style(workbook, name, ink, fill=fill, border=line)


def _style(
    workbook: Workbook,
    name: str,
    font: Font,
    *,
    fill: str = "",
    border: Border | None = None,
    number_format: str = "General",
    left: bool = False,
) -> None:
    side = "left" if left or number_format != "General" else None
    style = NamedStyle(
        f"report {name}",
        font=font,
        border=border or Border(),
        alignment=Alignment(horizontal=side, vertical="top", wrap_text=True),
        number_format=number_format,
    )
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    workbook.add_named_style(style)


@dataclass(slots=True)
class Writer:
    """Puts what a report says into rows of one sheet. `widths`: of its columns, in letters."""

    report: Report
    sheet: Worksheet
    widths: Sequence[int]
    at: int = 0
    links: int = 0

    def row(self, cells: Sequence[Dressed], style: str) -> None:
        """The next row, as high as its words need; a cell without a style of its own has this one."""
        self.at += 1
        high = 1
        for column, (dressed, width) in enumerate(zip(cells, self.widths, strict=False), start=1):
            self._put(self.sheet.cell(self.at, column), dressed, dressed.style or style)
            if isinstance(dressed.value, str):
                high = max(high, _lines(dressed.value, width))
        self.sheet.row_dimensions[self.at].height = min(HIGHEST, max(1, high) * LINE + 4)

    def _put(self, cell: Cell, dressed: Dressed, style: str) -> None:
        value = dressed.value
        if isinstance(value, datetime):
            cell.value = value.astimezone(ZoneInfo(self.report.zone)).replace(tzinfo=None)
            style += " date"
        elif isinstance(value, int):
            cell.value = value
            style += " number"
        elif value:
            target = link_to(value) if dressed.link else ""
            if target and self.links < MOST_LINKS:
                self.links += 1
                cell.hyperlink = target
                style += " link"
            cell.value = as_text(value, Wording(self.report).labels("sheet.cut"))
            cell.data_type = "s"  # whatever it begins with, it is never reckoned
        cell.style = f"report {style}"


def _lines(words: str, width: int) -> int:
    """How many lines the words take in a column so wide, about: programs that open a file don't all measure it."""
    if len(words) <= width - 2 and words.isascii() and "\n" not in words:
        return 1
    lines = words[:LOOKED_AT].splitlines() or [""]
    return sum(1 + int(_width(line) / (width * USED)) for line in lines)


def _width(line: str) -> int:
    return len(line) if line.isascii() else sum(1 + (east_asian_width(letter) in "WF") for letter in line)


def as_text(words: str, cut: str) -> str:
    """The words as a cell holds them: no formula for whoever reads it as CSV, not longer than a cell may be (`cut` says
    so), and nothing in them that a sheet takes for the code of another letter."""
    lines = legal(words).replace("\r\n", "\n").replace("\r", "\n")
    return ESCAPE.sub("_x005F_", _cut(inert(lines), cut))


def _cut(words: str, cut: str) -> str:
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return words
    return units[: 2 * (LONGEST - len(cut))].decode("utf-16-le", "ignore") + cut
