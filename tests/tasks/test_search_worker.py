"""What is written is found a moment later: a real worker, a real broker, and the sweep where a message was lost."""

from __future__ import annotations

from typing import Any

from claims.models import SearchDue, SearchEntry
from tests import factories as make
from tests.support.processes import wait_until


def test_a_worker_takes_in_what_is_written_and_the_sweep_what_was_missed(
    transactional_db: None, broker: Any, worker: Any, beat: Any
) -> None:
    room = make.newsroom()
    article, claims = make.split_article(room)
    wait_until(lambda: not SearchDue.objects.exists(), 60, "the article to be taken in")
    assert SearchEntry.objects.filter(claim__isnull=False).count() == len(claims)
    SearchEntry.objects.all().delete()
    SearchDue.objects.create(article=article)  # as if its message had been lost
    wait_until(lambda: not SearchDue.objects.exists(), 60, "the sweep")
    assert SearchEntry.objects.filter(claim__isnull=False).count() == len(claims)
