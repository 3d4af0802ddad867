"""Dismissing: one person where the risk is low, two where it is high, and never back by the same one alone."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Claim, Event, User
from claims.services.claim_dismiss import claim_dismiss
from claims.vocabulary import EventKind, State
from tests import factories as make

pytestmark = pytest.mark.django_db


def dismiss(claim: Claim, by: User, note: str = "An opinion.") -> Claim:
    return claim_dismiss(claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), note=note)


def test_a_low_risk_takes_one_person_and_a_reason(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    with pytest.raises(Refused, match="Give a reason"):
        dismiss(own, room.checker, " \n ")
    claim = dismiss(own, room.checker)
    assert (claim.state, claim.dismissal_by, claim.dismissal_why) == (
        State.DISMISSED,
        room.checker,
        "An opinion.",
    )
    assert Event.objects.latest("number").payload.note == "An opinion."


def test_a_suggested_one_needs_no_reason(room: make.Newsroom) -> None:
    barges = make.split_article(room)[1][3]
    assert dismiss(barges, room.checker, "").state == State.DISMISSED


def test_a_high_risk_takes_two(room: make.Newsroom) -> None:
    hurt = make.split_article(room)[1][2]
    with pytest.raises(Refused, match="Give a reason"):
        dismiss(hurt, room.checker, "")
    asked = dismiss(hurt, room.checker)
    assert (asked.state, asked.dismissal_by, asked.version) == (State.OPEN, room.checker, 2)
    assert Event.objects.latest("number").what == EventKind.DISMISSAL_ASKED
    with pytest.raises(Refused, match="You asked for this dismissal"):
        dismiss(hurt, room.checker)
    done = dismiss(hurt, room.second, "I agree.")
    assert (done.state, done.dismissal_by, done.version) == (State.DISMISSED, room.checker, 3)
    assert done.dismissal_why == "An opinion."


def test_what_was_asked_for_is_forgotten_when_the_claim_moves_on(room: make.Newsroom) -> None:
    hurt = make.split_article(room)[1][2]
    dismiss(hurt, room.checker)
    taken = make.moved(hurt, State.CHECKING, room.second)
    assert (taken.dismissal_by, taken.dismissal_why) == (None, "")
    assert dismiss(hurt, room.editor).state == State.CHECKING, "asked for anew"


def test_who_dismissed_it_does_not_reopen_it_alone(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    dismiss(own, room.checker)
    with pytest.raises(Refused, match="You dismissed this claim"):
        make.moved(own, State.OPEN, room.checker)
    again = make.moved(own, State.OPEN, room.second)
    assert (again.state, again.owner, again.dismissal_by, again.dismissal_why) == (State.OPEN, None, None, "")


def test_a_dismissed_claim_cannot_be_dismissed_again(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    dismiss(own, room.checker)
    with pytest.raises(Refused, match="can't become dismissed"):
        dismiss(own, room.second)
