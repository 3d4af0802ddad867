"""`manage.py erase_article`: erase one article at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.models import Article, User
from claims.services.article_erase import article_erase


class Command(BaseCommand):
    help = "Erases an article with its drafts, claims, notes, evidence and files. It can't be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("article", type=int, metavar="PK", help="the number in the article's address")
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the administrator who wants it")
        parser.add_argument("--why", required=True, help="the reason, without a word of the copy")
        parser.add_argument("--yes", action="store_true", help="don't ask for the number once more")

    def handle(self, *args: Any, article: int, by: str, why: str, yes: bool, **options: Any) -> None:
        """One line; exit status 1 where nothing was erased."""
        if not yes and input(f"Type {article} to erase article {article} for good: ").strip() != str(article):
            raise CommandError("That isn't its number: nothing was erased.")
        try:
            person = User.objects.get(username=by)
            done = article_erase(article_id=article, by=person, key=f"command:erase:{article}", note=why)
        except User.DoesNotExist:
            raise CommandError(f"There is nobody called {by}.") from None
        except Article.DoesNotExist:
            raise CommandError(f"There is no article {article}.") from None
        except Refused as no:
            raise CommandError(str(no)) from None
        self.stdout.write(f"Article {done.pk} is erased.")
