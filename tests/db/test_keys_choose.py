"""Choosing one's own keys: stored for oneself alone, or not at all."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.keys import keys_of
from claims.models import User
from claims.services.keys_choose import keys_choose
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make.newsroom().checker


def stored(person: User) -> tuple[bool, dict[str, str]]:
    fresh = User.objects.get(pk=person.pk)
    return fresh.single_keys, fresh.own_keys


def test_what_differs_is_stored_and_a_second_run_changes_nothing(person: User) -> None:
    colleague = make.person()
    for _ in range(2):
        keys_choose(by=person, key="once", on=True, keys=keys_of({"settle": "Q", "dismiss": ""}))
        assert stored(person) == (True, {"settle": "Q", "dismiss": ""})
    assert (person.single_keys, person.own_keys) == stored(person)
    assert stored(colleague) == (True, {})


def test_switching_off_leaves_the_keys(person: User) -> None:
    keys_choose(by=person, key=make.key(), on=True, keys={"settle": "Q"})
    keys_choose(by=person, key=make.key(), on=False)
    assert stored(person) == (False, {"settle": "Q"})


def test_back_to_the_usual_ones(person: User) -> None:
    keys_choose(by=person, key=make.key(), on=True, keys={"settle": "Q"})
    keys_choose(by=person, key=make.key(), on=True, keys={})
    assert stored(person) == (True, {})


@pytest.mark.parametrize("keys", [{"settle": "ab"}, {"settle": "?"}, {"settle": "Z", "mend": "Z"}])
def test_what_is_no_key_is_refused(person: User, keys: dict[str, str]) -> None:
    with pytest.raises(Refused):
        keys_choose(by=person, key=make.key(), on=False, keys=keys)
    assert stored(person) == (True, {})
