"""Try the newest backup: restore it into an empty place, look at everything, and take it away again."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from claims.services.backup_make import stored_files
from claims.services.backup_restore import whole, wrong_counts
from claims.services.upkeep_note import noted
from claims.vocabulary import UpkeepKind
from newsroom.backups.database import connect, load, owner_parts
from newsroom.backups.errors import NoBackup
from newsroom.backups.folder import DUMP, Manifest, backups_in, held
from newsroom.services.child import PROJECT
from newsroom.services.commands import manage_command
from newsroom.services.embedded import embedded
from newsroom.services.errors import CannotStart
from newsroom.services.folder import Folder
from newsroom.services.log import Log

PLACE = "newsroom_drill"


@dataclass(frozen=True, slots=True)
class Place:
    """An empty database: what libpq connects with as its owner, and the variables that lead commands to it."""

    parts: Mapping[str, str]
    env: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drilled:
    """What was tried, and how many of what were compared."""

    backup: Path
    manifest: Manifest
    said: list[str]


def backup_drill(*, folder: Path, apart: bool = False) -> Drilled:
    """Restore the newest backup into a database of its own, compare it with its manifest, and drop it again.

    Compared are rows by table, the hash of each file, each row that names a file with that file, the chains of history
    with the rows (`verify_history`), and that the present SECRETS_KEYS open what is sealed. The database is made on the
    same server; `apart`, or where that may not be, on an embedded one in a temporary folder. Noted in a row, good or
    not. Raises NoBackup with what was found. A second run does the same again; the newsroom itself isn't touched.
    """
    with held(folder), noted(UpkeepKind.DRILL) as row:
        newest = next(iter(backups_in(folder)), None)
        if newest is None:
            raise NoBackup(f"There is no backup in {folder}.")
        row.tell(newest.name)
        manifest = whole(newest)
        with _empty_place(apart) as place:
            load(place.parts, newest / DUMP)
            wrong = [*wrong_counts(place.parts, manifest), *_wrong_files(place, manifest)]
            if wrong:
                raise NoBackup(f"{newest.name} isn't what it says: {'; '.join(wrong[:5])}.")
            words = ("migrate --no-input -v0", "verify_history", "rotate_secrets")
            said = [_run(place, *one.split()) for one in words]
        row.tell(newest.name, manifest.size, len(manifest.files))
        return Drilled(newest, manifest, [one for one in said if one])


def _wrong_files(place: Place, manifest: Manifest) -> Iterator[str]:
    """Rows that name a file which the backup hasn't, or has with other bytes; but for what was lost before."""
    with connect(place.parts) as server:
        named = stored_files(server)
    for name, told in named.items():
        if name in manifest.lost:
            continue
        if name not in manifest.files:
            yield f"a row names {name}, which isn't there"
        elif told and manifest.files[name][1] != told:
            yield f"{name} isn't the file that its row tells of"


def _run(place: Place, *words: str) -> str:
    """What a command of manage.py says of the restored database. Raises NoBackup where it finds something."""
    done = subprocess.run(
        manage_command(*words),
        cwd=PROJECT,
        env={**os.environ, **place.env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoBackup(f"{words[0]} on the restored database:\n{(done.stdout + done.stderr).strip()}")
    return done.stdout.strip()


@contextmanager
def _empty_place(apart: bool) -> Iterator[Place]:
    if not apart:
        with connect(owner_parts()) as server:
            made = _made(server)
        if made:
            try:
                yield Place(owner_parts(PLACE), _beside())
            finally:
                with connect(owner_parts()) as server:
                    server.execute(_drop())
            return
    with _embedded_place() as place:
        yield place


def _made(server: psycopg.Connection) -> bool:
    """Make the database anew; False where the owner may make none."""
    try:
        server.execute(_drop())
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(PLACE)))
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def _drop() -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(PLACE))


def _beside() -> dict[str, str]:
    """The same addresses, with the other database."""
    owner = settings.DATABASE_OWNER_URL or settings.DATABASE_URL
    return {"DATABASE_URL": _at(settings.DATABASE_URL), "DATABASE_OWNER_URL": _at(owner)}


def _at(address: str) -> str:
    parts = urlsplit(address)
    query = urlencode([one for one in parse_qsl(parts.query) if one[0] != "dbname"], quote_via=quote)
    return urlunsplit(parts._replace(path=f"/{PLACE}", query=query))


@contextmanager
def _embedded_place() -> Iterator[Place]:
    """A PostgreSQL of its own in a temporary folder. Raises NoBackup."""
    with tempfile.TemporaryDirectory(prefix="newsroom-drill-") as root, open(os.devnull, "w") as nowhere:
        folder = Folder(Path(root))
        try:
            with folder.lock(), embedded(folder, Log(nowhere), valkey=False, durable=False) as servers:
                address = servers.env["DATABASE_OWNER_URL"]
                yield Place({k: str(v) for k, v in conninfo_to_dict(address).items() if v}, servers.env)
        except CannotStart as error:
            raise NoBackup(str(error)) from None
