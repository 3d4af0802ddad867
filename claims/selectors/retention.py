"""How long a desk keeps what, and what its retention takes; for administrators, so without a word of any copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from claims.models import (
    Article,
    Capture,
    ConfidentialSource,
    Desk,
    Draft,
    Evidence,
    Note,
    Question,
    Report,
    ReportFile,
    Retention,
    Use,
    User,
)
from claims.permissions import articles_administered_by
from claims.retention import DUE, GRACE, ended_articles

LABELS = {
    "article_days": ("The whole story", "after it was published, corrected or killed"),
    "files_days": ("Kept copies of its evidence", "after it was published, corrected or killed"),
    "reports_days": ("Reports", "after they were made; numbers and hashes stay"),
    "notices_days": ("Notices", "after they were read"),
    "typing_days": ("What was typed and not stored", "after the last letter"),
}
ONE, MANY = 0, 1
COUNTED = {
    "article_days": ("article", "articles"),
    "files_days": ("piece of evidence", "pieces of evidence"),
    "reports_days": ("report", "reports"),
    "notices_days": ("notice", "notices"),
    "typing_days": ("form", "forms"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """One line: what is kept, for how many days (None: for good), how much of it is due, and when a story is next."""

    name: str
    label: str
    counts_from: str
    days: int | None
    due: int
    files: int
    bytes: int
    next: datetime | None

    @property
    def goes(self) -> str:
        """What goes, in words."""
        if self.days is None:
            typed = self.name == "typing_days"  # which never stays for good
            return f"Kept for {settings.TYPING_KEPT_DAYS} days" if typed else "Kept for good"
        words = (
            f"Due: {self.due:,} {COUNTED[self.name][ONE if self.due == 1 else MANY]}"
            if self.due
            else "Nothing is due yet"
        )
        if self.files:
            words += f", {self.files:,} {'file' if self.files == 1 else 'files'}"
        return words


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """`starts`: from when on what was set last is done, None where that has begun or nothing is set; `typed`: the lines
    show what would go by days that aren't stored. `held` are articles with a legal hold, by number."""

    desk: Desk
    spans: tuple[Span, ...]
    starts: datetime | None
    typed: bool
    held: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ErasePage:
    """What is taken away with one article, in numbers."""

    article: Article
    drafts: int
    claims: int
    notes: int
    questions: int
    evidence: int
    files: int
    sources: int
    reports: int


def retention_page(user: User, desk: Desk, days: Mapping[str, int | None] | None = None) -> RetentionPage:
    """The desk's retention with what is due by it, or by `days` that somebody has typed."""
    stored = Retention.objects.filter(desk=desk).first()
    chosen = dict(days) if days is not None else stored.spans if stored else dict.fromkeys(LABELS)
    now = timezone.now()
    starts = stored.since + GRACE if stored and any(stored.spans.values()) else None
    held = articles_administered_by(user).filter(desk=desk).exclude(hold_why="").order_by("pk")
    return RetentionPage(
        desk=desk,
        spans=tuple(_span(desk, name, chosen.get(name), now) for name in LABELS),
        starts=starts if starts and starts > now else None,
        typed=days is not None,
        held=tuple(held.only("pk", "hold_why")),
    )


def _span(desk: Desk, name: str, days: int | None, now: datetime) -> Span:
    label, counts_from = LABELS[name]
    if days is None:
        return Span(name, label, counts_from, None, 0, 0, 0, None)
    before = now - timedelta(days=days)
    due = DUE[name](desk.pk, before)
    files, size = _files(desk, name, before)
    coming = None
    if name == "article_days":
        ended = ended_articles().filter(desk=desk, ended__gte=before).aggregate(first=Min("ended"))["first"]
        coming = ended + timedelta(days=days) if ended else None
    return Span(name, label, counts_from, days, due.count(), files, size, coming)


def _files(desk: Desk, name: str, before: datetime) -> tuple[int, int]:
    """How many kept copies go with what is due, and their bytes."""
    if name == "reports_days":
        return _told(ReportFile.objects.filter(report__in=DUE[name](desk.pk, before).values("pk")))
    if name not in ("article_days", "files_days"):
        return 0, 0
    due = DUE[name](desk.pk, before).values("pk")
    copies = Capture.objects.filter(evidence__in=due)
    if name == "article_days":
        copies = Capture.objects.filter(evidence__in=_alone(Q(claim__article__in=due)))
    return _told(copies)


def _told(copies: QuerySet[Any]) -> tuple[int, int]:
    told = copies.aggregate(files=Count("pk", filter=~Q(stored="")), size=Sum("size"))
    return told["files"], told["size"] or 0


def _alone(here: Q) -> QuerySet[Evidence, Any]:
    """Evidence that is used in these articles and nowhere else."""
    used = Use.objects.filter(here).values("evidence_id")
    elsewhere = Use.objects.exclude(here).values("evidence_id")
    return Evidence.objects.filter(pk__in=used).exclude(pk__in=elsewhere).values("pk")


def numbered(user: User, desk: Desk, number: int) -> Article | None:
    """The desk's article with this number, for who may erase it: none of its words may be shown."""
    return articles_administered_by(user).filter(desk=desk, pk=number).first() if number < 1 << 63 else None


def erase_page(article: Article) -> ErasePage:
    """What there is of it to erase."""
    alone = _alone(Q(claim__article=article.pk))
    sources = ConfidentialSource.objects.filter(article=article)
    files = Capture.objects.filter(evidence__in=alone).exclude(stored="").count()
    return ErasePage(
        article=article,
        drafts=Draft.objects.filter(article=article).count(),
        claims=article.claims.count(),
        notes=Note.and_taken_back.filter(article=article).count(),
        questions=Question.objects.filter(claim__article=article).count(),
        evidence=Evidence.objects.filter(pk__in=alone).count(),
        files=files + sources.exclude(stored="").count(),
        sources=sources.count(),
        reports=Report.objects.filter(article=article).count(),
    )
