"""Who sees the notes that came with copy, and who deals with them."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.errors import YES, Verdict, no
from claims.models import Article, CopyNote, User
from claims.permissions.roles import may_check
from claims.permissions.seeing import articles_visible_to


def copy_notes_visible_to(user: User) -> QuerySet[CopyNote]:
    return CopyNote.objects.filter(draft__article__in=articles_visible_to(user).values("pk"))


def may_deal_with(user: User, note: CopyNote, article: Article) -> Verdict:
    """Whether the person may take a note as evidence, or put it aside; the article is its draft's."""
    if not (verdict := may_check(user, article)).allowed:
        return verdict
    if note.taken is not None:
        what = "took this as evidence" if note.taken else "put this aside"
        return no(f"{note.done_by} {what} already.")
    return YES
