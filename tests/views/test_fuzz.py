"""Every form and every address, sent what nobody would type: each answer is one that somebody planned."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.database import written
from tests.views.scene import HTMX, Scene
from tests.views.test_matrix import NAMES, PEOPLE, TABLES

pytestmark = pytest.mark.django_db

# What breaks programs: ends of ranges, half characters, what means something to somebody further down.
ODD: tuple[Any, ...] = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "-1",
    "0",
    "1",
    "1.5",
    "1e400",
    "NaN",
    "٣",
    "²",
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    "9" * 400,
    "x" * 70_000,
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe\x80",
    "\u202e\u200f\u0085\u2028",
    "e\u0301" * 50,
    "👩‍👩‍👧‍👦",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "%s%n%(x)s{0}",
    "'; --",
    "\\",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "http://[::1",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2050-02-30",
    "2026-10-25T02:30",
    "null",
    "[]",
    "true",
    ["1", "2"],
    [],
)
QUERIES = (
    "claim",
    "list",
    "page",
    "from",
    "to",
    "since",
    "state",
    "speaker",
    "find",
    "q",
    "person",
    "next",
    "risk",
)
ROUNDS = 1  # odd request of each kind; `make test-long` sends many more
PLANNED = {200, 204, 302, 303, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429}


# What Hypothesis makes of each address: chances for `one_odd`, and text that nobody thought of.
GIVEN = given(chance=st.randoms(use_true_random=False), made=st.lists(st.text(), min_size=3, max_size=3))
AS_EVER = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", NAMES)
@settings(AS_EVER, max_examples=ROUNDS)
@GIVEN
def test_odd_values_are_answered(scene: Scene, name: str, chance: random.Random, made: list[str]) -> None:
    fuzz(scene, name, chance, made)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@settings(AS_EVER, max_examples=800)
@GIVEN
def test_many_odd_values_are_answered(
    scene: Scene, name: str, chance: random.Random, made: list[str]
) -> None:
    fuzz(scene, name, chance, made)


@pytest.mark.parametrize("name", NAMES)
def test_other_methods_change_nothing(scene: Scene, name: str) -> None:
    client, address = scene.client("editor"), scene.address(name)
    before = written()
    for method in ("put", "patch", "delete", "options", "trace", "head"):
        assert getattr(client, method)(address).status_code in PLANNED
    assert written() == before


def fuzz(scene: Scene, name: str, chance: random.Random, made: list[str]) -> None:
    """Send the good form with one to three values made odd, or a query, as one of those whom the address lets in."""
    scene.address(name)  # what it is about is made once
    with transaction.atomic():
        client = scene.client(chance.choice(tried_by(name)), raise_request_exception=True)
        address, good = scene.address(name), scene.good(name)
        if name == "join":
            client.get(scene.address("invitation"))
        posts = TABLES["POST"][name]["editor"] != 405
        sent = one_odd(client, address, good, chance, [*ODD, *made], posts=posts)
        transaction.set_rollback(True)
    assert sent.status_code in PLANNED, (name, sent.status_code)


def tried_by(name: str) -> tuple[str, str]:
    """Two people whom the address lets in."""
    if name == "join":
        return "anonymous", "anonymous"
    codes = {person: (TABLES["GET"][name][person], TABLES["POST"][name][person]) for person in PEOPLE}
    return (
        ("administrator",) * 2
        if 403 in codes["editor"] and 403 not in codes["administrator"]
        else ("editor", "checker")
    )


def one_odd(
    client: Client, address: str, good: dict[str, Any], chance: random.Random, odd: list[Any], *, posts: bool
) -> Any:
    headers = HTMX if chance.random() < 0.4 else {}
    if not posts or chance.random() < 0.3:
        asked = {key: chance.choice(odd) for key in chance.sample(QUERIES, 3)}
        return client.get(address.partition("?")[0], asked, headers=headers)
    form = {key: value for key, value in good.items() if value is not None}
    for key in chance.sample(sorted(form), min(len(form), chance.randint(1, 3))):
        form[key] = chance.choice(odd)
    if form and chance.random() < 0.2:
        del form[chance.choice(sorted(form))]
    if chance.random() < 0.2:
        form[chance.choice(("page", "list", "onward", "next"))] = chance.choice(odd)
    return client.post(address, form, headers=headers)
