"""`manage.py restore_drill FOLDER`: does the newest backup hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.backup_drill import backup_drill
from newsroom.backups.errors import NoBackup


class Command(BaseCommand):
    """Ends with 1 where it doesn't."""

    help = "Restores the newest backup into a database of its own, looks at all of it, and drops that again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept")
        parser.add_argument(
            "--apart", action="store_true", help="on an embedded PostgreSQL, not on the server"
        )

    def handle(self, *args: Any, folder: Path, apart: bool, **options: Any) -> None:
        try:
            done = backup_drill(folder=folder.absolute(), apart=apart)
        except NoBackup as no:
            raise CommandError(str(no)) from None
        held = done.manifest
        for line in done.said:
            self.stdout.write(line)
        self.stdout.write(
            f"{done.backup.name} holds: {sum(held.tables.values())} rows and {len(held.files)} files compared."
        )
