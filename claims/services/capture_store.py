"""The evidence store: files under made-up names, by the day on which they came."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: its made-up name, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def evidence_files() -> Storage:
    """The store that the settings name."""
    return storages["evidence"]


def folder_of(day: date) -> str:
    """The folder of all files that came on this day, so that a look for what is left over needs to see few."""
    return day.strftime("%Y/%m/%d")


def store_file(file: IO[bytes]) -> Stored:
    """Write a file into the store. It is no part of any transaction: what no row names, capture_tidy takes away."""
    size, sha256 = digest_of(file)
    name = f"{folder_of(datetime.now(UTC))}/{uuid.uuid4().hex}"
    return Stored(evidence_files().save(name, File(file)), size, sha256)


def digest_of(file: IO[bytes]) -> tuple[int, str]:
    """A file's size in bytes and SHA-256; it stands at its beginning afterwards."""
    file.seek(0)
    size, found = 0, hashlib.sha256()
    while block := file.read(BLOCK):
        size += len(block)
        found.update(block)
    file.seek(0)
    return size, found.hexdigest()
