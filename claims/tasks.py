"""Celery's doors, nothing more: each takes an id, calls one service, and may run twice."""

from __future__ import annotations

from celery import shared_task

from claims.services.split_run import split_run
from claims.services.split_sweep import split_sweep


@shared_task
def split_draft(split_id: int) -> None:
    """One attempt at a split; the row says the rest."""
    split_run(split_id)


@shared_task
def sweep() -> None:
    """Requeue what the rows say is unfinished."""
    split_sweep()
