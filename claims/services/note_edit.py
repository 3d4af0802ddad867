"""Change one's own note; what it said before is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Note, NoteEdit, User
from claims.permissions import may_edit_note, notes_visible_to
from claims.services.history import lock_living, record, recorded
from claims.services.note_change import mentioned, note_now, tell
from claims.vocabulary import EventKind


@transaction.atomic
def note_edit(*, note_id: int, by: User, key: str, text: str, seen: int | None = None) -> Note:
    """Give a note other words, keep the earlier ones with the moment, record it; all or nothing.

    Who wasn't mentioned before is told. The same words again change nothing. `seen`: how many earlier versions there
    were when the form was drawn, None where none was. Raises Note.DoesNotExist (not visible), Refused (also where its
    author has changed it meanwhile, in another tab, with what it says now). A key that was used before changes
    nothing and returns the note as it is.
    """
    lock_living(notes_visible_to(by).get(pk=note_id).article_id)
    note = note_now(note_id)
    if recorded(key, by):
        return note
    may_edit_note(by, note).or_refuse()
    if not text.strip():
        raise Refused("A note can't be emptied: say in it that it no longer holds.")
    if text == note.text:
        return note
    if seen is not None and seen != note.edits.count():
        raise Refused(
            f"You have changed this note meanwhile: “{note.text}” is what it says now. "
            "Save again to put yours in its place."
        )
    earlier = NoteEdit.objects.create(note=note, text=note.text, until=timezone.now())
    told_before = {one.pk for one in note.mentions.all()}
    people = mentioned(text, note.article)
    Note.objects.filter(pk=note_id).update(text=text)
    note.mentions.set(people)
    note = note_now(note_id)
    record(
        article_id=note.article_id,
        claim=note.claim,
        what=EventKind.NOTE_EDITED,
        by=by,
        key=key,
        after={"note": note.pk},
        note=text,
        pieces=[note, earlier],
    )
    tell(note, [one for one in people if one.pk not in told_before], key)
    return note
