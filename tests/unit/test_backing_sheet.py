"""A reporter's own sheet: which column is what, what each row says, and what is wrong with it, in plain words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.capture.errors import NotKept
from claims.exports.report import Report
from claims.exports.sheet import render_xlsx
from claims.exports.table import render_csv
from claims.incoming.backing_cells import day_in
from claims.incoming.backing_sheet import MOST_BYTES, MOST_ROWS, BackingRow, BackingSheet, read
from claims.incoming.backing_words import BY_HAND, COLUMNS, KINDS, NEEDED, STANCES, folded
from claims.incoming.reading import read_backing_sheet
from claims.vocabulary import EvidenceKind, Stance
from tests.support import reports
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.properties import unhurried
from tests.unit.capture.files import packed

GRID = """Fact,Source,Link,Page,Method,Primary or secondary,Date,Note
The bridge is safe,Inspection 2025,https://port.example/i.pdf,p. 12,Document,primary,2026-03-04,no defects
"""
ROW = BackingRow(
    line=2,
    fact="The bridge is safe",
    title="Inspection 2025",
    url="https://port.example/i.pdf",
    locator="p. 12",
    kind="DOCUMENT",
    primary=True,
    seen="2026-03-04",
    passage="no defects",
)


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(**cells: str) -> BackingRow:
    """The only row of a sheet with these columns; what a row needs is there unless it is named."""
    cells = {"Fact": "The bridge is safe", "Source": "Inspection", "Method": "document"} | cells
    lines = [
        "\t".join(cells),
        "\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells.values()),
    ]
    [found] = read("\n".join(lines).encode()).rows
    return found


def test_a_row_is_read() -> None:
    found = read(GRID.encode())
    assert found.rows == (ROW,)
    assert found.columns["title"] == "Source" and found.columns["seen"] == "Date"
    assert found.unread == ()


@pytest.mark.parametrize("mark", [";", "\t", "|", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_whatever_parts_its_cells_and_however_it_is_written(mark: str, encoding: str, ends: str) -> None:
    text = GRID.replace("Inspection", "“Inspección”").replace(",", mark).replace("\n", ends)
    assert read(text.encode(encoding)).rows == (replace(ROW, title="“Inspección” 2025"),)


def test_excel_may_say_what_parts_them() -> None:
    assert read(b"sep=;\r\n" + GRID.replace(",", ";").encode()).rows == (ROW,)


def test_quoted_cells_hold_marks_and_lines() -> None:
    found = row(Note='He said "no",\nthen left; twice')
    assert found.passage == 'He said "no",\nthen left; twice'


def test_what_stands_above_the_header_and_between_rows_counts_as_lines() -> None:
    text = "Backing for the bridge story\n\n" + GRID + "\n,,,\nIt stood,Book,,,book,,,\n"
    assert [(one.line, one.fact) for one in read(text.encode()).rows] == [(4, ROW.fact), (7, "It stood")]


@pytest.mark.parametrize(
    ("name", "heading"), [(name, heading) for name, names in COLUMNS.items() for heading in names]
)
def test_each_name_of_a_column(name: str, heading: str) -> None:
    others = {"fact": "Fact", "title": "Source", "kind": "Method"}
    heads = {**{key: head for key, head in others.items() if key != name}, name: heading.upper()}
    if name == "url":
        del heads["title"]
    if name == "number":
        del heads["fact"]
    sheet = read(f"{','.join(heads.values())}\n{','.join('1' for _ in heads)}\n".encode())
    assert sheet.columns[name] == heading.upper()


def test_headings_are_read_without_their_marks() -> None:
    heads = {"fact": "*Claim #*", "title": "SOURCE / name", "url": "Web-Address:"}
    assert read(";".join(heads.values()).encode() + b"\n1;x;\n").columns == heads
    assert folded("Primary / secondary?") == "primarysecondary"
    assert folded(" # ") == "#"


def test_what_no_field_takes_is_named() -> None:
    assert read(b"Fact,Source,Editor,Colour\nx,y,z,red\n").unread == ("Editor", "Colour")


@pytest.mark.parametrize(
    "body",
    [
        b"The bridge is safe,Inspection 2025,https://port.example/i.pdf\n",
        b"Fact,Page\nx,1\n",
        b"Source,Link\nx,https://a.example\n",
        b"\xff\xfe\x00",
        b"just words",
        b"\x00\x01\x02\x03" * 50,
    ],
)
def test_without_a_header_it_says_which_words_are_looked_for(body: bytes) -> None:
    with pytest.raises(NotKept, match="No header was found"):
        read(body)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "The file is empty."),
        (b" \n ", "The file is empty."),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 5 MB."),
        (b"Fact,Source\n", "There is no row below the header."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Old Excel files"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (packed({"word/document.xml": "<w/>"}), "isn't an Excel workbook"),
        (packed({"xl/workbook.xml": "<broken"}), "damaged"),
        (packed({"xl/../../evil": "x"}), "leads out of it"),
        (packed({"xl/workbook.xml": b"\0" * 60_000_000}), "unpacks to far more"),
    ],
)
def test_what_is_no_sheet_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(NotKept, match=why):
        read(body)


def test_too_many_rows_are_refused() -> None:
    rows = b"Fact,Source\n" + b"x,y\n" * MOST_ROWS
    assert len(read(rows).rows) == MOST_ROWS
    with pytest.raises(NotKept, match="more than 2,000 rows"):
        read(rows + b"x,y\n")


def test_a_workbook() -> None:
    heads = ["No.", "Claim", "Source", "URL", "Page", "Type", "Primary?", "Accessed", "Comments"]
    row = [4, ROW.fact, ROW.title, ROW.url, 12, "PDF", True, datetime(2026, 3, 4), ROW.passage]
    body = workbook([["Notes", "by Rob"]], [[], ["Bridge"], heads, row, [None] * 9])
    assert read(body).rows == (replace(ROW, line=4, number=4, locator="12"),)


def test_a_formula_without_its_value_is_nothing_and_one_in_text_is_told() -> None:
    body = workbook([["Fact", "Source", "Link"], ["x", "y", '=HYPERLINK("https://a.example","y")']])
    assert read(body).rows[0].url == ""
    assert row(Source="=1+1").errors == ("The source is a formula: put its value there.",)
    assert row(Source="'=1+1").title == "=1+1"  # as our own grid has it
    assert row(Source="'=1+1").errors == ()


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"Fact": ""}, "Say which claim it belongs to: its number, or its words."),
        ({"Source": ""}, "There is no source in this row."),
        ({"No.": "four"}, "“four” is no claim's number."),
        ({"No.": "1.5"}, "“1.5” is no claim's number."),
        ({"Link": "port.example/a"}, "The link isn't a web address: one begins with http:// or https://."),
        (
            {"Link": "javascript:alert(1)"},
            "The link isn't a web address: one begins with http:// or https://.",
        ),
        (
            {"Link": "file:///etc/passwd"},
            "The link isn't a web address: one begins with http:// or https://.",
        ),
        ({"Link": "http://[bad"}, "The link isn't a web address: one begins with http:// or https://."),
        ({"Method": "hearsay"}, "“hearsay” is no method that is known"),
        ({"Method": ""}, "Say in a column “Method” what it is"),
        ({"Method": "phone"}, BY_HAND["CALL"]),
        ({"Method": "Search that was made"}, BY_HAND["SEARCH"]),
        ({"Method": "web page"}, NEEDED["WEB_PAGE"][1]),
        ({"Primary": "maybe"}, "“maybe” under “primary or secondary” isn't “primary” or “secondary”."),
        ({"Supports": "unsure"}, "“unsure” under “supports or contradicts” isn't"),
        ({"Date": "03/04/2026"}, "“03/04/2026” may be two days: write it as 2026-03-04."),
        ({"Date": "last week"}, "“last week” is no day that can be read"),
        ({"Date": "31/02/2026"}, "“31/02/2026” is no day"),
        ({"Source": "x" * 501}, "The source has more than 500 characters."),
        ({"Page": "x" * 301}, "The locator has more than 300 characters."),
    ],
)
def test_errors_are_in_plain_words(cells: dict[str, str], error: str) -> None:
    found = row(**cells)
    assert len(found.errors) == 1
    assert found.errors[0].startswith(error)
    assert found.line == 2


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("", ""),
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04 15:06", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("4.3.2026", "2026-03-04"),
        ("04.03.26", "2026-03-04"),
        ("13/04/2026", "2026-04-13"),
        ("04/13/2026", "2026-04-13"),
        ("5/5/2026", "2026-05-05"),
        ("4 March 2026", "2026-03-04"),
        ("March 4,  2026", "2026-03-04"),
        ("4 Mar 2026", "2026-03-04"),
    ],
)
def test_days(words: str, day: str) -> None:
    assert day_in(words) == day
    assert day_in(date(2026, 3, 4)) == "2026-03-04"


def test_a_source_that_is_an_address_is_the_link() -> None:
    found = row(Source="https://a.example/x", Method="")
    assert (found.url, found.title, found.kind, found.errors) == ("https://a.example/x", "", "WEB_PAGE", ())


def test_the_names_are_those_of_the_vocabulary() -> None:
    assert set(KINDS.values()) == set(EvidenceKind.__members__)
    assert set(STANCES.values()) == set(Stance.__members__)
    assert set(BY_HAND) | set(NEEDED) <= set(EvidenceKind.__members__)
    assert all(folded(words) == words for words in (*KINDS, *STANCES))


@pytest.mark.parametrize("render", [render_csv, render_xlsx])
def test_our_own_grid_comes_back(render: Callable[[Report], bytes]) -> None:
    """What we write for spreadsheets is read: each piece of evidence with its claim, its place and its words."""
    report = reports.bridge()
    found = read(render(report)).rows
    told = {(one.number, one.title, one.url, one.locator) for one in found if not one.errors}
    assert {(1, reports.INSPECTION.title, reports.INSPECTION.url, "p. 12")} <= told
    assert [one.number for one in found] == [
        claim.number for claim in report.claims for _ in claim.evidence or (None,)
    ]
    first = found[0]
    assert (first.fact, first.kind, first.primary, first.stance, first.seen, first.passage) == (
        "The bridge over the harbour is safe",
        "DOCUMENT",
        True,
        "SUPPORTS",
        "2026-03-04",
        "no defects were found",
    )


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_hostile_words_are_words(words: str) -> None:
    found = row(Note=words, Source="Inspection")
    assert found.passage or found.errors
    assert not any(letter < " " and letter not in "\t\n" for letter in found.passage)
    assert row(Link=words).url == ""


@settings(unhurried, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_sentence(body: bytes) -> None:
    try:
        found = read(body)
    except NotKept as error:
        assert str(error).endswith(".")
    else:
        assert found.rows


@settings(unhurried, max_examples=100)
@given(st.lists(st.lists(st.text(max_size=20), min_size=8, max_size=8), min_size=1, max_size=5))
def test_any_cells_are_rows(cells: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    text = GRID.split("\n")[0] + "\n" + "\n".join(lines) + "\nx,y,,,book,,,\n"
    found = read(text.encode("utf-8", "replace"))
    assert found.rows[-1].fact == "x"
    assert BackingSheet.from_json(found.as_json()) == found


def test_it_is_read_in_a_process_of_its_own() -> None:
    assert read_backing_sheet(GRID.encode()).rows == (ROW,)
    with pytest.raises(NotKept, match="No header was found"):
        read_backing_sheet(b"words")
    with pytest.raises(NotKept, match="larger than 5 MB"):
        read_backing_sheet(b"x" * (MOST_BYTES + 1))
