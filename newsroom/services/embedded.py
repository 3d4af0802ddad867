"""The embedded servers as one thing to enter and leave; `manage.py up` and the tests use the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsroom.databases import APP_ROLE
from newsroom.services.folder import Folder
from newsroom.services.log import Log
from newsroom.services.postgres import OWNER, Postgres, postgres_url
from newsroom.services.valkey import Valkey, valkey_url


@dataclass
class Embedded:
    """What runs, and the addresses that it gave; in the order of starting."""

    postgres: Postgres | None = None
    valkey: Valkey | None = None
    env: dict[str, str] = field(default_factory=dict)

    def running(self) -> list[Postgres | Valkey]:
        """Those that are ours, in the order of starting."""
        return [server for server in (self.postgres, self.valkey) if server]

    def stop(self) -> None:
        """The broker first, the database last."""
        for server in reversed(self.running()):
            server.stop()


def addresses(folder: Folder) -> dict[str, str]:
    """The addresses that the servers of this folder have, or will have once they run."""
    sockets = folder.sockets()
    return {
        "DATABASE_URL": postgres_url(sockets, APP_ROLE),
        "DATABASE_OWNER_URL": postgres_url(sockets, OWNER),
        "REDIS_URL": valkey_url(sockets),
    }


@contextmanager
def embedded(
    folder: Folder,
    log: Log,
    *,
    postgres: bool = True,
    valkey: bool = True,
    durable: bool = True,
    verbose: bool = False,
) -> Iterator[Embedded]:
    """The servers, up inside and ended after. The caller holds the folder's lock. Raises CannotStart.

    `env` holds DATABASE_URL (the application), DATABASE_OWNER_URL (migrations) and REDIS_URL of those that run.
    """
    running, env = Embedded(), addresses(folder)
    try:
        if postgres:
            running.postgres = Postgres(
                folder.postgres, folder.sockets(), log, durable=durable, verbose=verbose
            )
            running.postgres.start()
            running.env |= {key: url for key, url in env.items() if key.startswith("DATABASE")}
        if valkey:
            running.valkey = Valkey(folder.valkey, folder.sockets(), log, verbose=verbose)
            running.valkey.start()
            running.env["REDIS_URL"] = env["REDIS_URL"]
        yield running
    finally:
        running.stop()
