"""Two texts beside each other: joined the columns are the texts, and what moved isn't taken out and put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.anchoring.side_by_side import Stretch, side_by_side, without_counterpart
from tests.support.properties import unhurried

FIRST = "The bridge over the harbour is safe. It has stood for ninety years."
SECOND = "Three barges struck a pier on Monday, the harbour master said. Nobody was hurt."
THIRD = "The council meets again on Friday to vote on the repairs."


def column(text: str, stretches: tuple[Stretch, ...]) -> str:
    """A side of a row: what is changed in [], what moved in <> with the number of the move."""
    found = []
    for one in stretches:
        words = text[one.start : one.end]
        words = f"[{words}]" if one.changed else words
        found.append(f"<{one.move}:{words}>" if one.move else words)
    return "".join(found)


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(column(old, row.old), column(new, row.new)) for row in side_by_side(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", []),
        (THIRD, THIRD, [(THIRD, THIRD)]),
        ("", THIRD, [("", f"[{THIRD}]")]),
        (THIRD, "", [(f"[{THIRD}]", "")]),
        (
            "It has stood for ninety years.",
            "It has stood for eighty years.",
            [("It has stood for [ninety] years.", "It has stood for [eighty] years.")],
        ),
        (  # other words altogether are not one sentence that changed
            "It has stood for ninety years.",
            "Rain is forecast until Sunday evening.",
            [("[It has stood for ninety years.]", ""), ("", "[Rain is forecast until Sunday evening.]")],
        ),
        (  # a paragraph moved to the end
            f"{FIRST}\n\n{SECOND}\n\n{THIRD}",
            f"{FIRST}\n\n{THIRD}\n\n{SECOND}",
            [
                (f"{FIRST}\n\n", f"{FIRST}\n\n"),
                ("", f"<1:{THIRD}\n\n>"),
                (f"{SECOND}\n\n", SECOND),
                (f"<1:{THIRD}>", ""),
            ],
        ),
        (  # split in two paragraphs: they stand beside the one that they were
            f"{FIRST}\n\n{THIRD}",
            f"{FIRST.replace('. ', '.%').replace('%', chr(10) * 2)}\n\n{THIRD}",
            [(f"{FIRST}\n\n", f"{FIRST.replace('. ', '.%').replace('%', chr(10) * 2)}\n\n"), (THIRD, THIRD)],
        ),
        (  # moved, and a word changed on the way
            f"{FIRST}\n\n{SECOND}\n\n{THIRD}",
            f"{THIRD.replace('Friday', 'Sunday')}\n\n{FIRST}\n\n{SECOND}",
            [
                ("", "<1:The council meets again on ><1:[Sunday]><1: to vote on the repairs.\n\n>"),
                (f"{FIRST}\n\n", f"{FIRST}\n\n"),
                (f"{SECOND}\n\n", SECOND),
                ("<1:The council meets again on ><1:[Friday]><1: to vote on the repairs.>", ""),
            ],
        ),
        (  # a sentence cut from the middle of a paragraph
            f"{FIRST} Rain fell on it. {THIRD}",
            f"{FIRST} {THIRD}",
            [(f"{FIRST} [Rain fell on it. ]{THIRD}", f"{FIRST} {THIRD}")],
        ),
        ("他说桥很安全。", "他说桥不安全。", [("他说桥[很]安全。", "他说桥[不]安全。")]),
        ("One  blank.", "One blank.", [("One  blank.", "One blank.")]),
        ("\n\nOne.\n", "One.", [("\n\nOne.\n", "One.")]),
    ],
)
def test_what_stands_beside_what(old: str, new: str, wanted: list[tuple[str, str]]) -> None:
    assert told(old, new) == wanted


def test_equal_sentences_go_with_their_neighbours() -> None:
    """Of two “He paused.” the one that was put in is the new one, whichever comes first."""
    old = f"{FIRST} He paused.\n\n{THIRD}"
    new = f"{SECOND} He paused.\n\n{FIRST} He paused.\n\n{THIRD}"
    assert told(old, new) == [
        ("", f"[{SECOND} He paused.\n\n]"),
        (f"{FIRST} He paused.\n\n", f"{FIRST} He paused.\n\n"),
        (THIRD, THIRD),
    ]


def test_sentences_without_a_counterpart_are_the_new_ones() -> None:
    new = f"Rain is forecast until Sunday evening.\n\n{SECOND}\n\n{FIRST.replace('ninety', 'eighty')} He paused. "
    found = without_counterpart(f"{FIRST}\n\n{SECOND}", new)
    assert [new[slice(*span)] for span in found] == ["Rain is forecast until Sunday evening.", "He paused."]
    assert without_counterpart(new, new) == without_counterpart(new, "") == []


SENTENCES = st.sampled_from(
    [
        *(f"{one}." for one in f"{FIRST} {SECOND} {THIRD}".rstrip(".").split(". ")),
        "He paused.",
        "It has stood for eighty years.",
        "cafe\u0301 \u202eopen 😀",
        "",
        "桥很安全。",
    ]
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "\n\n", "\u00a0"])), max_size=14).map(
    lambda parts: "".join(words + blank for words, blank in parts)
)


@unhurried
@given(TEXTS, TEXTS)
def test_joined_the_columns_are_the_texts(old: str, new: str) -> None:
    rows = side_by_side(old, new)
    assert "".join(old[one.start : one.end] for row in rows for one in row.old) == old
    assert "".join(new[one.start : one.end] for row in rows for one in row.new) == new
    assert all(row.old or row.new for row in rows)
    assert all(one.start < one.end for row in rows for one in (*row.old, *row.new))


@unhurried
@given(TEXTS, TEXTS)
def test_what_isn_t_changed_is_in_both(old: str, new: str) -> None:
    """The unchanged words of each move, and those in place, are the same on both sides."""
    rows = side_by_side(old, new)
    moves = {one.move for row in rows for one in (*row.old, *row.new)}
    assert moves <= set(range(len(moves) + 1))
    for move in moves:
        left = "".join(old[one.start : one.end] for row in rows for one in row.old if _kept(one, move))
        right = "".join(new[one.start : one.end] for row in rows for one in row.new if _kept(one, move))
        assert "".join(left.split()) == "".join(right.split())


def _kept(one: Stretch, move: int) -> bool:
    return one.move == move and not one.changed


@unhurried
@given(TEXTS)
def test_a_text_beside_itself_is_the_same(text: str) -> None:
    assert all(row.same for row in side_by_side(text, text))
    assert without_counterpart(text, text) == []


@unhurried
@given(st.permutations([FIRST, SECOND, THIRD, "Rain is forecast until Sunday evening."]))
def test_turned_round_nothing_is_taken_out(order: list[str]) -> None:
    rows = side_by_side(
        "\n\n".join([FIRST, SECOND, THIRD, "Rain is forecast until Sunday evening."]), "\n\n".join(order)
    )
    assert not [one for row in rows for one in (*row.old, *row.new) if one.changed]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("word " * 200_000, "ward " * 200_000),
        ("Go on. " * 70_000, "Go off. " * 70_000),
        ("a\n" * 100_000, "b\na\n" * 100_000),
        ("x" * 1_000_000, "x" * 999_999),
        ("\n".join(map(str, range(50_000))), "\n".join(map(str, range(50_000, 0, -1)))),
    ],
    ids=["no stop", "all alike", "short lines", "one word", "turned round"],
)
def test_long_texts_end_and_are_both_texts(old: str, new: str) -> None:
    rows = side_by_side(old, new)
    assert "".join(old[one.start : one.end] for row in rows for one in row.old) == old
    assert "".join(new[one.start : one.end] for row in rows for one in row.new) == new
