"""Store a pasted article and ask for its split."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from claims.errors import Refused
from claims.incoming.types import NoteInCopy
from claims.models import Article, Desk, User
from claims.permissions import desks_of, may_name_writers, may_paste
from claims.services.draft_store import copy_of, store_draft
from claims.services.history import lock_article, lock_key, record, recorded
from claims.vocabulary import EventKind


@transaction.atomic
def article_paste(
    *,
    desk_id: int,
    by: User,
    key: str,
    text: str,
    headline: str = "",
    byline: str = "",
    written_by: Collection[int] | None = None,
    notes: Sequence[NoteInCopy] = (),
    behind: bool = False,
) -> Article:
    """Store the article, its first draft, the request for its split and the event; all or nothing.

    The split is queued on commit; when the broker can't be reached the sweep queues it later. `written_by`
    (user ids) is an editor's or a CMS's word on who wrote it; else whoever pastes counts as a byline. `notes` came with
    the copy; `behind`: it is an archive's, read behind what people paste. Raises Desk.DoesNotExist (not a desk of
    theirs), Refused, TextRefused. A key used before returns its article.
    """
    desk = desks_of(by).get(pk=desk_id)
    lock_key(key)
    if first := recorded(key, by):
        return first.article
    may_paste(by, desk.pk).or_refuse()
    copy = copy_of(text, headline, byline)
    article = Article.objects.create(desk=desk, title=copy.title)
    lock_article(article.pk)
    writers = _writers(desk, by, written_by)
    article.bylines.set(writers)
    split = store_draft(article, copy, by, notes=notes, behind=behind)
    record(
        article_id=article.pk,
        what=EventKind.PASTED,
        by=by,
        key=key,
        after={
            "desk": desk.pk,
            "title": article.title,
            "bylines": sorted(person.pk for person in writers),
            "draft": split.draft_id,
            "sha256": split.draft.sha256,
            "split": split.pk,
        },
    )
    return article


def _writers(desk: Desk, by: User, written_by: Collection[int] | None) -> list[User]:
    if written_by is None:
        return [] if by.integration else [by]
    may_name_writers(by, desk.pk).or_refuse()
    people = list(desk.members.filter(pk__in=written_by))
    if len(people) != len(set(written_by)):
        raise Refused("Somebody on the list isn't on this desk.")
    return people
