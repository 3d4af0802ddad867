"""What administrators fill in about other systems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Words
from claims.models import Desk
from claims.vocabulary import Scope, Topic

DAYS = [(30, "30 days"), (90, "90 days"), (365, "a year"), (730, "two years")]


class IntegrationForm(KeyedForm):
    """Who it is for, what it may do, where, and for how long."""

    name = Words(max_length=100, label="Name", strip=True)
    desks = forms.TypedMultipleChoiceField(
        coerce=int,
        label="Desks",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose a desk.", "invalid_choice": "Choose from the list of desks."},
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        label="It may",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do.", "invalid_choice": "Choose from the list."},
    )
    days = forms.TypedChoiceField(coerce=int, choices=DAYS, initial=365, label="It holds for")

    def __init__(self, *args: Any, desks: Iterable[Desk], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["desks"].choices = [(desk.pk, desk.name) for desk in desks]  # type: ignore[attr-defined]


class WebhookForm(KeyedForm):
    """Where it is told, and of what."""

    url = Words(max_length=500, label="Address", strip=True)
    topics = forms.MultipleChoiceField(
        choices=Topic.choices,
        label="It is told when",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it is told of.", "invalid_choice": "Choose from the list."},
    )
