"""The grid that newsrooms keep: a row for each fact and source, as CSV that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from claims.exports.grid import Cell, check_cells, fact_cells, source_cells
from claims.exports.labels import LANGUAGES
from claims.exports.report import Report
from claims.exports.wording import Wording

# The columns of a claim, of a piece of evidence at it, of who checked, and of the text that they belong to.
OF_CLAIM = (
    "number",
    "fact",
    "speaker",
    "title",
    "attribution",
    "said",
    "so",
    "state",
    "note",
    "copy",
    "fix",
    "risks",
)
OF_EVIDENCE = ("method", "primary", "source", "link", "locator", "passage", "stance", "seen", "kept")
OF_CHECK = ("checked_at", "checked_by", "second_at", "second_by")
OF_TEXT = ("article", "draft", "sha256", "signed", "published", "corrections")

# A spreadsheet takes a cell for a formula by its first sign; some trim blanks and quotes before they look,
# and some take ";", a tab or a line end inside a cell for the start of the next one. Linear in the cell's
# length: inside the cell a look ahead never passes the next such start.
SKIPPED = (
    r" \x0b\x0c\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\"'`´‘’‚“”„«»‹›"
)
SIGN = r"[=+\-@＝＋－＠]"
FORMULA = re.compile(rf"\A(?=[\t\r]|[\s{SKIPPED}]*{SIGN})|(?<=[\n\r;\t])(?=[{SKIPPED}]*{SIGN})")


def inert(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet could take for a formula."""
    return FORMULA.sub("'", cell)


def render_csv(report: Report) -> bytes:
    """The report's grid as UTF-8 with a byte order mark, CRLF, every cell quoted and inert.

    A row for each claim and piece of evidence, the claim's own columns repeated; a claim without one has one row.
    The same report gives the same bytes.
    """
    return csv_of(header(report), rows(report))


def csv_of(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Any grid in that form; the header's words are ours."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def header(report: Report) -> tuple[str, ...]:
    """The labels of the columns."""
    labels = LANGUAGES[report.language]
    return (
        *(labels(f"column.{name}") for name in OF_CLAIM + OF_EVIDENCE + OF_CHECK),
        *(labels(f"fact.{name}") for name in OF_TEXT),
    )


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The cells of the grid below its header, as they are meant, before they are made inert."""
    wording = Wording(report)
    of_text = (
        report.article,
        str(report.draft),
        report.sha256,
        "\n".join(wording.signed()),
        report.published_url,
        "\n".join(wording.corrected()),
    )
    if report.signatures and not report.claims:
        yield (*("",) * len(OF_CLAIM + OF_EVIDENCE + OF_CHECK), *of_text)
    for claim in (claim for group in wording.groups() for claim in group.claims):
        fact, checked = fact_cells(wording, claim), check_cells(claim)
        for one in claim.evidence or (None,):
            source = source_cells(wording, claim, one) if one else {}
            cells = fact | source | checked
            yield (
                *(_words(wording, cells.get(name)) for name in OF_CLAIM + OF_EVIDENCE + OF_CHECK),
                *of_text,
            )


def _words(wording: Wording, cell: Cell) -> str:
    if isinstance(cell, datetime):
        return wording.moment(cell)
    return "" if cell is None else str(cell)
