"""Store the next draft of an article and ask for its split, which compares it with the one before."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from claims.errors import TextRefused
from claims.incoming.types import NoteInCopy
from claims.models import Article, Draft, User
from claims.permissions import articles_visible_to, may_paste_draft
from claims.services.draft_store import copy_of, hash_of, store_draft
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.vocabulary import ArticleState, EventKind


@transaction.atomic
def draft_paste(
    *,
    article_id: int,
    by: User,
    key: str,
    text: str,
    headline: str = "",
    byline: str = "",
    reason: str = "",
    notes: Sequence[NoteInCopy] = (),
) -> Draft:
    """Store the next draft, the request for its split and the event, void the signatures of another text; all or
    nothing.

    Two people who paste at once store one draft each, in the order in which they come. `reason`: what a correction
    corrects, and why; of a published article it has to be given. Raises Article.DoesNotExist, Refused, TextRefused
    (no text, too long, nothing changed, no reason). A key used before returns its draft.
    """
    lock_living(articles_visible_to(by).get(pk=article_id).pk)
    article = Article.objects.select_related("desk").prefetch_related("bylines").get(pk=article_id)
    if first := recorded(key, by):
        return Draft.objects.get(pk=first.payload.after["draft"])
    may_paste_draft(by, article).or_refuse()
    copy, newest = copy_of(text, headline, byline), article.drafts.defer("text").latest("number")
    if hash_of(copy.text) == newest.sha256:
        raise TextRefused(f"This is draft {newest.number} to the letter: nothing has changed.")
    if article.state == ArticleState.CORRECTING and not reason.strip():
        raise TextRefused("Say what is corrected, and why: readers of the report will see it.")
    split = store_draft(article, copy, by, number=newest.number + 1, reason=reason.strip(), notes=notes)
    title, article.title = article.title, copy.title
    article.save(update_fields=["title"])
    record(
        article_id=article.pk,
        what=EventKind.PASTED,
        by=by,
        key=key,
        before={"title": title},
        after={
            "title": article.title,
            "draft": split.draft_id,
            "sha256": split.draft.sha256,
            "split": split.pk,
        },
        note=reason.strip(),
    )
    after_change(article.pk, by=by, key=key)
    return split.draft
