"""Read the text in a copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.capture.apart import SECONDS, read_apart
from claims.capture.kinds import READABLE

CHARSET = re.compile(r"charset\s*=\s*\"?(\w[\w.:-]{1,39})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that was read and what it calls itself, or in one sentence why there is no text."""

    text: str = ""
    title: str = ""
    why: str = ""


def read_text(body: bytes, media_type: str, charset: str = "", *, seconds: float = SECONDS) -> Reading:
    """The text in a file of this type. Never raises for what the file holds; takes no longer than `seconds`."""
    found = read_apart("claims.capture.readers", media_type, charset, body=body, seconds=seconds)
    return reading_of(found, media_type)


def reading_of(found: dict[str, str], media_type: str) -> Reading:
    """What a reader's answer comes to; a kind that has text and holds none says so."""
    text, why = found.get("text", ""), found.get("why", "")
    if not (text or why) and media_type in READABLE:
        why = "There is no text in it."
    return Reading(text, found.get("title", ""), why)


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type header names; "" where it names none."""
    found = CHARSET.search(content_type)
    return found[1] if found else ""
