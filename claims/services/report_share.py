"""Give a report to somebody without an account: by a link that ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import ReportShare, User
from claims.permissions import may_share_report, reports_visible_to
from claims.services.history import lock_living, record, recorded
from claims.services.invitation_link import fresh_token
from claims.vocabulary import SHARE_DAYS, EventKind


@dataclass(frozen=True, slots=True)
class Shared:
    """A share with what its link holds: known in this moment alone, "" where the form had been sent before."""

    share: ReportShare
    token: str


@transaction.atomic
def report_share(*, report_id: int, by: User, key: str, to: str, days: int) -> Shared:
    """Store a link to a report that ends after so many days, and its event.

    A key that was used before returns the first link without its secret. Raises Report.DoesNotExist, Refused (may not,
    nobody named, expired, no such span).
    """
    report = reports_visible_to(by).select_related("article").get(pk=report_id)
    may_share_report(by, report).or_refuse()
    lock_living(report.article_id)
    if done := recorded(key, by):
        return Shared(ReportShare.objects.get(pk=done.payload.after["share"]), "")
    if not to.strip():
        raise Refused("Say whom the link is for.")
    if days not in SHARE_DAYS:
        raise Refused("Choose how long the link opens.")
    if report.expired:
        raise Refused("This report has expired: make a new one.")
    token, digest = fresh_token()
    expires = timezone.now() + timedelta(days=days)
    share = ReportShare.objects.create(report=report, digest=digest, to=to.strip(), expires=expires, by=by)
    after = {"report": report.number, "share": share.pk, "expires": expires.isoformat()}
    record(article_id=report.article_id, what=EventKind.SHARED, by=by, key=key, after=after, note=share.to)
    return Shared(share, token)
