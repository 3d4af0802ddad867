"""Read the text in one file that a stranger made: bytes in, JSON out, in a process of its own that may be killed.

`python -m claims.capture.readers MEDIA_TYPE CHARSET`. Its limits are its own; it knows no password and opens nothing.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Callable, Iterator

from claims.capture.errors import NotKept
from claims.capture.kinds import CSV, DOCX, HTML, ODP, ODS, ODT, PDF, PLAIN, PPTX, XLSX
from claims.capture.readers import office, pdf, web_page, workbook
from claims.capture.readers.plain import plain_text

CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30
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


def limit() -> None:
    """So much time and memory, and no file may be written."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


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
    found: dict[str, str] = {}
    try:
        if media_type == HTML:
            found["title"] = storable(web_page.title(body, charset))
        found["text"] = read(body, media_type, charset)
    except NotKept as error:
        found["why"] = str(error)
    except MemoryError:
        found["why"] = "It is too large to be read."
    except Exception:  # whatever a library finds wrong in it
        found["why"] = "It can't be read: it may be damaged."
    return found


def main() -> None:
    limit()
    media_type, charset = sys.argv[1:3]
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), media_type, charset)))


if __name__ == "__main__":
    main()
