"""A worker reads a draft: take the split, find the claims, store them all or none."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.timezone import localdate

from claims.extraction import split as extract
from claims.models import Split
from claims.services.history import lock_article, record
from claims.services.split_store import store
from claims.vocabulary import SPLIT_ATTEMPTS, EventKind, SplitState

BEAT_SECONDS = 1.0


def split_run(split_id: int) -> None:
    """Do one attempt at a split. May run twice, anywhere, at once: one attempt counts, the others change
    nothing.

    The claims and the split's end commit together. An error is kept in words on the split, which goes back
    to the queue for the sweep, or to a person after the last attempt. A worker that dies leaves a heartbeat
    that stops.
    """
    attempt = _take(split_id)
    if attempt is None:
        return
    try:
        with _beating(split_id, attempt) as progress:
            draft = Split.objects.select_related("draft").get(pk=split_id).draft
            found = extract(draft.text, dated=localdate(draft.at), progress=progress.set)
        store(split_id, attempt, found)
    except Exception as error:
        _broke(split_id, attempt, error)
        raise


def _take(split_id: int) -> int | None:
    """The number of the attempt that this worker now makes; None where there is nothing to do."""
    taken = Split.objects.filter(pk=split_id, state=SplitState.QUEUED, attempts__lt=SPLIT_ATTEMPTS).update(
        state=SplitState.RUNNING, attempts=F("attempts") + 1, heartbeat=Now(), progress=0, error=""
    )
    return Split.objects.values_list("attempts", flat=True).get(pk=split_id) if taken else None


class _Progress:
    """How far the reading is, 0 to 1, told by the worker's thread and stored by the heartbeat's."""

    def __init__(self) -> None:
        self.part = 0.0

    def set(self, part: float) -> None:
        self.part = part


@contextmanager
def _beating(split_id: int, attempt: int) -> Iterator[_Progress]:
    """Store a heartbeat and the progress each second, from a thread: reading may be long between two
    steps.
    """
    progress, over = _Progress(), threading.Event()

    def beat() -> None:
        mine = Split.objects.filter(pk=split_id, state=SplitState.RUNNING, attempts=attempt)
        try:
            while not over.wait(BEAT_SECONDS):
                mine.update(heartbeat=Now(), progress=min(99, round(progress.part * 100)))
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat of split {split_id}", daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        over.set()
        thread.join()


@transaction.atomic
def _broke(split_id: int, attempt: int, error: Exception) -> None:
    """Keep what went wrong, in words without the text's own; requeue, or leave it to a person."""
    split = Split.objects.select_related("draft").get(pk=split_id)
    lock_article(split.draft.article_id)
    last = attempt >= SPLIT_ATTEMPTS
    words = f"Attempt {attempt} ended with an error ({type(error).__name__})."
    mine = Split.objects.filter(pk=split_id, state=SplitState.RUNNING, attempts=attempt)
    if (
        mine.update(state=SplitState.FAILED if last else SplitState.QUEUED, published=None, error=words)
        and last
    ):
        record_failure(split, words)


def record_failure(split: Split, words: str) -> None:
    """The event of a split that is a person's matter now; the caller holds the article's row."""
    record(
        article_id=split.draft.article_id,
        what=EventKind.SPLIT_FAILED,
        by=None,
        key=f"split:{split.pk}:failed",
        after={"split": split.pk},
        note=words,
    )
