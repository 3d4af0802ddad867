"""What writing a note and changing one share: who is mentioned, and telling them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from claims.mentions import mentions_in
from claims.models import Article, Note, User
from claims.permissions import SEES_ALL_OF_DESK
from claims.services.notices import notify
from claims.vocabulary import NoticeKind, Role


def note_now(note_id: int) -> Note:
    """The note with all that permissions ask of it. Raises Note.DoesNotExist."""
    return Note.objects.select_related("article", "by").prefetch_related("article__bylines").get(pk=note_id)


def mentioned(text: str, article: Article) -> list[User]:
    """Who of the desk's people is mentioned; a mention of somebody who may not see the article stays text."""
    sees = Q(memberships__role__in=SEES_ALL_OF_DESK) | Q(memberships__role=Role.REPORTER, stories=article)
    people = User.objects.filter(sees, memberships__desk_id=article.desk_id, is_active=True).distinct()
    found = {one.person.pk: one.person for one in mentions_in(text, people)} if "@" in text else {}
    return list(found.values())


def tell(note: Note, people: Iterable[User], key: str) -> None:
    """Tell those who are mentioned."""
    notify(
        NoticeKind.MENTIONED,
        people,
        article_id=note.article_id,
        claim_id=note.claim_id,
        by=note.by,
        key=f"{key}:mentioned",
    )
