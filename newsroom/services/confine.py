"""How a child is started: not as root, and never outliving its parent. Where the system can't, it does without."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from newsroom.services.errors import CannotStart

NOBODY = 65534
UNSHARE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
CHANGE_USER = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]


@cache
def works(*prefix: str) -> bool:
    """Whether a command can be run behind this prefix here."""
    try:
        done = subprocess.run([*prefix, "true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def with_parent(command: Sequence[str], signal_name: str) -> list[str]:
    """The command, which gets this signal when its parent dies, even by kill -9 (Linux)."""
    prefix = ["setpriv", "--pdeathsig", signal_name, "--"]
    return [*prefix, *command] if works(*prefix) else list(command)


def unprivileged(command: Sequence[str]) -> list[str]:
    """The command, not as root: PostgreSQL refuses root, and a user that has no name.

    In a user namespace the files stay root's and private folders stay open to it; where namespaces are
    forbidden, the command runs as nobody, and `hand_over` must have given it its folders.
    """
    if os.geteuid() != 0:
        return list(command) if has_name() or not works(*UNSHARE) else [*UNSHARE, *command]
    if works(*UNSHARE):
        return [*UNSHARE, *command]
    if works(*CHANGE_USER):
        return [*CHANGE_USER, *command]
    raise CannotStart(
        "PostgreSQL refuses to run as root, and this machine allows neither `unshare --user` nor `setpriv --reuid`: "
        "run this as an ordinary user, or set DATABASE_URL and REDIS_URL."
    )


def has_name() -> bool:
    """Whether the system knows this user; in some containers it doesn't."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def hand_over(*folders: Path) -> None:
    """Give the folders to whoever `unprivileged` runs as: nobody in the one case, else the present user."""
    if os.geteuid() != 0:
        return
    owner = 0 if works(*UNSHARE) else NOBODY
    for folder in folders:
        if folder.stat().st_uid != owner:
            for place in [folder, *folder.rglob("*")]:
                os.chown(place, owner, owner, follow_symlinks=False)
        if owner == NOBODY:
            let_through(folder.parent)


def let_through(folder: Path) -> None:
    """Let nobody pass through the data folder, without reading it; raises CannotStart where a parent is closed."""
    folder.chmod(folder.stat().st_mode | 0o011)
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & 0o001:
            raise CannotStart(
                f"As root, PostgreSQL runs as nobody here, who can't enter {parent}: "
                "set NEWSROOM_DATA to a folder that others may pass through, or run this as an ordinary user."
            )
