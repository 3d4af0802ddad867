"""What administrators fill in about people and desks, and what whoever is invited does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator

from claims.forms.fields import KeyedForm, Words
from claims.models import Desk, User
from claims.vocabulary import Role

DESK = "desk-"  # before a desk's number
NOT_ON = [("", "Not on it")]


class RolesFields(KeyedForm):
    """A choice of role for each desk; `roles` is what was chosen, by the desk's id."""

    def __init__(
        self, *args: Any, desks: Iterable[Desk], held: Mapping[int, str | None] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.desks = list(desks)
        for desk in self.desks:
            self.fields[f"{DESK}{desk.pk}"] = forms.ChoiceField(
                label=desk.name,
                required=False,
                choices=NOT_ON + list(Role.choices),
                initial=(held or {}).get(desk.pk) or "",
                error_messages={"invalid_choice": "Choose a role from the list."},
            )

    @property
    def roles(self) -> list[forms.BoundField]:
        return [self[f"{DESK}{desk.pk}"] for desk in self.desks]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        chosen = {desk.pk: found.pop(f"{DESK}{desk.pk}", "") for desk in self.desks}
        return found | {"roles": {pk: Role(role) if role else None for pk, role in chosen.items()}}


class PersonRolesForm(RolesFields):
    seen = forms.CharField(max_length=100_000, widget=forms.HiddenInput)


class PersonDetailsForm(KeyedForm):
    name = Words(max_length=200, label="Name", strip=True)
    initials = Words(max_length=4, label="Initials", strip=True)
    email = forms.EmailField(required=False, label="E-mail address")


class PersonAccessForm(KeyedForm):
    """`active`: to let them in; without it they are shut out."""

    active = forms.BooleanField(required=False)


class PersonAdministratorForm(KeyedForm):
    on = forms.BooleanField(required=False)


class DeskForm(KeyedForm):
    name = Words(max_length=100, label="Name", strip=True)
    confidential = forms.BooleanField(required=False, label="Confidential")


class InvitationForm(RolesFields):
    name = Words(max_length=200, label="Name", strip=True)
    email = forms.EmailField(required=False, label="E-mail address")


class JoinForm(KeyedForm):
    """Who joins chooses how they sign in. Nothing of it is kept while it is typed."""

    username = forms.CharField(
        max_length=150,
        label="Name to sign in with",
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    initials = Words(max_length=4, label="Initials", strip=True, help_text="Shown beside what you do.")
    password = forms.CharField(
        max_length=1_000,
        strip=False,
        label="Password",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"])
        if "@" in username:
            raise forms.ValidationError("Choose a name without “@”: an address signs in by itself.")
        return username

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if password := found.get("password"):
            try:
                validate_password(password, User(username=found.get("username", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return found
