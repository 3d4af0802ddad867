"""The table of keys, and what somebody's own make of it."""

from __future__ import annotations

import pytest

from claims.keys import ACTIONS, clashes, keys_of, own_keys, problem_with


def test_the_usual_keys() -> None:
    assert keys_of({}) == {name: action.key for name, action in ACTIONS.items()}


def test_ones_own_key_wins_over_a_usual_one_on_the_same_page() -> None:
    keys = keys_of({"settle": "e"})
    assert (keys["settle"], keys["evidence"]) == ("e", "")
    assert list(clashes(keys)) == []


def test_two_actions_may_change_places() -> None:
    keys = keys_of({"settle": "e", "evidence": "s"})
    assert (keys["settle"], keys["evidence"]) == ("e", "s")


def test_the_list_keeps_its_key_and_unknown_actions_are_left_out() -> None:
    keys = keys_of({"help": "x", "no such action": "y"})
    assert keys["help"] == "?" and "no such action" not in keys


def test_no_key_at_all() -> None:
    assert keys_of({"dismiss": ""})["dismiss"] == ""


def test_only_what_differs_is_kept() -> None:
    assert own_keys(keys_of({}) | {"settle": "S"}) == {"settle": "S"}


def test_one_key_for_two_actions_of_a_page() -> None:
    ((later, earlier),) = clashes(keys_of({}) | {"settle": "c"})
    assert {later.name, earlier.name} == {"settle", "so_confirmed"}


@pytest.mark.parametrize("key", ["", "a", "A", "é", "ж", "ß", "-", "5", "字"])
def test_what_can_be_a_key(key: str) -> None:
    assert problem_with(key) == ""


@pytest.mark.parametrize("key", ["ab", " ", "\n", "?", "Escape", "\u200b", "\u0301", "e\u0301", "\x00"])
def test_what_cannot(key: str) -> None:
    assert problem_with(key).endswith(".")
