"""What left the desk: reports as they were made, their files, and the links by which others open them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.articles import Article, Draft
from claims.models.people import User
from claims.vocabulary import CAPTURE_UNFINISHED, Audience, CaptureState, ReportFormat


class Report(models.Model):
    """A frozen, numbered snapshot of an article's draft and its claims, for one audience.

    `content` is the report as `claims.exports.snapshot` writes it, "" once retention has taken it; `sha256` is of those
    bytes, and the history holds it. `tells` are the claims whose first answers are in it while a second check was
    still to come: nobody who may be that second person sees it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reports")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    tells = ArrayField(models.BigIntegerField(), default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="report_number_once"),
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="report_audience_known"
            ),
        )
        indexes = (models.Index(fields=("sha256",), name="report_by_hash"),)

    def __str__(self) -> str:
        return f"report {self.number} of {self.article_id}"

    @property
    def expired(self) -> bool:
        """Whether only its number and hashes are left."""
        return not self.content


class ReportFile(models.Model):
    """A report in one format, and the record of the work of making it; the message in the broker is the fast path.

    `stored` is the made-up name in the evidence store, `size` in bytes. `heartbeat` and `published` are the
    database's clock. `error` is for a reader.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=20, choices=ReportFormat.choices)
    state = models.CharField(max_length=20, choices=CaptureState.choices, default=CaptureState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True)
    published = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    stored = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("report", "format"), name="report_file_once"),
            models.CheckConstraint(
                condition=models.Q(format__in=ReportFormat.values), name="report_file_format_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CaptureState.values), name="report_file_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaptureState.KEPT)
                | ~models.Q(sha256="") & models.Q(size__isnull=False),
                name="report_file_kept_has_bytes",
            ),
        )
        indexes = (
            models.Index(fields=("sha256",), name="report_file_by_hash"),
            models.Index(
                fields=("state",),
                condition=models.Q(state__in=CAPTURE_UNFINISHED),
                name="report_file_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"{self.format} of {self.report}"


class ReportShare(models.Model):
    """A link by which somebody without an account reads a report until it expires or is revoked.

    The link's secret is nowhere: `digest` is its SHA-256. `to` says for whom it was made.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shares")
    digest = models.CharField(max_length=64, unique=True)
    to = models.CharField(max_length=200)
    expires = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(revoked_by=None, revoked_at=None)
                | models.Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="report_share_revoked_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"share of {self.report}"


class ReportOpening(models.Model):
    """Somebody opened a shared report, or took it away in a format (`took`)."""

    share = models.ForeignKey(ReportShare, on_delete=models.CASCADE, related_name="openings")
    took = models.CharField(max_length=20, choices=ReportFormat.choices, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(took__in=["", *ReportFormat.values]), name="report_opening_took_known"
            ),
        )

    def __str__(self) -> str:
        return f"opening {self.pk}"
