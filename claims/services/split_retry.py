"""Try a failed split again, because a person asks for it."""

from __future__ import annotations

from django.db import transaction

from claims.drafts import newest_split
from claims.errors import Refused
from claims.models import Split, User
from claims.permissions import articles_visible_to, may_retry_split
from claims.services.draft_store import queue
from claims.services.history import lock_living, record, recorded
from claims.vocabulary import EventKind, SplitState


@transaction.atomic
def split_retry(*, article_id: int, by: User, key: str) -> Split:
    """Ask for a new split of the newest draft after its last one failed; stored and recorded together.

    Raises Article.DoesNotExist, Refused. A key that was used before, or a split already under way, changes
    nothing.
    """
    article = lock_living(articles_visible_to(by).get(pk=article_id).pk)
    newest = newest_split(article)
    if recorded(key, by) or newest.state in (SplitState.QUEUED, SplitState.RUNNING):
        return newest
    may_retry_split(by, article).or_refuse()
    if newest.state == SplitState.DONE:
        raise Refused("This draft is already split.")
    split = Split.objects.create(draft=newest.draft)
    record(article_id=article.pk, what=EventKind.SPLIT_RETRIED, by=by, key=key, after={"split": split.pk})
    queue(split)
    return split
