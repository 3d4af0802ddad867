"""Take up the files of reports that the rows say are unfinished and nobody is at."""

from __future__ import annotations

from typing import Any

from claims.models import ReportFile
from claims.services.jobs import sweep


def report_file_sweep() -> int:
    """Requeue files that nobody is at (`jobs.sweep`); how many were published."""
    return sweep(ReportFile, _task)


def _task() -> Any:
    from claims.tasks import make_report_file

    return make_report_file
