"""`manage.py export_person`: all that is stored about one person, as a zip file of JSON."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.models import User
from claims.selectors.person_data import person_archive


class Command(BaseCommand):
    help = "Writes what the newsroom has stored about a person, for that person, as a zip file of JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="USERNAME")
        parser.add_argument("file", type=Path, metavar="FILE", help="is made, for this user alone")

    def handle(self, *args: Any, name: str, file: Path, **options: Any) -> None:
        try:
            archive = person_archive(User.objects.get(username=name))
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
                made.write(archive)
        except User.DoesNotExist:
            raise CommandError(f"There is nobody called {name}.") from None
        except FileExistsError:
            raise CommandError(f"{file} is there already.") from None
        self.stdout.write(f"{len(archive)} bytes in {file}")
