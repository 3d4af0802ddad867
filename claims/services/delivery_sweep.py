"""Take up the deliveries that the rows say are unfinished and nobody is at."""

from __future__ import annotations

from typing import Any

from claims.models import Delivery
from claims.services.delivery_run import TRIES
from claims.services.jobs import sweep


def delivery_sweep() -> int:
    """Requeue deliveries that nobody is at (`jobs.sweep`); how many were published."""
    return sweep(Delivery, _task, TRIES)


def _task() -> Any:
    from claims.tasks import send_delivery

    return send_delivery
