"""A worker reads a draft: take the split, find the claims, store them all or none."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils.timezone import localdate

from claims.extraction import split as extract
from claims.models import Split
from claims.services.beating import beating
from claims.services.history import lock_article, record
from claims.services.split_store import queue_next, store
from claims.vocabulary import SPLIT_ATTEMPTS, SPLIT_UNFINISHED, EventKind, SplitState


def split_run(split_id: int) -> None:
    """Do one attempt at a split. May run twice, anywhere, at once: one attempt counts, the others change
    nothing.

    The claims and the split's end commit together. An error is kept in words on the split, which goes back
    to the queue for the sweep, or to a person after the last attempt. A worker that dies leaves a heartbeat
    that stops. An article that is erased meanwhile ends it.
    """
    attempt = _take(split_id)
    if attempt is None:
        return
    progress = _Progress()
    try:
        with beating(_mine(split_id, attempt), progress.columns):
            draft = Split.objects.select_related("draft").get(pk=split_id).draft
            found = extract(draft.text, dated=localdate(draft.at), progress=progress.set)
        store(split_id, attempt, found)
    except Split.DoesNotExist:
        return  # the article was erased meanwhile
    except Exception as error:
        _broke(split_id, attempt, error)
        raise


def _take(split_id: int) -> int | None:
    """The number of the attempt that this worker now makes; None where there is nothing to do.

    A draft waits for those before it, whose claims it is compared with.
    """
    earlier = Split.objects.filter(
        draft__article=OuterRef("draft__article"),
        draft__number__lt=OuterRef("draft__number"),
        state__in=SPLIT_UNFINISHED,
    )
    mine = Split.objects.filter(pk=split_id, state=SplitState.QUEUED, attempts__lt=SPLIT_ATTEMPTS)
    taken = mine.filter(~Exists(earlier)).update(
        state=SplitState.RUNNING, attempts=F("attempts") + 1, heartbeat=Now(), progress=0, error=""
    )
    return Split.objects.values_list("attempts", flat=True).get(pk=split_id) if taken else None


class _Progress:
    """How far the reading is, 0 to 1, told by the worker's thread and stored by the heartbeat's."""

    def __init__(self) -> None:
        self.part = 0.0

    def set(self, part: float) -> None:
        self.part = part

    def columns(self) -> dict[str, int]:
        """Per cent, as the row has it; the last one comes with the claims."""
        return {"progress": min(99, round(self.part * 100))}


def _mine(split_id: int, attempt: int) -> QuerySet[Split]:
    """The split's row while it is still this attempt's."""
    return Split.objects.filter(pk=split_id, state=SplitState.RUNNING, attempts=attempt)


@transaction.atomic
def _broke(split_id: int, attempt: int, error: Exception) -> None:
    """Keep what went wrong, in words without the text's own; requeue, or leave it to a person."""
    split = Split.objects.select_related("draft").get(pk=split_id)
    lock_article(split.draft.article_id)
    last = attempt >= SPLIT_ATTEMPTS
    words = f"Attempt {attempt} ended with an error ({type(error).__name__})."
    state = SplitState.FAILED if last else SplitState.QUEUED
    if _mine(split_id, attempt).update(state=state, published=None, error=words) and last:
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
    queue_next(split)
