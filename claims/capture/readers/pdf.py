"""The text of a PDF, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from claims.capture.errors import NotKept

MOST_PAGES = 3_000
LOCKED = "It is locked with a password, so that no text can be read in it."


def read(body: bytes, charset: str = "") -> Iterator[str]:
    """Each page under a line that names it. Raises NotKept for one that is locked or can't be read."""
    try:
        document = PdfReader(io.BytesIO(body))
        if document.is_encrypted and not document.decrypt(""):
            raise NotKept(LOCKED)
        for number, page in zip(range(1, MOST_PAGES + 1), document.pages, strict=False):
            if text := page.extract_text().strip():
                yield f"[page {number}]\n{text}\n\n"
    except DependencyError:
        raise NotKept(LOCKED) from None
    except (PyPdfError, RecursionError):
        raise NotKept("It can't be read: it may be damaged.") from None
