"""Text that is text already."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

# How text was written before everybody wrote UTF-8; the first where neither reads better.
OLD = ("cp1252", "mac_roman")
LOOKED_AT = 200_000
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
LETTERS = frozenset("œŒŠšŽžŸ") | {chr(code) for code in range(0xC0, 0x100) if chr(code).isalpha()}
OPENING, CLOSING = frozenset("“‘«„‚‹¡¿"), frozenset("”’»›®°²³ºª™")
BETWEEN, ALONE = frozenset("–—…\u00a0\u00ad"), frozenset("•·£€¥§©½¼¾")


def plain_text(body: bytes, charset: str = "") -> Iterator[str]:
    """The text of a file, by its mark, by the charset that came with it, as UTF-8, or as it reads best."""
    yield decoded(body, charset)


def decoded(body: bytes, charset: str = "") -> str:
    """Bytes as text, whatever they are."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    for name in ("utf-8-sig", charset):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return max((body.decode(name, "replace") for name in OLD), key=_reads)


def _reads(text: str) -> int:
    """How well a text reads: letters within words and marks where marks stand, against what never stands there."""
    return sum(_fits(text, found.start()) for found in NOT_ASCII.finditer(text, 0, LOOKED_AT))


def _fits(text: str, at: int) -> int:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter in LETTERS:
        if letter.isupper() and (before.islower() or not (before + after).strip()):
            return -2
        return 1 if before.isalpha() or after.isalpha() else -1
    if letter in OPENING:
        return 1 if not before.isalnum() and not after.isspace() else -1
    if letter in CLOSING:
        return 1 if not before.isspace() else -1
    if letter in BETWEEN:
        return 1
    return 1 if letter in ALONE and not (before.isalpha() or after.isalpha()) else -2
