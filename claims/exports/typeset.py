"""Set a report's data by typst, in a process of its own: `python -m claims.exports.typeset`, JSON in, files out.

typst keeps what it has laid out for as long as the process lives, some 300 MB for 300 claims; so the process doesn't.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import typst

from claims.exports.faces import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).with_name("report.typ")
SECONDS = 300
MEMORY_BYTES = 8 << 30


class NotSet(RuntimeError):
    """typst couldn't set it, or took too long."""


def typeset(order: dict[str, Any]) -> list[bytes]:
    """What `_made` makes of the order, apart. Raises NotSet. The process gets no secrets and `SECONDS` at most."""
    env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "claims.exports.typeset"],
            input=json.dumps(order, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env=env | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotSet("The report took too long to set.") from error
    if done.returncode:
        raise NotSet(
            (done.stderr.decode(errors="replace").strip().splitlines() or ["It was ended."])[-1][:300]
        )
    return _parted(done.stdout)


def _parted(content: bytes) -> list[bytes]:
    """The files, each of which has its length before it."""
    files, at = [], 0
    while at < len(content):
        (size,) = struct.unpack_from(">Q", content, at)
        files.append(content[at + 8 : at + 8 + size])
        at += 8 + size
    return files


def _made(order: dict[str, Any]) -> list[bytes]:
    """The report as one PDF (PDF/UA-1, tagged), or as a PNG a page."""
    how = {"format": order["format"], "ppi": order["ppi"], "timestamp": order["timestamp"]}
    try:
        made = _compiler(order).compile(**how, pdf_standards=["ua-1"] if order["format"] == "pdf" else [])
    except typst.TypstError:
        # Where several letters make one sign, as in Arabic, the standard can't be kept: tagged all the same.
        made = _compiler(order).compile(**how)
    return made if isinstance(made, list) else [made or b""]


def _compiler(order: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        input=TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={name: json.dumps(order[name], ensure_ascii=False) for name in ("data", "inks")},
    )


@cache
def _fonts() -> typst.Fonts:
    """The locked fonts, and nothing else."""
    folders = [str(one) for one in FOLDERS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def main() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    for file in _made(json.load(sys.stdin)):
        sys.stdout.buffer.write(struct.pack(">Q", len(file)) + file)


if __name__ == "__main__":
    main()
