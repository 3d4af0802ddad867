"""Giving claims away, deadlines, and who is away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Paragraph, SeenForm
from claims.models import User

POOL = "pool"
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class Moment(forms.DateTimeField):
    """A day and a time, in the newsroom's time zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENTS[0]),
            input_formats=MOMENTS,
            error_messages={"invalid": "Write the deadline as 2026-03-14 15:20."},
            **options,
        )


class ToField(forms.ChoiceField):
    """One of these people, or the desk's pool (None)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            error_messages={
                "required": "Say who is to have it: a colleague, or the pool.",
                "invalid_choice": "Choose a checker or an editor of this desk, or the pool.",
            },
            **options,
        )

    def of(self, people: Sequence[User]) -> None:
        """Offer the pool and these."""
        self.people = {str(one.pk): one for one in people}
        self.choices = [(POOL, "The pool"), *((str(one.pk), one.name) for one in people)]

    def clean(self, value: Any) -> User | None:
        return self.people.get(super().clean(value))


class GivingForm(forms.Form):
    """To whom, until when, and what to mind. Only editors set a deadline (`leads`)."""

    to = ToField(label="To")
    deadline = Moment(required=False, label="Deadline")
    instruction = Paragraph(required=False, max_length=2_000, label="What to mind")

    def __init__(self, *args: Any, people: Sequence[User], leads: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].of(people)  # type: ignore[attr-defined]
        if not leads:
            del self.fields["deadline"]


class AssignForm(GivingForm, SeenForm):
    """One claim: what stands in the boxes is what it has afterwards."""

    field_order = ("to", "deadline", "instruction")


class AssignManyForm(GivingForm, KeyedForm):
    """Claims of an article: those that are ticked, all that is left, all of a speaker, all with a risk.

    A deadline and an instruction that aren't given leave what each claim has.
    """

    TICKED, LEFT, SPEAKER, RISK = "ticked", "left", "speaker", "risk"

    which = forms.ChoiceField(choices=[(one, one) for one in (TICKED, LEFT, SPEAKER, RISK)])
    claim = forms.TypedMultipleChoiceField(coerce=int, required=False)
    speaker = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    risk = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        claims: Sequence[int],
        speakers: Sequence[tuple[str, str]],
        risks: Sequence[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offered = {
            "claim": [(str(pk), str(pk)) for pk in claims],
            "speaker": [("", ""), *speakers],
            "risk": [("", ""), *((one, one) for one in risks)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = (
                "What you chose isn't there any more. Look at the list as it is now."
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        which = found.get("which")
        needs = {
            self.TICKED: ("claim", "Tick at least one claim."),
            self.SPEAKER: ("speaker", "Choose a speaker."),
            self.RISK: ("risk", "Choose a risk."),
        }
        name, why = needs.get(which or "", ("", ""))
        if name and name not in self.errors and not found.get(name):
            self.add_error(name, why)
        return found


class HandOverForm(KeyedForm):
    """All that one person has in work on a desk."""

    of = forms.TypedChoiceField(coerce=int)
    to = ToField()

    def __init__(self, *args: Any, people: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {one.pk: one for one in people}
        self.fields["of"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]
        self.fields["to"].of(people)  # type: ignore[attr-defined]

    def clean_of(self) -> User:
        return self.people[self.cleaned_data["of"]]


class AwayForm(KeyedForm):
    """The first day on which they are back; nothing where they are here."""

    person_id = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    until = forms.DateField(
        required=False,
        label="Back on",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write the day as 2026-03-14."},
    )


class DeadlineForm(KeyedForm):
    deadline = Moment(required=False, label="Deadline")
