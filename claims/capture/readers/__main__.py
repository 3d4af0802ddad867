"""Read the text in one file that a stranger made: bytes in, JSON out, in a process of its own that may be killed.

`python -m claims.capture.readers MEDIA_TYPE CHARSET`. It knows no password and opens nothing.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator

from claims.capture import apart
from claims.capture.kinds import CSV, DOCX, HTML, ODP, ODS, ODT, PDF, PLAIN, PPTX, XLSX
from claims.capture.readers import office, pdf, web_page, workbook
from claims.capture.readers.plain import plain_text

TEXT_CHARACTERS = 1_000_000
CUT = "\n\n[The text goes on; only its beginning is kept here.]"

READERS: dict[str, Callable[[bytes, str], Iterator[str]]] = {
    HTML: web_page.read,
    PDF: pdf.read,
    DOCX: office.read_docx,
    PPTX: office.read_pptx,
    ODT: office.read_odf,
    ODS: office.read_odf,
    ODP: office.read_odf,
    XLSX: workbook.read,
    PLAIN: plain_text,
    CSV: plain_text,
}


def read(body: bytes, media_type: str, charset: str = "") -> str:
    """The text, cut where it's very long; "" for a kind without text. Raises NotKept with the reason why not."""
    out = io.StringIO()
    for piece in READERS[media_type](body, charset) if media_type in READERS else ():
        room = TEXT_CHARACTERS - len(CUT) - out.tell()
        out.write(piece[:room])
        if len(piece) > room:
            out.write(CUT)
            break
    return storable(out.getvalue())


def storable(text: str) -> str:
    """Text as a database takes it: without NUL and lone surrogates, and lines that end in one way."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode().strip()


def answer(body: bytes, media_type: str, charset: str = "") -> dict[str, str]:
    """The text and the title, or `why` there is no text, whatever the file holds."""
    title: dict[str, str] = {}
    if media_type == HTML:
        title = apart.answer(lambda: {"title": storable(web_page.title(body, charset))})
    return (
        title if "why" in title else title | apart.answer(lambda: {"text": read(body, media_type, charset)})
    )


def main() -> None:
    apart.limit()
    media_type, charset = sys.argv[1:3]
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), media_type, charset)))


if __name__ == "__main__":
    main()
