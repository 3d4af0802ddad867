"""`manage.py restore` where no server is named and none is up: into this machine's own data folder."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from newsroom.services.attach import data_folder
from newsroom.services.child import PROJECT
from newsroom.services.commands import manage_command
from newsroom.services.embedded import embedded
from newsroom.services.environment import environments
from newsroom.services.errors import AlreadyRunning, CannotStart
from newsroom.services.folder import KEYS, Folder, write_private
from newsroom.services.log import Log


def main(words: Sequence[str]) -> int:
    """Start the embedded PostgreSQL, restore into it, end it. The exit status."""
    parser = argparse.ArgumentParser(prog="manage.py restore", add_help=False)
    parser.add_argument("--keys-from", type=Path)
    chosen, others = parser.parse_known_args(words)
    folder = data_folder()
    try:
        folder.create()
        with folder.lock():
            if chosen.keys_from:
                take_keys(folder, chosen.keys_from)
            elif not (folder.root / "keys.json").exists():
                raise CannotStart(
                    "Its keys aren't here: say --keys-from FILE, what `backup --keys-to` wrote."
                )
            with embedded(folder, Log(), valkey=False) as servers:
                env, _ = environments(folder, servers.env | {"REDIS_URL": ""}, "localhost", verbose=False)
                return subprocess.call(manage_command("restore", *others), env=env, cwd=PROJECT)
    except AlreadyRunning:
        print("A newsroom is up on this data folder: end it first.", file=sys.stderr)
    except CannotStart as error:
        print(f"Nothing was restored. {error}", file=sys.stderr)
    return 1


def take_keys(folder: Folder, place: Path) -> None:
    """Put the keys of the newsroom that is restored into the data folder, which has none yet or the same."""
    try:
        kept = json.loads(place.read_text())
        keys = {name: str(kept[name]) for name in KEYS}
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotStart(f"{place} isn't a file of keys.") from None
    mine = folder.root / "keys.json"
    if mine.exists() and json.loads(mine.read_text()) != keys:
        raise CannotStart(f"{mine} holds other keys: is this the folder of another newsroom?")
    write_private(mine, keys)
