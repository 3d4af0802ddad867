"""Open a shared report by its link."""

from __future__ import annotations

from django.utils import timezone

from claims.models import ReportOpening, ReportShare
from claims.services.invitation_link import digest_of


def report_open(*, token: str, took: str = "", look: bool = True) -> ReportShare | None:
    """The share that a link opens, with its report, and the record that it was opened or in which format it was taken
    away; None where it opens nothing (any more). `look`: whether anybody sees what is in it; nobody does who asks for
    a page's headers alone.
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
        ReportOpening.objects.create(share=share, took=took)
    return share
