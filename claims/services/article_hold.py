"""A legal hold: while there is one, nothing of the article is erased."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Article, User
from claims.permissions import articles_administered_by, may_set_retention
from claims.services.history import lock_article, record, recorded
from claims.vocabulary import EventKind


@transaction.atomic
def article_hold(*, article_id: int, by: User, key: str, note: str) -> Article:
    """Hold an article, with the reason, or lift its hold (no reason); the row and its event, both or neither.

    Raises Article.DoesNotExist, Refused (not an administrator, erased already). A key that was used before changes
    nothing, and so does the same wish sent again.
    """
    may_set_retention(by).or_refuse()
    article = lock_article(articles_administered_by(by).get(pk=article_id).pk)
    why = note.strip()
    if recorded(key, by) or article.hold_why == why:
        return article
    if article.erased_at is not None:
        raise Refused("This article is erased already.")
    before, article.hold_why = article.hold_why, why
    article.save(update_fields=["hold_why"])
    record(
        article_id=article.pk,
        what=EventKind.HELD if why else EventKind.RELEASED,
        by=by,
        key=key,
        before={"hold_why": before},
        after={"hold_why": why},
    )
    return article
