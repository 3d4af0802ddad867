"""Look into a packed file without unpacking it: what it says of its parts, and whether they may be read."""

from __future__ import annotations

import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from claims.capture.errors import NotKept

MOST_PARTS = 5_000
DIRECTORY_BYTES = 2_000_000
PART_BYTES = 64_000_000
UNPACKED_BYTES = 150_000_000
RATIO, RATIO_FROM = 200, 5_000_000
END, END_BYTES = b"PK\x05\x06", 22
COMMENT_BYTES = 65_535
LARGE = b"PK\x06\x07"
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BOMB = "The file unpacks to far more than it is: it isn't taken."
BROKEN = "The file is damaged: it can't be opened."
MIMETYPE_BYTES = 100


@dataclass(frozen=True, slots=True)
class Archive:
    """The names of a packed file's parts, and what its own `mimetype` part says."""

    names: frozenset[str] = field(repr=False)
    mimetype: str = ""


def read_directory(file: IO[bytes]) -> Archive:
    """The parts of a packed file by its directory alone. Raises NotKept for one that mustn't be unpacked."""
    _small_directory(file)
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _allowed(parts, _size(file))
            names = frozenset(part.filename for part in parts)
            return Archive(names, _mimetype(packed) if "mimetype" in names else "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error):
        raise NotKept(BROKEN) from None


def read_part(packed: zipfile.ZipFile, name: str) -> bytes:
    """One part, whole. Raises NotKept where it unpacks to more than it said."""
    with packed.open(name) as part:
        found = part.read(PART_BYTES + 1)
    if len(found) > PART_BYTES:
        raise NotKept(BOMB)
    return found


def _small_directory(file: IO[bytes]) -> None:
    """Refuse a directory that is itself a bomb before anything reads it: it is read at once, and whole."""
    size = _size(file)
    file.seek(max(0, size - END_BYTES - COMMENT_BYTES))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        raise NotKept(BROKEN)
    parts, directory = struct.unpack("<10xHL6x", tail[at : at + END_BYTES])
    if LARGE in tail or parts > MOST_PARTS or directory > DIRECTORY_BYTES:
        raise NotKept(BOMB)


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _allowed(parts: list[zipfile.ZipInfo], packed_size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    large = max((part.file_size for part in parts), default=0) > PART_BYTES
    if len(parts) > MOST_PARTS or large or unpacked > UNPACKED_BYTES:
        raise NotKept(BOMB)
    if unpacked > RATIO_FROM and unpacked > RATIO * packed_size:
        raise NotKept(BOMB)
    if any(_leads_out(part.orig_filename) for part in parts):
        raise NotKept("The file holds a part whose name leads out of it: it isn't taken.")
    if any(part.flag_bits & 0x1 for part in parts):
        raise NotKept("The file is locked with a password: take the password off first.")
    if any(part.compress_type not in PACKINGS for part in parts):
        raise NotKept(BROKEN)
    if len({part.filename for part in parts}) < len(parts) or _overlap(parts):
        raise NotKept(BROKEN)


def _leads_out(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or "\0" in name or ":" in plain.split("/")[0] or ".." in plain.split("/")


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether parts lie on top of each other, by which a small file unpacks to very much."""
    return any(a_end > b_start for (_, a_end), (b_start, _) in _neighbours(parts))


def _neighbours(parts: list[zipfile.ZipInfo]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    spans = sorted((part.header_offset, part.header_offset + 30 + part.compress_size) for part in parts)
    return itertools.pairwise(spans)


def _mimetype(packed: zipfile.ZipFile) -> str:
    with packed.open("mimetype") as part:
        return part.read(MIMETYPE_BYTES).decode("ascii", "replace").strip()
