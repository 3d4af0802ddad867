"""What a note that came with the copy suggests as evidence."""

from __future__ import annotations

import re
from typing import Any

from claims.vocabulary import EvidenceKind

LINK = re.compile(r"https?://[^\s<>\"“”]{3,1900}", re.IGNORECASE)
PHONE = re.compile(r"(?<!\d)(?:\+|00|0|\()\d(?:[\s().\-/]{0,2}\d){6,14}(?!\d)")
CALLED = re.compile(
    r"\b(?:call(?:ed|s)?|phon(?:e|ed|es)|rang|spoke|spoken|by phone|tel\.?|interview(?:ed)?)\b", re.IGNORECASE
)
TITLE_CHARACTERS = 120


def suggested(text: str) -> dict[str, Any]:
    """What the evidence form begins with: a web page for a link, a call for a telephone, else a document."""
    if found := LINK.search(text):
        return {"kind": EvidenceKind.WEB_PAGE, "url": found[0].rstrip(".,;:!?)]'"), "passage": text}
    if PHONE.search(text) or CALLED.search(text):
        return {"kind": EvidenceKind.CALL, "result": text}
    line = " ".join(text.split())
    title = line if len(line) <= TITLE_CHARACTERS else line[: TITLE_CHARACTERS - 1].rstrip() + "…"
    return {"kind": EvidenceKind.DOCUMENT, "title": title, "passage": text}
