"""`manage.py erase_person`: a person's name and addresses go; what they did stays under a number."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.models import User
from claims.services.person_erase import person_erase


class Command(BaseCommand):
    help = "Erases a person. What they did stays, as done by a former colleague. It can't be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="USERNAME")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who wants it")
        parser.add_argument("--yes", action="store_true", help="don't ask for the name once more")

    def handle(self, *args: Any, name: str, by: str, yes: bool, **options: Any) -> None:
        """One line; exit status 1 where nobody was erased."""
        if not yes and input(f"Type {name} to erase this person for good: ").strip() != name:
            raise CommandError("That isn't the name: nobody was erased.")
        try:
            who, person = User.objects.get(username=by), User.objects.get(username=name)
            done = person_erase(person_id=person.pk, by=who)
        except User.DoesNotExist:
            raise CommandError("There is nobody of that name.") from None
        except Refused as no:
            raise CommandError(str(no)) from None
        self.stdout.write(f"{name} is {done.name} now.")
