"""`manage.py migrate`, always as the owner; the application's role is made ready first."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import NotSupportedError, OperationalError, connections

from newsroom.databases import as_owner
from newsroom.roles import Unfit, prepare


class Command(DjangoMigrate):
    help = (
        DjangoMigrate.help + " Connects as the owner: DATABASE_OWNER_URL, or DATABASE_URL without SET ROLE."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check the server's version, make the role `newsroom_app` ready, migrate. Refuses with what to do."""
        alias = options["database"]
        if alias not in settings.DATABASES:
            raise CommandError("DATABASE_URL is not set; docs/settings.md says what it is.")
        login = settings.DATABASES[alias].get("USER", "")
        with as_owner(alias):
            try:
                prepare(connections[alias], login=login)
            except Unfit as reason:
                raise CommandError(str(reason)) from None
            except (OperationalError, NotSupportedError) as error:
                raise CommandError(f"The database can't be used: {str(error).strip()}") from None
            super().handle(*args, **options)
