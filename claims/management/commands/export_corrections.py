"""What people put right in the machine's work, as training data in brat's standoff form."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import Desk
from claims.selectors.corrections import corrections


class Command(BaseCommand):
    help = "Write every draft in which somebody mended something, with what the machine had found beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="gets the folders text and attributions")
        parser.add_argument(
            "--desk", default="", help="this desk's alone; a confidential one has to be named"
        )

    def handle(self, *args: Any, folder: Path, desk: str, **options: Any) -> None:
        if desk and not Desk.objects.filter(name=desk).exists():
            raise CommandError(f"There is no desk called {desk!r}.")
        texts, found = folder / "text", folder / "attributions"
        for place in (texts, found):
            place.mkdir(parents=True, exist_ok=True)
        number = 0
        for one in corrections(desk):
            name = f"article-{one.draft.article_id}-draft-{one.draft.number}"
            (texts / f"{name}.txt").write_bytes(one.draft.text.encode())
            for by, lines in (("corrected", one.now), ("machine", one.machine)):
                (found / f"{name}_{by}.ann").write_bytes(lines.encode())
            number += 1
        self.stdout.write(f"{number} draft{'' if number == 1 else 's'} in {folder}")
