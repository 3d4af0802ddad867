"""The lists and the table hold together."""

from django.db.models import TextChoices

from claims import vocabulary
from claims.guards import GUARDS
from claims.vocabulary import (
    EDITORS,
    MOVES,
    SAID_CALLS_FOR_COPY,
    SO_CALLS_FOR_COPY,
    SPLIT_ATTEMPTS,
    SPLIT_UNFINISHED,
    WORKERS,
    Role,
    Said,
    So,
    SplitState,
    State,
)

LISTS = [
    one
    for one in vars(vocabulary).values()
    if isinstance(one, type) and issubclass(one, TextChoices) and one is not TextChoices
]


def test_each_word_has_a_label_of_its_own() -> None:
    assert len(LISTS) > 12
    for words in LISTS:
        assert len(set(words.labels)) == len(words.values)
        assert all(label.strip() and label[0].isupper() for label in words.labels)


def test_every_state_has_a_way_out() -> None:
    assert set(MOVES) == set(State)
    assert all(MOVES[state] for state in State)


def test_what_a_person_can_bring_a_claim_to() -> None:
    """Suggesting is the machine's, and so is saying that something went stale."""
    by_hand = {to for moves in MOVES.values() for to, move in moves.items() if not move.machine}
    assert by_hand == set(State) - {State.SUGGESTED, State.STALE}
    assert {to for moves in MOVES.values() for to in moves} - by_hand == {State.STALE}


def test_no_claim_moves_to_where_it_is() -> None:
    assert [state for state in State if state in MOVES[state]] == []


def test_each_guard_is_known_and_used() -> None:
    used = {guard for moves in MOVES.values() for move in moves.values() for guard in move.guards}
    assert used == set(GUARDS)


def test_only_checkers_and_editors_move_claims() -> None:
    assert {Role.CHECKER, Role.EDITOR} == WORKERS and {Role.EDITOR} == EDITORS
    assert all(move.roles <= WORKERS for moves in MOVES.values() for move in moves.values())


def test_settling_always_asks_for_answers() -> None:
    for state in State:
        if State.SETTLED in MOVES[state]:
            assert {"answers", "own_answers"} & set(MOVES[state][State.SETTLED].guards)


def test_dismissing_what_was_a_claim_asks_for_a_reason_and_a_second_person() -> None:
    for state in set(State) - {State.SUGGESTED, State.DISMISSED}:
        assert MOVES[state][State.DISMISSED].guards == ("reason", "second_person")


def test_answers_that_call_for_copy() -> None:
    assert set(Said) - SAID_CALLS_FOR_COPY == {Said.VERBATIM, Said.FAIR}
    assert set(So) - SO_CALLS_FOR_COPY == {So.CONFIRMED, So.NOT_VERIFIED, So.NOT_CHECKABLE}


def test_splits() -> None:
    assert set(SPLIT_UNFINISHED) == set(SplitState) - {SplitState.DONE, SplitState.FAILED}
    assert SPLIT_ATTEMPTS == 3
