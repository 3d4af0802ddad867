"""`manage.py restore BACKUP`: a backup into an empty newsroom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.backup_restore import backup_restore
from newsroom.backups.errors import NoBackup


class Command(BaseCommand):
    """Ends with 1 where nothing was restored."""

    help = "Restores a backup into an empty database and an empty evidence store. `migrate` comes after it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup: newsroom-20260102T030405Z")
        parser.add_argument(
            "--unsigned", action="store_true", help="take one that isn't signed with HISTORY_KEY"
        )

    def handle(self, *args: Any, backup: Path, unsigned: bool, **options: Any) -> None:
        try:
            held = backup_restore(backup=backup.absolute(), signed=not unsigned)
        except NoBackup as no:
            raise CommandError(str(no)) from None
        self.stdout.write(
            f"Restored, as of {held.made}: {sum(held.tables.values())} rows, {len(held.files)} files.\n"
            "Now: manage.py migrate, then manage.py verify_history. Everybody signs in again."
        )
        for name, why in held.lost.items():
            self.stdout.write(f"{name}: {why} when the backup was made")
