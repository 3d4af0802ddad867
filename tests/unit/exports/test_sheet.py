"""The grid as a workbook: cells as they are meant, real dates, and nothing that a sheet reckons or opens by itself."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from claims.exports.report import Report
from claims.exports.sheet import render_xlsx
from claims.exports.sheet_cells import LONGEST, as_text
from claims.exports.table import inert
from tests.support import reports
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.properties import unhurried
from tests.support.word_reader import part, parts

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
REPORTS = {
    "bridge": reports.bridge,
    "empty": reports.empty,
    "one": lambda: reports.many(1),
    "by verdict": lambda: reports.bridge(order="verdict", dates="month first", paper="us-letter"),
    "outside": lambda: reports.bridge(number=0, audience="outside", notes=(), history=(), only="Stale"),
}


def sheets(report: Report) -> dict[str, Worksheet]:
    opened = openpyxl.load_workbook(io.BytesIO(render_xlsx(report)))
    return {sheet.title: sheet for sheet in opened}


def column(sheet: Worksheet, head: str) -> list[object]:
    """The cells under a heading."""
    [found] = [cells for cells in sheet.columns if cells[0].value == head]
    return [cell.value for cell in found[1:]]


def shown(words: str) -> str:
    """What whoever opens it sees: a sheet's own codes of letters resolved."""
    return CODE.sub(lambda found: chr(int(found[1], 16)), words)


def test_a_golden_file() -> None:
    lines = [
        f"{title}!{cell.coordinate} {cell.style.removeprefix('report ')}: {cell.value!r}"
        for title, sheet in sheets(reports.bridge()).items()
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    is_golden("bridge.xlsx.txt", "\n".join(lines) + "\n", sha256=reports.bridge().sha256)


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert render_xlsx(REPORTS[name]()) == render_xlsx(REPORTS[name]())


@pytest.mark.parametrize("name", REPORTS)
def test_a_row_for_each_claim_and_source(name: str) -> None:
    report = REPORTS[name]()
    grid = sheets(report)["Claims"]
    rows = sum(len(claim.evidence) or 1 for claim in report.claims)
    assert grid.max_row == rows + 1
    assert grid.auto_filter.ref == f"A1:Z{rows + 1}"
    assert grid.freeze_panes == "C2"
    facts = {(claim.number, claim.words) for claim in report.claims}
    assert set(zip(column(grid, "No."), column(grid, "Fact"), strict=True)) == facts


def test_five_hundred_claims() -> None:
    grid = sheets(reports.many(500))["Claims"]
    assert grid.max_row == 1 + sum(len(claim.evidence) for claim in reports.many(500).claims)


def test_moments_are_dates_at_the_desks_clock() -> None:
    grid = sheets(reports.bridge())["Claims"]
    assert column(grid, "Date checked")[0] == datetime(2026, 3, 4, 16, 6)
    [cells] = [cells for cells in grid.columns if cells[0].value == "Date checked"]
    assert cells[1].number_format == "yyyy-mm-dd hh:mm"


def test_an_address_is_a_link_whose_text_it_is() -> None:
    [cells] = [cells for cells in sheets(reports.bridge())["Claims"].columns if cells[0].value == "Link"]
    assert (cells[1].value, cells[1].hyperlink.target) == (reports.INSPECTION.url,) * 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//x.example",
        "https://",
        "http://a b.example/",
        "mailto:a@b",
    ],
)
def test_anything_else_is_words(address: str) -> None:
    thing = replace(reports.INSPECTION, url=address)
    one = replace(reports.CLAIMS[0], evidence=(thing,))
    [cells] = [cells for cells in sheets(reports.report(one))["Claims"].columns if cells[0].value == "Link"]
    assert (cells[1].value, cells[1].hyperlink) == (address, None)


def test_nothing_of_the_claims_is_missing() -> None:
    report = reports.bridge()
    told = "\n".join(
        str(cell.value) for sheet in sheets(report).values() for row in sheet.iter_rows() for cell in row
    )
    for claim in report.claims:
        for words in (
            claim.words,
            claim.source,
            claim.cue,
            claim.fix,
            claim.note,
            claim.dismissed_why,
            claim.second_by,
        ):
            assert words in told
        for one in claim.evidence:
            for words in (
                one.title,
                one.url,
                one.words,
                one.result,
                one.locator,
                one.passage,
                one.sha256,
                one.withdrawn,
            ):
                assert words in told
        for question in claim.questions:
            assert question.text in told and question.answer in told and question.to in told
        assert all(speaker.name in told and speaker.title in told for speaker in claim.speakers)
        assert all(note.text in told for note in claim.notes)
        assert all(words in told for words in claim.conflicts)
    for words in (
        "The war began.",
        "Runs on page three.",
        "It is the older bridge.",
        "9f" * 32,
        report.sha256,
        "Draft 1",
    ):
        assert words in told


def test_what_nobody_has_makes_no_sheet() -> None:
    assert list(sheets(reports.empty())) == ["Report", "Claims"]
    assert list(sheets(reports.bridge())) == ["Report", "Claims", "Questions", "Notes", "History", "Progress"]


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_hostile_words_are_words(words: str) -> None:
    content = render_xlsx(reports.everywhere(words))
    names = [name for name in parts(content) if name.startswith("xl/worksheets/sheet")]
    for name in names:
        cells = list(part(content, name).iter(f"{MAIN}c"))
        assert cells and {cell.get("t", "n") for cell in cells} <= {"inlineStr", "n"}
        assert not list(part(content, name).iter(f"{MAIN}f"))
    assert not [name for name in parts(content) if "external" in name.lower() or "vba" in name.lower()]
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    legal = "".join(letter if letter in "\t\n" or letter >= " " else "\ufffd" for letter in lines)
    fact = shown(str(column(sheets(reports.everywhere(words))["Claims"], "Fact")[0]))
    assert fact == inert(legal)


def test_links_of_hostile_words_lead_to_the_web_alone() -> None:
    for words in HOSTILE + CONTROLS:
        content = render_xlsx(reports.everywhere(words))
        for name, body in parts(content).items():
            if name.endswith(".rels") and b"External" in body:
                outside = [one for one in part(content, name) if one.get("TargetMode")]
                assert all(one.get("Type").endswith("/hyperlink") for one in outside)
                targets = [one.get("Target") for one in outside]
                assert all(target.startswith("https://post.example/") for target in targets)


@pytest.mark.parametrize("letter", ["a", "😀", "=\n"])
def test_a_cell_that_is_too_long_says_where_the_rest_is(letter: str) -> None:
    one = replace(reports.CLAIMS[0], note=letter * 40_000)
    note = column(sheets(reports.report(one))["Claims"], "Why not, note")[0]
    assert isinstance(note, str)
    assert len(note.encode("utf-16-le")) // 2 <= LONGEST
    assert note.endswith("The whole is in the report as JSON.")


@settings(unhurried, max_examples=300)
@given(st.text(max_size=60))
def test_a_cell_holds_its_words(words: str) -> None:
    made = as_text(words, "cut")
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter if letter.isprintable() else "" for letter in shown(made).replace("'", ""))
    meant = "".join(letter if letter.isprintable() else "" for letter in lines.replace("'", ""))
    assert kept.replace("\ufffd", "") == meant.replace("\ufffd", "")


def test_codes_of_letters_are_words() -> None:
    """A sheet reads _x003D_ as "=": what was written so stays so."""
    assert as_text("_x003D_1+1", "") == "_x005F_x003D_1+1"
    assert shown(as_text("_x003D_1+1", "")) == "_x003D_1+1"
