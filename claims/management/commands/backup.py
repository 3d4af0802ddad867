"""`manage.py backup FOLDER`: the database and the evidence store, as they are now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.backup_make import Made, backup_make
from newsroom.backups.errors import NoBackup
from newsroom.backups.keys import write_keys


class Command(BaseCommand):
    """Ends with 1 where there is no backup, or one in which something is lost."""

    help = "Makes a backup of the database and the evidence store in a folder. The keys are not in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept, each in a folder of its own")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="remove all but the newest N")
        parser.add_argument(
            "--keys-to", type=Path, metavar="FILE", help="write the keys, and where: not into FOLDER"
        )

    def handle(self, *args: Any, folder: Path, keep: int, keys_to: Path | None, **options: Any) -> None:
        if keep < 0:
            raise CommandError("--keep is 1 or more.")
        try:
            if keys_to:
                write_keys(keys_to.absolute(), folder.absolute())
            made = backup_make(folder=folder.absolute(), keep=keep)
        except NoBackup as no:
            raise CommandError(str(no)) from None
        self.stdout.write(_sum(made))
        if made.manifest.lost:
            for name, why in made.manifest.lost.items():
                self.stdout.write(f"{name}: {why} in the evidence store")
            sys.exit(1)


def _sum(made: Made) -> str:
    held = made.manifest
    rows, megabytes = sum(held.tables.values()), held.size / 1_000_000
    removed = f" {len(made.removed)} older removed." if made.removed else ""
    return f"{made.path}: {rows} rows, {len(held.files)} files, {megabytes:.1f} MB.{removed}"
