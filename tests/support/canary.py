"""A word that may stand nowhere, and whether it does, in whatever spelling things are kept and sent."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from newsroom.databases import as_owner

CANARY = "Zyxwvanthe"  # no word of any language, and of no file of ours but this one
BLOCK = 1 << 22


@cache
def spellings(word: str) -> tuple[bytes, ...]:
    """Small letters, each once: plain, in UTF-16, as digits, and in base64 wherever it may begin in it."""
    plain = word.encode()
    # The characters that hold bits of the letters around it are cut away.
    shifted = (base64.b64encode(bytes(shift) + plain)[-(-shift * 8 // 6) :] for shift in range(3))
    whole = (one.rstrip(b"=")[:-1] for one in shifted)
    return tuple(one.lower() for one in (plain, word.encode("utf-16-le"), plain.hex().encode(), *whole))


def tells(blob: bytes | str, word: str = CANARY) -> bool:
    found = (blob.encode() if isinstance(blob, str) else blob).lower()
    return any(one in found for one in spellings(word))


def told_by_files(folder: Path, word: str = CANARY) -> list[str]:
    """The files below a folder that have it; a word across the edge of two blocks is seen too."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [str(path) for path in files if any(tells(block, word) for block in _blocks(path))]


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            tail = b""
            while block := file.read(BLOCK):
                yield tail + block
                tail = block[-100:]
    except (FileNotFoundError, OSError):  # a server's own, gone meanwhile, or a socket
        return


def told_by_database(word: str = CANARY) -> list[str]:
    """The tables, of whichever application, that have it: each copied out whole, as a dump does."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 40
        return [name for name in tables if tells(b"".join(_copied(cursor, name)), word)]


def _copied(cursor: object, table: str) -> Iterable[bytes]:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:  # type: ignore[attr-defined]
        yield from map(bytes, copy)


def written_out() -> None:
    """Have PostgreSQL write its log of all that was committed so far to its files, which it else puts off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")
        cursor.execute("UPDATE claims_desk SET name = name")


def told_by_broker(broker: object, word: str = CANARY) -> list[str]:
    """The keys of the broker that have it, in their names or in what they hold."""
    names = list(broker.scan_iter(count=1000))  # type: ignore[attr-defined]
    return [name.decode() for name in names if tells(name, word) or tells(broker.dump(name) or b"", word)]  # type: ignore[attr-defined]
