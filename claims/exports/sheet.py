"""The grid that newsrooms keep, as a workbook: the report's head, the claims with their sources, talk, history."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from claims.exports.archive import fixed
from claims.exports.grid import check_cells, fact_cells, source_cells
from claims.exports.legal import legal
from claims.exports.report import Report, ReportClaim, ReportEvidence
from claims.exports.sheet_cells import FILLED, Dressed, Writer, styles
from claims.exports.sheet_progress import WIDTHS, write_progress
from claims.exports.wording import Wording

# The columns of the claims, by their labels, and how wide each is, in letters.
CLAIM = {
    "number": 6,
    "fact": 46,
    "speaker": 20,
    "title": 18,
    "attribution": 22,
    "said": 17,
    "so": 17,
    "state": 15,
    "note": 34,
    "copy": 16,
    "fix": 34,
    "risks": 32,
    "conflicts": 28,
}
SOURCE = {
    "method": 24,
    "primary": 12,
    "source": 34,
    "link": 34,
    "locator": 14,
    "passage": 40,
    "stance": 14,
    "seen": 18,
    "kept": 24,
}
CHECKED = {"checked_at": 18, "checked_by": 18, "second_at": 18, "second_by": 18}
FACTS_STAY = "C2"  # the first cell that moves: number and fact don't
PAPERS = {"a4": 9, "us-letter": 1}
A_PAGE = 200  # letters of columns that a printed page holds legibly


def render_xlsx(report: Report) -> bytes:
    """The report as a workbook: a row for each claim and source, the claim's own columns repeated, so that it can be
    filtered. The article's text isn't in it. The same report gives the same bytes.
    """
    workbook = Workbook()
    styles(workbook, report.dates)
    wording = Wording(report)
    labels = wording.labels
    _describe(workbook, wording)
    _write_report(workbook.active, wording)
    widths = CLAIM | SOURCE | CHECKED
    _write_grid(workbook, wording, labels("sheet.claims"), widths, _claims(wording), frozen=FACTS_STAY)
    talk = {"claim": 10, "by": 24, "at": 18, "question": 60, "answer": 60, "answered_at": 18}
    _write_grid(workbook, wording, labels("heading.questions"), talk, _questions(wording))
    notes = {"claim": 10, "by": 24, "at": 18, "words": 100}
    _write_grid(workbook, wording, labels("heading.notes"), notes, _notes(wording))
    history = {"number": 8, "at": 18, "by": 24, "what": 28, "claim": 10, "words": 60, "note": 60}
    _write_grid(workbook, wording, labels("heading.history"), history, _history(wording))
    if wording.report.progress:
        progress = workbook.create_sheet(labels("heading.progress"))
        write_progress(progress, wording)
        _set_page(progress, wording, tuple(WIDTHS.values()))
        progress.page_setup.orientation = "landscape"
    return _saved(workbook)


def _saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return fixed(file.getvalue())


def _describe(workbook: Workbook, wording: Wording) -> None:
    report, about = wording.report, workbook.properties
    about.title = legal(report.article)
    about.creator = about.lastModifiedBy = legal(report.made_by)
    about.subject = wording.labels("report")
    about.created = about.modified = report.made.astimezone(UTC).replace(tzinfo=None)


def _write_report(sheet: Worksheet, wording: Wording) -> None:
    report, labels = wording.report, wording.labels
    sheet.title = labels("sheet.report")
    sheet.sheet_view.showGridLines = False
    writer = Writer(report, sheet, (32, 100))
    number = labels("report.number", number=report.number) if report.number else labels("report.preview")
    about = " · ".join((labels("report"), number, labels(f"audience.{report.audience}")))
    for words, style in ((report.article, "title"), (about, "again"), ("", "plain")):
        writer.row([Dressed(words)], style)
        sheet.merge_cells(start_row=writer.at, end_row=writer.at, start_column=1, end_column=2)
    sheet.row_dimensions[1].height = 30 * (1 + len(report.article) // 75)
    for fact in wording.facts():
        _write_lines(writer, fact.label, fact.lines)
    writer.row([], "plain")
    _write_lines(writer, labels("heading.method"), wording.method())
    _set_page(sheet, wording, writer.widths)


def _write_lines(writer: Writer, label: str, lines: Iterable[str]) -> None:
    for at, words in enumerate(lines):
        writer.row([Dressed(label if at == 0 else "", "again"), Dressed(words, link=True)], "plain")


Row = Sequence[Dressed]


def _write_grid(
    workbook: Workbook,
    wording: Wording,
    title: str,
    widths: dict[str, int],
    rows: Iterable[Row],
    *,
    frozen: str = "A2",
) -> None:
    """A sheet with a header that stays, filters, and these rows. Without rows only that of the claims is made."""
    found = list(rows)
    if not found and title != wording.labels("sheet.claims"):
        return
    sheet = workbook.create_sheet(title)
    writer = Writer(wording.report, sheet, tuple(widths.values()))
    writer.row([Dressed(wording.labels(f"column.{key}")) for key in widths], "head")
    for cells in found:
        writer.row(cells, "words")
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(found) + 1}"
    sheet.print_title_rows = "1:1"
    if frozen == FACTS_STAY:
        sheet.print_title_cols = "A:B"
    _set_page(sheet, wording, writer.widths)


def _set_page(sheet: Worksheet, wording: Wording, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = PAPERS[wording.report.paper]
    sheet.page_setup.orientation = "landscape" if sum(widths) > A_PAGE else "portrait"
    sheet.page_margins = PageMargins(0.5, 0.5, 0.6, 0.7)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 + sum(widths) // A_PAGE, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = wording.labels("page", page="&P", pages="&N")


def _claims(wording: Wording) -> Iterator[Row]:
    """A row for each claim and source; what is told a second time recedes."""
    for group in wording.groups():
        for claim in group.claims:
            fact = [Dressed(cell, _fill(name, claim)) for name, cell in fact_cells(wording, claim).items()]
            checked = [Dressed(cell) for cell in check_cells(claim).values()]
            first, *others = claim.evidence or (None,)
            yield [*fact, *_source(wording, claim, first), *checked]
            for one in others:
                again = [[replace(cell, style="again") for cell in cells] for cells in (fact, checked)]
                source = [replace(cell, style="plain") for cell in _source(wording, claim, one)]
                yield [*again[0], *source, *again[1]]


def _fill(column: str, claim: ReportClaim) -> str:
    """The style of a claim's cell whose words have a colour."""
    return FILLED.get(f"{column}.{getattr(claim, column)}", "") if column in ("so", "state") else ""


def _source(wording: Wording, claim: ReportClaim, one: ReportEvidence | None) -> list[Dressed]:
    if one is None:
        return [Dressed(None)] * len(SOURCE)
    cells = source_cells(wording, claim, one)
    return [Dressed(cells[name], link=name == "link") for name in SOURCE]


def _questions(wording: Wording) -> Iterator[Row]:
    labels = wording.labels
    for claim in wording.report.claims:
        for one in claim.questions:
            extra = [
                labels(key)
                for key, so in (("question.blocking", one.blocking), ("question.withdrawn", one.withdrawn))
                if so
            ]
            asked = "\n".join((one.text, *extra))
            cells = (claim.number, one.to, one.at, asked, one.answer, one.answered_at)
            yield [Dressed(cell) for cell in cells]


def _notes(wording: Wording) -> Iterator[Row]:
    told = [(None, one) for one in wording.report.notes]
    for number, one in [
        *told,
        *((claim.number, note) for claim in wording.report.claims for note in claim.notes),
    ]:
        yield [Dressed(cell) for cell in (number, one.by, one.at, one.text)]


def _history(wording: Wording) -> Iterator[Row]:
    for one in wording.report.history:
        by, what = one.by or wording.labels("machine"), wording.labels.word("event", one.what)
        cells = (one.number, one.at, by, what, one.claim, one.words, one.note)
        yield [Dressed(cell) for cell in cells]
