"""Copy as people bring it: pasted from a word processor, dropped, chosen; with the server away; without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.incoming.reading import read_copy
from claims.models import Article, CopyNote
from tests import factories as make
from tests.support import copy_files
from tests.support.browser import broken_rules, sign_in

WORD = """<html><body><!--StartFragment--><h1>Harbour bridge to stay open</h1><p class=MsoNormal>By
<b>Rob Reporter</b></p><p class=MsoNormal>The mayor said the bridge&nbsp; is safe.<a
href="#_ftn1" name="_ftnref1"><span>[1]</span></a>
<img src="x.png"></p><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a
href="#_ftnref1" name="_ftn1">[1]</a> Press release, 3 May.</p></div></div><!--EndFragment--></body></html>"""
CLEAN = "Harbour bridge to stay open\n\nBy Rob Reporter\n\nThe mayor said the bridge is safe."
PASTE = """([html, plain]) => {
  const board = new DataTransfer();
  if (html) board.setData("text/html", html);
  board.setData("text/plain", plain);
  const box = document.querySelector(".paste");
  box.focus();
  const event = new ClipboardEvent("paste", { clipboardData: board, bubbles: true, cancelable: true });
  const left = box.dispatchEvent(event);
  if (left) document.execCommand("insertText", false, plain);
}"""
DROP = """([files]) => {
  const board = new DataTransfer();
  for (const [name, bytes] of files) board.items.add(new File([new Uint8Array(bytes)], name));
  for (const kind of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: board, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def at_box(room: make.Newsroom, new_page: Callable[..., Any]) -> Callable[..., Any]:
    def go(**options: Any) -> Any:
        page = sign_in(new_page(**options), room.reporter.username, make.PASSWORD)
        page.goto("/articles/new/")
        return page

    return go


def clean(page: Any) -> None:
    assert broken_rules(page) == []


def drop(page: Any, **files: bytes) -> None:
    page.evaluate(DROP, [[[name.replace("_", "."), list(body)] for name, body in files.items()]])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_word_puts_on_the_clipboard(at_box: Callable[..., Any], scheme: str) -> None:
    page = at_box(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    box = page.locator("#id_text")
    page.evaluate(PASTE, [WORD, "plain words"])
    expect(box).to_have_value(CLEAN)
    expect(page.locator(".copy-dropped")).to_contain_text("formatting, 1 image")
    expect(page.locator(".copy-notes")).to_contain_text("Press release, 3 May.")
    expect(page.locator("#announce")).to_contain_text("Left out: formatting")
    expect(page.locator("#id_headline")).to_have_value("Harbour bridge to stay open")
    clean(page)
    box.press("End")
    page.evaluate(PASTE, ["<p>One more</p><p>paragraph.</p>", ""])
    expect(box).to_have_value(f"{CLEAN}\n\nOne more\n\nparagraph.")
    box.press("Control+z")
    expect(box).to_have_value(CLEAN)
    page.get_by_role("button", name="Store and split").click()
    expect(page.locator("#article-text")).to_contain_text("The mayor said the bridge is safe.")
    (note,) = CopyNote.objects.all()
    assert note.draft.text[note.start : note.end] == "The mayor said the bridge is safe."


def test_a_word_is_pasted_as_ever(at_box: Callable[..., Any]) -> None:
    page = at_box()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(PASTE, ["", "a few words"])
    expect(page.locator("#id_text")).to_have_value("a few words")
    assert not any("/articles/read/" in url for url in asked)


def test_with_the_server_away_the_plain_words_go_in(at_box: Callable[..., Any]) -> None:
    page = at_box()
    page.route("**/articles/read/", lambda route: route.abort())
    page.evaluate(PASTE, [WORD, "Plain words\nof the clipboard"])
    expect(page.locator("#id_text")).to_have_value("Plain words\nof the clipboard")
    drop(page, story_docx=copy_files.by_python_docx())
    expect(page.locator("#copy-read .problem")).to_contain_text("the server can’t be reached")
    expect(page.locator("#id_text")).to_have_value("Plain words\nof the clipboard")


def test_a_file_is_dropped_and_one_that_cannot_be_read_says_why(at_box: Callable[..., Any]) -> None:
    page = at_box(viewport={"width": 390, "height": 844})
    page.locator("#id_text").fill("Typed before.")
    drop(page, story_docx=copy_files.by_python_docx())
    text = f"Typed before.\n\n{copy_files.DOCX_TEXT}"
    expect(page.locator("#id_text")).to_have_value(text)
    expect(page.locator("#copy-read")).to_contain_text("Who measured it?")
    page.locator("#copy-read summary").first.click()
    expect(page.locator("#copy-read")).to_contain_text("City desk, confidential")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    clean(page)
    drop(page, old_doc=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200)
    expect(page.locator("#copy-read .problem")).to_contain_text("save it as .docx")
    expect(page.locator("#id_text")).to_have_value(text)
    expect(page.locator("#copy-read")).to_contain_text("Who measured it?")


def test_several_files_become_articles(at_box: Callable[..., Any]) -> None:
    page = at_box()
    drop(
        page,
        one_docx=copy_files.by_python_docx(),
        two_odt=copy_files.odt(),
        three_png=b"\x89PNG\r\n\x1a\n0",
    )
    expect(page.get_by_role("heading", name="2 of 3 files became articles")).to_be_visible()
    expect(page.locator(".copy-list")).to_contain_text("three.png")
    clean(page)
    page.locator(".copy-list a").first.click()
    expect(page.locator("#article-text")).to_contain_text("It has stood for ninety years.")
    assert Article.objects.count() == 2


def test_a_file_without_a_script(at_box: Callable[..., Any], tmp_path: Path) -> None:
    page = at_box(java_script_enabled=False)
    file = tmp_path / "story.odt"
    file.write_bytes(copy_files.odt())
    page.locator("#id_text").fill("Typed before.")
    page.get_by_label("Or files").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("#id_text")).to_have_value(f"Typed before.\n\n{copy_files.ODT_TEXT}")
    expect(page.locator(".copy-notes")).to_contain_text("Ring her office.")
    page.get_by_role("button", name="Store and split").click()
    expect(page.locator("#article-text")).to_contain_text("It has stood for ninety years.")
    assert sorted(CopyNote.objects.values_list("by", flat=True)) == ["", "Imre Kis"]


def test_a_pdf_that_a_browser_printed(browser: Any) -> None:
    """Lines, columns, a running head and the number of each page, as a program of today writes them."""
    words = (
        "the bridge is extraordinarily safe and internationally acknowledged, and nobody was hurt on Monday"
    )
    paragraphs = [f"Mayor number {number} said that {words}." for number in range(40)]
    page = browser.new_page()
    page.set_content(
        "<html lang=en><h1>Harbour bridge to stay open</h1><p>By Rob Reporter</p>"
        + "".join(f"<p>{one}</p>" for one in paragraphs[:30])
        + "<h2>The second part</h2><div style='column-count: 2'>"
        + "".join(f"<p>{one}</p>" for one in paragraphs[30:])
    )
    printed = page.pdf(
        format="A4",
        display_header_footer=True,
        header_template="<span style='font-size: 8px'>The Daily Harbour</span>",
        footer_template="<span style='font-size: 8px'>Page <span class=pageNumber></span></span>",
        margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"),
    )
    page.close()
    found = read_copy(printed, "story.pdf")
    head = ["Harbour bridge to stay open", "By Rob Reporter"]
    assert found.text.split("\n\n") == [*head, *paragraphs[:30], "The second part", *paragraphs[30:]]
    assert {one.what for one in found.dropped} == {"running"}
