"""Sources who can't be named: who they are, who may know, and the approval. Nothing of it is kept while it is typed.

What is secret has names that stand in no list of fields that are kept or shown again (models.confidential.WHO).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from claims.forms.evidence_fields import Upload
from claims.forms.fields import KeyedForm, Words
from claims.models import User
from claims.models.confidential import WHAT, WHO, Unsaid
from claims.vocabulary import EvidenceKind, Stance

# A browser neither remembers what is typed there, nor sends it to anybody who checks its spelling.
FORGOTTEN = {"autocomplete": "off", "spellcheck": "false", "writingsuggestions": "false", "dir": "auto"}


class Secret(Words):
    """A line, or with `rows` a box, that is encrypted where it is stored."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        box = (
            forms.Textarea({"rows": rows, "cols": False, **FORGOTTEN}) if rows else forms.TextInput(FORGOTTEN)
        )
        super().__init__(widget=box, **options)


class People(forms.TypedMultipleChoiceField):
    """Some of these people."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, **options)

    def of(self, people: Iterable[User]) -> None:
        self.people = {one.pk: one for one in people}
        self.choices = [(one.pk, one.name) for one in self.people.values()]

    def clean(self, value: Any) -> list[User]:
        return [self.people[pk] for pk in super().clean(value)]


class SealedForm(KeyedForm):
    """Fields of which those named in `SEALED` are encrypted."""

    SEALED: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "confidential-%s", "use_required_attribute": False, **options})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["secret"] = Unsaid({name: found.pop(name, "") for name in self.SEALED})
        return found


class SecretForm(SealedForm):
    """Who an unnamed source is."""

    SEALED = WHO

    who = Secret(max_length=300, label="Who it is", error_messages={"required": "Say who it is."})
    reach = Secret(max_length=2_000, required=False, rows=2, label="How to reach them")
    why_unnamed = Secret(
        max_length=4_000,
        rows=2,
        label="Why they can't be named",
        error_messages={"required": "Say why they can't be named."},
    )
    agreed = Secret(max_length=4_000, required=False, rows=2, label="What was agreed with them")


class ThingForm(SealedForm):
    """What a confidential piece of evidence is."""

    SEALED = WHAT

    what = Secret(max_length=500, label="What it is", error_messages={"required": "Say what it is."})
    link = Secret(max_length=2_000, required=False, label="Where it is (nothing is fetched)")
    inside = Secret(
        max_length=300,
        label="Place in it",
        error_messages={"required": "Say where in it: a page, a time code."},
    )
    told = Secret(max_length=20_000, required=False, rows=3, label="What it says")


class NewForm(SealedForm):
    """A new record: what stands everywhere instead, and who may open it."""

    pseudonym = Words(
        max_length=60, label="Stands everywhere as", error_messages={"required": "Give a pseudonym."}
    )
    people = People(label="Who may open it besides you", required=False)

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].of(people)  # type: ignore[attr-defined]


class SourceForm(NewForm, SecretForm):
    """Who a speaker is."""


class EvidenceForm(NewForm, ThingForm):
    """A piece of evidence for a claim. The file's name is sealed with the rest, and its text is never read."""

    kind = forms.ChoiceField(
        choices=[(one, one.label) for one in EvidenceKind if one != EvidenceKind.SEARCH],
        initial=EvidenceKind.DOCUMENT,
        label="It shows as",
    )
    upload = Upload(label="File")
    stance = forms.ChoiceField(choices=Stance.choices, initial=Stance.SUPPORTS, label="It")
    primary = forms.BooleanField(required=False, label="Primary source")

    field_order = ("kind", "what", "inside", "told", "link", "upload")


class ChangeForm(SecretForm):
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ChangeThingForm(ThingForm):
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PeopleForm(KeyedForm):
    """`before`: who was named when the form was drawn."""

    people = People(error_messages={"required": "Name at least one editor."})
    before = forms.CharField(max_length=4_000, required=False)

    def __init__(self, *args: Any, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].of(people)  # type: ignore[attr-defined]

    def clean_before(self) -> list[int]:
        words = self.cleaned_data["before"].split()
        return [int(one) for one in words if one.isascii() and one.isdigit() and len(one) < 16]


class ApproveForm(KeyedForm):
    """The conditions under which a source may stay unnamed, each of them ticked by the editor who knows them."""

    claim_id = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    vital = forms.BooleanField(label="it is information, not opinion or speculation, and the story needs it")
    only_so = forms.BooleanField(label="it can't be had from anybody who can be named")
    reliable = forms.BooleanField(label="the source is reliable and knows it at first hand")

    CONDITIONS = ("vital", "only_so", "reliable")
    NOT_ALL = "An unnamed source takes all three. Otherwise find somebody who can be named."

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        ticked = [found.pop(name, False) for name in self.CONDITIONS]
        if not all(ticked):
            for name in self.CONDITIONS:
                self.errors.pop(name, None)
            raise forms.ValidationError(self.NOT_ALL)
        return found
