"""The embedded PostgreSQL: one cluster in the data folder, reached through a private socket only.

Its superuser `newsroom` owns all and runs migrations; the application is `newsroom_app`, which owns nothing.
Whoever can enter the socket's folder is trusted, and that is its owner alone.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from newsroom.databases import APP_ROLE
from newsroom.services.binaries import postgres_program
from newsroom.services.child import Child
from newsroom.services.confine import hand_over, unprivileged, with_parent
from newsroom.services.errors import CannotStart
from newsroom.services.leftovers import end_left_over
from newsroom.services.log import Log

OWNER = DATABASE = "newsroom"
START_SECONDS = 120.0  # recovery after a crash may take a while
NOISE = re.compile(
    r"^(LOG|ERROR|HINT|DETAIL|STATEMENT|CONTEXT|QUERY):|^\t"
    r"|^FATAL:  (the database system is|terminating connection due to admin)"
)
ENDING = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "",
    "jit": "off",
    "max_connections": "60",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """A server for one folder. `durable=False` is for throwaway clusters: fast, and lost when the machine stops."""

    name = "postgres"

    def __init__(
        self, folder: Path, sockets: Path, log: Log, *, durable: bool = True, verbose: bool = False
    ) -> None:
        self.folder, self.sockets, self.log, self.durable = folder, sockets, log, durable
        settings = SETTINGS | {"unix_socket_directories": str(sockets)} | ({} if durable else CARELESS)
        command = [str(postgres_program("postgres")), "-D", str(folder)]
        command += [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        self.child = Child(
            self.name,
            unprivileged(with_parent(command, "INT")),
            log,
            env=server_env(),
            cwd=Path("/"),
            orphaned="INT",
            ending=ENDING,
            noise=None if verbose else NOISE,
        )

    def start(self) -> None:
        """Start it and return when it answers, its roles and database made. Raises CannotStart with its last words."""
        self.clear_away()
        if not self.folder.exists():
            self.make_cluster()
        self.refuse_other_version()
        hand_over(self.folder, self.sockets)
        self.child.start()
        self.wait_until_ready()

    def clear_away(self) -> None:
        """End a server that an earlier run left in this folder; then a stale pid file stops nobody."""
        pid_file = self.folder / "postmaster.pid"
        first = pid_file.read_text().split("\n")[0].strip() if pid_file.exists() else ""
        if end_left_over(self.folder, "postgres", int(first) if first.isdigit() else 0, signal.SIGINT):
            self.log.write(self.name, "ended a server that an earlier run had left behind")
        pid_file.unlink(missing_ok=True)
        for stale in self.sockets.glob(".s.PGSQL.*"):
            stale.unlink()

    def make_cluster(self) -> None:
        """initdb beside the place, then rename: the folder exists only when it is whole."""
        fresh = self.folder.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        hand_over(fresh)
        command = [str(postgres_program("initdb")), "-D", str(fresh), f"--username={OWNER}", "--auth=trust"]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
        done = subprocess.run(
            unprivileged(with_parent(command, "KILL")),
            env=server_env(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CannotStart(f"initdb failed:\n{done.stdout}{done.stderr}")
        if self.durable:
            os.sync()
        fresh.rename(self.folder)

    def refuse_other_version(self) -> None:
        """Binaries of another major version can't read the folder; say so before they do."""
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        bundled = (postgres_program("postgres").parents[1] / "share" / "postgres.bki").open().readline()
        if made_by not in bundled.split():
            raise CannotStart(
                f"{self.folder} was made by PostgreSQL {made_by}, and the binaries are another version "
                f"({bundled.strip('# ').strip()}): dump it with the old ones and load it with the new."
            )

    def wait_until_ready(self) -> None:
        """Until the server answers and has its roles and database."""
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.make_roles()
            except psycopg.OperationalError as error:
                if not self.child.alive() or time.monotonic() > until:
                    words = self.child.last_words() or str(error)
                    self.child.stop()
                    raise CannotStart(f"PostgreSQL did not start:\n{words}") from None
            time.sleep(0.05)

    def make_roles(self) -> None:
        """The application's role and the database, unless they are there."""
        with psycopg.connect(postgres_url(self.sockets, OWNER, "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(APP_ROLE)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def alive(self) -> bool:
        """Whether the server process runs."""
        return self.child.alive()

    def stop(self) -> None:
        """Shut down in order (a fast shutdown: open transactions are rolled back)."""
        self.child.stop()


def postgres_url(sockets: Path, user: str, database: str = DATABASE) -> str:
    """The address for one of the two roles. The port is part of the socket's name, and no other counts."""
    return f"postgresql://{user}@/{database}?host={quote(str(sockets), safe='')}&port=5432"


def server_env() -> dict[str, str]:
    """The environment without what would change a server's ways: PG*, and locales it may not have."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}
