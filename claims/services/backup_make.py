"""Make a backup of the whole newsroom."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.apps import apps
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from claims.models import LeftFile
from claims.services.capture_store import evidence_files
from claims.services.upkeep_note import noted
from claims.vocabulary import UpkeepKind
from newsroom.backups.database import connect, counted, dump, owner_parts, server_major
from newsroom.backups.errors import NoBackup
from newsroom.backups.files import MISSING, copy_out
from newsroom.backups.folder import DUMP, Manifest, begin, digest, expire, finish, held

ROUNDS = 3
SPARE = 64 << 20
TABLES_SIZE = """
SELECT coalesce(sum(pg_table_size(quote_ident(tablename)::regclass)), 0) FROM pg_tables WHERE schemaname = 'public'
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole; `removed` are the old ones that went for it."""

    path: Path
    manifest: Manifest
    removed: list[Path]


def backup_make(*, folder: Path, keep: int = 0) -> Made:
    """Make a backup in the folder, then remove all but the newest `keep` (0: none); noted in a row, good or not.

    The database is dumped from one snapshot while people go on working, and every file that a row of the dump names is
    in the backup. What is erased while it is made isn't in it: it is dumped anew then. Raises NoBackup, and leaves
    nothing under a final name. A second run makes a second backup.
    """
    with held(folder), noted(UpkeepKind.BACKUP) as row:
        part = begin(folder)
        try:
            manifest = _filled(part)
            path = finish(part, manifest)
        except OSError as error:
            raise NoBackup(f"The backup couldn't be written: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
        row.tell(path.name, manifest.size, len(manifest.files), _lost(manifest))
        return Made(path, manifest, expire(folder, keep) if keep else [])


def _filled(part: Path) -> Manifest:
    """The database and its files, in the folder. Raises NoBackup, OSError."""
    manifest = Manifest(made=datetime.now(UTC).isoformat(timespec="seconds"))
    for _ in range(ROUNDS):
        with _snapshot() as (server, name):
            named = stored_files(server)
            _refuse_small(server, part)
            manifest.server, manifest.tables = server_major(server), counted(server)
            manifest.migrations = sorted(f"{app}.{each}" for app, each in _applied(server))
            dump(owner_parts(), manifest.server, name, part / DUMP)
        copy_out(evidence_files(), named, part, manifest)
        with connect(owner_parts()) as server:
            still = stored_files(server)
        # Whoever erases takes the row away before its file: what is missing and still named is lost indeed.
        if all(one in still for one, why in manifest.lost.items() if why == MISSING):
            manifest.dump = digest(part / DUMP)
            return manifest
    raise NoBackup(f"Files were erased while the backup was made, {ROUNDS} times in a row: run it again.")


@contextmanager
def _snapshot() -> Iterator[tuple[psycopg.Connection, str]]:
    """A connection that sees the database as it is now, and the name by which pg_dump sees the same."""
    with connect(owner_parts()) as server, server.transaction():
        server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = server.execute("SELECT pg_export_snapshot()").fetchone()
        yield server, str(row[0]) if row else ""


def stored_files(server: psycopg.Connection) -> dict[str, str]:
    """Each file of the store that a row names, with the SHA-256 that the row tells; "" where it tells none."""
    found: dict[str, str] = {}
    for table, columns in _naming():
        told = sql.SQL("sha256") if "sha256" in columns else sql.SQL("''")
        query = sql.SQL("SELECT stored, {} FROM {} WHERE stored <> ''").format(told, sql.Identifier(table))
        found.update(server.execute(query).fetchall())
    return found


def _naming() -> list[tuple[str, set[str]]]:
    """The tables whose rows name files of the store, with their columns; but for what is to be taken out of it."""
    models = [model for model in apps.get_app_config("claims").get_models() if model is not LeftFile]
    columns = [
        (model._meta.db_table, {str(one.column) for one in model._meta.local_concrete_fields})
        for model in models
    ]
    return [(table, names) for table, names in columns if "stored" in names]


def _refuse_small(server: psycopg.Connection, part: Path) -> None:
    """Raises NoBackup where the disk hasn't room for the tables as they lie in the database, and the files."""
    needed = SPARE + _number(server, sql.SQL(TABLES_SIZE))
    for table, columns in _naming():
        if "size" in columns:
            total = sql.SQL("SELECT coalesce(sum(size), 0) FROM {} WHERE stored <> ''")
            needed += _number(server, total.format(sql.Identifier(table)))
    free = shutil.disk_usage(part).free
    if free < needed:
        raise NoBackup(
            f"There is too little room: {free >> 20} MB are free, and it may take {needed >> 20} MB."
        )


def _number(server: psycopg.Connection, query: sql.SQL | sql.Composed) -> int:
    row = server.execute(query).fetchone()
    return int(row[0]) if row else 0


def _applied(server: psycopg.Connection) -> list[tuple[str, str]]:
    table = sql.Identifier(MigrationRecorder.Migration._meta.db_table)
    return server.execute(sql.SQL("SELECT app, name FROM {}").format(table)).fetchall()


def _lost(manifest: Manifest) -> str:
    count = len(manifest.lost)
    return f"{count} files of the evidence store are missing or changed." if count else ""
