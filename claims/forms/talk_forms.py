"""Asking, answering, and noting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Paragraph, Words
from claims.models import User
from claims.vocabulary import AskedOf

WHEN = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]


class AskForm(KeyedForm):
    """A question to a colleague (`to`, an id) or to a source by name (`to` is None then)."""

    to = forms.ChoiceField(
        label="Of whom", error_messages={"invalid_choice": "They aren't on this desk any more."}
    )
    source = Words(
        required=False,
        max_length=300,
        label="The source's name",
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    text = Paragraph(
        rows=3,
        max_length=10_000,
        label="The question",
        error_messages={"required": "Write the question first."},
    )
    answer_by = forms.DateTimeField(
        required=False,
        label="Answer by",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=WHEN[0]),
        input_formats=WHEN,
        error_messages={"invalid": "Write the time as 2026-03-14 15:20."},
    )
    blocking = forms.BooleanField(required=False, label="Blocks the sign-off")

    def __init__(self, *args: Any, people: Iterable[tuple[User, bool]], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "ask-%s", **options})
        named = [(str(one.pk), f"{one.name} (wrote it)" if wrote else one.name) for one, wrote in people]
        self.fields["to"].choices = [*named, (AskedOf.SOURCE.value, "A source, by name")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "to" in found:
            found["to"] = None if found["to"] == AskedOf.SOURCE else int(found["to"])
            if found["to"] is not None:
                found["source"] = ""
            elif not found.get("source") and "source" not in self.errors:
                self.add_error("source", "Name the source.")
        return found


class ReplyForm(KeyedForm):
    answer = Paragraph(
        rows=5,
        max_length=20_000,
        label="The answer",
        error_messages={"required": "Write the answer first."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "reply-%s", **options})


class NoteForm(KeyedForm):
    text = Paragraph(
        rows=3, max_length=10_000, label="Note", error_messages={"required": "Write the note first."}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "talk-%s", **options})


class NoteEditForm(NoteForm):
    """`seen`: how many earlier versions the note had when the form was drawn."""

    seen = forms.IntegerField(min_value=0, max_value=1_000_000)
