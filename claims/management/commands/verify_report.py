"""`manage.py verify_report FILE`: is it a report that was made here, and does the history say so?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.report_check import report_check


class Command(BaseCommand):
    """Says which report a file is. Ends with 1 where it is none, or where something doesn't fit."""

    help = (
        "Say whether a file is a report that was made here, unchanged, and whether the history tells of it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            checked = report_check(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from error
        if checked.report is None:
            raise CommandError(checked.trouble)
        report = checked.report
        of = f"report {report.number} of article {report.article_id}, {checked.format}"
        made = f"{of}, made {report.at:%Y-%m-%d %H:%M} UTC"
        if checked.trouble:
            raise CommandError(f"It has the bytes of {made}. But: {checked.trouble}")
        self.stdout.write(f"It is {made}, unchanged; the history says so too.")
