"""Evidence in its smallest real form: what it is, where in it, what it says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from claims.forms.fields import KeyedForm, Paragraph, Words
from claims.vocabulary import EvidenceKind, Stance

AUTO = {"dir": "auto"}


class EvidenceForm(KeyedForm):
    """For a search `title` says where, `words` which words, `result` what came of it, `seen_at` when."""

    kind = forms.ChoiceField(choices=EvidenceKind.choices, initial=EvidenceKind.WEB_PAGE, label="Kind")
    stance = forms.ChoiceField(choices=Stance.choices, initial=Stance.SUPPORTS, label="It")
    title = Words(
        max_length=500,
        label="What it is",
        widget=forms.TextInput(AUTO),
        error_messages={"required": "Say what the evidence is."},
    )
    url = Words(
        required=False,
        max_length=2_000,
        label="Link",
        widget=forms.URLInput({"placeholder": "https://"}),
        validators=[URLValidator(["http", "https"])],
    )
    words = Paragraph(rows=1, required=False, max_length=20_000, label="Words searched for")
    result = Paragraph(required=False, max_length=20_000, label="What came of it")
    seen_at = forms.DateTimeField(
        required=False,
        label="When",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        error_messages={"invalid": "Write when as 2026-03-14 15:20."},
    )
    locator = Words(
        required=False,
        max_length=300,
        label="Place in it",
        widget=forms.TextInput(AUTO | {"placeholder": "page, paragraph, time"}),
    )
    primary = forms.BooleanField(required=False, label="Primary source")
    passage = Paragraph(required=False, max_length=20_000, label="The passage")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "evidence-%s", **options})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") == EvidenceKind.SEARCH and not self.errors:
            if not found.get("words"):
                self.add_error("words", "Say which words you searched for.")
            if not found.get("result"):
                self.add_error("result", "Say what came of the search: nothing is an answer too.")
        return found
