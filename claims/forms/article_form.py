"""A pasted article, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.extraction.blocks import headline_and_byline
from claims.extraction.normalise import normalise
from claims.forms.copy_box import CopyForm
from claims.forms.fields import KeyedForm, Words
from claims.models import Desk, User


class ArticleForm(CopyForm):
    """The text, and what can be put right before it is stored. `confirmed`: the person has seen what was found."""

    headline = Words(required=False, max_length=300)
    byline = Words(required=False, max_length=300)
    desk = forms.TypedChoiceField(
        coerce=int,
        error_messages={"invalid_choice": "Choose one of your desks.", "required": "Choose a desk."},
    )
    written_by = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "Somebody on the list isn't on this desk."},
    )
    confirmed = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, desks: Sequence[Desk], people: Sequence[User] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["desk"].choices = [(desk.pk, desk.name) for desk in desks]  # type: ignore[attr-defined]
        self.fields["written_by"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[str]:
        return {str(pk) for pk in self["written_by"].value() or ()}


def found_in(text: str) -> dict[str, str]:
    """Headline and printed byline as the text has them, each a whole line; "" for what isn't there."""
    text = normalise(text).strip("\n")
    headline, byline = headline_and_byline(text)
    line = text[text.rfind("\n", 0, byline[0]) + 1 : byline[1]] if byline else ""
    return {"headline": " ".join(text[slice(*headline)].split()) if headline else "", "byline": line.strip()}


def printed(people: Sequence[User], byline: str) -> set[int]:
    """The people whose name the printed byline has."""
    line = " ".join(byline.casefold().split())
    return {one.pk for one in people if one.name.strip() and one.name.casefold() in line}


class BylinesForm(KeyedForm):
    written_by = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, people: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["written_by"].choices = [(one.pk, one.name) for one in people]  # type: ignore[attr-defined]
