"""Which kinds of copy are read, and by what. Bytes in, clean text out; tests walk them all."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from claims.capture.kinds import DOCX, HTML, ODT, PDF, PLAIN
from claims.incoming.types import Incoming

MARKDOWN, CLIPBOARD = "text/markdown", "text/html; from=clipboard"
BACKING = "backing-sheet"
Importer = Callable[[bytes], Incoming]

# By media type: the module whose `read` it is. Named, not imported: each reading loads what it needs alone.
IMPORTERS: dict[str, str] = {
    CLIPBOARD: "markup",
    PLAIN: "plain",
    MARKDOWN: "markdown",
    HTML: "saved_page",
    DOCX: "word",
    ODT: "opendocument",
    PDF: "pdf",
}


def importer(media_type: str) -> Importer:
    """What reads this type. Raises KeyError for one that nothing reads."""
    found: Importer = import_module(f"claims.incoming.{IMPORTERS[media_type]}").read
    return found
