"""`manage.py import_articles`: an archive's files, each an article of its own."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.models import Desk, User
from claims.services.articles_import import Imported, articles_import
from claims.services.copy_read import ENDINGS


class Command(BaseCommand):
    help = (
        "Imports files and folders of copy as articles, each once however often it is run. They are split behind what "
        "people paste."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of files")
        parser.add_argument("--desk", required=True, metavar="NAME", help="the desk that gets them")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who is said to have pasted them")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each file, then one that sums up; exit status 1 where a file failed."""
        paths = list(_files(options["paths"]))
        counts: Counter[str] = Counter()
        try:
            desk = Desk.objects.get(name=options["desk"])
            by = User.objects.get(username=options["by"])
            for number, one in enumerate(articles_import(paths=paths, desk_id=desk.pk, by=by), start=1):
                word = "known" if one.again else "imported" if one.article else "failed"
                counts[word] += 1
                self.stdout.write(f"{number}/{len(paths)} {word}: {one.name}{_about(one)}")
                self.stdout.flush()
        except Desk.DoesNotExist:
            raise CommandError(f"{options['by']} is on no desk called {options['desk']}.") from None
        except User.DoesNotExist:
            raise CommandError(f"There is nobody called {options['by']}.") from None
        except Refused as no:
            raise CommandError(str(no)) from None
        told = ", ".join(f"{counts[word]} {word}" for word in ("imported", "known", "failed"))
        self.stdout.write(f"{len(paths)} files: {told}.")
        if counts["failed"]:
            sys.exit(1)


def _about(one: Imported) -> str:
    """The article, or why there is none; one line whatever it holds."""
    words = one.why or (f"article {one.article.pk}, {one.article.title}" if one.article else "")
    return f": {' '.join(words.split())}" if words else ""


def _files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and in each folder those whose endings are copy's, by name; hidden ones are left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for one in sorted(path.rglob("*")):
            inside = one.relative_to(path)
            hidden = any(part.startswith(".") for part in inside.parts)
            if not hidden and one.is_file() and one.suffix.lower().removeprefix(".") in ENDINGS:
                yield one
