"""Erase what each desk's retention says is due, a little at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from claims.models import Article, Report, ReportFile, Retention
from claims.retention import GRACE, due_articles, due_evidence, due_notices, due_reports, due_typing
from claims.services.article_erase import erase
from claims.services.files_erase import files_erase, note_files, remove_left_files
from claims.services.history import lock_article
from claims.services.notice_times import database_now

ARTICLES_AT_ONCE, ROWS_AT_ONCE = 20, 1_000


def retention_sweep() -> int:
    """Erase what is due; how many articles and pieces of evidence. By the database's clock, and in small batches: what
    is left waits for the next sweep.

    Each article and each piece of evidence is its own transaction, and is asked again under its lock whether it is due.
    Files whose rows went before are taken out of the store first, so that a sweep that was killed is taken up. Running
    twice is harmless.
    """
    while remove_left_files():
        pass
    now, done = database_now(), 0
    for one in Retention.objects.filter(since__lt=now - GRACE).order_by("desk_id"):
        done += _sweep(one, now)
    return done


def _sweep(one: Retention, now: datetime) -> int:
    done = 0
    if one.article_days:
        before = now - timedelta(days=one.article_days)
        due = due_articles(one.desk_id, before).order_by("pk").values_list("pk", flat=True)
        done += sum(_erase(pk, before, one.article_days) for pk in list(due[:ARTICLES_AT_ONCE]))
    if one.files_days:
        before = now - timedelta(days=one.files_days)
        evidence = due_evidence(one.desk_id, before).order_by("pk").values_list("pk", flat=True)
        done += sum(files_erase(evidence_id=pk, before=before) for pk in list(evidence[:ARTICLES_AT_ONCE]))
    if one.reports_days:
        done += _reports(one.desk_id, now - timedelta(days=one.reports_days))
    for days, rows in ((one.notices_days, due_notices), (one.typing_days, due_typing)):
        if days:
            found = rows(one.desk_id, now - timedelta(days=days))
            found.model._base_manager.filter(
                pk__in=list(found.values_list("pk", flat=True)[:ROWS_AT_ONCE])
            ).delete()
    return done


@transaction.atomic
def _reports(desk_id: int, before: datetime) -> int:
    """Take the words and the files of reports that are due; their numbers and hashes stay."""
    due = list(due_reports(desk_id, before).order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE])
    files = ReportFile.objects.filter(report__in=due).exclude(stored="")
    note_files(files.values_list("stored", flat=True))
    files.update(stored="")
    Report.objects.filter(pk__in=due).update(content="")
    transaction.on_commit(remove_left_files, robust=True)
    return len(due)


@transaction.atomic
def _erase(article_id: int, before: datetime, days: int) -> bool:
    """Erase one article if it is still due once its row is ours."""
    article = lock_article(article_id)
    if not due_articles(article.desk_id, before).filter(pk=article_id).exists():
        return False
    why = f"Retention: {days} day{'' if days == 1 else 's'} after it ended."
    erase(Article.objects.get(pk=article.pk), by=None, key=f"retention:{article_id}", note=why)
    return True
