"""Let `manage.py shell` and the like work on the newsroom that is up, without a word in the environment."""

import os
from pathlib import Path

from newsroom.services.child import PROJECT
from newsroom.services.errors import CannotStart
from newsroom.services.folder import Folder


def data_folder() -> Folder:
    """NEWSROOM_DATA, or `.data` in the project."""
    return Folder(Path(os.environ.get("NEWSROOM_DATA") or PROJECT / ".data").absolute())


def attach() -> None:
    """Set the variables of the running newsroom that are not set yet; changes nothing where none runs."""
    folder = data_folder()
    if os.environ.get("DATABASE_URL") or not (folder.root / "up.json").exists():
        return
    try:
        if not folder.is_held():
            return
    except CannotStart:
        return
    for name, value in folder.noted().get("env", {}).items():
        os.environ.setdefault(name, value)
