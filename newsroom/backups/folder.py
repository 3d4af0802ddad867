"""The folder of backups, and one backup in it: database.dump, files/, and manifest.json, which is signed.

A backup is made beside its final name and gets that when all of it is on the disk, so what has the name is whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

from newsroom.backups.errors import NoBackup

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
FORMAT = 1
NAME = re.compile(r"newsroom-\d{8}T\d{6}Z")


@dataclass
class Manifest:
    """What a backup holds. `tables`: rows by table; `dump` and `files`: size in bytes and SHA-256, the latter by the
    name in the evidence store; `lost`: files that rows named and that were missing or not what the rows say."""

    made: str = ""
    server: int = 0
    migrations: list[str] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    dump: tuple[int, str] = (0, "")
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size(self) -> int:
        """All of it, in bytes."""
        return self.dump[0] + sum(size for size, _ in self.files.values())


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Inside, nobody else makes, removes or tries backups in this folder. Raises NoBackup."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        holder = (folder / ".lock").open("a")
    except OSError as error:
        raise NoBackup(f"{folder} can't be used: {error.strerror}.") from None
    with holder:
        try:
            fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoBackup(f"Another backup or drill is at work in {folder}.") from None
        yield


def begin(folder: Path) -> Path:
    """An empty folder for a new backup; what a killed one left is taken away. The caller holds the folder."""
    for left in folder.glob(".newsroom-*.part"):
        shutil.rmtree(left)
    part = folder / f".newsroom-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.part"
    (part / FILES).mkdir(mode=0o700, parents=True)
    part.chmod(0o700)
    return part


def finish(part: Path, manifest: Manifest) -> Path:
    """Sign, bring all of it to the disk, and give the backup its name. Raises NoBackup."""
    said = asdict(manifest)
    with open(os.open(part / MANIFEST, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        json.dump(said | {"signature": signature(said)}, file, indent=1)
    os.sync()
    final = part.with_name(part.name.removeprefix(".").removesuffix(".part"))
    if final.exists():
        raise NoBackup(f"{final} is there already.")
    part.rename(final)
    os.sync()
    return final


def signature(said: dict[str, Any]) -> str:
    """An HMAC under HISTORY_KEY: a restore runs what a dump says, so a backup must be one that this newsroom made."""
    plain = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.HISTORY_KEY.encode(), f"backup\n{plain}".encode(), hashlib.sha256).hexdigest()


def backups_in(folder: Path) -> list[Path]:
    """The whole ones, newest first."""
    found = [
        one for one in folder.glob("newsroom-*") if NAME.fullmatch(one.name) and (one / MANIFEST).exists()
    ]
    return sorted(found, reverse=True)


def expire(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep`; which. Its name goes first: half of one is never taken for a backup."""
    old = backups_in(folder)[keep:]
    for one in old:
        part = one.with_name(f".{one.name}.part")
        one.rename(part)
        shutil.rmtree(part)
    return old


def read(backup: Path, *, signed: bool = True) -> Manifest:
    """What a backup says it holds. Raises NoBackup where it is none, or isn't this newsroom's."""
    try:
        said = json.loads((backup / MANIFEST).read_text())
        wrong = "" if isinstance(said, dict) else "it is no list of a backup"
    except (OSError, ValueError) as error:
        said, wrong = {}, str(error)
    if wrong or said.get("format") != FORMAT:
        raise NoBackup(f"{backup} is no backup that this version can read. {wrong}".strip())
    given = said.pop("signature", "")
    if signed and not hmac.compare_digest(str(given), signature(said)):
        raise NoBackup(
            f"{backup} isn't signed with this newsroom's HISTORY_KEY: it was changed, or made elsewhere. "
            "Restore it with that newsroom's keys, or, where you trust it, with --unsigned."
        )
    said["dump"], said["files"] = tuple(said["dump"]), {name: tuple(of) for name, of in said["files"].items()}
    return Manifest(**said)


def wrong_bytes(backup: Path, manifest: Manifest) -> Iterator[str]:
    """The names of what isn't there with the bytes that the manifest says."""
    for name, told in (
        (DUMP, manifest.dump),
        *((f"{FILES}/{one}", of) for one, of in manifest.files.items()),
    ):
        place = backup / inside(name)
        if not place.is_file() or digest(place) != tuple(told):
            yield name


def inside(name: str) -> PurePosixPath:
    """The name as a path that leads nowhere else. Raises NoBackup."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise NoBackup(f"{name!r} is no name of a file in the evidence store.")
    return path


def digest(place: Path) -> tuple[int, str]:
    """A file's size in bytes and SHA-256."""
    with place.open("rb") as file:
        return place.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
