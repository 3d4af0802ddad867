"""The forms that put the machine's work right: a claim's words, its source and speaker; claims parted, merged, added.

`title` and `button` are what the card shows of each, `address` is the name of its URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from claims.forms.fields import KeyedForm, Paragraph, SeenForm, Words
from claims.selectors.mending import Mending, NameShown
from claims.vocabulary import SpeakerKind

Data = Mapping[str, Any]
ENTRY = re.compile(r"entry-\d{1,15}", re.ASCII)
FROM_TEXT = {"data-selected": True}
OWN = ("own", "The article's own voice")
OTHERS = [("new", "Somebody new: …"), ("open", "Nobody knows yet")]


def _from_text(field: forms.Field) -> forms.Field:
    """A field that words selected in the article fill."""
    field.widget.attrs |= FROM_TEXT
    return field


class MendForm(SeenForm):
    title: ClassVar[str]
    button: ClassVar[str]
    address: ClassVar[str]

    def __init__(self, data: Data | None = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, auto_id=f"{self.address}-%s")


class EdgesForm(MendForm):
    title, button, address = "Its words", "These are its words", "claim-edges"
    words = _from_text(
        Paragraph(rows=3, max_length=20_000, label="Select them in the text, or change them here")
    )
    after = Words(required=False, max_length=1_000, label="If they stand there twice: the words before them")


class SourceForm(MendForm):
    title, button, address = "Its source, and how it is said", "Put right", "claim-source"
    source = _from_text(Words(required=False, max_length=2_000, label="Source, as the text has it"))
    cue = _from_text(Words(required=False, max_length=2_000, label="Word of saying"))


class _WhoForm(KeyedForm):
    """Who says it: one of the article's speakers, or a new one with a name."""

    who = forms.ChoiceField(label="Speaker", error_messages={"required": "Say who says it."})
    name = Words(required=False, max_length=300, label="If new: name")
    kind = forms.ChoiceField(choices=SpeakerKind.choices, required=False, label="What that is")
    title_given = Words(required=False, max_length=300, label="Title, as the text gives it")

    def offer(self, speakers: Iterable[NameShown]) -> None:
        named = [(str(one.id), one.name) for one in speakers]
        self.fields["who"].choices = [*named, *OTHERS, OWN, *self.registered()]  # type: ignore[attr-defined]

    def registered(self) -> list[tuple[str, str]]:
        """The entry of the register that was sent from its list; whether there is one, the service asks."""
        sent = self.data.get("who", "") if self.is_bound else ""
        return [(sent, "The one chosen from the register")] if ENTRY.fullmatch(sent) else []

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["title"] = found.pop("title_given", "")
        if found.get("who") == "new" and not found.get("name"):
            self.add_error("name", "Say what the new speaker is called.")
        return found


class SpeakerForm(MendForm, _WhoForm):
    title, button, address = "Who says it", "Set the speaker", "claim-speaker"
    below = forms.BooleanField(required=False, label="Also where the same word stands for them from here on")
    field_order = ("who", "name", "kind", "title_given", "below")


class PartForm(MendForm):
    title, button, address = "Part it in two", "Part it here", "claim-part"
    words = _from_text(
        Words(
            max_length=20_000,
            label="After these words of it",
            error_messages={"required": "Copy from the claim the words after which it is to be parted."},
        )
    )


class _ChoiceForm(MendForm):
    """One of those that the card offers; the service has the last word on it."""

    def offer(self, field: str, choices: Sequence[tuple[int, str]]) -> None:
        self.fields[field].widget.choices = [("", "Choose …"), *choices]


def _one(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, widget=forms.Select, error_messages={"required": "Choose one."})


class MergeForm(_ChoiceForm):
    title, button, address = "Merge another claim into it", "Merge", "claim-merge"
    other = _one("Claim")


class SameForm(_ChoiceForm):
    title, button, address = "Two speakers that are one", "They are one", "claim-speakers-merge"
    speaker = _one("Speaker")
    into = _one("Is")


class ApartForm(_ChoiceForm):
    title, button, address = "Speakers that were merged", "Part them again", "claim-speakers-part"
    speaker = _one("Isn't the same")


class AddForm(_WhoForm):
    """A claim that the machine hasn't found."""

    words = _from_text(
        Paragraph(
            rows=3,
            max_length=20_000,
            label="Its words: select them in the text, or copy them here",
            error_messages={"required": "Copy the claim's words from the text."},
        )
    )
    after = Words(required=False, max_length=1_000, label="If they stand there twice: the words before them")
    field_order = ("words", "after", "who", "name", "kind", "title_given")

    def __init__(self, data: Data | None = None, *, speakers: Iterable[NameShown]) -> None:
        super().__init__(data, initial={"who": "own"}, auto_id="claim-add-%s")
        self.offer(speakers)


@dataclass(frozen=True, slots=True)
class MendForms:
    """The forms of a card, one of them perhaps as it was sent."""

    all: tuple[MendForm, ...]

    @property
    def is_open(self) -> bool:
        return any(one.is_bound for one in self.all)


def mend_forms(now: Mending | None, typed: KeyedForm | None) -> MendForms:
    """The forms for a claim as it stands now; none where it can't be mended."""
    if now is None:
        return MendForms(())
    found: list[MendForm] = [
        EdgesForm(initial={"words": now.words}),
        SourceForm(initial={"source": now.source, "cue": now.cue}),
        SpeakerForm(initial={"who": now.who}),
        PartForm(),
    ]
    if now.neighbours:
        found.append(MergeForm())
    if now.said_by and len(now.speakers) > 1:
        found.append(SameForm(initial={"speaker": now.said_by[0].id}))
    if now.merged:
        found.append(ApartForm())
    found = [typed if type(one) is type(typed) else one for one in found]
    for form in found:
        _offer(form, now)
    return MendForms(tuple(found))


def _offer(form: MendForm, now: Mending) -> None:
    if isinstance(form, SpeakerForm):
        form.offer(now.speakers)
    elif isinstance(form, MergeForm):
        form.offer("other", now.neighbours)
    elif isinstance(form, SameForm):
        form.offer("speaker", [(one.id, one.name) for one in now.said_by])
        form.offer("into", [(one.id, one.name) for one in now.speakers])
    elif isinstance(form, ApartForm):
        form.offer("speaker", [(one.id, f"{one.name}, merged into {one.into}") for one in now.merged])
