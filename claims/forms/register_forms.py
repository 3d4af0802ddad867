"""Forms of the newsroom's register of speakers."""

from __future__ import annotations

from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Paragraph, SeenForm, Words

ALIASES_AT_MOST = 50


class ToForm(KeyedForm):
    """Which entry a speaker is: its number, “new” or “none”."""

    to = forms.CharField(max_length=20, widget=forms.HiddenInput)


class IntoForm(KeyedForm):
    into = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PartForm(KeyedForm):
    """Which of an entry's speakers are somebody else."""

    speakers = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "Choose who is somebody else."}
    )

    def __init__(self, data: Any, *, speakers: list[int]) -> None:
        super().__init__(data)
        self.fields["speakers"].choices = [(pk, pk) for pk in speakers]  # type: ignore[attr-defined]


class EditForm(SeenForm):
    """An entry's own words; each alias on a line."""

    name = Words(max_length=300, label="Name", error_messages={"required": "Say what the entry is called."})
    aliases = Paragraph(rows=3, required=False, max_length=10_000, label="Also called, each on a line")
    note = Paragraph(rows=3, required=False, max_length=5_000, label="Note")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_aliases(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["aliases"].split("\n")]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > ALIASES_AT_MOST or any(len(line) > 300 for line in found):
            raise forms.ValidationError("At most 50 aliases, of 300 characters each.")
        return found
