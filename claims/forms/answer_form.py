"""What a checker found about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from claims.forms.fields import Paragraph, SeenForm
from claims.keys import ANSWER_ACTIONS
from claims.models import Claim
from claims.vocabulary import SAID_CALLS_FOR_COPY, SO_CALLS_FOR_COPY, Copy, Said, So

CALLS_FOR_COPY = {"said": SAID_CALLS_FOR_COPY, "so": SO_CALLS_FOR_COPY, "copy": frozenset[Copy]()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as a button; `action`: what its key does; `calls`: it asks what happens to the copy."""

    value: str
    label: str
    action: str
    calls: bool
    chosen: bool


class AnswerForm(SeenForm):
    """Both questions, the copy and a note. An own-voice claim has only the second question."""

    said = forms.ChoiceField(choices=Said.choices, required=False)
    so = forms.ChoiceField(choices=So.choices, required=False)
    copy = forms.ChoiceField(choices=[("", ""), *Copy.choices], required=False)
    fix = Paragraph(required=False, max_length=5_000)
    note = Paragraph(required=False, max_length=10_000)
    settle = forms.BooleanField(required=False)

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        super().__init__(*args, **options)
        self.own_voice = claim.attribution_id is None
        self.may_stet = True
        if self.own_voice:
            del self.fields["said"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        said, so, copy = (found.get(name, "") for name in ("said", "so", "copy"))
        if not self.errors and not (said or so):
            raise forms.ValidationError("Choose an answer first.")
        if so == So.NOT_CHECKABLE and not found.get("note"):
            self.add_error("note", "Say in the note why it can't be checked.")
        if copy == Copy.STET and not found.get("note"):
            self.add_error("note", "Say in the note why the copy is kept as it is.")
        if copy == Copy.FIX_PROPOSED and not found.get("fix"):
            self.add_error("fix", "Write the wording that you propose.")
        if not (said in SAID_CALLS_FOR_COPY or so in SO_CALLS_FOR_COPY):
            found["copy"], found["fix"] = "", ""
        return found

    def choices_of(self, name: str) -> list[Choice]:
        """The answers to a question, each with its key's action, as the page shows them."""
        chosen, calls = str(self[name].value() or ""), CALLS_FOR_COPY[name]
        return [
            Choice(one.value, str(one.label), action.name, one in calls, one.value == chosen)
            for one, action in ANSWER_ACTIONS[name]
        ]

    @property
    def said_choices(self) -> list[Choice]:
        return [] if self.own_voice else self.choices_of("said")

    @property
    def so_choices(self) -> list[Choice]:
        return self.choices_of("so")

    @property
    def copy_choices(self) -> list[Choice]:
        """What may happen to the copy; stet is shown to those who may choose it."""
        return [
            one for one in self.choices_of("copy") if one.value != Copy.STET or self.may_stet or one.chosen
        ]
