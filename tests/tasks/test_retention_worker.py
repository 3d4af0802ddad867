"""Retention on a real worker and a real broker: all that is due goes, whatever dies meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.models import Article, Capture, Event, LeftFile, Retention
from claims.services.article_step import article_step
from claims.services.capture_store import evidence_files
from claims.services.retention_set import retention_set
from claims.tasks import tidy_retention
from claims.vocabulary import ArticleAct, EventKind
from newsroom.celery import publish
from newsroom.databases import as_owner
from tests import factories as make
from tests.support.planted import story, where
from tests.support.processes import Worker, wait_until

STORIES = 6


@pytest.fixture
def stored(transactional_db: None) -> list[str]:
    """The files of some stories that were killed, and that have been due for long."""
    room = make.newsroom()
    for _ in range(STORIES):
        article, _ = story(room)
        article_step(
            article_id=article.pk, act=ArticleAct.KILL, by=room.editor, key=make.key(), note="No news."
        )
    retention_set(desk_id=room.desk.pk, by=room.administrator, key=make.key(), days={"article_days": 1})
    with as_owner(), connection.cursor() as cursor:  # three days pass
        cursor.execute("UPDATE claims_event SET at = at - interval '3 days'")
        cursor.execute("UPDATE claims_retention SET since = since - interval '3 days'")
    return list(Capture.objects.values_list("stored", flat=True))


def all_gone() -> bool:
    return not Article.objects.filter(erased_at=None).exists() and not LeftFile.objects.exists()


def test_a_worker_erases_what_is_due(stored: list[str], new_worker: Callable[..., Any]) -> None:
    worker: Worker = new_worker()  # now: one that was there before would have read the stories
    assert len(stored) == STORIES and all(map(evidence_files().exists, stored))
    assert publish(tidy_retention)
    wait_until(all_gone, 60, "the erasure")
    assert where() == set() and not any(map(evidence_files().exists, stored))
    assert publish(tidy_retention)
    wait_until(lambda: worker.text().count("tidy_retention") >= 4, 30, "the second run")
    assert Event.objects.filter(what=EventKind.ERASED).count() == STORIES


def test_a_worker_that_is_killed_in_the_midst_leaves_nothing(
    stored: list[str], new_worker: Callable[..., Any]
) -> None:
    """Each time a little later in the work; the last one finishes it."""
    for pause in (0.0, 0.05, 0.1):
        before = Article.objects.filter(erased_at=None).count()
        one = new_worker()
        assert publish(tidy_retention)
        wait_until(lambda one=one: "tidy_retention" in one.text(), 30, "its beginning")  # type: ignore[misc]
        time.sleep(pause)
        one.kill_group()
        left = Article.objects.filter(erased_at=None).count()
        assert left <= before
        assert Event.objects.filter(what=EventKind.ERASED).count() == STORIES - left, (
            "rows and event together"
        )
    new_worker()
    assert publish(tidy_retention)
    wait_until(all_gone, 60, "the erasure")
    assert where() == set() and not any(map(evidence_files().exists, stored))
    assert Event.objects.filter(what=EventKind.ERASED).count() == STORIES
    assert Retention.objects.count() == 1
