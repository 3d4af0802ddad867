"""Note that a person has read what they were told of."""

from __future__ import annotations

from django.db.models.functions import Now

from claims.models import Notice, User
from claims.permissions import notices_visible_to


def notice_read(*, notice_id: int, by: User) -> Notice:
    """Mark one notice of the person's own as read. Raises Notice.DoesNotExist where they may not see it (any more).

    The first reading counts: a second run changes nothing.
    """
    notice = notices_visible_to(by).select_related("article", "claim", "question").get(pk=notice_id)
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=Now())
    return notice


def notices_read(*, by: User, newest: int) -> int:
    """Mark all of the person's notices up to this one as read, in one statement; how many were unread.

    What came after the page was drawn stays unread. A second run changes nothing.
    """
    return Notice.objects.filter(to=by, seen_at=None, pk__lte=newest).update(seen_at=Now())
