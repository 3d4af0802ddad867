"""Take up what the rows say is unfinished and nobody is at."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

from claims.models import Split
from claims.services.draft_store import queue
from claims.services.history import lock_article
from claims.services.split_run import record_failure
from claims.vocabulary import SPLIT_ATTEMPTS, SplitState

MOST_AT_ONCE = 200


def split_sweep() -> int:
    """Requeue splits whose worker has gone quiet and splits whose message may be lost; how many were
    published.

    All ages are the database's own clock, so a machine whose clock is off reaps nothing. Running twice is
    harmless: a split that is published again is taken by one worker only. Each split is its own transaction.
    """
    age = timedelta(seconds=settings.SPLIT_OVERDUE_SECONDS)
    quiet = Split.objects.filter(state=SplitState.RUNNING, heartbeat__lt=Now() - age)
    for split_id in list(quiet.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]):
        _give_up_on_worker(split_id, age)
    waiting = Split.objects.filter(state=SplitState.QUEUED).annotate(asked=Coalesce("published", "created"))
    lost = waiting.filter(Q(attempts__gt=0, published__isnull=True) | Q(asked__lt=Now() - age / 2))
    published = list(lost.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for split_id in published:
        _publish(split_id)
    return len(published)


@transaction.atomic
def _give_up_on_worker(split_id: int, age: timedelta) -> None:
    """A quiet worker's split goes back to the queue, or to a person after the last attempt."""
    split = Split.objects.select_related("draft").get(pk=split_id)
    lock_article(split.draft.article_id)
    still = Split.objects.filter(pk=split_id, state=SplitState.RUNNING, heartbeat__lt=Now() - age)
    words = f"Attempt {split.attempts} stopped without a word: its worker ended."
    if split.attempts < SPLIT_ATTEMPTS:
        still.update(state=SplitState.QUEUED, published=None, error=words)
    elif still.update(state=SplitState.FAILED, error=words):
        record_failure(split, words)


@transaction.atomic
def _publish(split_id: int) -> None:
    Split.objects.filter(pk=split_id).update(published=Now())
    queue(Split.objects.get(pk=split_id))
