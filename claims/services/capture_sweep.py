"""Take up the copies that the rows say are unfinished and nobody is at."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

from claims.models import Capture
from claims.services.capture_run import give_up
from claims.vocabulary import CaptureState

MOST_AT_ONCE = 200
SILENT = "Its worker ended without a word."


def capture_sweep() -> int:
    """Requeue copies whose worker has gone quiet and copies whose message may be lost; how many were published.

    All ages are the database's own clock, so a machine whose clock is off reaps nothing. Running twice is harmless:
    a copy that is published again is taken by one worker only. Each copy is its own transaction.
    """
    age = timedelta(seconds=settings.SPLIT_OVERDUE_SECONDS)
    quiet = Capture.objects.filter(state=CaptureState.RUNNING, heartbeat__lt=Now() - age)
    for pk, attempt in list(quiet.order_by("pk").values_list("pk", "attempts")[:MOST_AT_ONCE]):
        give_up(quiet.filter(pk=pk, attempts=attempt), attempt, SILENT, passes=True)
    waiting = Capture.objects.filter(state=CaptureState.QUEUED).annotate(asked=Coalesce("published", "at"))
    lost = waiting.filter(Q(attempts=0, asked__lt=Now() - age / 2) | Q(attempts__gt=0, asked__lt=Now()))
    published = list(lost.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for capture_id in published:
        _publish(capture_id, age)
    return len(published)


@transaction.atomic
def _publish(capture_id: int, age: timedelta) -> None:
    from claims.tasks import keep_capture
    from newsroom.celery import publish

    Capture.objects.filter(pk=capture_id).update(published=Now() + age / 2)
    transaction.on_commit(partial(publish, keep_capture, capture_id))
