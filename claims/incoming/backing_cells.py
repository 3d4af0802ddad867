"""The cells of a file, whatever parts them: an Excel workbook, or text with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from openpyxl import load_workbook

from claims.capture.archives import BROKEN, read_directory
from claims.capture.errors import NotKept
from claims.capture.readers.plain import decoded
from claims.extraction.normalise import normalise

Cell = str | int | float | bool | date
PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
PARTED_BY = (",", ";", "\t", "|")
SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # how Excel is told what parts the cells
MOST_COLUMNS = 100
MOST_LETTERS = 131_072  # of a cell, as the library has it
NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T].*)?")
WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d %B, %Y")


def tables(body: bytes, rows: int) -> Iterator[list[Sequence[Cell]]]:
    """The sheets of a workbook, or a text's rows as each mark would part them; so many rows at most, blank ones too.
    Raises NotKept.
    """
    if body.startswith(PACKED):
        yield from _sheets(body, rows)
    elif body.startswith(OLD):
        raise NotKept("Old Excel files (.xls) aren't read: save it as .xlsx or .csv.")
    else:
        yield from _texts(normalise(decoded(body)), rows)


def _sheets(body: bytes, rows: int) -> Iterator[list[Sequence[Cell]]]:
    names = read_directory(io.BytesIO(body)).names
    if not any(name.startswith("xl/") for name in names):
        raise NotKept("This isn't an Excel workbook: save the sheet as .xlsx or .csv.")
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size may be made up
            cells = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
            yield [[_cell(value) for value in row] for row in islice(cells, rows)]
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        raise NotKept(BROKEN) from None


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return normalise(value).strip()
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, bool | int | float | date) else "" if value is None else str(value)


def _texts(text: str, rows: int) -> Iterator[list[Sequence[Cell]]]:
    said = SAID.match(text)
    first = text[said.end() :] if said else text
    for mark in (said[1],) if said else PARTED_BY:
        try:
            reader = csv.reader(io.StringIO(first, newline=""), delimiter=mark)
            yield [[cell.strip() for cell in row[:MOST_COLUMNS]] for row in islice(reader, rows)]
        except csv.Error:
            continue


def day_in(cell: Cell) -> str:
    """The day in a cell as ISO 8601, "" for none. Raises ValueError with a sentence where there is any doubt."""
    if isinstance(cell, date):
        return cell.isoformat()
    words = str(cell).strip()
    if not words:
        return ""
    if numbers := NUMBERS.fullmatch(words):
        return _by_numbers(words, [int(numbers[group]) for group in (1, 3, 4)], numbers[2])
    for form in WRITTEN:
        try:
            return datetime.strptime(" ".join(words.split()), form).date().isoformat()
        except ValueError:
            continue
    raise ValueError(f"“{words[:40]}” is no day that can be read: write it as 2026-03-04.")


def _by_numbers(words: str, numbers: list[int], mark: str) -> str:
    """Year first, or day and month in either order where only one of the two can be; with points the day is first."""
    first, second, third = numbers
    if first > 31:
        orders = {(first, second, third)}
    else:
        year = third + 2000 if third < 100 else third
        orders = {(year, second, first)} | (set() if mark == "." else {(year, first, second)})
    days = {day for order in orders if (day := _valid(*order))}
    if len(days) > 1:
        raise ValueError(f"“{words[:40]}” may be two days: write it as 2026-03-04.")
    if not days:
        raise ValueError(f"“{words[:40]}” is no day: write it as 2026-03-04.")
    return days.pop().isoformat()


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
