"""The database of a backup: dumped from one snapshot, loaded into an empty one, counted."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from newsroom.backups.errors import NoBackup
from newsroom.backups.programs import listing, run
from newsroom.databases import libpq
from newsroom.roles import RIGHTS_TO_COME

# Who was signed in, and tries to sign in: after a restore everybody signs in anew.
WITHOUT_ROWS = ("django_session", "usersessions_usersession", "newsroom_tries")
OURS = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
# Table rights are in the dump. These name the old owner, so `RIGHTS_TO_COME` says them anew.
OWNERS_OWN = (" DEFAULT ACL ", " ACL - SCHEMA ")


def owner_parts(database: str = "") -> dict[str, str]:
    """What libpq needs to connect as the owner, to the database in use or another one on its server."""
    return libpq(settings.DATABASE_OWNER) | {"dbname": database or str(connection.settings_dict["NAME"])}


def connect(parts: Mapping[str, str]) -> psycopg.Connection:
    """A connection of its own, in autocommit."""
    return psycopg.connect(**dict(parts), autocommit=True)  # type: ignore[arg-type]  # libpq's own keywords


def server_major(open_connection: psycopg.Connection) -> int:
    return open_connection.info.server_version // 10_000


def dump(parts: Mapping[str, str], server: int, snapshot: str, place: Path) -> None:
    """Write the database as that snapshot sees it, compressed. Raises NoBackup."""
    words = ["--format=custom", "--no-owner", "--no-comments", "--lock-wait-timeout=60s"]
    words += [f"--exclude-table-data=public.{table}" for table in WITHOUT_ROWS]
    run("pg_dump", server, parts, [*words, f"--snapshot={snapshot}", f"--file={place}"])


def load(parts: Mapping[str, str], place: Path) -> None:
    """Load a dump into a database that has no tables, whole or not at all. Raises NoBackup."""
    with connect(parts) as server:
        version = server_major(server)
        if server.execute(OURS).fetchone():
            raise NoBackup("The database has tables already: a backup is only restored into an empty one.")
    with tempfile.NamedTemporaryFile("w", prefix="newsroom-") as wanted:
        lines = listing(place, version).splitlines()
        wanted.write("\n".join(line for line in lines if not any(one in line for one in OWNERS_OWN)))
        wanted.flush()
        words = ["--no-owner", "--no-comments", "--single-transaction", "--exit-on-error"]
        run("pg_restore", version, parts, [*words, f"--use-list={wanted.name}", str(place)])
    with connect(parts) as server:
        server.execute(RIGHTS_TO_COME)
        server.execute("ANALYZE")


def counted(server: psycopg.Connection) -> dict[str, int]:
    """How many rows each of our tables has, in the transaction that is open."""
    tables = [name for (name,) in server.execute(OURS) if name not in WITHOUT_ROWS]
    return {name: _count(server, name) for name in tables}


def _count(server: psycopg.Connection, table: str) -> int:
    row = server.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0
