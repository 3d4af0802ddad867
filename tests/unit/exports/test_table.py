"""The grid: report → exact text, and the invariants that a hostile text can't break."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exports.report import (
    Report,
    ReportClaim,
    ReportCorrection,
    ReportCounts,
    ReportEvidence,
    ReportSignature,
    ReportSpeaker,
)
from claims.exports.table import header, inert, render_csv, rows
from claims.exports.wording import Wording
from tests.support import reports
from tests.support.hostile import CONTROLS, HOSTILE, MARK
from tests.support.properties import unhurried

CHECKED = datetime(2026, 3, 4, 15, 6, tzinfo=UTC)
TEXT = "The mayor said the bridge is safe. It has stood for ninety years."

KEPT = ReportClaim(
    id=11,
    number=1,
    state="settled",
    words="the bridge is safe",
    own_voice=False,
    spans=((15, 33),),
    speakers=(ReportSpeaker(name="Ann Cole", kind="person", title="mayor"),),
    source="The mayor",
    cue="said",
    said="fair paraphrase",
    so="confirmed",
    copy="none needed",
    note="Read the report.",
    checked_by="Mina Okafor",
    checked_at=CHECKED,
    second_by="Jo Brandt",
    second_at=datetime(2026, 3, 5, 9, 0, tzinfo=UTC),
    high_risk=True,
    risks=("legal", "statistic"),
    evidence=(
        ReportEvidence(
            id=1,
            kind="document",
            title="Inspection 2025",
            locator="p. 12",
            passage="“no defects”",
            stance="supports",
            primary=True,
        ),
        ReportEvidence(
            id=2,
            kind="search",
            title="Court register",
            words="bridge, injunction",
            result="Nothing since 2019",
            seen=CHECKED,
            stance="context",
            sha256="ef",
        ),
    ),
)
OPEN = ReportClaim(id=12, number=2, state="open", words="It has stood for ninety years", own_voice=True)


def report_with(*claims: ReportClaim, text: str = TEXT) -> Report:
    return Report(
        article_id=7,
        number=1,
        audience="full",
        article="Bridge",
        desk="City",
        state="checking",
        bylines=("Rob Reyes",),
        draft=1,
        sha256="ab" * 32,
        made=CHECKED,
        made_by="Mina Okafor",
        counts=ReportCounts(total=len(claims), settled=1, dismissed=0, in_work=0, left=1, stale=0, unseen=0),
        text=text,
        claims=claims,
    )


HEADER = header(report_with())


def read(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True))


def test_the_grid_to_the_letter() -> None:
    last = '"Bridge","1","' + "ab" * 32 + '","Nobody has signed draft 1.","",""'
    fact = (
        '"1","the bridge is safe","Ann Cole","mayor","The mayor said","Fair paraphrase","Confirmed",'
        '"Settled","Read the report.","None needed","",'
        '"High risk: Touches courts, crime or the law. Rests on a figure.",'
    )
    checked = '"2026-03-04 15:06","Mina Okafor","2026-03-05 09:00","Jo Brandt",'
    assert render_csv(report_with(KEPT, OPEN)).decode() == "\r\n".join(
        (
            "\ufeff" + ",".join(f'"{name}"' for name in HEADER),
            f'{fact}"Document","primary","Inspection 2025","","p. 12","“no defects”","Supports",'
            f'"","",{checked}{last}',
            f'{fact}"Search that was made","secondary","Court register\nSearched for: bridge, injunction","","",'
            f'"Nothing since 2019","Context","2026-03-04 15:06","ef",{checked}{last}',
            '"2","It has stood for ninety years","Own voice","","","","","Open",' + '"",' * 17 + last,
            "",
        )
    )


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_csv(report_with(KEPT, OPEN)) == render_csv(report_with(KEPT, OPEN))


def test_no_claims_leave_the_header() -> None:
    assert read(render_csv(report_with())) == [list(HEADER)]


def test_a_hidden_first_check_says_so_and_gives_nothing_away() -> None:
    (row,) = rows(report_with(replace(OPEN, hidden=True, note="")))
    assert "The first check is hidden from whoever makes the second." in row


def test_a_dismissed_claim_gives_its_reason() -> None:
    (row,) = rows(report_with(replace(OPEN, state="dismissed", dismissed_why="An opinion.", note="old")))
    assert row[HEADER.index("Why not, note")] == "An opinion.\nold"


SIGNED = ReportSignature(name="Edie Ames", role="editor", at=CHECKED, draft=1, sha256="ab" * 32)
SIGN_OFF = slice(HEADER.index("Signed off"), None)


def test_each_row_says_who_stands_for_it() -> None:
    report = replace(
        report_with(KEPT, OPEN),
        signatures=(SIGNED, replace(SIGNED, name="Mina Okafor", role="checker")),
        published_url="https://paper.example/bridge",
        corrections=(ReportCorrection(draft=2, at=CHECKED, reason="The year was wrong."),),
    )
    for row in rows(report):
        assert row[SIGN_OFF] == (
            f"Signed by Edie Ames, editor, 2026-03-04 15:06, under draft 1, SHA-256 {'ab' * 32}.\n"
            f"Signed by Mina Okafor, checker, 2026-03-04 15:06, under draft 1, SHA-256 {'ab' * 32}.",
            "https://paper.example/bridge",
            "Draft 2, 2026-03-04 15:06: The year was wrong.",
        )


def test_an_override_is_printed_with_its_reason_even_where_there_are_no_claims() -> None:
    override = replace(SIGNED, override="It runs at six.")
    (row,) = rows(replace(report_with(), signatures=(override,)))
    assert len(row) == len(HEADER)
    assert row[SIGN_OFF.start] == (
        f"Signed off by override of Edie Ames, editor, 2026-03-04 15:06, under draft 1, SHA-256 {'ab' * 32}: "
        "It runs at six."
    )


def test_one_signature_that_was_enough_and_one_under_an_earlier_text() -> None:
    report = replace(report_with(OPEN), signatures=(replace(SIGNED, sha256="cd" * 32),), one_enough=True)
    lines = list(Wording(report).signed())
    assert lines[0] == "Nobody has signed draft 1."
    assert lines[-1] == "On this desk one signature is enough."


def test_withdrawn_evidence_is_marked() -> None:
    withdrawn = replace(KEPT.evidence[0], withdrawn="The page was a fake.")
    (row,) = rows(report_with(replace(KEPT, evidence=(withdrawn,))))
    assert row[HEADER.index("Method")] == "Document\nWithdrawn: The page was a fake."


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("-5 degrees", "'-5 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\tindented", "'\tindented"),
        ("\rreturned", "'\rreturned"),
        ("＝1＋1", "'＝1＋1"),
        ("－1", "'－1"),
        ("＋1", "'＋1"),
        ("＠SUM", "'＠SUM"),
        ("   =1", "'   =1"),
        ("\u00a0\u3000=1", "'\u00a0\u3000=1"),
        ("\u200b\u202e=1", "'\u200b\u202e=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("“-no”", "'“-no”"),
        ("\n=1", "'\n'=1"),
        ("first line\n=1", "first line\n'=1"),
        ("first line\r\n  @x", "first line\r\n'  @x"),
        ("a;=1", "a;'=1"),
        ("a\t=1", "a\t'=1"),
        ("2 + 2 = 4", "2 + 2 = 4"),
        ("plain", "plain"),
        ("a-b@c.d", "a-b@c.d"),
        ("«quoted»", "«quoted»"),
        ("", ""),
        ("   ", "   "),
    ],
)
def test_inert(cell: str, made: str) -> None:
    assert inert(cell) == made


@pytest.mark.parametrize(
    "cell", [" " * 100_000, "\n" * 100_000, "\t;" * 50_000, '"' * 100_000, "\n \t" * 33_000]
)
def test_a_cell_aimed_at_the_expression_is_read_once(cell: str) -> None:
    """Quadratic would be 10 billion steps here: the whole run's time limit says so."""
    assert inert(cell).replace("'", "") == cell.replace("'", "")


STARTS = st.sampled_from(
    ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " ", "\n", ";", '"', "'", ",", "“", "\u200b"]
)
CELLS = st.lists(st.one_of(STARTS, st.text(max_size=4)), max_size=8).map("".join)
SOURCES = st.builds(
    ReportEvidence,
    id=st.just(1),
    kind=CELLS,
    title=CELLS,
    url=CELLS,
    words=CELLS,
    locator=CELLS,
    passage=CELLS,
    primary=st.booleans(),
)
CLAIMS = st.builds(
    ReportClaim,
    id=st.just(1),
    number=st.integers(1, 999),
    state=CELLS,
    words=CELLS,
    own_voice=st.booleans(),
    speakers=st.builds(ReportSpeaker, name=CELLS, kind=st.just("person"), title=CELLS).map(
        lambda one: (one,)
    ),
    note=CELLS,
    fix=CELLS,
    checked_by=CELLS,
    evidence=st.lists(SOURCES, max_size=3).map(tuple),
)


@unhurried
@given(st.lists(CLAIMS, max_size=4))
def test_what_is_read_back_is_what_was_meant_and_no_cell_is_a_formula(claims: list[ReportClaim]) -> None:
    report = report_with(*claims)
    file = render_csv(report)
    assert file.startswith(b"\xef\xbb\xbf")
    cells = read(file)[1:]
    meant = list(rows(report))
    assert len(cells) == len(meant) == sum(max(1, len(claim.evidence)) for claim in claims)
    for got, wanted in zip(cells, meant, strict=True):
        assert len(got) == len(HEADER)
        assert got == [inert(cell) for cell in wanted]
        for cell, word in zip(got, wanted, strict=True):
            assert not cell.startswith(tuple("=+-@＝＋－＠\t\r"))
            assert not cell.lstrip(' \n"“\u200b').startswith(tuple("=+-@＝＋－＠"))
            assert cell == word or cell.replace("'", "") == word.replace("'", "")


@unhurried
@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_annotated_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(start, min(end, len(text))) for start, end in spans if start < min(end, len(text))]
    claims = [replace(OPEN, number=at, spans=(span,)) for at, span in enumerate(spans, start=1)]
    report = report_with(*claims, text=text)
    pieces = list(report.annotated())
    assert "".join(piece.text for piece in pieces) == text
    for claim in claims:
        words = "".join(piece.text for piece in pieces if claim.number in piece.numbers)
        assert words == text[slice(*claim.spans[0])]
        assert sum(claim.number in piece.ends for piece in pieces) == 1
        assert all(claim.number in piece.numbers for piece in pieces if claim.number in piece.ends)


@pytest.mark.parametrize(
    "report", [reports.bridge(), reports.empty(), reports.many(500)], ids=["odd", "none", "many"]
)
def test_each_claim_and_piece_has_its_row(report: Report) -> None:
    cells = read(render_csv(report))
    assert all(len(row) == len(HEADER) for row in cells)
    assert [row[1] for row in cells[1:]] == [
        one.words for one in report.claims for _ in one.evidence or (None,)
    ]


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_hostile_words_are_words(words: str) -> None:
    found = [cell for row in read(render_csv(reports.everywhere(words)))[1:] for cell in row]
    assert sum(inert(words.strip()) in cell or MARK in cell for cell in found) > 12
    for cell in found:
        for line in cell.splitlines() or [""]:
            assert not line.lstrip(' "“\u200b\u202e\u2066').startswith(tuple("=+-@＝＋－＠\t\r")), cell
