"""The data folder: what lies where, who holds it, and its keys.

`keys.json` lives as long as the data. `up.json` is there while a newsroom is up. `lock` is held by the one
process that may touch the rest; the operating system lets go of it when that process ends, however it ends.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import socket
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from newsroom.services.errors import AlreadyRunning, CannotStart

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # bytes; the kernel's limit is 107
KEYS = ("SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS")


@dataclass(frozen=True)
class Folder:
    """A data folder, made when missing and closed to others."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    def create(self) -> None:
        """Make the folder; raises CannotStart where that is not possible."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise CannotStart(f"The data folder {self.root} can't be made: {error.strerror}.") from None
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise CannotStart(f"The data folder {self.root} can't be written to by this user.")

    def lock(self) -> IO[str]:
        """The lock, held until the file is closed or the process ends. Raises AlreadyRunning when it is taken."""
        try:
            holder = (self.root / "lock").open("a")
        except OSError as error:
            raise CannotStart(f"{self.root / 'lock'} can't be opened: {error.strerror}.") from None
        try:
            fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder.close()
            raise AlreadyRunning(f"Another newsroom holds the data folder {self.root}.") from None
        return holder

    def is_held(self) -> bool:
        """Whether a running process holds the lock."""
        if not (self.root / "lock").exists():
            return False
        try:
            self.lock().close()
        except AlreadyRunning:
            return True
        return False

    def keys(self) -> dict[str, str]:
        """SECRET_KEY, HISTORY_KEY and SECRETS_KEYS, each made once. Losing them ends sessions, makes the history
        unprovable and second factors useless."""
        place = self.root / "keys.json"
        kept: dict[str, str] = json.loads(place.read_text()) if place.exists() else {}
        missing = [name for name in KEYS if name not in kept]
        if missing:
            kept |= {name: secrets.token_urlsafe(48) for name in missing}
            write_private(place, kept)
        return kept

    def scratch(self) -> Path:
        """An empty folder for temporary files: what a killed worker leaves there is gone with the next start."""
        place = self.root / "tmp"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700, exist_ok=True)
        return place

    def note(self, **what: Any) -> None:
        """Write down what is running, for a second `up` and for `attach`."""
        write_private(self.root / "up.json", what)

    def noted(self) -> dict[str, Any]:
        """What `note` wrote last; empty when nothing is up or it can't be read."""
        try:
            found: dict[str, Any] = json.loads((self.root / "up.json").read_text())
        except (OSError, ValueError):
            return {}
        return found

    def forget(self) -> None:
        """Nothing runs here any more."""
        (self.root / "up.json").unlink(missing_ok=True)

    def sockets(self) -> Path:
        """A private folder for sockets: in the data folder, or where its path won't do, under the system's /tmp."""
        inside = self.root / "run"
        if suits_sockets(inside):
            return inside
        remembered = self.root / "sockets-are-in"
        if remembered.exists() and is_private(there := Path(remembered.read_text())):
            return there
        made = Path(tempfile.mkdtemp(prefix="newsroom-", dir="/tmp"))  # nosec B108  # mkdtemp makes it private
        remembered.write_text(str(made))
        return made


def write_private(place: Path, what: dict[str, Any]) -> None:
    """Replace a file, readable by its owner only, whole or not at all."""
    fresh = place.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(what, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place)


def suits_sockets(folder: Path) -> bool:
    """Whether a socket can be made in this folder (made if missing): a short path of plain letters."""
    longest = str(folder / SOCKET_NAME)
    if len(os.fsencode(longest)) > LONGEST_SOCKET or not re.fullmatch(r"[A-Za-z0-9_./+-]+", longest):
        return False
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(folder / ".trial"))
        (folder / ".trial").unlink()
    except OSError:
        return False
    return True


def is_private(folder: Path) -> bool:
    """Whether this is a real folder of ours that others can't enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    mine = found.st_uid == os.geteuid() or os.geteuid() == 0
    return stat.S_ISDIR(found.st_mode) and mine and not found.st_mode & 0o077
