"""Write a note on a claim, or on an article."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Note, User
from claims.permissions import articles_visible_to, claims_visible_to, may_note
from claims.services.history import lock_living, record, recorded
from claims.services.note_change import mentioned, note_now, tell
from claims.vocabulary import EventKind


@transaction.atomic
def note_write(*, article_id: int, by: User, key: str, text: str, claim_id: int | None = None) -> Note:
    """Store a note in the thread of a claim of the article, or of the article itself, with its event, or nothing.

    Who is mentioned is told. Raises Article.DoesNotExist, Claim.DoesNotExist, Refused. A key that was used before
    returns the first note.
    """
    article = lock_living(articles_visible_to(by).get(pk=article_id).pk)
    claim = claims_visible_to(by).get(pk=claim_id, article=article) if claim_id is not None else None
    if first := recorded(key, by):
        return note_now(first.payload.after.get("note", 0))
    may_note(by, article).or_refuse()
    if not text.strip():
        raise Refused("Write the note first.")
    note = Note.objects.create(article=article, claim=claim, text=text, by=by)
    people = mentioned(text, article)
    note.mentions.set(people)
    record(
        article_id=article.pk,
        claim=claim,
        what=EventKind.NOTED,
        by=by,
        key=key,
        after={"note": note.pk},
        note=text,
        pieces=[note],
    )
    tell(note, people, key)
    return note_now(note.pk)
