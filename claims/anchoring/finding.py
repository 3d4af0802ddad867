"""Where words stand in a text, whatever their capitals, quotes, dashes and blanks."""

from __future__ import annotations

import re

from claims.anchoring.harmless import QUOTES
from claims.extraction import Span
from claims.extraction.characters import joined

AT_MOST = 200  # code points of what is looked for
DASHES = "-‐‑‒–—―−"
ALIKE = {one: f"[{re.escape(kind)}]" for kind in (QUOTES, DASHES) for one in kind}


def find_words(text: str, wanted: str) -> list[Span]:
    """Each place of the words, in order, none over another; offsets in code points, end exclusive.

    Parts of words are found too; nothing begins or ends within one drawn character. Blanks in what is wanted stand for
    any white space; without a letter, a figure or a mark in it nothing is found. One pass over the text.
    """
    words = wanted[:AT_MOST].split()
    if not words:
        return []
    pattern = r"\s+".join("".join(ALIKE.get(one, re.escape(one)) for one in word) for word in words)
    found = (one.span() for one in re.finditer(pattern, text, re.IGNORECASE))
    return [span for span in found if not any(_within_one(text, edge) for edge in span)]


def _within_one(text: str, position: int) -> bool:
    """Whether the position lies between a letter and what is drawn upon it."""
    if not joined(text, position):
        return False
    return not (text[position - 1].isalnum() and text[position].isalnum())
