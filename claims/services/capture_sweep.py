"""Take up the copies that the rows say are unfinished and nobody is at."""

from __future__ import annotations

from typing import Any

from claims.models import Capture
from claims.services.jobs import sweep


def capture_sweep() -> int:
    """Requeue copies that nobody is at (`jobs.sweep`); how many were published."""
    return sweep(Capture, _task)


def _task() -> Any:
    from claims.tasks import keep_capture

    return keep_capture
