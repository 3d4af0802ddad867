"""Junk in the environment is refused with the variable's name; nothing means the default."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env

GOOD: list[tuple[Callable[[], Any], str | None, Any]] = [
    (lambda: env.text("X", "a"), None, "a"),
    (lambda: env.text("X", "a"), "  ", "a"),
    (lambda: env.text("X", "a"), " b ", "b"),
    (lambda: env.flag("X", False), "Yes", True),
    (lambda: env.flag("X", True), "0", False),
    (lambda: env.flag("X", True), "", True),
    (lambda: env.whole("X", 4), None, 4),
    (lambda: env.whole("X", 4), "0", 0),
    (lambda: env.seconds("X", 4), "0.5", 0.5),
    (lambda: env.words("X"), None, []),
    (lambda: env.words("X"), "a, b,,c ", ["a", "b", "c"]),
    (lambda: env.url("X", "redis", "unix"), "unix:///a?db=1", "unix:///a?db=1"),
    (lambda: env.url("X", "redis"), None, ""),
    (lambda: env.one_of("X", "WARNING", "INFO"), "info", "INFO"),
    (lambda: env.one_of("X", "WARNING", "INFO"), None, "WARNING"),
]
JUNK: list[tuple[Callable[[], Any], str]] = [
    (lambda: env.flag("X", False), "maybe"),
    (lambda: env.whole("X", 4), "four"),
    (lambda: env.whole("X", 4), "1.5"),
    (lambda: env.whole("X", 4, least=1), "0"),
    (lambda: env.seconds("X", 4), "soon"),
    (lambda: env.seconds("X", 4), "0"),
    (lambda: env.seconds("X", 4), "-1"),
    (lambda: env.seconds("X", 4), "nan"),
    (lambda: env.seconds("X", 4), "inf"),
    (lambda: env.url("X", "redis"), "http://secret@there"),
    (lambda: env.url("X", "redis"), "there"),
    (lambda: env.one_of("X", "WARNING", "INFO"), "LOUD"),
]


def put(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("X", raising=False)
    if value is not None:
        monkeypatch.setenv("X", value)


@pytest.mark.parametrize(("read", "value", "expected"), GOOD)
def test_read(monkeypatch: pytest.MonkeyPatch, read: Any, value: str | None, expected: Any) -> None:
    put(monkeypatch, value)
    assert read() == expected


@pytest.mark.parametrize(("read", "value"), JUNK)
def test_refused(monkeypatch: pytest.MonkeyPatch, read: Any, value: str) -> None:
    put(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match=r"^X ") as refusal:
        read()
    assert "secret" not in str(refusal.value)


def test_what_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, " ")
    monkeypatch.delenv("Y", raising=False)
    with pytest.raises(ImproperlyConfigured, match="X, Y"):
        env.require("X", "Y")
