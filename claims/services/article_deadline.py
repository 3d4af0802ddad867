"""Set an article's deadline, which is that of its claims, too, where they have none of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from claims.models import Article, User
from claims.permissions import articles_visible_to, may_set_deadline
from claims.services.history import lock_living, record, recorded
from claims.services.history_rows import plain
from claims.vocabulary import EventKind


@transaction.atomic
def article_deadline(*, article_id: int, by: User, key: str, deadline: datetime | None) -> Article:
    """Set the deadline (None: there is none any more) with its event, both or neither.

    Raises Article.DoesNotExist, Refused. A key that was used before changes nothing, and neither does the deadline
    that it has already.
    """
    article = lock_living(articles_visible_to(by).get(pk=article_id).pk)
    if recorded(key, by):
        return article
    may_set_deadline(by, article).or_refuse()
    if article.deadline == deadline:
        return article
    before, article.deadline = article.deadline, deadline
    Article.objects.filter(pk=article.pk).update(deadline=deadline)
    record(
        article_id=article.pk,
        what=EventKind.ASSIGNED,
        by=by,
        key=key,
        before={"deadline": plain(before)},
        after={"deadline": plain(deadline)},
    )
    return article
