"""What becomes of a row that an action made, when the action is undone: one small function a kind of event.

For services that hold the article's row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from claims.errors import Refused
from claims.models import Answer, Event, Lowering, Note, NoteEdit, Question, Use
from claims.services.note_change import mentioned
from claims.services.use_store import rows_now
from claims.vocabulary import EventKind, State

UNDONE = "Undone."


@dataclass(slots=True)
class Undoing:
    """What an undo has put back so far: claims' columns by claim, the rows to tell, those that are gone for good."""

    fields: dict[int, dict[str, Any]] = field(default_factory=dict)
    told: list[Model] = field(default_factory=list)
    gone: list[list[Any]] = field(default_factory=list)


def _answer(undoing: Undoing, event: Event, made: int) -> None:
    Answer.objects.filter(pk=made).update(taken_back_at=timezone.now())
    undoing.told.append(Answer.and_taken_back.get(pk=made))


def _use(undoing: Undoing, event: Event, made: int) -> None:
    Use.objects.filter(pk=made).update(withdrawn_why=UNDONE)
    undoing.told += rows_now([Use(pk=made)])


def _question(undoing: Undoing, event: Event, made: int) -> None:
    ends = {"withdrawn_by": event.by, "withdrawn_at": timezone.now()}
    if not Question.objects.filter(pk=made, answered_at=None, withdrawn_at=None).update(**ends):
        raise Refused("This question is no longer open.")
    undoing.told.append(Question.objects.get(pk=made))


def _note(undoing: Undoing, event: Event, made: int) -> None:
    Note.objects.filter(pk=made).update(taken_back_at=timezone.now())
    undoing.told.append(Note.and_taken_back.get(pk=made))


def _words(undoing: Undoing, event: Event, made: int) -> None:
    """A note says again what it said before; what it said meanwhile stays readable."""
    note = Note.objects.select_related("article").get(pk=made)
    before = NoteEdit.objects.filter(note=note).order_by("until", "pk").last()
    if before is None:
        raise Refused("What this note said before isn't kept any more.")
    undoing.told.append(NoteEdit.objects.create(note=note, text=note.text, until=timezone.now()))
    note.text = before.text
    note.save(update_fields=["text"])
    note.mentions.set(mentioned(note.text, note.article))
    undoing.told.append(note)


def _wish(undoing: Undoing, event: Event, made: int) -> None:
    """A wish to lower a risk leaves no row; that there was one the history says."""
    if not event.payload.after.get("fresh"):
        raise Refused("This wish took the place of an older one: a second person decides it.")
    Lowering.objects.filter(pk=made, agreed=None).delete()
    undoing.gone.append(["lowering", made])


def _claim(undoing: Undoing, event: Event, made: int) -> None:
    """A claim that an undone mend made is dismissed, and what was attached to it taken off."""
    undoing.fields[made] = {
        "state": State.DISMISSED,
        "owner_id": None,
        "dismissal_by_id": event.by_id,
        "dismissal_why": UNDONE,
        "stale_why": "",
    }
    uses = list(Use.objects.filter(claim=made, withdrawn_why=""))
    Use.objects.filter(pk__in=[one.pk for one in uses]).update(withdrawn_why=UNDONE)
    undoing.told += rows_now(uses)


# By kind of event: where its payload names the row ("" for the claim of the event), and what becomes of that.
MADE: dict[EventKind, tuple[str, Callable[[Undoing, Event, int], None]]] = {
    EventKind.ANSWERED: ("answer", _answer),
    EventKind.EVIDENCE: ("use", _use),
    EventKind.ASKED: ("question", _question),
    EventKind.NOTED: ("note", _note),
    EventKind.NOTE_EDITED: ("note", _words),
    EventKind.LOWERING_ASKED: ("lowering", _wish),
    EventKind.ADDED: ("", _claim),
}


def take_back(undoing: Undoing, event: Event) -> None:
    """Undo what the event made, if it made anything."""
    if found := MADE.get(EventKind(event.what)):
        name, inverse = found
        inverse(undoing, event, int(event.payload.after[name] if name else event.claim_id or 0))
