"""Evidence at a claim: what it is, where in it, what it says, and how either is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.forms import BoundField

from claims.forms.evidence_fields import ASKS, AUTO, KIND_FIELDS, QUOTED, WHAT, Ids, Upload, locator_problem
from claims.forms.fields import KeyedForm, Paragraph, Words
from claims.vocabulary import EvidenceKind, GroundRules, Reached, Stance

WHEN_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"]
WITH_TITLE_OF_ITS_OWN = frozenset({EvidenceKind.WEB_PAGE})


class Moment(forms.DateTimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        wrong = {"invalid": "Write when as 2026-03-14 15:20."}
        super().__init__(
            required=False, widget=widget, input_formats=WHEN_FORMATS, error_messages=wrong, **options
        )


@dataclass(frozen=True, slots=True)
class KindField:
    """A field with its labels: each with the classes of the kinds that have it so."""

    bound: BoundField
    labels: tuple[tuple[str, str], ...]

    @property
    def classes(self) -> str:
        return " ".join(name for name, _ in self.labels)


def labelled(labels: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(kind, label) for each kind, as (the classes of the kinds that share it, label)."""
    found: dict[str, list[str]] = {}
    for kind, label in labels:
        found.setdefault(label, []).append(class_of(kind))
    return tuple((" ".join(classes), label) for label, classes in found.items())


def class_of(kind: str) -> str:
    """The class of what belongs to a kind of evidence."""
    return f"for-{EvidenceKind(kind).name.lower()}"


class UseForm(KeyedForm):
    """How evidence is used at a claim; `of_kind` is the kind of evidence where the form doesn't ask for it."""

    stance = forms.ChoiceField(choices=Stance.choices, initial=Stance.SUPPORTS, label="It")
    locator = Words(required=False, max_length=300, label="Place in it", widget=forms.TextInput(AUTO))
    passage = Paragraph(required=False, max_length=20_000, label="The passage")
    primary = forms.BooleanField(required=False, label="Primary source")
    said_there = forms.BooleanField(required=False, label="They said it there first, as far as we know")
    independent_of = Ids(label="Independent of")

    def __init__(self, *args: Any, of_kind: str = "", **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "evidence-%s", "use_required_attribute": False, **options})
        self.of_kind = of_kind

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if problem := locator_problem(found.get("kind", self.of_kind), found.get("locator", "")):
            self.add_error("locator", problem)
        return found

    @property
    def ticked(self) -> set[str]:
        """The ids of the uses that it is said to be independent of."""
        return {str(pk) for pk in self["independent_of"].value() or ()}

    @property
    def kinds(self) -> list[str]:
        return [self.of_kind] if self.of_kind else list(ASKS)

    @property
    def place(self) -> KindField:
        """Where in it: each kind of evidence that has places calls them otherwise."""
        asks = {kind: ASKS[kind] for kind in self.kinds if ASKS[kind].locator}
        has = [
            (kind, f"{one.locator}, as {one.hint}" if one.hint else one.locator) for kind, one in asks.items()
        ]
        return KindField(self["locator"], labelled(has))

    @property
    def where_said(self) -> KindField:
        """Whether they said it there: of what has an address."""
        label = str(self.fields["said_there"].label)
        return KindField(
            self["said_there"], labelled((kind, label) for kind in self.kinds if "url" in ASKS[kind].labels)
        )

    @property
    def quoted(self) -> KindField:
        has = [(kind, "The passage relied on") for kind in self.kinds if kind in QUOTED]
        return KindField(self["passage"], labelled(has))


class UseChangeForm(UseForm):
    """The same for a use that is there. `seen` tells what the form was drawn with; without a stance, it is left as
    it is.
    """

    stance = forms.ChoiceField(choices=Stance.choices, required=False, label="It")
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class EvidenceForm(UseForm):
    """New evidence and how it is used; ASKS has which fields belong to which kind. The others are ignored."""

    kind = forms.ChoiceField(choices=EvidenceKind.choices, initial=EvidenceKind.WEB_PAGE, label="Kind")
    title = Words(required=False, max_length=500, widget=forms.TextInput(AUTO))
    url = Words(
        required=False,
        max_length=2_000,
        widget=forms.URLInput({"placeholder": "https://"}),
        validators=[URLValidator(["http", "https"])],
    )
    upload = Upload()
    words = Paragraph(required=False, max_length=20_000)
    result = Paragraph(required=False, max_length=20_000)
    seen_at = Moment()
    ground_rules = forms.ChoiceField(required=False, choices=[("", "Choose"), *GroundRules.choices])
    reached = forms.ChoiceField(required=False, choices=[("", "Choose"), *Reached.choices])
    reply_by = Moment()
    right_of_reply = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "kind" not in found:
            return found
        asks = ASKS[found["kind"]]
        has = set(asks.labels)
        has |= {"locator"} if asks.locator else set()
        has |= {"passage"} if found["kind"] in QUOTED else set()
        for name in {*KIND_FIELDS, "locator", "passage"} - has:
            self._ignore(found, name)
        if "url" not in asks.labels:
            found["said_there"] = False
        elif found.get("said_there") and not found.get("url") and "url" not in self.errors:
            self.add_error("url", "Give the link to where they said it.")
        for name, sentence in asks.needs.items():
            if name not in self.errors and not found.get(name):
                self.add_error(name, sentence)
        self._title(found)
        if found.get("reached") == Reached.SPOKE and not found.get("result"):
            self.add_error("result", "Say what they said.")
        if found.get("reached") == Reached.WAITING and not found.get("reply_by"):
            self.add_error("reply_by", "Say until when they may answer.")
        return found

    def _ignore(self, found: dict[str, Any], name: str) -> None:
        """What was typed into a field of another kind isn't stored, nor is it a reason to refuse the form."""
        self.errors.pop(name, None)
        found[name] = {"upload": None, "seen_at": None, "reply_by": None, "right_of_reply": False}.get(
            name, ""
        )

    def _title(self, found: dict[str, Any]) -> None:
        named = found.get("title") or found.get("upload") or found["kind"] in WITH_TITLE_OF_ITS_OWN
        if not named and "title" not in self.errors:
            self.add_error("title", WHAT)

    @property
    def kind_fields(self) -> tuple[KindField, ...]:
        """The fields that only some kinds have, each with its label for each of them, in the order of the form."""
        return tuple(
            KindField(
                self[name],
                labelled((kind, asks.labels[name]) for kind, asks in ASKS.items() if name in asks.labels),
            )
            for name in KIND_FIELDS
        )


class NoteForm(KeyedForm):
    """A reason for taking something off, or away."""

    note = Paragraph(max_length=10_000, label="Why", error_messages={"required": "Give a reason."})


class ShareForm(KeyedForm):
    shared = forms.BooleanField(required=False)


class KeepForm(KeyedForm):
    """A file to keep; without one a copy of the page is asked for."""

    upload = Upload(label="File")
