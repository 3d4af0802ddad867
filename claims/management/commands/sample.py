"""`manage.py sample`: a newsroom to try things in, with its sign-ins."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.errors import Refused
from claims.selectors.report import report_of
from claims.services.sample_drafts import sample_drafts
from claims.services.sample_newsroom import PEOPLE, sample_newsroom
from claims.services.sample_report import sample_report


class Command(BaseCommand):
    help = "Load the sample newsroom once, and print its sign-ins each time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            passwords = sample_newsroom()
        except Refused as no:
            raise CommandError(str(no)) from None
        # The database holds hashes only: the words to sign in with are kept for the next start, for this user alone.
        kept = settings.DATA_DIR / "sign-ins.txt"
        if passwords:
            sample_drafts()
            sample_report(report_of)
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(sign_ins(passwords))
        self.stdout.write(kept.read_text() if kept.exists() else "This database already has people in it.")


def sign_ins(passwords: dict[str, str]) -> str:
    """A table of who can sign in: name, password, and what they are where."""
    lines = []
    for person in PEOPLE:
        roles = ", ".join(f"{role.label.lower()} on {desk}" for desk, role in person.desks.items())
        who = roles or "administrator"
        lines.append(f"  {person.username:<8} {passwords[person.username]:<14} {person.name}, {who}\n")
    return "".join(lines)
