"""What was decided goes stale, and is decided again: by one person, with a high risk by two."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Answer, Claim, Event, Notice, User
from claims.services.claim_change import claim_now
from claims.services.claim_confirm import claim_confirm
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_stale import go_stale
from claims.services.history_check import Tally, check_history
from claims.vocabulary import Copy, EventKind, NoticeKind, So, State
from tests import factories as make

pytestmark = pytest.mark.django_db
WHY = "The report was withdrawn."


def stale(claim: Claim, by: User, why: str = WHY) -> Claim:
    return go_stale(claim_now(claim.pk), why, by, make.key())


def confirm(claim: Claim, by: User, note: str = "") -> Claim:
    return claim_confirm(claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), note=note)


def dismiss(claim: Claim, by: User, note: str = "An opinion.") -> Claim:
    return claim_dismiss(claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), note=note)


@pytest.fixture
def low(room: make.Newsroom) -> Claim:
    """Settled by the checker, then stale."""
    safe = make.split_article(room)[1][0]
    make.evidence(safe, room.checker)
    make.answered(safe, room.checker, settle=True, so=So.DISPUTED, copy=Copy.HEDGED, note="See p. 4.")
    return stale(safe, room.editor)


@pytest.fixture
def high(room: make.Newsroom) -> Claim:
    """Settled by two, then stale."""
    hurt = make.split_article(room)[1][2]
    make.settled(hurt, room.checker)
    make.answered(hurt, room.second, settle=True)
    return stale(hurt, room.editor)


def test_nothing_is_dropped_and_who_settled_it_is_told(room: make.Newsroom, high: Claim) -> None:
    assert (high.state, high.owner, high.stale_why) == (State.STALE, room.checker, WHY)
    assert high.answers.count() == 2
    told = Notice.objects.filter(kind=NoticeKind.STALE).values_list("to", flat=True)
    assert set(told) == {room.checker.pk, room.second.pk}
    event = Event.objects.filter(what=EventKind.MOVED).latest("number")
    assert (event.by, event.payload.note) == (room.editor, WHY)
    assert list(check_history(Tally())) == []


def test_what_is_not_decided_does_not_go_stale(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    assert stale(claim, room.editor).state == State.OPEN
    assert stale(make.moved(claim, State.CHECKING, room.checker), room.editor).state == State.CHECKING


def test_going_stale_takes_a_reason(room: make.Newsroom) -> None:
    safe = make.split_article(room)[1][1]
    make.settled(safe, room.checker)
    with pytest.raises(Refused, match="Give a reason"):
        stale(safe, room.editor, " ")


def test_one_person_says_that_it_still_holds(room: make.Newsroom, low: Claim) -> None:
    again = confirm(low, room.second)
    assert (again.state, again.stale_why, again.owner, again.copy) == (
        State.SETTLED,
        "",
        room.checker,
        Copy.HEDGED,
    )
    answer = Answer.objects.latest("pk")
    assert (answer.by, answer.round, answer.so, answer.wording) == (room.second, 1, So.DISPUTED, low.wording)
    assert answer.note == "See p. 4."
    assert list(check_history(Tally())) == []


def test_the_old_answers_are_stored_for_the_new_wording(room: make.Newsroom, low: Claim) -> None:
    Claim.objects.filter(pk=low.pk).update(wording="0" * 64)
    assert confirm(low, room.checker).state == State.SETTLED
    assert Answer.objects.latest("pk").wording == "0" * 64


def test_with_a_high_risk_a_second_person_answers_too(room: make.Newsroom, high: Claim) -> None:
    first = confirm(high, room.editor)
    assert (first.state, first.owner) == (State.SECOND, room.editor)
    with pytest.raises(Refused, match="You checked this claim first"):
        make.answered(high, room.editor, settle=True)
    assert make.answered(high, room.checker, settle=True).state == State.SETTLED


def test_the_second_answers_of_before_do_not_count(room: make.Newsroom, high: Claim) -> None:
    confirm(high, room.editor)
    with pytest.raises(Refused, match="Store your own answers first"):
        make.moved(high, State.SETTLED, room.second)


def test_settling_by_hand_is_not_confirming(room: make.Newsroom, low: Claim) -> None:
    """Nobody gets past looking at it again with a bare move."""
    for person in (room.checker, room.second):
        with pytest.raises(Refused, match="Confirm first"):
            make.moved(low, State.SETTLED, person)


def test_without_its_evidence_it_is_not_confirmed(room: make.Newsroom, low: Claim) -> None:
    low.uses.update(withdrawn_why="A fake.")
    with pytest.raises(Refused, match="Attach evidence"):
        confirm(low, room.second)
    assert Answer.objects.count() == 1


def test_looked_at_again(room: make.Newsroom, low: Claim) -> None:
    again = make.moved(low, State.CHECKING, room.second, "The numbers moved.")
    assert (again.state, again.owner, again.stale_why) == (State.CHECKING, room.second, "")


def test_what_was_dismissed_is_dismissed_again(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    dismiss(own, room.checker)
    assert stale(own, room.editor).dismissal_why == "An opinion."
    again = confirm(own, room.second)
    assert (again.state, again.dismissal_by, again.dismissal_why) == (
        State.DISMISSED,
        room.second,
        "An opinion.",
    )


def test_what_two_dismissed_is_dismissed_again_by_two(room: make.Newsroom) -> None:
    hurt = make.split_article(room)[1][2]
    dismiss(hurt, room.checker)
    dismiss(hurt, room.second)
    stale(hurt, room.editor)
    asked = confirm(hurt, room.checker)
    assert (asked.state, asked.dismissal_by) == (State.STALE, room.checker)
    with pytest.raises(Refused, match="You asked for this dismissal"):
        confirm(hurt, room.checker)
    assert confirm(hurt, room.second).state == State.DISMISSED
    assert list(check_history(Tally())) == []


def test_neither_of_two_who_dismissed_it_reopens_it_alone(room: make.Newsroom) -> None:
    hurt = make.split_article(room)[1][2]
    dismiss(hurt, room.checker)
    dismiss(hurt, room.second)
    for person in (room.checker, room.second):
        with pytest.raises(Refused, match="You dismissed this claim"):
            make.moved(hurt, State.OPEN, person)
    assert make.moved(hurt, State.OPEN, room.editor).state == State.OPEN


def test_a_claim_that_is_not_stale(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    with pytest.raises(Refused, match="isn't stale"):
        confirm(own, room.checker)
