"""What somebody looks for, and where it stands; pure."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.searching.figures import digits, figures_in, lexeme
from claims.searching.hits import runs_of
from claims.searching.letters import folded
from claims.searching.query import LONGEST, Term, terms_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("22 people", ["22"]),
        ("Twenty-two people, 22 of them", ["22"]),
        ("1,200 and 1.2 thousand", ["1200"]),
        ("3.5m, 3.5 million, three and a half million", ["3500000"]),
        ("half a dozen; a hundred and fifty", ["6", "150"]),
        ("COVID19 and B12 vitamins", []),
        ("0.25 per cent", ["0.25"]),
        ("9" * 400, []),
    ],
)
def test_a_number_has_one_spelling(text: str, figures: list[str]) -> None:
    assert figures_in(text)[: len(figures)] == figures or figures == []
    assert all(len(one) < 20 for one in figures_in(text))


def test_its_word_in_the_database() -> None:
    assert (lexeme("22"), lexeme(digits(0.5))) == ("xfig22x", "xfig0p5x")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("bridge", [Term(("bridge",), open=True)]),
        ("the bridge", [Term(("bridge",), open=True)]),
        ("the", [Term(("the",))]),
        ("“is safe” bridge", [Term(("is", "safe")), Term(("bridge",), open=True)]),
        ('"not closed', [Term(("not", "closed"))]),
        ("22", [Term(("22",), "22")]),
        ("twenty-two dead", [Term(("twenty", "two"), "22"), Term(("dead",), open=True)]),
        ("O'Brien EU", [Term(("O", "Brien")), Term(("EU",))]),
        ("bridge bridge", [Term(("bridge",), open=True)]),
        ("7", [Term(("7",), "7")]),
        ("x", []),
        ("", []),
        ("!? -- ''", []),
    ],
)
def test_what_was_typed(typed: str, terms: list[Term]) -> None:
    assert list(terms_of(typed)) == terms


def test_forms_of_a_word() -> None:
    [term] = terms_of("observatories")
    assert term.exact == "('observatories':* | 'observatory':*)" and term.stem == "'observatories':*"
    [term] = terms_of("22")
    assert term.exact == "('22') | xfig22x" and term.stem == ""


def shown(text: str, typed: str) -> str:
    return "".join(f"[{run.text}]" if run.hit else run.text for run in runs_of(text, terms_of(typed)))


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("The bridges are safe", "bridge", "The [bridges] are safe"),
        ("The flood, flooded", "floods", "The [flood], [flooded]"),
        ("Twenty-two died, 22 were hurt", "22", "[Twenty-two] died, [22] were hurt"),
        ("Ščerbák said", "scerbak", "[Ščerbák] said"),
        ("It is safe. Is it safe?", '"is safe"', "It [is safe]. Is it safe?"),
        ("O’Brien said", "O'Brien", "[O’Brien] said"),
        ("the <b>bridge</b>", "bridge", "the <b>[bridge]</b>"),
        ("nothing here", "bridge", "nothing here"),
    ],
)
def test_where_it_stands(text: str, typed: str, marked: str) -> None:
    assert shown(text, typed) == marked


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    text = "quay " * 500 + "the bridge holds " + "quay " * 500
    marked = shown(text, "bridge")
    assert marked.startswith("… quay") and marked.endswith("quay …") and "the [bridge] holds" in marked
    assert len(marked) < 350
    assert len(shown("x" * 5_000, "bridge")) < 350


@given(st.text(max_size=300), st.text(max_size=60))
def test_the_runs_joined_are_the_text(text: str, typed: str) -> None:
    terms = terms_of(typed)
    assert "".join(run.text for run in runs_of(text, terms, whole=True)) == text
    assert len(folded(text)) == len(text)
    assert all(word.isalnum() for term in terms for word in term.words)


@pytest.mark.parametrize(
    "piece", ["a", "twenty-", "1,000 ", "'", '"', "and a half million ", "𝟚", "(((", "½"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    figures_in(text)
    terms = terms_of(text)
    runs_of(text, terms)
    assert len(text[:LONGEST]) == LONGEST
    assert time.process_time() - began < 5
