"""Encryption under keys outside the database: what is changed, swapped or foreign opens nothing."""

from __future__ import annotations

import pytest
from django.test import override_settings

from newsroom.sealing import Unreadable, new_key, rewrapped, seal, unseal, unwrap, wrap

OLD, NEW = "old-" * 10, "new-" * 10


def test_what_is_sealed_comes_back() -> None:
    key = new_key()
    sealed = seal(key, b"Nadia Quill", "words")
    assert b"Nadia" not in sealed and sealed != seal(key, b"Nadia Quill", "words")
    assert unseal(key, sealed, "words") == b"Nadia Quill"


@pytest.mark.parametrize("at", [0, 11, 12, -1])
def test_a_changed_byte_opens_nothing(at: int) -> None:
    key = new_key()
    sealed = bytearray(seal(key, b"Nadia Quill", "words"))
    sealed[at] ^= 1
    with pytest.raises(Unreadable):
        unseal(key, bytes(sealed), "words")


def test_another_key_or_part_opens_nothing() -> None:
    key = new_key()
    sealed = seal(key, b"Nadia Quill", "words")
    for other, name in ((new_key(), "words"), (key, "file")):
        with pytest.raises(Unreadable):
            unseal(other, sealed, name)


def test_the_first_key_wraps_and_each_opens() -> None:
    with override_settings(SECRETS_KEYS=[OLD]):
        wrapped = wrap(b"a key")
        assert rewrapped(wrapped) is None
    with override_settings(SECRETS_KEYS=[NEW, OLD]):
        assert unwrap(wrapped) == b"a key"
        again = rewrapped(wrapped)
        assert again is not None and rewrapped(again) is None
    with override_settings(SECRETS_KEYS=[NEW]):
        assert unwrap(again) == b"a key"
        for ask in (unwrap, rewrapped):
            with pytest.raises(Unreadable):
                ask(wrapped)
