"""Note that a backup was made, or one tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, transaction
from django.utils import timezone

from claims.models import Upkeep
from claims.vocabulary import UpkeepKind


@dataclass(slots=True)
class Told:
    """What the row will say of the work, filled in while it goes on."""

    name: str = ""
    size: int = 0
    files: int = 0
    trouble: str = ""

    def tell(self, name: str, size: int = 0, files: int = 0, trouble: str = "") -> None:
        self.name, self.size, self.files, self.trouble = name, size, files, trouble


@contextmanager
def noted(kind: UpkeepKind) -> Iterator[Told]:
    """Inside, the work is done; after it, a row says when it began and ended, and whether it went well.

    What raises is noted as failed and raised on. Where the database can't be written to, the work counts nevertheless.
    """
    began, told = timezone.now(), Told()
    try:
        yield told
    except Exception:
        with suppress(Error):
            upkeep_note(kind, began=began, told=told, good=False)
        raise
    with suppress(Error):
        upkeep_note(kind, began=began, told=told, good=not told.trouble)


@transaction.atomic
def upkeep_note(kind: UpkeepKind, *, began: datetime, told: Told, good: bool) -> Upkeep:
    """Store the row. A second run stores a second one: each is a thing that was done."""
    return Upkeep.objects.create(
        kind=kind,
        name=told.name,
        began=began,
        good=good,
        size=told.size,
        files=told.files,
        trouble=told.trouble,
    )
