"""`manage.py rotate_secrets`: all that is secret in the database, under the first of SECRETS_KEYS."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from claims.services.secrets_rotate import secrets_rotate


class Command(BaseCommand):
    help = "Wraps the keys of confidential records and the secrets of second factors under the first of SECRETS_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each that no key opens, then one line that sums up; exit status 1 where there was one."""
        done = secrets_rotate()
        for name in done.unreadable:
            self.stdout.write(f"{name}: no key that is set opens it.")
        lost = f", {len(done.unreadable)} left as they were" if done.unreadable else ""
        self.stdout.write(
            f"{done.anew} wrapped anew, {done.already} stood under the first key already{lost}."
        )
        if done.unreadable:
            sys.exit(1)
