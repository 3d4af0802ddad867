"""Which kinds of files are kept, and what a file is by what it holds."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import IO

import puremagic

from claims.capture.archives import Archive, read_directory
from claims.capture.errors import NotKept
from claims.capture.names import ending_of

HEAD_BYTES = 8_192
PDF, HTML, PLAIN, CSV, RTF = "application/pdf", "text/html", "text/plain", "text/csv", "application/rtf"
OLE, UNKNOWN = "application/x-ole-storage", "application/octet-stream"
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
DOCX = OOXML + "wordprocessingml.document"
XLSX = OOXML + "spreadsheetml.sheet"
PPTX = OOXML + "presentationml.presentation"
ODT, ODS, ODP = ODF + "text", ODF + "spreadsheet", ODF + "presentation"

# By a file's usual ending: its media type and what people call it. Endings that aren't here aren't kept for their
# name; what the bytes are decides.
KINDS: dict[str, tuple[str, str]] = {
    "pdf": (PDF, "PDF"),
    "docx": (DOCX, "Word document"),
    "docm": (DOCX, "Word document"),
    "xlsx": (XLSX, "Excel workbook"),
    "xlsm": (XLSX, "Excel workbook"),
    "pptx": (PPTX, "presentation"),
    "pptm": (PPTX, "presentation"),
    "odt": (ODT, "OpenDocument text"),
    "ods": (ODS, "OpenDocument table"),
    "odp": (ODP, "OpenDocument presentation"),
    "doc": (OLE, "old Office file"),
    "xls": (OLE, "old Office file"),
    "ppt": (OLE, "old Office file"),
    "msg": (OLE, "old Office file"),
    "rtf": (RTF, "rich text"),
    "txt": (PLAIN, "text"),
    "md": (PLAIN, "text"),
    "csv": (CSV, "text"),
    "tsv": (CSV, "text"),
    "html": (HTML, "saved page"),
    "htm": (HTML, "saved page"),
    "png": ("image/png", "image"),
    "jpg": ("image/jpeg", "image"),
    "jpeg": ("image/jpeg", "image"),
    "jfif": ("image/jpeg", "image"),
    "gif": ("image/gif", "image"),
    "webp": ("image/webp", "image"),
    "tif": ("image/tiff", "image"),
    "tiff": ("image/tiff", "image"),
    "bmp": ("image/bmp", "image"),
    "heic": ("image/heif", "image"),
    "heif": ("image/heif", "image"),
    "avif": ("image/avif", "image"),
    "mp3": ("audio/mpeg", "recording"),
    "mpga": ("audio/mpeg", "recording"),
    "wav": ("audio/wav", "recording"),
    "ogg": ("audio/ogg", "recording"),
    "oga": ("audio/ogg", "recording"),
    "opus": ("audio/ogg", "recording"),
    "flac": ("audio/flac", "recording"),
    "m4a": ("audio/mp4", "recording"),
    "aac": ("audio/aac", "recording"),
    "amr": ("audio/amr", "recording"),
    "mp4": ("video/mp4", "recording"),
    "m4v": ("video/mp4", "recording"),
    "mov": ("video/quicktime", "recording"),
    "webm": ("video/webm", "recording"),
    "mkv": ("video/x-matroska", "recording"),
    "avi": ("video/x-msvideo", "recording"),
}
# Kinds in which text is looked for.
READABLE = frozenset({PDF, HTML, PLAIN, CSV, DOCX, XLSX, PPTX, ODT, ODS, ODP})
# Never served as what they are: a browser would run or guess.
OCTETS = UNKNOWN
UNSERVED = frozenset({HTML, PLAIN, CSV, RTF, OLE})
CALLED = dict(KINDS.values())
KEPT = "PDF, Office files, images, audio, video, web pages and text are kept"
# Kinds of text may go by each other's endings: a table as .txt, a page as .md.
TEXTS = frozenset({HTML, PLAIN, CSV, RTF})
PACKED = frozenset({DOCX, XLSX, PPTX, ODT, ODS, ODP})
MARKED_UP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Kind:
    """`media_type` by what the bytes are; `called` is what people call it."""

    media_type: str
    called: str


def kind_of(file: IO[bytes], name: str = "") -> Kind:
    """What a file is by its bytes; the name only chooses between kinds that look alike.

    UNKNOWN where it's no kind that is known. Raises NotKept for a packed Office file that mustn't be unpacked.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    ending = ending_of(name)
    if head.startswith(b"PK\x03\x04"):
        return _kind(_packed(read_directory(file)))
    if head.startswith(b"%PDF-"):
        return _kind(PDF)
    if media_type := _text(file, head, ending):
        return _kind(media_type)
    return _kind(_by_magic(head, ending))


def uploaded_kind(file: IO[bytes], name: str) -> Kind:
    """What an uploaded file is. Raises NotKept where it is nothing that is kept, or its name says something else."""
    kind = kind_of(file, name)
    if kind.media_type == UNKNOWN:
        raise NotKept(f"The file is of no kind that is kept: {KEPT}.")
    says = KINDS.get(ending_of(name))
    if says and says[1] != kind.called and not {says[0], kind.media_type} <= TEXTS:
        raise NotKept(f"The file is called .{ending_of(name)} and holds something else: {_a(kind.called)}.")
    return kind


def fetched_kind(body: IO[bytes]) -> Kind:
    """What a fetched body is. Whatever comes is kept, so a packed file that mustn't be unpacked is merely unknown."""
    try:
        return kind_of(body)
    except NotKept:
        return _kind(UNKNOWN)


def _kind(media_type: str) -> Kind:
    return Kind(media_type, CALLED.get(media_type, "file"))


def _a(called: str) -> str:
    return called if called in ("text", "rich text") else f"{'an' if called[0] in 'aeioO' else 'a'} {called}"


def _packed(archive: Archive) -> str:
    """The media type of an Office file by its parts; a plain zip file is none."""
    if archive.mimetype in PACKED:
        return archive.mimetype
    if "[Content_Types].xml" in archive.names:
        for part, media_type in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(part) for name in archive.names):
                return media_type
    return UNKNOWN


def _text(file: IO[bytes], head: bytes, ending: str) -> str:
    """Which text it is; "" where it isn't text: it has controls, or is no UTF-8 and something else by its head."""
    sixteen = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    file.seek(0)
    if not head.strip() or (not sixteen and _has_controls(file)):
        return ""
    if not sixteen and not _utf8(head) and _by_magic(head, ending) != UNKNOWN:
        return ""
    if head.startswith(b"{\\rtf"):
        return RTF
    if MARKED_UP.search(head.replace(b"\0", b"")[:2_048]):
        return HTML
    return CSV if KINDS.get(ending, ("", ""))[0] == CSV else PLAIN


def _has_controls(file: IO[bytes]) -> bool:
    while block := file.read(1 << 20):
        if len(block.translate(None, CONTROLS)) != len(block):
            return True
    return False


def _utf8(head: bytes) -> bool:
    """Whether it is UTF-8, but for a letter that the end of the block may cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _by_magic(head: bytes, ending: str) -> str:
    """The media type by the library's table of signatures; the name's own among those that fit as well."""
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return UNKNOWN
    except ValueError:  # nothing in it
        return UNKNOWN
    found = [KINDS[one.extension.strip(".")][0] for one in matches if one.extension.strip(".") in KINDS]
    found = [one for one in found if one not in TEXTS and one not in PACKED and one != PDF]
    own = KINDS.get(ending, ("", ""))[0]
    return own if own in found else found[0] if found else UNKNOWN
