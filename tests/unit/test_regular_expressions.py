"""Every regular expression of ours, with 100 KB of what may be aimed at it: it ends, and soon."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import process_time
from types import ModuleType

import pytest

import claims
import newsroom

LENGTH = 100_000
SECONDS = 0.2
# What each kind of repeated part may be given too much of: blanks, letters, names, figures, quotes, dashes.
UNITS = ["a ", "Ab ", ", ", "A-", " ", "1", "x", "“"]
MORE = [
    *(
        "A ",
        "the ",
        "he ",
        "'",
        "a-",
        "and ",
        "Ann and Bo, ",
        "(",
        "it ",
        "Mr ",
        "1,",
        "7 of ",
        ".",
        "\n",
        '"',
        "twenty-",
    ),
    *(
        "$",
        "£1m-",
        "½",
        "\u00a0",
        "’s ",
        "9 \t",
        "A.",
        "A&B ",
        "@a ",
        "a@",
        "http://a/",
        "<a ",
        "&",
        "{{",
        "%",
        "\r\n",
    ),
    *(": ", "> ", "=", "\\", "/", "_", "👩\u200d"),
]
SEARCHED = r"\b{name}\.(?:search|finditer|sub|subn|split|findall)\("
# Asked of what is cut out round a place, of a line without its blanks, or of a field that holds no more.
SHORT = {"LEADING", "TAIL", "WAS", "PHRASE", "TIME_CODE", "CAPTION", "NUMBER"}
SHORT_LENGTH = 500
APART = ("claims.extraction.training", "claims.migrations")


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not one.name.startswith(APART) and not one.name.endswith(("__main__", "asgi", "wsgi")):
            yield importlib.import_module(one.name)


def expressions() -> dict[str, re.Pattern[str]]:
    """All that a module keeps compiled, by where it is; in a list or a table too."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for module in (*modules(claims), *modules(newsroom)):
        for name, value in vars(module).items():
            for one in _within(value):
                if isinstance(one.pattern, str):
                    found.setdefault((one.pattern, one.flags), (f"{module.__name__}.{name}", one))
    return {f"{name}-{number}": one for number, (name, one) in enumerate(found.values())}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _within(one)


def searched(where: str) -> bool:
    """Whether its module searches by it, by its name there; else it's asked at one place."""
    module, _, name = where.partition("-")[0].rpartition(".")
    file = sys.modules[module].__file__
    return bool(file and re.search(SEARCHED.format(name=name), Path(file).read_text()))


def over(*_: object) -> None:
    raise TimeoutError


def seconds(work: Callable[[], object]) -> float:
    """The processor time that it takes, at most a little more than is allowed."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 1.5 * SECONDS)
    began = process_time()
    with contextlib.suppress(TimeoutError):
        work()
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return process_time() - began


@pytest.mark.fault("100 KB aimed at each regular expression")
@pytest.mark.parametrize("units", [UNITS, pytest.param(MORE, marks=pytest.mark.long)], ids=["usual", "more"])
def test_each_is_done_with_100_kb_soon(units: list[str]) -> None:
    """All that it finds in the text, where the code searches; one match, where it asks at one place."""
    found, slow = expressions(), []
    assert len(found) > 60
    before = signal.signal(signal.SIGVTALRM, over)
    try:
        for where, expression in found.items():
            name = where.rpartition(".")[2].partition("-")[0]
            ask = every if searched(where) else expression.match
            for unit in units:
                text = unit * ((SHORT_LENGTH if name in SHORT else LENGTH) // len(unit))
                work = partial(ask, expression, text) if ask is every else partial(ask, text)
                if seconds(work) > SECONDS and seconds(work) > SECONDS:
                    slow.append((where, unit))
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert slow == []


def every(expression: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in expression.finditer(text))
