"""Make a report's file in one format: at once where it is small, by a worker where it is large."""

from __future__ import annotations

import io
import logging
from functools import partial

from django.db import transaction

from claims.errors import Refused
from claims.exports.formats import FORMATS, is_large
from claims.exports.report import Report as Snapshot
from claims.exports.snapshot import report_in
from claims.models import Report, ReportFile
from claims.services.beating import beating
from claims.services.capture_store import store_file
from claims.services.jobs import ATTEMPTS, give_up, take, words_of_trouble
from claims.vocabulary import CaptureState

log = logging.getLogger(__name__)


def file_of(report: Report, format: str) -> ReportFile:
    """The file of a report that the caller may have, made if nobody has asked for it yet: at once, or queued for a
    worker where it is large, or again where making it failed. Asking twice makes one file. Raises Refused where
    retention has taken what is in the report."""
    if report.expired:
        raise Refused("This report has expired: only its number and its hash are kept.")
    snapshot = report_in(report.content.encode())
    file, fresh = ReportFile.objects.get_or_create(report=report, format=format)
    if file.state == CaptureState.FAILED:
        ReportFile.objects.filter(pk=file.pk, state=CaptureState.FAILED).update(
            state=CaptureState.QUEUED, attempts=0
        )
        fresh = True
    if fresh and is_large(snapshot, format):
        _queue(file.pk)
    elif fresh:
        try:
            _make(file.pk, snapshot)
        except Exception:
            # The row is queued again: whoever waits is told that a worker makes it.
            log.exception("File %s of a report was not made at once", file.pk)
    return ReportFile.objects.select_related("report").get(pk=file.pk)


@transaction.atomic
def _queue(file_id: int) -> None:
    from claims.tasks import make_report_file
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, make_report_file, file_id))


def report_file_run(file_id: int) -> None:
    """Do one attempt at a file. May run twice, anywhere, at once: one attempt counts, the others change nothing.

    Trouble puts it back in the queue, three times at most. A worker that dies leaves a heartbeat that stops.
    """
    _make(file_id, None)


def _make(file_id: int, snapshot: Snapshot | None) -> None:
    attempt = take(ReportFile, file_id)
    if attempt is None:
        return
    mine = ReportFile.objects.filter(pk=file_id, state=CaptureState.RUNNING, attempts=attempt)
    try:
        with beating(mine):
            file = ReportFile.objects.select_related("report").get(pk=file_id)
            made = snapshot or report_in(file.report.content.encode())
            stored = store_file(io.BytesIO(FORMATS[file.format].render(made)))
        mine.update(
            state=CaptureState.KEPT, stored=stored.name, size=stored.size, sha256=stored.sha256, error=""
        )
    except Exception as error:
        give_up(mine, attempt, words_of_trouble(error), passes=attempt < ATTEMPTS)
        raise
