"""The text of an Excel workbook: rows of cells, as their values were last seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from claims.capture.archives import read_directory

MOST_ROWS, MOST_CELLS = 200_000, 500


def read(body: bytes, charset: str = "") -> Iterator[str]:
    """Each sheet under a line that names it; cells parted by tabs, formulas by their values."""
    read_directory(io.BytesIO(body))
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
    rows = 0
    for sheet in book.worksheets:
        yield f"[sheet {sheet.title}]\n"
        for row in sheet.iter_rows(values_only=True, max_col=MOST_CELLS):
            rows += 1
            if rows > MOST_ROWS:
                return
            line = "\t".join(_cell(value) for value in row).rstrip()
            if line:
                yield line + "\n"
        yield "\n"


def _cell(value: Any) -> str:
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())
