"""Who is meant by the @words of a text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.mentions import mentions_in


@dataclass(frozen=True)
class Person:
    username: str
    initials: str


ANN, BEA, CYD, STR = (
    Person("ann", "AC"),
    Person("bea.cole@city.example", "BC"),
    Person("AC2", "Ç"),
    Person("straße", "S"),
)
PEOPLE = (ANN, BEA, CYD, STR)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("nobody", []),
        ("@ann", [("@ann", ANN)]),
        ("@Ann, @AC: @ac.", [("@Ann", ANN), ("@AC", ANN), ("@ac", ANN)]),
        ("(@bc)", [("@bc", BEA)]),
        ("ask @bea.cole@city.example.", [("@bea.cole@city.example", BEA)]),
        ("write to x@ann or x.@ann", []),
        ("@@ann", []),
        ("@annie @an @", []),
        ("@ç und @Ç", [("@ç", CYD), ("@Ç", CYD)]),
        ("@STRASSE! @Straße.", [("@STRASSE", STR), ("@Straße", STR)]),
        ("@ac2 is no @ac", [("@ac2", CYD), ("@ac", ANN)]),
        ("\u202e@ann\u202c 👩‍👩‍👧@ann", [("@ann", ANN), ("@ann", ANN)]),
    ],
)
def test_who_is_meant(text: str, found: list[tuple[str, Person]]) -> None:
    assert [(text[one.start : one.end], one.person) for one in mentions_in(text, PEOPLE)] == found


def test_a_username_goes_before_initials_and_shared_initials_name_nobody() -> None:
    jo, joan, other = Person("jo", "JX"), Person("joan", "JO"), Person("x", "JX")
    assert [one.person for one in mentions_in("@jo @jx", [jo, joan, other])] == [jo]


@given(st.text(alphabet="@aAcC.+-_ ß\n1é", max_size=60))
def test_spans_are_of_the_text_in_order_and_begin_with_the_sign(text: str) -> None:
    found = list(mentions_in(text, PEOPLE))
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(one.end <= after.start for one, after in pairwise(found))
    for one in found:
        word = text[one.start + 1 : one.end].casefold()
        assert text[one.start] == "@" and word in (
            one.person.username.casefold(),
            one.person.initials.casefold(),
        )


def test_a_long_text_takes_no_long_time() -> None:
    """Nothing in it backtracks: what ends is found at once, whatever stands before it."""
    for text in ("@" * 100_000, "@" + "a." * 50_000, "@a" * 50_000, "a@" * 50_000):
        assert list(mentions_in(text, PEOPLE)) == []
