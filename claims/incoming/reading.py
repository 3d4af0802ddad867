"""Copy in, clean text out: what kind it is by its bytes, and read in a process of its own."""

from __future__ import annotations

import io

from claims.capture.apart import read_apart
from claims.capture.errors import NotKept
from claims.capture.kinds import OLE, PLAIN, RTF, kind_of, uploaded_kind
from claims.capture.names import ending_of
from claims.incoming.backing_sheet import MOST_BYTES, BackingSheet
from claims.incoming.importers import BACKING, CLIPBOARD, IMPORTERS, MARKDOWN
from claims.incoming.types import Incoming

COPY_BYTES = 25_000_000
TAKEN = ".docx, .odt, .pdf, .html, .txt and .md"
ENDINGS = ("docx", "docm", "odt", "pdf", "html", "htm", "txt", "md")
SECONDS = 20.0
# Kinds that look like copy and aren't read: what helps.
INSTEAD = {
    OLE: "Old Word files (.doc) aren't read: save it as .docx.",
    RTF: "Rich text (.rtf) isn't read: save it as .docx.",
}
OTHERWISE = f"Copy isn't read from a file of this kind: {TAKEN} are."


def read_copy(body: bytes, name: str) -> Incoming:
    """The text of a file. Raises NotKept with a sentence for the reader; takes no longer than SECONDS."""
    if not body.strip():
        raise NotKept("The file is empty.")
    if len(body) > COPY_BYTES:
        raise NotKept(f"The file is larger than {COPY_BYTES // 1_000_000} MB.")
    media_type, ending = kind_of(io.BytesIO(body), name).media_type, ending_of(name)
    if media_type in IMPORTERS:
        uploaded_kind(io.BytesIO(body), name)
    if media_type == PLAIN and ending == "md":
        media_type = MARKDOWN
    if media_type not in IMPORTERS:
        raise NotKept(INSTEAD.get(media_type, OTHERWISE))
    return _read(body, media_type)


def read_clipboard(markup: str) -> Incoming:
    """Clean text of HTML that was pasted. Raises NotKept."""
    return _read(markup.encode("utf-8", "replace"), CLIPBOARD)


def read_words(words: str) -> Incoming:
    """Clean text of plain words that were pasted. Raises NotKept."""
    return _read(words.encode("utf-8", "replace"), PLAIN)


def read_backing_sheet(body: bytes) -> BackingSheet:
    """The rows of a reporter's own sheet. Raises NotKept with a sentence; takes no longer than SECONDS."""
    if len(body) > MOST_BYTES:
        raise NotKept(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    found = read_apart("claims.incoming", BACKING, body=body, seconds=SECONDS)
    if why := found.get("why"):
        raise NotKept(why)
    return BackingSheet.from_json(found)


def _read(body: bytes, media_type: str) -> Incoming:
    found = read_apart("claims.incoming", media_type, body=body, seconds=SECONDS)
    if why := found.get("why"):
        raise NotKept(why)
    incoming = Incoming.from_json(found)
    if not incoming.text:
        raise NotKept("There is no text in it.")
    return incoming
