"""End a link to a report."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.models import ReportShare, User
from claims.permissions import may_revoke_share, shares_visible_to
from claims.services.history import lock_article, record, recorded
from claims.vocabulary import EventKind


@transaction.atomic
def report_unshare(*, share_id: int, by: User, key: str) -> ReportShare:
    """End a link at once, and say so in the history. One that was revoked already stays as it is. Raises
    ReportShare.DoesNotExist, Refused (may not)."""
    share = shares_visible_to(by).select_related("report__article").get(pk=share_id)
    may_revoke_share(by, share).or_refuse()
    lock_article(share.report.article_id)
    share.refresh_from_db()
    if recorded(key, by) or share.revoked_at is not None:
        return share
    share.revoked_by, share.revoked_at = by, timezone.now()
    share.save(update_fields=["revoked_by", "revoked_at"])
    after = {"report": share.report.number, "share": share.pk}
    record(article_id=share.report.article_id, what=EventKind.UNSHARED, by=by, key=key, after=after)
    return share
