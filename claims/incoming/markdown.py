"""Markdown: made into HTML, and read as that."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from claims.capture.readers.plain import decoded
from claims.extraction.normalise import normalise
from claims.incoming.markup import from_html
from claims.incoming.types import Incoming


def read(body: bytes) -> Incoming:
    """CommonMark with tables and footnotes. Raises NotKept."""
    words = normalise(decoded(body))
    return from_html(MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(words))
