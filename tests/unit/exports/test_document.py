"""The article as a Word file: its words to the letter, each claim a comment at its own, nothing said by accident."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from claims.exports.audience import outside
from claims.exports.document import render_docx
from claims.exports.report import Report
from claims.extraction.blocks import find_blocks
from tests.support import reports
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE, MARK
from tests.support.properties import unhurried
from tests.support.word_reader import R, W, part, parts, read, words_of

REPORTS = {
    "bridge": reports.bridge,
    "empty": reports.empty,
    "one": lambda: reports.many(1),
    "by speaker": lambda: reports.bridge(order="speaker", dates="day first", paper="us-letter"),
    "preview": lambda: reports.bridge(number=0, audience="outside", notes=(), history=(), only="Stale"),
    "no text": lambda: reports.report(text=""),
}


def lines_of(report: Report) -> list[str]:
    """The article's paragraphs as the program that reads it tells them apart."""
    return [report.text[block.start : block.end] for block in find_blocks(report.text)]


def test_a_golden_file() -> None:
    report = reports.bridge()
    is_golden("bridge.docx.txt", read(render_docx(report)).marked, sha256=report.sha256)


@pytest.mark.parametrize("name", REPORTS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert render_docx(REPORTS[name]()) == render_docx(REPORTS[name]())


@pytest.mark.parametrize("name", REPORTS)
def test_the_articles_words_are_its_text(name: str) -> None:
    report = REPORTS[name]()
    found = read(render_docx(report))
    assert [words for _, words in found.article] == lines_of(report)
    assert "".join("".join(words for _, words in found.article).split()) == "".join(report.text.split())


@pytest.mark.parametrize("name", REPORTS)
def test_each_claim_is_a_comment_at_its_own_words(name: str) -> None:
    report = REPORTS[name]()
    found = read(render_docx(report))
    placed = [claim for claim in report.claims if claim.spans]
    assert len(found.comments) == sum(len(claim.spans) for claim in placed)
    at_words = {(lines[0].split(" · ")[0], found.ranges[number]) for number, lines in found.comments.items()}
    assert at_words == {
        (f"Claim {claim.number}", report.text[start:end]) for claim in placed for start, end in claim.spans
    }


def test_five_hundred_claims() -> None:
    report = reports.many(500)
    found = read(render_docx(report))
    assert [words for _, words in found.article] == lines_of(report)
    assert len(found.comments) == 500
    assert list(found.ranges.values()) == [claim.words for claim in report.claims]


@pytest.mark.parametrize("name", REPORTS)
def test_another_program_opens_it(name: str) -> None:
    report = REPORTS[name]()
    opened = docx.Document(io.BytesIO(render_docx(report)))
    told = "\n".join(one.text for one in opened.paragraphs)
    assert all(line in told for line in lines_of(report))
    assert opened.core_properties.modified == report.made


def test_a_claim_in_pieces_has_a_comment_at_each() -> None:
    one = replace(reports.CLAIMS[0], spans=(reports.span("The bridge"), reports.span("is safe, Mayor")))
    found = read(render_docx(reports.report(one)))
    assert list(found.ranges.values()) == ["The bridge", "is safe, Mayor"]
    assert found.comments["1"] == ["Claim 1 goes on here. What was found stands at its first words."]


def test_a_range_may_go_over_paragraphs() -> None:
    start = reports.span("told reporters.")[0]
    end = reports.span("It has stood")[1]
    one = replace(reports.CLAIMS[0], spans=((start, end),))
    assert list(read(render_docx(reports.report(one))).ranges.values()) == ["told reporters.\nIt has stood"]


def test_what_has_no_place_is_told_in_full_after_the_article() -> None:
    nowhere = replace(reports.CLAIMS[0], number=9, spans=(), lost=True)
    between = replace(reports.CLAIMS[3], number=10, spans=((len("Harbour bridge is safe, mayor says"),) * 2,))
    found = read(render_docx(reports.report(reports.CLAIMS[1], nowhere, between)))
    assert len(found.comments) == 1
    told = [words for _, words in found.report]
    for claim, note in (
        (nowhere, "Note: Read the report.\nAsked the port as well."),
        (between, "Is it so? Wrong"),
    ):
        assert ("ReportClaim", claim.words) in found.report
        assert note in told


def test_whoever_checked_it_is_its_comments_author_at_the_desks_clock() -> None:
    found = read(render_docx(reports.bridge()))
    assert found.authors["0"] == ("Mina Okafor", "2026-03-04T16:06:00")
    assert found.authors["4"] == ("Fact-check", "2026-03-05T17:30:00")


def test_nothing_of_the_report_is_missing() -> None:
    """Every word that a person or the article wrote, and every moment, stands somewhere in the file."""
    report = reports.bridge()
    found = read(render_docx(report))
    told = "\n".join(chain((words for _, words in found.report), *found.comments.values()))
    for claim in report.claims:
        assert claim.words in told
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
        for words in (
            claim.source,
            claim.cue,
            claim.fix,
            claim.note,
            claim.dismissed_why,
            claim.checked_by,
            claim.second_by,
        ):
            assert words in told
        for question in claim.questions:
            assert question.text in told and question.answer in told and question.to in told
        assert all(speaker.name in told and speaker.title in told for speaker in claim.speakers)
        assert all(note.text in told for note in claim.notes)
        assert all(words in told for words in claim.conflicts)
    for one in report.signatures:
        assert one.name in told and one.sha256 in told and one.override in told
    for words in (
        "The war began.",
        "Runs on page three.",
        "It is the older bridge.",
        "9f" * 32,
        report.sha256,
        "Draft 1",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("report", "named"),
    [(reports.bridge(), "6.1 Source “Heron”, second"), (outside(reports.bridge()), "6.1 Confidential (")],
)
def test_a_source_that_may_not_be_named_is_told_to_be_one(report: Report, named: str) -> None:
    told = ["\n".join(lines) for lines in read(render_docx(report)).comments.values()]
    [about] = [words for words in told if words.startswith("Claim 6 ")]
    assert named in about


def test_scripts_have_their_own_fonts_and_directions() -> None:
    body = part(render_docx(reports.bridge()), "word/document.xml")[0]
    [right] = [one for one in body[:12] if one.find(f"{W}pPr/{W}bidi") is not None]
    runs = {words_of(one): one.find(f"{W}rPr") for one in right.iter(f"{W}r") if words_of(one)}
    assert runs["الجسر «آمن تمامًا»"].find(f"{W}rtl") is not None
    assert runs["这座桥每天有三万辆车通过"].find(f"{W}rtl") is None
    assert runs["这座桥每天有三万辆车通过"].find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    last = body[6]
    assert words_of(last) == "The engineers 👩🏽‍🔧 agreed, the e\u0301tude adds."
    assert len(list(last.iter(f"{W}r"))) == 1


def shown(words: str) -> str:
    """How a Word file holds words: what XML can't hold is U+FFFD."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter if letter in "\t\n" or letter >= " " else "\ufffd" for letter in lines)


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_hostile_words_are_words(words: str) -> None:
    content = render_docx(reports.everywhere(words))
    plain = render_docx(reports.everywhere("harmless words"))
    found = read(content)
    assert found.comments and shown(words).strip() in "\n".join(found.comments["0"])
    assert [name for name in parts(content) if not name.endswith(".rels")] == [
        name for name in parts(plain) if not name.endswith(".rels")
    ]
    known = {element.tag for name in parts(plain) for element in _elements(plain, name)}
    # addresses may be links, words may run from right to left: nothing else is new
    new = {element.tag for name in parts(content) for element in _elements(content, name)} - known
    assert {str(tag).rpartition("}")[2] for tag in new} <= {
        "br",
        "tab",
        "rtl",
        "bidi",
        "rFonts",
        "lang",
        "hint",
    }
    assert not any(
        one.tag.endswith(("instrText", "fldChar", "object", "altChunk"))
        for one in _elements(content, "word/document.xml")
    )
    fields = [
        one.get(f"{W}instr")
        for name in parts(content)
        for one in _elements(content, name)
        if one.get(f"{W}instr")
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def _elements(content: bytes, name: str) -> list[etree._Element]:
    return list(part(content, name).iter(etree.Element))


def _targets(content: bytes) -> set[str]:
    return {
        one.get("Target")
        for name in parts(content)
        if name.endswith(".rels")
        for one in part(content, name)
        if one.get("TargetMode") == "External" and one.get("Type").endswith("/hyperlink")
    }


def test_nothing_is_outside_but_links() -> None:
    """No template, picture or object that a word processor would ask somebody's server for."""
    content = render_docx(reports.everywhere("https://post.example/x"))
    outside = [
        one.get("Type").rpartition("/")[2]
        for name in parts(content)
        if name.endswith(".rels")
        for one in part(content, name)
        if one.get("TargetMode") == "External"
    ]
    assert outside and set(outside) == {"hyperlink"}


@pytest.mark.parametrize("words", HOSTILE + CONTROLS)
def test_only_addresses_are_links(words: str) -> None:
    """Addresses end with the words here: what is one leads there, and nothing else leads anywhere."""
    found = _targets(render_docx(reports.everywhere(words)))
    assert all(target.startswith("https://post.example/") and target.isascii() for target in found)


def test_an_address_is_a_link_whose_text_it_is() -> None:
    report = reports.bridge()
    content = render_docx(report)
    assert _targets(content) == {"https://port.example/inspection-2025.pdf", "https://post.example/bridge"}
    links = list(part(content, "word/comments.xml").iter(f"{W}hyperlink"))
    assert {words_of(one) for one in links} == {"https://port.example/inspection-2025.pdf"}
    assert all(one.get(f"{R}id") for one in links)


def test_numbers_in_the_table_lead_to_the_words() -> None:
    body = part(render_docx(reports.bridge()), "word/document.xml")[0]
    anchors = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]
    marks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert anchors == [f"claim_{number}" for number in range(1, 9)]
    assert set(anchors) == marks


def test_nothing_in_it_tells_of_the_machine_or_the_library() -> None:
    content = render_docx(reports.bridge(made_by="Edie Editor", made=datetime(2026, 3, 5, tzinfo=UTC)))
    everything = b"".join(parts(content).values())
    assert not any(word in everything for word in (b"python", b"Macintosh", b"thumbnail", b"/tmp", b"rsid"))
    assert b"<dc:creator>Edie Editor</dc:creator>" in everything


@settings(unhurried, max_examples=30)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_words_come_back(words: str) -> None:
    found = read(render_docx(reports.everywhere(words or "x")))
    assert shown(words).strip() in "\n".join(
        chain(*found.comments.values(), (told for _, told in found.report))
    )
    assert MARK not in words or found.comments


SPANS = st.lists(st.tuples(st.integers(0, len(reports.BRIDGE)), st.integers(1, 120)), max_size=8)


@settings(unhurried, max_examples=30)
@given(SPANS)
def test_ranges_hold_their_words_however_they_lie(spans: list[tuple[int, int]]) -> None:
    """Nested, overlapping, equal, over paragraphs' ends: read back, each is the text's own slice but for those ends."""
    text = reports.BRIDGE
    claims = [
        replace(reports.CLAIMS[4], id=at, number=at, spans=((start, min(len(text), start + long)),))
        for at, (start, long) in enumerate(spans, start=1)
        if text[start : start + long].strip()
    ]
    found = read(render_docx(reports.report(*claims)))
    meant = sorted("".join(text[slice(*claim.spans[0])].split()) for claim in claims)
    assert sorted("".join(words.split()) for words in found.ranges.values()) == meant
    assert [words for _, words in found.article] == lines_of(reports.bridge())
