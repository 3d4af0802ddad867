"""Every importer of the registry, walked with what people make to do harm."""

from __future__ import annotations

import pytest

from claims.capture.kinds import DOCX, HTML, ODT, PDF, PLAIN
from claims.extraction.normalise import UNWANTED
from claims.incoming.importers import CLIPBOARD, IMPORTERS, MARKDOWN, importer
from claims.incoming.types import Incoming
from tests.support import copy_files
from tests.unit.capture import files

ESCAPED = str.maketrans({"<": "&lt;", "&": "&amp;", "\x00": ""})
# How each kind of file holds these words.
MAKERS = {
    CLIPBOARD: lambda words: f"<p>{words.translate(ESCAPED)}</p>".encode(),
    PLAIN: lambda words: words.encode(),
    MARKDOWN: lambda words: words.replace("<", "\\<").encode(),
    HTML: lambda words: f"<html><body><p>{words.translate(ESCAPED)}</p></body></html>".encode(),
    DOCX: lambda words: files.docx(words.translate(ESCAPED)),
    ODT: lambda words: copy_files.opendocument(f"<text:p>{words.translate(ESCAPED)}</text:p>"),
    PDF: lambda words: copy_files.pdf_lines(
        [(50, 700, words.replace("\u202e", "").replace("\x00", "").replace("(", "\\(").replace(")", "\\)"))]
    ),
}
WORDS = {
    "script": "<script>alert(1)</script>",
    "direction": "abc\u202edef and more",
    "formula": "=cmd()|'/c calc'!A1",
    "word": "x" * 1_000_000,
    "nul": "One\x00two three",
    "braces": "{{ secret }} {% debug %} &lt;b&gt;",
}


def read(kind: str, words: str) -> Incoming:
    return importer(kind)(MAKERS[kind](words))


def test_every_importer_is_walked() -> None:
    assert set(MAKERS) == set(IMPORTERS)


@pytest.mark.parametrize("kind", IMPORTERS)
@pytest.mark.parametrize("name", WORDS)
def test_hostile_words_are_words(kind: str, name: str) -> None:
    """As text that is stored and shown as text: nothing unseen, nothing lost that can be seen."""
    found = read(kind, WORDS[name])
    assert not UNWANTED.search(found.text) and "\u202e" not in found.text
    seen = "".join(WORDS[name].replace("\x00", "").replace("\u202e", "").split())
    if name == "braces" and kind in (MARKDOWN,):
        seen = seen.replace("&lt;", "<").replace("&gt;", ">")
    assert "".join(found.text.split()) == seen


@pytest.mark.parametrize("kind", IMPORTERS)
def test_what_is_made_twice_comes_twice_the_same(kind: str) -> None:
    found = read(kind, "The mayor said so.")
    assert found.text == "The mayor said so."
    assert Incoming.from_json(found.as_json()) == found


@pytest.mark.parametrize(
    "markup",
    [
        "<p onclick=steal()>words</p><script>steal()</script><style>p{}</style>",
        "<svg onload=steal()><text>x</text></svg><p>words</p><object data=x></object>",
        "<p>words</p><template><p>steal()</p></template><noscript>x</noscript><link rel=import href=x>",
        "<p>wor<b></b>ds</p><a href='javascript:steal()'></a><base href='//evil'>",
    ],
)
def test_nothing_that_runs_comes_through(markup: str) -> None:
    assert importer(CLIPBOARD)(markup.encode()).text == "words"
