"""PostgreSQL's own pg_dump and pg_restore, of a version that fits the server, as its owner."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from newsroom.backups.errors import NoBackup
from newsroom.services.binaries import postgres_program
from newsroom.services.confine import with_parent
from newsroom.services.errors import CannotStart
from newsroom.services.postgres import server_env

DEBIAN = Path("/usr/lib/postgresql")
# From here on a pg_restore says SET transaction_timeout, which older servers don't know.
TIMEOUT_KNOWN = 17
SERVICE = "newsroom"


def run(name: str, server: int, parts: Mapping[str, str], words: Sequence[str]) -> None:
    """Run pg_dump or pg_restore on a database. `server` is its major version, `parts` what libpq connects with.

    The password is in no command line. Raises NoBackup with what the program said.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-") as private:  # closed to others
        place = Path(private) / "service"
        lines = [f"{key}={value}" for key, value in parts.items()]
        place.write_text("\n".join([f"[{SERVICE}]", *lines, ""]))
        command = [str(program(name, server)), f"--dbname=service={SERVICE}", "--no-password", *words]
        with _ended(command, server_env() | {"PGSERVICEFILE": str(place)}) as process:
            said = process.communicate()[1]
    if process.returncode:
        raise NoBackup(f"{name} failed:\n{said.strip()}")


@contextmanager
def _ended(command: Sequence[str], env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """It never outlives the block, nor this process."""
    process = subprocess.Popen(
        with_parent(command, "TERM"),
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        umask=0o077,
    )
    try:
        with process:
            yield process
    except BaseException:
        process.kill()
        raise


def listing(dump: Path, server: int) -> str:
    """What is in a dump, as `pg_restore --list` writes it. Raises NoBackup."""
    command = [str(program("pg_restore", server)), "--list", str(dump)]
    done = subprocess.run(command, capture_output=True, text=True, env=server_env(), stdin=subprocess.DEVNULL)
    if done.returncode:
        raise NoBackup(f"The dump can't be read: {done.stderr.strip()}")
    return done.stdout


def program(name: str, server: int) -> Path:
    """The one of the server's own major version, else a newer one that fits. Raises NoBackup with what to install."""
    found = {version: place for place in reversed(_candidates(name)) if (version := major(place))}
    for version in sorted(found, key=lambda one: (one != server, one)):
        if version == server or (version > server and (name == "pg_dump" or server >= TIMEOUT_KNOWN)):
            return found[version]
    here = ", ".join(map(str, sorted(found))) or "none"
    raise NoBackup(
        f"The server is PostgreSQL {server}, and no {name} here fits it (here: {here}): "
        f"install its client programs (Debian: postgresql-client-{server})."
    )


def _candidates(name: str) -> list[Path]:
    """The first of two of one version is taken."""
    found: list[Path] = []
    with suppress(CannotStart):
        found.append(postgres_program(name))
    found += sorted(DEBIAN.glob(f"*/bin/{name}"))
    on_path = shutil.which(name)
    return [*found, Path(on_path)] if on_path else found


def major(place: Path) -> int:
    """The major version of one of PostgreSQL's programs; 0 where it doesn't run."""
    try:
        said = subprocess.run([str(place), "--version"], capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
