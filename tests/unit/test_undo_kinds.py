"""No kind of event is forgotten by undo: each has a way back, or the sentence why there is none."""

from claims.permissions.undo import BY_COLUMNS, BY_ROW, PASSED_OVER, REFUSED
from claims.selectors.undo_words import DID
from claims.services.undo_made import MADE
from claims.vocabulary import EventKind


def test_each_kind_of_event_stands_in_one_of_the_four() -> None:
    kinds = [*BY_COLUMNS, *BY_ROW, *REFUSED, *PASSED_OVER]
    assert sorted(kinds) == sorted(EventKind)


def test_what_makes_a_row_has_its_way_back() -> None:
    assert set(MADE) == BY_ROW


def test_each_reason_is_a_sentence() -> None:
    for why in (*REFUSED.values(), *PASSED_OVER.values()):
        assert why[0].isupper() and why.endswith(".")


def test_what_can_be_a_last_action_has_its_words() -> None:
    assert set(DID) == {*BY_COLUMNS, *BY_ROW, *REFUSED}
