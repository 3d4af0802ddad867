"""Zip files whose bytes depend on what is in them alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any


def zip_of(documents: Mapping[str, Any]) -> bytes:
    """A zip file with a file NAME.json for each document, in UTF-8; moments in ISO 8601. The same documents give the
    same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in documents.items():
            archive.writestr(
                _entry(f"{name}.json"),
                json.dumps(document, indent=2, ensure_ascii=False, default=_plain) + "\n",
            )
    return file.getvalue()


def fixed(content: bytes) -> bytes:
    """A zip file with the same files in the same order, without the times at which they were written."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(file, "w") as archive:
        for name in found.namelist():
            archive.writestr(_entry(name), found.read(name))
    return file.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _plain(value: Any) -> str:
    """What JSON doesn't have: a moment or a day; half a character can't be written as UTF-8."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
