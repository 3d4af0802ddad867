"""Say who wrote a story, and so who can't check it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from claims.errors import Refused
from claims.models import Article, User
from claims.permissions import articles_visible_to, may_set_bylines
from claims.services.history import lock_article, record, recorded
from claims.vocabulary import EventKind


@transaction.atomic
def article_bylines(*, article_id: int, by: User, key: str, written_by: Collection[int]) -> Article:
    """Set an article's bylines (user ids of its desk's people) with the event, both or neither.

    Raises Article.DoesNotExist, Refused. A key that was used before changes nothing.
    """
    article = lock_article(articles_visible_to(by).get(pk=article_id).pk)
    if recorded(key, by):
        return article
    may_set_bylines(by, article.desk_id).or_refuse()
    people = list(article.desk.members.filter(pk__in=written_by))
    if len(people) != len(set(written_by)):
        raise Refused("Somebody on the list isn't on this desk.")
    before = sorted(article.bylines.values_list("pk", flat=True))
    article.bylines.set(people)
    record(
        article_id=article.pk,
        what=EventKind.BYLINES,
        by=by,
        key=key,
        before={"bylines": before},
        after={"bylines": sorted(person.pk for person in people)},
    )
    return article
