"""Plain text from a clipboard, a mail, a terminal or a file."""

from __future__ import annotations

import re

from claims.capture.readers.plain import decoded
from claims.extraction.normalise import normalise
from claims.incoming.lines import joints, unquoted
from claims.incoming.page import Page
from claims.incoming.types import Incoming

# What a terminal colours and moves its cursor by.
ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]{0,20}[ -/]?[@-~]|\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)|[@-Z\\^_])")


def read(body: bytes) -> Incoming:
    """A file of text in whatever encoding."""
    return from_text(decoded(body))


def from_text(text: str) -> Incoming:
    """Clean text of text: lines that were broken at a fixed width joined, blanks mended. Never raises."""
    page = Page()
    text, escapes = ESCAPES.subn("", text)
    if escapes:
        page.drop("formatting", count=escapes)
    lines = normalise(text).expandtabs(1).split("\n")
    joined = [False, *joints(lines)]
    for line, with_last in zip(lines, joined, strict=True):
        if with_last:
            page.drop("break")
            page.add(" " + unquoted(line))
        else:
            page.line()
            page.add(line)
    return page.incoming()
