"""Text that is text already."""

from __future__ import annotations

import codecs
from collections.abc import Iterator


def plain_text(body: bytes, charset: str = "") -> Iterator[str]:
    """The text of a file, by its mark, by the charset that came with it, as UTF-8, or as Windows writes it."""
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
    return body.decode("cp1252", "replace")
