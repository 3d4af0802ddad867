"""Celery's doors, nothing more: each takes an id, calls one service, and may run twice."""

from __future__ import annotations

from celery import shared_task

from claims.services.api_call_note import api_calls_tidy
from claims.services.article_index import article_index
from claims.services.capture_run import capture_run
from claims.services.capture_sweep import capture_sweep
from claims.services.capture_tidy import capture_tidy
from claims.services.claims_fall_back import claims_fall_sweep
from claims.services.claims_overdue import claims_overdue
from claims.services.delivery_run import delivery_run
from claims.services.delivery_sweep import delivery_sweep
from claims.services.heartbeat_store import heartbeat_store
from claims.services.index_sweep import index_sweep
from claims.services.mail_send import mail_send
from claims.services.mail_sweep import mail_sweep
from claims.services.presence_tell import presence_sweep
from claims.services.report_file_run import report_file_run
from claims.services.report_file_sweep import report_file_sweep
from claims.services.retention_sweep import retention_sweep
from claims.services.split_run import split_run
from claims.services.split_sweep import split_sweep
from claims.services.typing_forget import typing_sweep
from claims.vocabulary import SWEEPS
from newsroom.broker import SWEEP
from newsroom.celery import drop_waiting

# Of each kind of job, what the rows call unfinished.
SWEEPERS = (split_sweep, capture_sweep, report_file_sweep, index_sweep, delivery_sweep, mail_sweep)


@shared_task
def split_draft(split_id: int) -> None:
    """One attempt at a split; the row says the rest."""
    split_run(split_id)


@shared_task
def send_mail(user_id: int) -> None:
    """One mail to one person about what is due to them, if anything is."""
    mail_send(user_id)


@shared_task
def keep_capture(capture_id: int) -> None:
    """One attempt at a kept copy of evidence; the row says the rest."""
    capture_run(capture_id)


@shared_task
def make_report_file(file_id: int) -> None:
    """One attempt at a report's file; the row says the rest."""
    report_file_run(file_id)


@shared_task
def index_article(article_id: int) -> None:
    """Bring what the search finds of an article up to date."""
    article_index(article_id)


@shared_task
def send_delivery(delivery_id: int) -> None:
    """One attempt at telling another system something; the row says the rest."""
    delivery_run(delivery_id)


@shared_task
def tidy_evidence() -> None:
    """Take away stored files that no row names."""
    capture_tidy()


@shared_task
def tidy_together() -> None:
    """Take away what was typed long ago and never stored, who was where, and old calls of other systems."""
    typing_sweep()
    presence_sweep()
    api_calls_tidy()


@shared_task
def tidy_retention() -> None:
    """Erase what the desks' retention says is due."""
    retention_sweep()


@shared_task
def tell_overdue() -> None:
    """Tell people that a deadline of theirs has passed; what belongs to nobody any more goes to the pool first."""
    claims_fall_sweep()
    claims_overdue()


@shared_task
def sweep() -> None:
    """Requeue what the rows say is unfinished, for every sweep that was asked for meanwhile, and say so."""
    drop_waiting(SWEEP)
    for one in SWEEPERS:
        one()
    heartbeat_store(name=SWEEPS)
