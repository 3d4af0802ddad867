"""What is due to be erased by a desk's retention: one place for the sweep, and for the page that says it beforehand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from claims.models import Article, Capture, Event, Evidence, Notice, Report, Typing, Use
from claims.vocabulary import ENDED, HELD, EventKind, NoticeKind

# Whoever has set a wrong number can take it back for so long.
GRACE = timedelta(days=1)


def ended_articles() -> Any:
    """Stories that are out, or given up, and that nothing holds; with `ended`, when they last became so."""
    moved = Event.objects.filter(article=OuterRef("pk"), what=EventKind.ARTICLE_MOVED).order_by("-number")
    ended = Article.objects.filter(state__in=ENDED, hold_why="", erased_at=None)
    return ended.annotate(ended=Subquery(moved.values("at")[:1]))


def due_articles(desk_id: int, before: datetime) -> QuerySet[Article]:
    """The desk's stories that ended before a moment."""
    due: QuerySet[Article] = ended_articles().filter(desk=desk_id, ended__lt=before)
    return due


def due_evidence(desk_id: int, before: datetime) -> QuerySet[Evidence]:
    """The desk's evidence with kept copies, older than that, and used only in stories that ended before it."""
    ended = ended_articles().filter(ended__lt=before).values("pk")
    elsewhere = Use.objects.filter(evidence=OuterRef("pk")).exclude(claim__article__in=ended)
    copies = Capture.objects.filter(evidence=OuterRef("pk"))
    return Evidence.objects.filter(Exists(copies), ~Exists(elsewhere), desk=desk_id, at__lt=before)


def due_notices(desk_id: int, before: datetime) -> QuerySet[Notice]:
    """Notices about the desk's stories that were read before that. What says that somebody was told of a deadline stays
    while the claim is theirs: without it they would be told again."""
    told = Q(kind=NoticeKind.OVERDUE, claim__state__in=HELD)
    return Notice.objects.filter(article__desk=desk_id, article__hold_why="", seen_at__lt=before).exclude(
        told
    )


def due_typing(desk_id: int, before: datetime) -> QuerySet[Typing]:
    """What was last typed about the desk's stories before that, and never stored."""
    return Typing.objects.filter(article__desk=desk_id, article__hold_why="", at__lt=before)


def due_reports(desk_id: int, before: datetime) -> QuerySet[Report]:
    """Reports of the desk's stories that were made before that, and whose words are still kept."""
    return Report.objects.filter(article__desk=desk_id, article__hold_why="", at__lt=before).exclude(
        content=""
    )


DUE = {
    "article_days": due_articles,
    "files_days": due_evidence,
    "reports_days": due_reports,
    "notices_days": due_notices,
    "typing_days": due_typing,
}
