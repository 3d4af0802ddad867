"""Work that a worker does once for a row, by the row: take it, give it up, and send it again where nobody is at it.

The rows have `state`, `attempts`, `heartbeat`, `published`, `error` and `at`; all ages are the database's own clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from claims.vocabulary import CaptureState

# After so many tries it is a person's matter.
ATTEMPTS = 3
MOST_AT_ONCE = 200
SILENT = "Its worker ended without a word."


def take(model: type[models.Model], pk: int, most: int = ATTEMPTS) -> int | None:
    """The number of the attempt that this worker now makes; None where there is nothing to do."""
    rows: Any = model._default_manager
    waiting = rows.filter(pk=pk, state=CaptureState.QUEUED, attempts__lt=most)
    taken = waiting.update(state=CaptureState.RUNNING, attempts=F("attempts") + 1, heartbeat=Now(), error="")
    return rows.values_list("attempts", flat=True).get(pk=pk) if taken else None


def give_up(
    mine: QuerySet[Any],
    attempt: int,
    why: str,
    *,
    passes: bool,
    most: int = ATTEMPTS,
    seconds: float | None = None,
) -> None:
    """Back to the queue, for later (after `seconds`), where the trouble may pass; else it is failed, and says why."""
    if passes and attempt < most:
        wait = settings.CAPTURE_RETRY_SECONDS * attempt if seconds is None else seconds
        later = timedelta(seconds=wait)
        # The sweep sends it again once this moment is past.
        mine.update(state=CaptureState.QUEUED, published=Now() + later, error=why)
    else:
        mine.update(state=CaptureState.FAILED, error=why)


def words_of_trouble(error: Exception) -> str:
    """An unforeseen error, for the row and its reader."""
    if isinstance(error, SoftTimeLimitExceeded):
        return "It took too long."
    return f"The attempt ended with an error ({type(error).__name__})."


def sweep(model: type[models.Model], task: Callable[[], Any], most: int = ATTEMPTS) -> int:
    """Requeue rows whose worker has gone quiet and rows whose message may be lost; how many were published.

    A machine whose clock is off reaps nothing. Running twice is harmless: a row that is published again is taken by
    one worker only. Each row is its own transaction. `task` gives the task that takes its id.
    """
    rows: Any = model._default_manager
    age = timedelta(seconds=settings.SPLIT_OVERDUE_SECONDS)
    quiet = rows.filter(state=CaptureState.RUNNING, heartbeat__lt=Now() - age)
    for pk, attempt in list(quiet.order_by("pk").values_list("pk", "attempts")[:MOST_AT_ONCE]):
        give_up(quiet.filter(pk=pk, attempts=attempt), attempt, SILENT, passes=True, most=most)
    waiting = rows.filter(state=CaptureState.QUEUED).annotate(asked=Coalesce("published", "at"))
    lost = waiting.filter(Q(attempts=0, asked__lt=Now() - age / 2) | Q(attempts__gt=0, asked__lt=Now()))
    published = list(lost.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in published:
        _publish(rows.filter(pk=pk), pk, age, task)
    return len(published)


@transaction.atomic
def _publish(row: QuerySet[Any], pk: int, age: timedelta, task: Callable[[], Any]) -> None:
    from newsroom.celery import publish

    row.update(published=Now() + age / 2)
    transaction.on_commit(partial(publish, task(), pk))
