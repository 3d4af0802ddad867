"""What the rows say of how the newsroom runs: what waits, since when, what failed, and who was there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.models import (
    Capture,
    Delivery,
    Heartbeat,
    Notice,
    ReportFile,
    SearchDue,
    Split,
    Upkeep,
    User,
)
from claims.permissions import counted_for
from claims.vocabulary import (
    SWEEPS,
    ArticleState,
    CaptureState,
    SplitState,
    UpkeepKind,
)

# The sweep puts off by half a minute what it has asked for.
MAIL_SOON = timedelta(seconds=31)
LATELY = timedelta(days=1)
WORKER_SILENT = timedelta(seconds=35)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a worker, since when the oldest of it does, and how much failed and was left."""

    count: int
    oldest: datetime | None
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Upkept:
    """The newest backup or drill, and the newest good one."""

    newest: Upkeep | None
    good: Upkeep | None


def splits_waiting(user: User | None = None) -> Waiting:
    """Drafts that wait to be read, and stories whose newest reading failed. `user` None: of all desks.

    An archive's, which are read behind all others, are `archive_waiting`'s.
    """
    splits = _splits(user)
    waiting = splits.filter(state=SplitState.QUEUED, behind=False)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("created"))
    return Waiting(**found, failed=failed_splits(splits).count())


def archive_waiting(user: User | None = None) -> Waiting:
    """Drafts of an archive that wait to be read: that they wait long is no trouble."""
    waiting = _splits(user).filter(state=SplitState.QUEUED, behind=True)
    return Waiting(**waiting.aggregate(count=Count("pk"), oldest=Min("created")))


def _splits(user: User | None) -> QuerySet[Split]:
    return _counted(Split.objects.filter(draft__article__erased_at=None), user, "draft__article__desk")


def failed_splits(splits: QuerySet[Split]) -> QuerySet[Split]:
    """Those that failed and that nothing followed, of stories that weren't killed."""
    later = Split.objects.filter(draft__article=OuterRef("draft__article"), pk__gt=OuterRef("pk"))
    left = splits.filter(state=SplitState.FAILED).exclude(draft__article__state=ArticleState.KILLED)
    return left.filter(~Exists(later))


def captures_waiting(user: User | None = None) -> Waiting:
    """Copies of evidence that wait to be kept, and those of the last day that couldn't be."""
    return _jobs(Capture.objects.filter(evidence__confidential=False), user, "evidence__desk")


def report_files_waiting(user: User | None = None) -> Waiting:
    """Files of reports that wait to be made, and those of the last day that couldn't be."""
    return _jobs(ReportFile.objects.all(), user, "report__article__desk")


def index_waiting(user: User | None = None) -> Waiting:
    """Articles that the search hasn’t taken in since they were written to; one that gives trouble has its time."""
    due = SearchDue.objects.filter(Q(published=None) | Q(published__lte=Now()))
    return Waiting(**_counted(due, user, "article__desk").aggregate(count=Count("pk"), oldest=Min("since")))


def deliveries_waiting(user: User | None = None) -> Waiting:
    """What other systems are still to be told, and what of the last day they didn't take."""
    return _jobs(Delivery.objects.all(), user, "article__desk")


def mail_waiting(user: User | None = None) -> Waiting:
    """People to whom a mail is due, and those whose mail the mail server didn't take at the first try."""
    mails = _counted(Notice.objects.filter(mailed_at=None), user, "article__desk")
    due = Q(mail_attempts=0, mail_due__lte=Now() + MAIL_SOON)
    vain = Q(mail_attempts__gte=2) & (Q(mail_due__isnull=False) | Q(at__gt=Now() - timedelta(days=1)))
    found = mails.aggregate(
        count=Count("to", filter=due, distinct=True), failed=Count("to", filter=vain, distinct=True)
    )
    return Waiting(**found, oldest=None)


def workers_seen() -> list[Heartbeat]:
    """The workers that have given a sign of life just now."""
    here = Heartbeat.objects.exclude(name=SWEEPS).filter(at__gt=Now() - WORKER_SILENT)
    return list(here.order_by("name"))


def last_seen() -> tuple[datetime, datetime | None, datetime | None]:
    """What the database's clock says, and when any worker and the sweep were there last."""
    here = Heartbeat.objects.aggregate(
        now=Max(Now()), worker=Max("at", filter=~Q(name=SWEEPS)), sweep=Max("at", filter=Q(name=SWEEPS))
    )
    return here["now"] or timezone.now(), here["worker"], here["sweep"]


def fullest_disk() -> Heartbeat | None:
    """The worker that lately saw the least room where evidence is kept; None where that is no folder."""
    lately = Heartbeat.objects.filter(free__isnull=False, at__gt=Now() - timedelta(hours=1))
    return lately.order_by("free").first()


def upkept(kind: UpkeepKind) -> Upkept:
    rows = Upkeep.objects.filter(kind=kind)
    return Upkept(rows.first(), rows.filter(good=True).first())


def _jobs(rows: QuerySet[Any], user: User | None, desk: str) -> Waiting:
    mine = _counted(rows, user, desk)
    found = mine.filter(state=CaptureState.QUEUED).aggregate(count=Count("pk"), oldest=Min("at"))
    return Waiting(**found, failed=mine.filter(state=CaptureState.FAILED, at__gt=Now() - LATELY).count())


def _counted(rows: QuerySet[Any], user: User | None, desk: str) -> QuerySet[Any]:
    return rows.filter(counted_for(user, desk)) if user else rows
