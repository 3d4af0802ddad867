"""Files of copy: what is read, what is left out, which notes come along, and why one isn't read."""

from __future__ import annotations

import pytest

from claims.capture.errors import NotKept
from claims.incoming import markdown, opendocument, pdf, saved_page, word
from claims.incoming.reading import COPY_BYTES, read_copy
from claims.incoming.types import Incoming, NoteInCopy
from tests.support import copy_files
from tests.unit.capture import files


def told(incoming: Incoming) -> dict[str, str]:
    return {str(one): one.words for one in incoming.dropped}


def test_a_word_file_that_python_docx_made() -> None:
    found = read_copy(copy_files.by_python_docx(), "Story.docx")
    assert found.text == copy_files.DOCX_TEXT
    assert found.notes == (
        NoteInCopy(
            "comment",
            "Ann Cole",
            "Who measured it?\nSee https://port.example/log",
            "the bridge is safe",
            before="ge to stay open\n\nThe mayor said ",
            after=". It has stood for ninety years.",
        ),
    )
    assert told(found) == {
        "1 table’s borders": "",
        "1 header, footer or page number": "City desk, confidential",
    }


def test_an_odt_file() -> None:
    found = read_copy(copy_files.odt(), "story.odt")
    assert found.text == copy_files.ODT_TEXT
    assert [(one.kind, one.by, one.text, one.words) for one in found.notes] == [
        ("comment", "Imre Kis", "Ring her office.", "The mayor said the bridge is safe."),
        ("footnote", "", "Press release, 3 May", "The mayor said the bridge is safe."),
    ]
    assert told(found) == {"1 link’s address": ""}


def test_tracked_changes_boxes_and_fields_of_word() -> None:
    deleted = '<w:del w:author="A"><w:r><w:delText>forty</w:delText></w:r></w:del>'
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><w:txbxContent><w:p>'
        f"{copy_files.run('In a box')}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<w:txbxContent><w:p>{copy_files.run('In a box')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:p>{copy_files.run('It cost ')}{deleted}<w:ins>{copy_files.run('fifty', '<w:b/>')}</w:ins>"
        f"{copy_files.run(' pounds')}<w:r><w:instrText>PAGE</w:instrText></w:r>{box}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{copy_files.run('One ')}</w:p><w:p>{copy_files.run('two')}</w:p>"
        f"<w:p>{copy_files.run('Unseen', '<w:vanish/>')}</w:p><w:p><w:r><w:drawing/></w:r></w:p>"
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"
    )
    found = word.read(copy_files.word(body))
    assert found.text == "It cost fifty pounds\n\nIn a box\n\nOne two\n\na\nb\tc-d"
    assert told(found) == {
        "formatting": "",
        "1 image": "",
        "1 tracked deletion": "forty",
        "1 hidden passage": "Unseen",
    }


def test_footnotes_and_a_comment_over_two_paragraphs_of_word() -> None:
    body = (
        f'<w:p>{copy_files.run("First line. ")}<w:commentRangeStart w:id="7"/>{copy_files.run("Second line.")}'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p>{copy_files.run("Third")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{copy_files.run(" Log, p. 4")}</w:p></w:footnote>'
    comment = f'<w:comment w:id="7" w:author="Imre"><w:p>{copy_files.run("All of it?")}</w:p></w:comment>'
    stray = f'<w:comment w:id="8" w:author="Imre"><w:p>{copy_files.run("Nowhere")}</w:p></w:comment>'
    found = word.read(copy_files.word(body, footnotes=note, comments=comment + stray))
    assert found.text == "First line. Second line.\n\nThird"
    assert {(one.text, one.words) for one in found.notes} == {
        ("Log, p. 4", "Second line."),
        ("All of it?", "Second line.\n\nThird"),
        ("Nowhere", ""),
    }


def test_tracked_changes_ranges_and_tables_of_odt() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>forty</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>The mayor <office:annotation office:name="n1"><text:p>Who?</text:p></office:annotation>said so'
        '<office:annotation-end office:name="n1"/>.<text:line-break/>Then<text:s text:c="3"/>left.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Arden</text:p></table:table-cell><table:table-cell>"
        "<text:p>27</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Words<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:image/></draw:frame></text:p>"
    )
    styles = (
        "<office:master-styles><style:header><text:p>City desk</text:p></style:header></office:master-styles>"
    )
    found = opendocument.read(copy_files.opendocument(body, styles))
    assert found.text == "The mayor said so.\nThen left.\n\nArden\t27\n\nWords\n\nIn a box"
    assert [(one.text, one.words) for one in found.notes] == [("Who?", "said so")]
    assert told(found) == {
        "1 image": "",
        "1 table’s borders": "",
        "1 tracked deletion": "forty",
        "1 header, footer or page number": "City desk",
    }


def page_of_pdf(number: int, lines: list[str]) -> list[tuple[int, int, str]]:
    running = [(50, 810, "The Daily Harbour"), (290, 30, f"Page {number} of 2")]
    return [*running, *((50, 760 - 16 * at, words) for at, words in enumerate(lines) if words)]


def test_a_pdf() -> None:
    first = [
        "Harbour bridge to stay open",
        "",
        "The mayor said that the bridge over the Lenn would stay open to the end",
        "of the year, although engineers who looked at it had asked for it to be inter-",
        "nationally inspected. It has stood for ninety years.",
        "",
        "A well-known master of the harbour said that nobody was hurt, and a well-",
        "known diver said",
    ]
    second = ["the same about Monday.", "", "The end of it."]
    found = pdf.read(copy_files.pdf_lines(page_of_pdf(1, first), page_of_pdf(2, second)))
    assert found.text == (
        "Harbour bridge to stay open\n\nThe mayor said that the bridge over the Lenn would stay open to the end of the "
        "year, although engineers who looked at it had asked for it to be internationally inspected. It has stood "
        "for ninety years.\n\nA well-known master of the harbour said that nobody was hurt, and a well-known diver "
        "said the same about Monday.\n\nThe end of it."
    )
    assert told(found) == {
        "4 headers, footers and page numbers": "The Daily Harbour\nPage 1 of 2\nThe Daily Harbour\nPage 2 of 2",
        "1 hyphen at a line’s end": "",
    }


def test_markdown() -> None:
    found = markdown.read(
        b"# Head\n\nThe mayor[^1] said\n*so* on [Monday](http://x).\n\n- one\n- two\n\n> Pull\n\n![pic](x.png)\n\n"
        b"[^1]: Her office, 3 May.\n"
    )
    assert found.text == "Head\n\nThe mayor said so on Monday.\n\n• one\n\n• two\n\nPull"
    assert [(one.text, one.words) for one in found.notes] == [
        ("Her office, 3 May.", "The mayor said so on Monday.")
    ]
    assert read_copy(b"# Head\n\nWords here", "a.md").text == "Head\n\nWords here"
    assert read_copy(b"# Head\n\nWords here", "a.txt").text == "# Head\n\nWords here"


SENTENCE = "Mayor Ann Cole said the bridge is safe, and that it has stood for ninety years without a fault"
PAGE = f"""<!doctype html><html><head><title>Bridge - The Daily</title></head><body><nav><ul><li>Home</li>
<li>Sport</li></ul></nav><main><article><h1>Harbour bridge to stay open</h1><p class="standfirst">Engineers disagree</p>
<div class="byline">By <a rel="author" href="/rob">Rob Reporter</a></div><figure><img src="a.jpg"><figcaption>The
bridge in March</figcaption></figure>{"".join(f"<p>{number}. {SENTENCE}.</p>" for number in range(5))}<h2>The second
part</h2><blockquote class="pullquote">“Ninety years”</blockquote><p>{SENTENCE}, a spokesman added.</p></article><aside>
<h3>Related</h3><p>Another story that nobody reads here</p></aside></main><footer>Copyright</footer></body></html>"""


def test_a_saved_page() -> None:
    found = saved_page.read(PAGE.encode())
    blocks = found.text.split("\n\n")
    assert blocks[:4] == [
        "Harbour bridge to stay open",
        "Engineers disagree",
        "By Rob Reporter",
        "The bridge in March",
    ]
    assert blocks[9:] == ["The second part", "“Ninety years”", f"{SENTENCE}, a spokesman added."]
    assert told(found) == {
        "1 link’s address": "",
        "1 image": "",
        "5 lines round the article": "Home\nSport\nRelated\nAnother story that nobody reads here\nCopyright",
    }


def test_a_page_that_is_nothing_but_words_is_taken_whole() -> None:
    assert read_copy(b"<html><body><p>Only this</p></body></html>", "a.html").text == "Only this"


@pytest.mark.fault(".docx bomb, nested zip, XXE, ../ names")
@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.docx", files.bomb(100), "unpacks to far more"),
        ("a.docx", files.bomb(1, lie=True), "can't be read"),
        ("a.docx", files.docx("x", **{"../out.xml": "x"}), "leads out"),
        ("a.docx", b"PK\x03\x04 and nothing else", "damaged"),
        ("a.docx", files.docx_of('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "document type"),
        ("a.docx", files.docx(), "There is no text in it."),
        ("a.pdf", files.docx("Words here"), "holds something else: a Word document"),
        ("a.docx", files.pdf("Words here"), "holds something else: a PDF"),
        ("a.pdf", files.locked_pdf(), "locked with a password"),
        ("a.pdf", files.pdf(""), "may be a scan"),
        ("a.pdf", b"%PDF-1.7 and nothing else", "can't be read"),
        ("a.doc", files.binary("doc"), "save it as .docx"),
        ("a.rtf", b"{\\rtf1 words}", "save it as .docx"),
        ("a.xlsx", files.xlsx(["a", "b"]), ".docx, .odt, .pdf"),
        ("a.png", files.binary("png"), ".docx, .odt, .pdf"),
        ("a.zip", files.packed({"a.txt": "words"}), ".docx, .odt, .pdf"),
        ("a.txt", b"", "The file is empty."),
        ("a.txt", b" \n ", "The file is empty."),
        ("a.txt", b"x" * (COPY_BYTES + 1), "larger than 25 MB"),
    ],
)
def test_why_a_file_is_not_read(name: str, body: bytes, why: str) -> None:
    with pytest.raises(NotKept) as refused:
        read_copy(body, name)
    assert why in str(refused.value)
    assert str(refused.value).endswith(".")
