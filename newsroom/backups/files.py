"""The evidence store's files: into a backup, and back into an empty store."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage

from newsroom.backups.errors import NoBackup
from newsroom.backups.folder import FILES, Manifest, inside

BLOCK = 1 << 20
MISSING, CHANGED = "missing", "changed"


def copy_out(store: Storage, named: Mapping[str, str], part: Path, manifest: Manifest) -> None:
    """Copy the named files, each with the hash that its row tells ("": none), into the backup and its manifest.

    A file is written once and never changed, so what an earlier round has copied stands; what isn't named any more
    goes. What is missing or isn't what its row says is put down as lost.
    """
    for name in manifest.files.keys() - named.keys():
        (part / FILES / inside(name)).unlink()
        del manifest.files[name]
    manifest.lost = {}
    for name, told in named.items():
        if name not in manifest.files:
            try:
                with store.open(name) as file:
                    manifest.files[name] = _written(file, part / FILES / inside(name))
            except FileNotFoundError:
                manifest.lost[name] = MISSING
                continue
        if told and manifest.files[name][1] != told:
            manifest.lost[name] = CHANGED


def _written(file: IO[bytes], place: Path) -> tuple[int, str]:
    for folder in (*reversed(place.parent.parents), place.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    size, found = 0, hashlib.sha256()
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        while block := file.read(BLOCK):
            size += len(block)
            found.update(block)
            out.write(block)
    return size, found.hexdigest()


def refuse_others(store: Storage, manifest: Manifest) -> None:
    """Raises NoBackup where the store has files that aren't of this backup; a restore that was ended leaves such."""
    others = [name for name in everything(store) if name not in manifest.files]
    if others:
        raise NoBackup(f"The evidence store isn't empty: {len(others)} files in it aren't of this backup.")


def everything(store: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in the store."""
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from everything(store, f"{folder}/{name}" if folder else name)


def copy_in(store: Storage, backup: Path, manifest: Manifest) -> None:
    """Bring each file into the store under its own name, and read it there again. Raises NoBackup."""
    for name, told in manifest.files.items():
        if not store.exists(name):
            with (backup / FILES / inside(name)).open("rb") as file:
                came = store.save(name, File(file))
            if came != name:
                raise NoBackup(f"The evidence store doesn't take the name {name}.")
        if _read(store, name) != tuple(told):
            raise NoBackup(f"The evidence store gives {name} with other bytes than the backup's.")


def _read(store: Storage, name: str) -> tuple[int, str]:
    size, found = 0, hashlib.sha256()
    with store.open(name) as file:
        while block := file.read(BLOCK):
            size += len(block)
            found.update(block)
    return size, found.hexdigest()
