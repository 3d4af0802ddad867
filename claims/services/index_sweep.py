"""Send again what the search still has to take in."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now

from claims.models import SearchDue

MOST_AT_ONCE, LONGEST = 200, 8


def index_sweep() -> int:
    """Publish articles whose message may be lost, or whose indexing failed; how many.

    All ages are the database's own clock. What fails again waits twice as long each time, an hour or so at most, and is
    never given up: an article that isn't found is found later. Running twice is harmless.
    """
    age = timedelta(seconds=settings.SPLIT_OVERDUE_SECONDS)
    asked = SearchDue.objects.annotate(asked=Coalesce("published", "since"))
    lost = list(asked.filter(asked__lt=Now() - age / 2).order_by("asked")[:MOST_AT_ONCE])
    for one in lost:
        _publish(one, age)
    return len(lost)


@transaction.atomic
def _publish(one: SearchDue, age: timedelta) -> None:
    from claims.tasks import index_article
    from newsroom.celery import publish

    later = age * (2 ** min(one.attempts, LONGEST) - 1)
    SearchDue.objects.filter(pk=one.pk).update(published=Now() + later, attempts=F("attempts") + 1)
    transaction.on_commit(partial(publish, index_article, one.pk))
