"""What a program that isn't ours makes of the files: nothing mended, nothing lost. Slow: `make test-long`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from claims.exports.document import render_docx
from claims.exports.report import Report
from claims.exports.sheet import render_xlsx
from claims.extraction.blocks import find_blocks
from tests.support import reports
from tests.support.hostile import HOSTILE
from tests.support.office_programs import converted
from tests.support.word_reader import part, read, words_of

pytestmark = pytest.mark.long
REPORTS = {
    "bridge": reports.bridge(),
    "empty": reports.empty(),
    "500": reports.many(500),
    "hostile": reports.everywhere("\n\n".join(HOSTILE)),
}


def article(report: Report) -> str:
    return "\n".join(report.text[block.start : block.end] for block in find_blocks(report.text))


def plain(words: str) -> str:
    """Without the marks that a program may add, drop or write another way: line ends, zero widths, directions."""
    return "".join(letter for letter in words if letter.isprintable() and not letter.isspace())


@pytest.mark.parametrize("name", REPORTS)
def test_a_document_comes_back_with_its_words_and_comments(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]
    content = render_docx(report)
    again = converted(content, "report.docx", "docx", tmp_path).read_bytes()
    ours = read(content)
    body = "".join(words_of(one) for one in part(again, "word/document.xml"))
    assert plain("".join(words for _, words in ours.article + ours.report)) in plain(body)
    told = part(again, "word/comments.xml") if ours.comments else []
    assert [plain(words_of(one)) for one in told] == [plain("".join(one)) for one in ours.comments.values()]


def test_its_article_is_the_text(tmp_path: Path) -> None:
    report = reports.bridge()
    text = converted(render_docx(report), "report.docx", "txt:Text (encoded):UTF8", tmp_path)
    assert text.read_text("utf-8-sig").startswith(article(report))


@pytest.mark.parametrize("name", REPORTS)
def test_a_workbook_comes_back_with_its_cells(name: str, tmp_path: Path) -> None:
    content = render_xlsx(REPORTS[name])
    source = tmp_path / "ours.xlsx"
    source.write_bytes(content)
    again = converted(content, "report.xlsx", "xlsx", tmp_path)
    ours, theirs = openpyxl.load_workbook(source), openpyxl.load_workbook(again)
    assert ours.sheetnames == theirs.sheetnames
    for one, other in zip(ours, theirs, strict=True):
        assert _cells(one) == _cells(other)


def _cells(sheet: Worksheet) -> list[list[str]]:
    rows = [[plain(str(cell or "")) for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [row for row in rows if any(row)]
