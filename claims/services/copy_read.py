"""Read copy that somebody brings. Nothing is stored."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from claims.capture.errors import NotKept
from claims.capture.names import shown_name
from claims.errors import TextRefused
from claims.incoming import reading
from claims.incoming.types import Incoming

ENDINGS = reading.ENDINGS
TOO_LARGE = f"The file is larger than {reading.COPY_BYTES // 1_000_000} MB."


def name_of(upload: UploadedFile[bytes]) -> str:
    """What an uploaded file is called, made harmless."""
    return shown_name(upload.name or "")


def copy_read(body: bytes, name: str) -> Incoming:
    """The clean text of a file, read in a process of its own. Raises TextRefused with what the reader can do."""
    try:
        return reading.read_copy(body, shown_name(name))
    except NotKept as error:
        raise TextRefused(str(error)) from error


def upload_read(upload: UploadedFile[bytes]) -> Incoming:
    """The same of a file that was uploaded. Raises TextRefused."""
    if (upload.size or 0) > reading.COPY_BYTES:
        raise TextRefused(TOO_LARGE)
    upload.seek(0)
    return copy_read(upload.read(), upload.name or "")


def pasted_read(markup: str, words: str) -> Incoming:
    """The clean text of what was pasted: of its HTML, or of its plain words where there is none or it can't be read.

    Raises TextRefused where there are no words either.
    """
    try:
        return reading.read_clipboard(markup) if markup.strip() else reading.read_words(words)
    except NotKept as error:
        if markup.strip() and words.strip():
            return pasted_read("", words)
        raise TextRefused(str(error)) from error
