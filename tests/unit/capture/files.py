"""Files as people upload them, made small and by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from openpyxl import Workbook

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ODT_TYPE = "application/vnd.oasis.opendocument.text"

HEADS = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1",
    "gif": b"GIF89a\1\0\1\0",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "tiff": b"II*\0\x08\0\0\0",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "mp3": b"ID3\x03\0\0\0\0\0\x21",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "ogg": b"OggS\0\2" + b"\0" * 20 + b"\1\x1eOpusHead",
    "m4a": b"\0\0\0\x20ftypM4A \0\0\0\0",
    "mp4": b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41",
    "mov": b"\0\0\0\x14ftypqt  \0\0\0\0",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\1\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x08\x42\x82\x84webm",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40,
}


def binary(ending: str) -> bytes:
    """The beginning of a file of this kind, and nothing that could be read."""
    return HEADS[ending] + b"\0" * 200


def packed(parts: Mapping[str, str | bytes], *, squeeze: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def docx(*paragraphs: str, **parts: str | bytes) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return docx_of(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', **parts)


def docx_of(document: str | bytes, **parts: str | bytes) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **parts})


def pptx(*slides: str) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "ppt/presentation.xml": "<p/>"}
    for number, words in enumerate(slides, start=1):
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'<p xmlns:a="{DRAWING}"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p>'
        )
    return packed(parts)


def odt(*paragraphs: str) -> bytes:
    body = "".join(f"<text:p>{words}</text:p>" for words in paragraphs)
    content = f'<o:c xmlns:o="urn:o" xmlns:text="urn:text">{body}</o:c>'
    return packed({"mimetype": ODT_TYPE, "content.xml": content})


def xlsx(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.title = "Deaths"
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with one line of Helvetica on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, words in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        shown = f"BT /F 12 Tf 50 800 Td ({words}) Tj ET".encode()
        objects.append(f"<</Length {len(shown)}>>stream\n".encode() + shown + b"\nendstream")
    return pdf_of(objects)


def pdf_of(objects: list[bytes], trailer: str = "") -> bytes:
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    number = len(objects) + 1
    end = f"xref\n0 {number}\n0000000000 65535 f \n{table}trailer<</Size {number}/Root 1 0 R{trailer}>>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def locked_pdf() -> bytes:
    """A PDF that says it is locked: neither of its keys fits the empty password."""
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    return pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", lock],
        trailer="/Encrypt 3 0 R/ID[<00><00>]",
    )


def bomb(megabytes: int, *, lie: bool = False) -> bytes:
    """A Word file with one part of so many megabytes of nothing. `lie`: its directory says that it's ten bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body, crc = b"", 0
    block = b" " * 1_000_000
    for _ in range(megabytes):
        body += squeeze.compress(block)
        crc = zlib.crc32(block, crc)
    body += squeeze.flush()
    size = 10 if lie else megabytes * 1_000_000
    name = b"word/document.xml"
    first = packed({"[Content_Types].xml": TYPES})
    start = first.index(b"PK\x01\x02")
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(body), size, len(name), 0)
    local = b"PK\x03\x04" + fields + name + body
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields
    entry += struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory = first[start : first.index(b"PK\x05\x06")] + entry
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, len(directory), start + len(local), 0)
    return first[:start] + local + directory + end
