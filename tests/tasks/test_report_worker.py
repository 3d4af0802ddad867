"""A report's file on a real worker and a real broker: made once, found again where the message was lost."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import ReportFile
from claims.services.capture_store import evidence_files
from claims.tasks import make_report_file
from claims.vocabulary import CaptureState
from newsroom.celery import publish
from tests import factories as make
from tests.support.processes import wait_until


@pytest.fixture
def file(transactional_db: None) -> ReportFile:
    """A PDF that somebody asked for."""
    room = make.newsroom()
    article, _ = make.split_article(room)
    report = make.report(article, room.editor)
    return ReportFile.objects.create(report=report, format="pdf")


def kept(file: ReportFile) -> bool:
    file.refresh_from_db()
    return file.state == CaptureState.KEPT


def test_a_worker_makes_it_once(file: ReportFile, worker: Any) -> None:
    for _ in range(3):
        publish(make_report_file, file.pk)
    wait_until(lambda: kept(file), 60, "the file")
    with evidence_files().open(file.stored) as made:
        assert made.read(5) == b"%PDF-"
    assert file.attempts == 1


def test_one_whose_message_was_lost_is_found_by_the_sweep(file: ReportFile, worker: Any, beat: Any) -> None:
    wait_until(lambda: kept(file), 60, "the file")
