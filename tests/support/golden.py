"""Texts that a renderer is held to: a change is looked at and stored, never slipped in."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "unit/exports/golden"


def is_golden(name: str, found: str, *, sha256: str = "") -> None:
    """Whether the text is the one that is kept under this name. GOLDEN=1 in the environment stores it anew.
    `sha256`: a real hash in it, told as such: whoever looks for keys in files would take it for one.
    """
    found = found.replace(sha256, "(SHA-256)") if sha256 else found
    path = FOLDER / name
    if os.environ.get("GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), (
        "if the change is meant: GOLDEN=1 pytest, then read the diff"
    )
