"""The box that takes copy: its text, the notes that came with it, and what was dropped on the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.extraction.normalise import normalise
from claims.forms.fields import KeyedForm, Words
from claims.incoming.types import NOTE_KINDS, Dropped, NoteInCopy

NOTES_AT_MOST = 500
NOTE_CHARACTERS = 20_000
# Of a note's other parts: its author, the words that it stands at, those round them.
PART_CHARACTERS = {"kind": 20, "by": 200, "words": 1_000, "before": 100, "after": 100}
SPOILT = (
    "The notes that came with the copy can't be read any more. Bring the file again, or take the notes out."
)


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in the box. `problem`: why what was brought isn't in it; `came` what was just put into it."""

    text: str = ""
    notes: tuple[NoteInCopy, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problem: str = ""
    came: str = ""

    @property
    def spelled(self) -> str:
        """The notes as the form carries them."""
        return spelled(self.notes)


def spelled(notes: Sequence[NoteInCopy]) -> str:
    return json.dumps([asdict(one) for one in notes], ensure_ascii=False) if notes else ""


def notes_from(words: str) -> tuple[NoteInCopy, ...]:
    """The notes that a form carried. Raises ValidationError where they aren't what it was drawn with."""
    try:
        found = json.loads(words) if words.strip() else []
        notes = tuple(NoteInCopy(**{name: normalise(part) for name, part in one.items()}) for one in found)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValidationError(SPOILT) from error
    if len(notes) > NOTES_AT_MOST or not all(map(_holds, notes)):
        raise ValidationError(SPOILT)
    return notes


def _holds(note: NoteInCopy) -> bool:
    return (
        note.kind in NOTE_KINDS
        and 0 < len(note.text.strip()) <= NOTE_CHARACTERS
        and all(len(getattr(note, name)) <= most for name, most in PART_CHARACTERS.items())
    )


class NotesField(forms.Field):
    """The notes that came with the copy, carried from page to page."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> tuple[NoteInCopy, ...]:
        return notes_from(str(value or ""))


class CopyForm(KeyedForm):
    """A form with the box in it. A file that comes along is read into the box by `views.copy_in.box_of`."""

    text = Words(
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": "There is no text yet. Paste the article's words into the box."},
    )
    notes = NotesField(required=False)
