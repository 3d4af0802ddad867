"""Open a shared report by its link."""

from __future__ import annotations

from django.utils import timezone

from claims.models import ReportOpening, ReportShare
from claims.services.invitation_link import digest_of


def report_open(*, token: str, look: bool = True) -> ReportShare | None:
    """The share that a link opens, with its report, and the record that it was opened; None where it opens nothing (any
    more). `look`: whether anybody sees what is in it; nobody does who asks for a page's headers alone, or for a file
    that a worker is still at.
    """
    now = timezone.now()
    share = (
        ReportShare.objects.filter(digest=digest_of(token), revoked_at=None, expires__gt=now)
        .exclude(report__content="")
        .select_related("report__article")
        .first()
    )
    if share is None:
        return None
    if look:
        ReportOpening.objects.create(share=share)
    return share


def report_taken(share: ReportShare, format: str) -> None:
    """Record that a shared report was taken away in a format: once for each time that it is sent."""
    ReportOpening.objects.create(share=share, took=format)
