"""Reading the text in files that strangers made, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from claims.capture.apart import ROOT
from claims.capture.kinds import CSV, DOCX, HTML, ODT, PDF, PLAIN, PPTX, READABLE, XLSX
from claims.capture.readers.__main__ import READERS, TEXT_CHARACTERS, answer
from claims.capture.reading import Reading, charset_of, read_text, reading_of
from tests.unit.capture import files


def read_here(body: bytes, media_type: str, charset: str = "") -> Reading:
    """What the reading process would answer, read in this one."""
    return reading_of(answer(body, media_type, charset), media_type)


PAGE = """<!doctype html><html><head><title>Bridge \u202e opens\n again</title><script>steal()</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Bridge opens</h1>
<p>The mayor said on Monday that the bridge is safe, and that it has stood for ninety years without a fault.</p>
<p>A second paragraph says more about the piers, so that there is something which is worth reading here.</p>
<figure><img src="x.jpg"><figcaption>Ärzte at the pier</figcaption></figure></article>
<aside>17 barges were counted.</aside><style>p{}</style></body></html>"""


def test_a_page_is_read_as_its_readers_read_it_and_nothing_on_it_is_lost() -> None:
    reading = read_text(PAGE.encode(), HTML)
    assert (reading.title, reading.why) == ("Bridge opens again", "")
    assert reading.text.index("The mayor said") < reading.text.index("A second paragraph")
    main, _, elsewhere = reading.text.partition("[elsewhere on the page]")
    assert "The mayor said" in main and "17 barges" in main + elsewhere
    assert "steal" not in reading.text and "<" not in reading.text and "p{}" not in reading.text


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (PAGE.encode("utf-8"), ""),
        (PAGE.encode("utf-8"), "utf-8"),
        (PAGE.replace("\u202e", "").encode("iso-8859-1"), "iso-8859-1"),
        (PAGE.replace("\u202e", "").encode("cp1252"), "no-such-charset"),
        (
            PAGE.replace("<title>", '<meta charset="iso-8859-2"><title>')
            .replace("\u202e", "")
            .encode("iso-8859-2"),
            "",
        ),
        (PAGE.encode("utf-16"), ""),
        (b'<?xml version="1.0" encoding="utf-8"?>' + PAGE.encode(), "utf-8"),
    ],
)
def test_a_page_in_any_charset(body: bytes, charset: str) -> None:
    reading = read_here(body, HTML, charset)
    assert "Ärzte at the pier" in reading.text and reading.why == ""


@pytest.mark.parametrize(
    ("body", "media_type", "text"),
    [
        (files.docx("One &amp; two", "Three"), DOCX, "One & two\nThree"),
        (files.pptx("First", "Second"), PPTX, "[slide 1]\nFirst\n[slide 2]\nSecond"),
        (files.odt("One<text:tab/>two", "Three"), ODT, "One\ttwo\nThree"),
        (
            files.xlsx(["Place", "Dead"], ["Port", 12], ["Day", date(2026, 3, 1)]),
            XLSX,
            "[sheet Deaths]\nPlace\tDead\nPort\t12\nDay\t2026-03-01",
        ),
        (files.pdf("Hello there", "Again"), PDF, "[page 1]\nHello there\n\n[page 2]\nAgain"),
        (b"One\r\ntwo\rthree\0 \xc3\xa4", PLAIN, "One\ntwo\nthree ä"),
        ("\ufeffOne ä".encode(), CSV, "One ä"),
        ("One ä".encode("utf-16"), PLAIN, "One ä"),
        ("One ä".encode("cp1252"), PLAIN, "One ä"),
        (files.binary("png"), "image/png", ""),
    ],
)
def test_the_text_of_each_kind(body: bytes, media_type: str, text: str) -> None:
    assert read_here(body, media_type) == Reading(text)


def test_each_kind_in_which_text_is_looked_for_has_its_reader() -> None:
    assert set(READERS) == READABLE


def test_a_word_file_reads_as_people_read_it() -> None:
    document = (
        f'<w:document xmlns:w="{files.WORD}" xmlns:v="urn:v"><w:body>'
        "<w:p><w:r><w:t>It is</w:t><w:tab/><w:t>so</w:t><w:br/><w:t>here</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        "<v:box><w:p><w:r><w:t>In a box</w:t></w:r></w:p></v:box></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    notes = f'<w:x xmlns:w="{files.WORD}"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:x>'
    body = files.docx_of(document, **{"word/footnotes.xml": notes, "word/styles.xml": notes})
    assert read_here(body, DOCX).text == "It is\tso\nhere\nIn a box\nA cell\nA note"


def test_a_pdf_that_is_locked_says_so() -> None:
    reading = read_here(files.locked_pdf(), PDF)
    assert reading.text == "" and "locked with a password" in reading.why


def test_a_kind_with_text_that_holds_none_says_so() -> None:
    assert read_here(files.pdf(""), PDF).why == "There is no text in it."


SECRET = "what-only-this-machine-knows"
OUTSIDE = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{ROOT}/manage.py">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


@pytest.mark.parametrize("entity", [OUTSIDE, LAUGHS + "]>"], ids=["outside", "many"])
def test_entities_are_neither_fetched_nor_expanded(entity: str) -> None:
    name = "x" if entity == OUTSIDE else "j"
    document = f'{entity}<w:document xmlns:w="{files.WORD}"><w:p><w:t>a &{name}; b</w:t></w:p></w:document>'
    reading = read_here(files.docx_of(document), DOCX)
    assert reading.text == "" and reading.why.endswith(".")
    assert "django" not in reading.text


def deep(levels: int) -> bytes:
    return b"<html><body>" + b"<div>" * levels + b"deep" + b"</div>" * levels


HOSTILE = {
    "a bomb": (files.bomb(100), DOCX),
    "a bomb that lies": (files.bomb(5, lie=True), DOCX),
    "no Word file": (b"PK\x03\x04", DOCX),
    "no workbook": (files.docx("x"), XLSX),
    "no PDF": (b"%PDF-1.7\n" + b"\0" * 1_000, PDF),
    "a PDF that leads to itself": (
        files.pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"]),
        PDF,
    ),
    "broken XML": (files.docx_of("<a><b></a>"), DOCX),
    "deep XML": (files.docx_of("<a>" * 100_000), DOCX),
    "a deep page": (deep(100_000), HTML),
    "a page of nothing": (b"\0" * 1_000, HTML),
    "half an encoding": (b"\xff\xfeH", PLAIN),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence_or_in_text(what: str) -> None:
    body, media_type = HOSTILE[what]
    reading = read_here(body, media_type)
    assert bool(reading.text) != bool(reading.why)
    assert not reading.why or reading.why.endswith(".")
    reading.text.encode()


def test_a_reader_that_takes_too_long_is_ended() -> None:
    assert read_text(PAGE.encode(), HTML, seconds=0.01) == Reading(why="It took too long to read.")


@pytest.mark.long
def test_a_reader_that_wants_too_much_is_ended() -> None:
    """Six million paragraphs in 24 MB, and a process that may have one gigabyte and twenty seconds."""
    reading = read_text(b"<p>x" * 6_000_000, HTML)
    assert reading.text == "" and reading.why.endswith(".")


def test_a_long_text_is_cut_and_says_so() -> None:
    text = read_here(b"word " * 500_000, PLAIN).text
    assert len(text) <= TEXT_CHARACTERS and text.endswith("only its beginning is kept here.]")


def test_the_process_that_reads_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    real = subprocess.run

    def run(*args: object, **options: object) -> object:
        seen.update(options["env"])  # type: ignore[call-overload]
        return real(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("HISTORY_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{SECRET}")
    monkeypatch.setattr(subprocess, "run", run)
    assert read_text(b"hello", PLAIN).text == "hello"
    assert seen and SECRET not in repr(seen)
    assert set(seen) <= {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"}


def test_the_process_that_reads_can_write_no_file(tmp_path: Path) -> None:
    left = tmp_path / "left"
    words = f"from claims.capture.apart import limit; limit(); open({str(left)!r}, 'wb', 0).write(b'x')"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert left.read_bytes() == b""


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html; Charset="ISO-8859-1"', "ISO-8859-1"),
        ("text/html", ""),
        ("text/html; charset=", ""),
        ("text/html; charset=../../x", ""),
    ],
)
def test_the_charset_of_a_header(header: str, charset: str) -> None:
    assert charset_of(header) == charset
