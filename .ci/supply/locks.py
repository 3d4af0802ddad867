"""What stands in a lock file: each package with its version, its hashes, and what asked for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNNING = ROOT / "requirements.txt"
TESTS = ROOT / "tests/requirements.txt"
AUDIT = ROOT / "tests/audit-requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
ASKED_BY = re.compile(r"^\s+#(?: via)?\s+(?!via\s*$)(-r \S+|-c \S+|[A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock. `asked_by` names packages, and `-r FILE` where we ask for it ourselves."""

    name: str
    version: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]


def locked(lock: Path) -> list[Locked]:
    """The packages of a lock made by uv, in its order. Raises ValueError for a line that is nothing known."""
    found: list[tuple[str, str, list[str], list[str]]] = []
    for line in lock.read_text().splitlines():
        if pinned := PINNED.match(line):
            found.append((pinned[1], pinned[2], [], []))
        elif found and (asked := ASKED_BY.match(line)):
            found[-1][3].append(asked[1])
        elif line.strip() and not line.lstrip().startswith(("#", "--hash=")):
            raise ValueError(f"{lock.name}: {line!r} is no package with a version")
        if found:
            found[-1][2].extend(HASH.findall(line))
    return [
        Locked(name, version, tuple(hashes), tuple(asked_by)) for name, version, hashes, asked_by in found
    ]
