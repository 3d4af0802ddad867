"""`manage.py verify_history`: does the history hold, and are the rows what it tells?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.models import Article
from claims.services.history_check import Tally, check_history


class Command(BaseCommand):
    help = (
        "Checks every article's chain of events and names whatever was changed behind the application's back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", type=int, metavar="PK", help="only this article")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a finding, then one line that sums up; exit status 1 where there was a finding."""
        tally = Tally()
        try:
            for line in check_history(tally, options["article"]):
                self.stdout.write(line)
        except Article.DoesNotExist:
            raise CommandError(f"There is no article {options['article']}.") from None
        erased = f", {tally.erased} with their words erased by retention" if tally.erased else ""
        self.stdout.write(
            f"{tally.articles} articles, {tally.events} events{erased}: {tally.findings or 'no'} findings."
        )
        if tally.findings:
            sys.exit(1)
