"""The report as a PDF, opened by a reader that isn't typst: what it says, how it is built, that nothing in it acts."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pypdf
import pytest

from claims.exports.fonts import families, without_font
from claims.exports.letters import clean
from claims.exports.paper import BREAK, on_paper
from claims.exports.pdf import render_pages, render_pdf, unprintable
from claims.exports.typeset import TEMPLATE, NotSet, typeset
from claims.exports.wording import Wording
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.reports import CLAIMS, MADE, bridge, claim, empty, everywhere, many, report

NAMED = {
    "bridge": bridge,
    "empty": empty,
    "one": lambda: many(1),
    "latin": lambda: many(9),
    "many": lambda: many(500),
}
# What could act when a PDF is opened.
ACTS = {"/OpenAction", "/AA", "/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/AcroForm", "/RichMedia"}


@cache
def made(name: str) -> bytes:
    return render_pdf(NAMED[name]())


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def packed(words: str) -> str:
    return re.sub(r"\s", "", words)


def told(content: bytes) -> str:
    """All words of it, without blanks: a reader guesses those."""
    return packed("".join(page.extract_text() for page in opened(content).pages))


def titles(outline: list[Any]) -> list[str]:
    return [name for one in outline for name in (titles(one) if isinstance(one, list) else [one.title])]


def test_the_data_are_those_that_were_looked_at() -> None:
    """Pictures and shapes have golden files of their own."""
    apart = ("pictures", "shapes", "verdicts")
    data = {name: part for name, part in on_paper(bridge()).items() if name not in apart}
    is_golden("paper.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n", sha256=bridge().sha256)


@pytest.mark.parametrize("name", ["bridge", "empty", "latin"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    """Each in a process of its own."""
    assert render_pdf(NAMED[name]()) == made(name)


@pytest.mark.parametrize("name", NAMED)
def test_it_has_a_title_a_language_tags_and_a_bookmark_for_each_claim(name: str) -> None:
    of, pdf = NAMED[name](), opened(made(name))
    root = pdf.trailer["/Root"]
    assert pdf.metadata.title == of.article and pdf.metadata.author == of.made_by
    assert pdf.metadata.creation_date == datetime(2026, 3, 5, 16, 30, tzinfo=UTC) == MADE
    assert root["/Lang"] == "en" and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    bookmarks = titles(pdf.outline)
    assert {"This report", "The text", "The claims", "How this was checked"} <= set(bookmarks)
    assert [
        one for one in of.claims if not [each for each in bookmarks if each.startswith(f"{one.number} ")]
    ] == []


@pytest.mark.parametrize("name", ["empty", "latin", "many"])
def test_it_says_that_it_is_accessible_where_the_standard_is_kept(name: str) -> None:
    """typst checks PDF/UA-1 itself, and would refuse."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in opened(made(name)).xmp_metadata.stream.get_data()


@pytest.mark.parametrize("name", ["bridge", "latin"])
def test_every_font_is_in_it_and_none_is_the_machines(name: str) -> None:
    found = [
        font.get_object()
        for page in opened(made(name)).pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    for font in found:
        inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(inner)
        assert re.search(r"\+(SourceSans3|SourceSerif4|Noto)", font["/BaseFont"])


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_it_has_the_paper_that_was_asked_for_and_numbered_pages(paper: str, size: tuple[int, int]) -> None:
    pdf = opened(render_pdf(replace(many(2), paper=paper)))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {size}
    for at, page in enumerate(pdf.pages, start=1):
        assert f"Page {at} of {len(pdf.pages)}" in page.extract_text()


@pytest.mark.parametrize("name", ["bridge", "empty", "one", "latin"])
def test_every_line_of_the_wording_is_on_it(name: str) -> None:
    of, shown = NAMED[name](), told(made(name))
    words = Wording(of)
    lines = [line for fact in words.facts() for line in fact.lines] + [*words.method(), *words.signed()]
    lines += [line for one in of.claims[:40] for each in one.evidence for line in words.evidence(each)]
    lines += [one.words for one in of.claims if one.words.isascii()]
    assert [line for line in lines if packed(line) not in shown] == []


def test_arabic_chinese_and_emoji_are_letters_in_it() -> None:
    shown = told(made("bridge"))
    assert "这座桥每天有三万辆车通过" in shown and "王芳" in shown and "👩" in shown
    assert set("حداد") <= set(shown) or "داد" in shown
    assert "�" not in shown


def dictionaries(pdf: pypdf.PdfReader) -> list[dict[str, Any]]:
    """Every dictionary in the file, also those within others."""
    found, left = [], [pdf.get_object(number) for number in range(1, pdf.trailer["/Size"])]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            found.append(one)
            left += [part for part in one.values() if isinstance(part, dict | list)]
        elif isinstance(one, list):
            left += [part for part in one if isinstance(part, dict | list)]
    return found


def test_nothing_in_it_acts_and_links_lead_inside_or_to_evidence() -> None:
    every = dictionaries(opened(made("bridge")))
    assert len(every) > 100
    assert {name for one in every for name in one} & ACTS == set()
    assert {one["/URI"] for one in every if "/URI" in one} == {"https://port.example/inspection-2025.pdf"}


def test_whatever_is_written_is_text() -> None:
    """All of them in one report, each a claim of its own."""
    all_words = [
        *HOSTILE,
        *CONTROLS,
        '#eval("1+1") $x^2$ *b* _c_ `d` <label> @ref // e',
        "= no heading\n- no list",
    ]
    text = "\n\n".join(all_words)
    at, claims = 0, []
    for number, words in enumerate(all_words, start=1):
        at = text.index(words, at)
        one = everywhere(words).claims[0]
        claims.append(replace(one, id=number, number=number, spans=((at, at + len(words)),)))
    content = render_pdf(report(*claims, text=text, headline=None))
    shown = told(content)
    plain = [words for words in all_words if words.isascii() and words.isprintable()]
    assert len(plain) >= 14
    assert [words for words in plain if shown.count(packed(words)) < 10] == []
    assert "\ufffd" in shown  # the control characters
    every = dictionaries(opened(content))
    links = {one["/URI"] for one in every if "/URI" in one}
    assert {one for one in links if not one.startswith("https://post.example/?")} == set()
    assert {name for one in every for name in one} & ACTS == set()


@pytest.mark.parametrize("words", [*HOSTILE, *CONTROLS])
def test_the_data_hold_what_was_written_to_the_letter(words: str) -> None:
    data = on_paper(everywhere(words))
    [one] = data["groups"][0]["claims"]
    assert one["words"]["t"].replace(BREAK, "") == clean(words).replace(BREAK, "")
    lines = ["".join(run["t"] for run in block["runs"]).replace(BREAK, "") for block in data["blocks"]]
    assert lines == [line.replace(BREAK, "") for line in clean(words).split("\n") if line.strip()]


def test_the_template_reads_nothing_as_markup_and_nothing_from_elsewhere() -> None:
    source = re.sub(r"//.*", "", TEMPLATE.read_text())
    assert not re.search(r"\b(?:eval|read|import|include|plugin|yaml|toml|csv|xml)\b\s*\(?\"?", source)


def test_words_longer_than_a_line_are_broken_and_hashes_are_not() -> None:
    long = "W" * 200
    one = replace(CLAIMS[0], words=long, note=f"SHA-256 {'ab' * 32}", spans=(), lost=True)
    content = render_pdf(report(one))
    assert long in told(content)
    assert on_paper(report(one))["groups"][0]["claims"][0]["pairs"][3]["words"]["t"] == f"SHA-256 {'ab' * 32}"


def test_what_is_longer_than_a_page_goes_on_the_next() -> None:
    long = " ".join(f"w{at}" for at in range(4000))
    piece = replace(CLAIMS[0].evidence[0], passage=long)
    content = render_pdf(
        report(replace(CLAIMS[0], words=long, note=long, spans=(), lost=True, evidence=(piece,)))
    )
    assert told(content).count("w3998w3999") == 3


def test_letters_that_no_font_has_are_told() -> None:
    of = report(claim(1, "The bridge over the harbour is safe", note="a\ue000b \U0010fffd c"))
    assert unprintable(of) == "\ue000\U0010fffd"
    assert unprintable(bridge()) == unprintable(many(1)) == ""
    shown = told(render_pdf(of))
    assert packed("No font at hand has these letters, which stand as � here: U+E000, U+10FFFD.") in shown
    assert "a�b�c" in shown


@pytest.mark.parametrize(
    "words",
    [
        "Ἀθῆναι Москва Tiếng Việt",
        "עברית हिन्दी বাংলা தமிழ் ไทย",
        "日本語 한국어 中文",
        "ქართული Հայերեն አማርኛ ☎ 🏛️",
    ],
)
def test_these_can_be_printed(words: str) -> None:
    assert without_font(words) == ""


def test_what_has_no_shape_is_not_missed() -> None:
    assert without_font("\u202ea\u202c\u2066\u200b\u200d\ufe0f \u00a0\u3000\n\t") == ""


@pytest.mark.parametrize(
    ("words", "family"), [("ひらがな 漢字", "JP"), ("한국어 漢字", "KR"), ("汉字", "SC"), ("a", "SC")]
)
def test_shared_letters_have_the_form_of_the_language(words: str, family: str) -> None:
    assert [one for one in families(set(words)) if "CJK" in one] == [f"Noto Sans CJK {family}"]


def test_it_can_be_looked_at() -> None:
    pages = render_pages(empty(), ppi=40)
    assert [one[:8] for one in pages] == [b"\x89PNG\r\n\x1a\n"] * len(pages) and pages


def test_what_cannot_be_set_is_told() -> None:
    with pytest.raises(NotSet, match="data"):
        typeset({"format": "pdf", "ppi": 72, "timestamp": 0})
