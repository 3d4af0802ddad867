"""Restore a backup into an empty newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from claims.services.capture_store import evidence_files
from newsroom.backups.database import connect, counted, load, owner_parts
from newsroom.backups.errors import NoBackup
from newsroom.backups.files import copy_in, refuse_others
from newsroom.backups.folder import DUMP, Manifest, read, wrong_bytes
from newsroom.databases import as_owner
from newsroom.roles import Unfit, prepare


def backup_restore(*, backup: Path, signed: bool = True) -> Manifest:
    """Bring a backup's files and then its database back, the database whole or not at all; what it holds.

    Everything is compared with the manifest before and after. The database has to have no tables, the store no files
    but those of a restore of this backup that was ended: run it again then. Raises NoBackup. A second run is refused.
    """
    manifest = whole(backup, signed=signed)
    with as_owner():
        try:
            prepare(connection, login=settings.DATABASES["default"].get("USER", ""))
        except Unfit as reason:
            raise NoBackup(str(reason)) from None
        if connection.introspection.table_names():
            raise NoBackup("The database has tables already: a backup is only restored into an empty one.")
    store = evidence_files()
    refuse_others(store, manifest)
    copy_in(store, backup, manifest)
    load(owner_parts(), backup / DUMP)
    if wrong := wrong_counts(owner_parts(), manifest):
        raise NoBackup(f"The database is restored, but not as it was: {wrong[0]}.")
    return manifest


def whole(backup: Path, *, signed: bool = True) -> Manifest:
    """The manifest of a backup that is all there and that this version can use. Raises NoBackup."""
    manifest = read(backup, signed=signed)
    if wrong := list(wrong_bytes(backup, manifest)):
        raise NoBackup(f"{backup} is damaged: {len(wrong)} of its files, {wrong[0]} first.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := [one for one in manifest.migrations if one not in known and one.startswith("claims.")]:
        raise NoBackup(
            f"It was made by a newer version of the newsroom, with {newer[-1]}: install that first."
        )
    return manifest


def wrong_counts(parts: Mapping[str, str], manifest: Manifest) -> list[str]:
    """The tables that have other numbers of rows than the backup says."""
    with connect(parts) as server:
        found = counted(server)
    tables = sorted(found.keys() | manifest.tables.keys())
    return [
        f"{table} has {found.get(table, 0)} rows, it had {manifest.tables.get(table, 0)}"
        for table in tables
        if found.get(table) != manifest.tables.get(table)
    ]
