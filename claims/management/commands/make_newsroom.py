"""`manage.py make_newsroom --articles N`: a newsroom of any size, to measure and try things in."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from claims.errors import Refused
from claims.services.newsroom_make import newsroom_make


class Command(BaseCommand):
    help = "Fills the sample newsroom with made-up articles. Refused wherever real people work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, metavar="N", help="at least so many")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line: how many articles and claims there are, and how long it took."""
        began = time.monotonic()
        try:
            articles, claims = newsroom_make(options["articles"])
        except Refused as no:
            raise CommandError(str(no)) from None
        except ProgrammingError as error:
            raise CommandError(f"The database's owner may not make copies: {str(error).strip()}") from None
        took = time.monotonic() - began
        self.stdout.write(f"{articles:,} articles, {claims:,} claims, in {took:.0f} s.")
