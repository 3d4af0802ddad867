"""What may be in words that people or an article wrote."""

from __future__ import annotations

import re

# What neither XML nor HTML can hold: control characters, halves of pairs, and what is no character at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(words: str) -> str:
    """The words with U+FFFD for each character that a file can't hold: as many characters as before."""
    return UNWRITABLE.sub("\ufffd", words)


def short(words: str, most: int) -> str:
    """At most so many characters on one line, an ellipsis among them."""
    line = " ".join(clean(words).split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
