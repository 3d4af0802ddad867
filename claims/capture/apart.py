"""Read what a stranger made in a process of its own: a file made to harm ends that process, and nothing else.

`read_apart` is asked by who wants it read; `limit` and `answer` are called by what reads.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.capture.errors import NotKept

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 40.0
CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30


def read_apart(module: str, *arguments: str, body: bytes, seconds: float = SECONDS) -> dict[str, Any]:
    """What `python -m module` answers, or `why` there is no answer. Takes no longer than `seconds`.

    The process that reads gets no secrets: of the environment it sees nothing but what names the machine's paths.
    """
    env = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", module, *arguments],
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=ROOT,
            env=env | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"why": "It took too long to read."}
    if done.returncode or not done.stdout:
        return {"why": "It took too much to read: it may be made to do harm."}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def limit() -> None:
    """So much time and memory, and no file may be written."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What was read, or `why` nothing was, whatever the file holds."""
    try:
        return read()
    except NotKept as error:
        return {"why": str(error)}
    except MemoryError:
        return {"why": "It is too large to be read."}
    except Exception:  # whatever a library finds wrong in it
        return {"why": "It can't be read: it may be damaged."}
