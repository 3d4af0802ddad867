"""Choosing one's own keys, and switching them off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from claims.forms.fields import KeyedForm, Words
from claims.keys import ACTIONS, GROUPS, Action, clashes, keys_of, problem_with

FIELD = "key-"  # before an action's name: what is typed here is no text of anybody's


class SwitchForm(KeyedForm):
    """Whether single keys work."""

    on = forms.BooleanField(required=False, label="Single keys are on")


class KeysForm(SwitchForm):
    """A field for the key of each action; `usual`: the button that goes back to the usual keys."""

    usual = forms.BooleanField(required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, own: Mapping[str, str], on: bool) -> None:
        keys = keys_of(own)
        super().__init__(data, initial={"on": on} | {FIELD + name: key for name, key in keys.items()})
        for action in _changeable():
            box = forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"})
            self.fields[FIELD + action.name] = Words(
                required=False, strip=True, max_length=20, label=action.words, widget=box
            )

    @property
    def groups(self) -> Iterator[tuple[str, list[tuple[Action, forms.BoundField]]]]:
        """The fields as the page shows them, each with its action."""
        for title, actions in GROUPS:
            yield title, [(one, self[FIELD + one.name]) for one in actions if not one.fixed]

    def clean(self) -> dict[str, Any]:
        """`on` and `keys`, as the service takes them: none of one's own for the usual ones."""
        found = super().clean() or {}
        sent = {"key": found.get("key"), "on": bool(found.get("on"))}
        if found.get("usual"):
            self._errors = forms.utils.ErrorDict()
            return sent | {"keys": {}}
        keys = {action.name: found.get(FIELD + action.name, "") for action in _changeable()}
        for name, typed in keys.items():
            if why := problem_with(typed):
                self.add_error(FIELD + name, why)
        for later, earlier in clashes(keys):
            self.add_error(FIELD + later.name, f"“{keys[later.name]}” is the key of “{earlier.words}” too.")
        return sent | {"keys": keys}


def _changeable() -> list[Action]:
    return [action for action in ACTIONS.values() if not action.fixed]
