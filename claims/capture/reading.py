"""Read the text in a copy, in a process of its own: a file made to harm ends that process, and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from claims.capture.kinds import READABLE

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 40.0
CHARSET = re.compile(r"charset\s*=\s*\"?(\w[\w.:-]{1,39})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that was read and what it calls itself, or in one sentence why there is no text."""

    text: str = ""
    title: str = ""
    why: str = ""


def read_text(body: bytes, media_type: str, charset: str = "", *, seconds: float = SECONDS) -> Reading:
    """The text in a file of this type. Never raises for what the file holds; takes no longer than `seconds`.

    The process that reads gets no secrets: of the environment it sees nothing but what names the machine's paths.
    """
    env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    command = [sys.executable, "-W", "ignore", "-m", "claims.capture.readers", media_type, charset]
    try:
        done = subprocess.run(
            command,
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=ROOT,
            env=env | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(why="It took too long to read.")
    if done.returncode or not done.stdout:
        return Reading(why="It took too much to read: it may be made to do harm.")
    return reading_of(json.loads(done.stdout), media_type)


def reading_of(found: dict[str, str], media_type: str) -> Reading:
    """What a reader's answer comes to; a kind that has text and holds none says so."""
    text, why = found.get("text", ""), found.get("why", "")
    if not (text or why) and media_type in READABLE:
        why = "There is no text in it."
    return Reading(text, found.get("title", ""), why)


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type header names; "" where it names none."""
    found = CHARSET.search(content_type)
    return found[1] if found else ""
