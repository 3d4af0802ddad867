"""Say that a note which came with the copy is no evidence."""

from __future__ import annotations

from django.db import transaction

from claims.models import Article, CopyNote, User
from claims.permissions.copy_notes import copy_notes_visible_to
from claims.services.copy_note_change import deal_with
from claims.services.history import lock_living, recorded


@transaction.atomic
def copy_note_aside(*, note_id: int, by: User, key: str) -> CopyNote:
    """Put the note aside, with the event, or nothing. Nobody is suggested it again.

    Raises CopyNote.DoesNotExist, Refused (not theirs, or dealt with already). A key that was used before changes
    nothing.
    """
    seen = copy_notes_visible_to(by)
    lock_living(seen.values_list("draft__article", flat=True).get(pk=note_id))
    note = seen.select_related("done_by", "draft").get(pk=note_id)
    if recorded(key, by):
        return note
    article = Article.objects.select_related("desk").prefetch_related("bylines").get(pk=note.draft.article_id)
    deal_with(note, article, by=by, key=key, taken=False)
    return note
