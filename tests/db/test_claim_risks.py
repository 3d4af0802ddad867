"""Risks: anybody who checks raises one, two people lower one, and the desk says which are high."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.guards import is_high, rules_spelled
from claims.models import Claim, Desk, Event, Lowering, User
from claims.services.claim_dismiss import claim_dismiss
from claims.services.desk_rules import desk_rules
from claims.services.history_check import Tally, check_history
from claims.services.lowering_decide import lowering_decide
from claims.services.risk_lower import risk_lower
from claims.services.risk_raise import risk_raise
from claims.vocabulary import EventKind, EvidenceKind, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def safe(room: make.Newsroom) -> Claim:
    return make.split_article(room)[1][0]


@pytest.fixture
def hurt(room: make.Newsroom) -> Claim:
    """A claim with a casualty figure."""
    return make.split_article(room)[1][2]


def lift(claim: Claim, by: User, risk: str = "legal", note: str = "") -> Claim:
    return risk_raise(
        claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), risk=risk, note=note
    )


def lower(claim: Claim, by: User, risk: str = "casualty", note: str = "Nobody is counted here.") -> Claim:
    return risk_lower(
        claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), risk=risk, note=note
    )


def decide(claim: Claim, by: User, *, agree: bool, risk: str = "casualty", note: str = "") -> Claim:
    return lowering_decide(
        claim_id=claim.pk,
        seen=make.fresh(claim).version,
        by=by,
        key=make.key(),
        risk=risk,
        agree=agree,
        note=note,
    )


def history_holds() -> bool:
    return list(check_history(Tally())) == []


# -- raising -------------------------------------------------------------------------------------------------


def test_a_raised_risk_makes_it_a_matter_of_two(room: make.Newsroom, safe: Claim) -> None:
    assert not safe.high_risk
    raised = lift(safe, room.second, note="It is before a court.")
    assert (raised.risks, raised.high_risk, raised.state) == (["legal"], True, State.OPEN)
    event = Event.objects.latest("number")
    assert (event.what, event.by, event.payload.note) == (
        EventKind.RISK_RAISED,
        room.second,
        "It is before a court.",
    )
    assert make.settled(safe, room.checker).state == State.SECOND
    assert history_holds()


def test_a_risk_that_is_not_high_changes_nothing_else(room: make.Newsroom, safe: Claim) -> None:
    assert not lift(safe, room.checker, "superlative").high_risk


def test_what_was_settled_goes_stale_with_it(room: make.Newsroom, safe: Claim) -> None:
    make.settled(safe, room.checker)
    raised = lift(safe, room.second, "health", "People drink it.")
    assert (raised.state, raised.owner) == (State.STALE, room.checker)
    assert (
        raised.stale_why
        == "A risk was raised: Touches health or safety: somebody may act on it. People drink it."
    )
    assert history_holds()


def test_what_was_dismissed_goes_stale_with_it(room: make.Newsroom, safe: Claim) -> None:
    claim_dismiss(claim_id=safe.pk, seen=1, by=room.checker, key="d", note="An opinion.")
    raised = lift(safe, room.second)
    assert (raised.state, raised.dismissal_why) == (State.STALE, "An opinion.")


@pytest.mark.parametrize(
    ("risk", "why"), [("casualty", "stands at the claim already"), ("gossip", "no such risk")]
)
def test_what_cannot_be_raised(room: make.Newsroom, hurt: Claim, risk: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        lift(hurt, room.checker, risk)


# -- lowering ------------------------------------------------------------------------------------------------


def test_two_people_lower_a_risk(room: make.Newsroom, hurt: Claim) -> None:
    assert lower(hurt, room.checker).high_risk, "until a second person agrees"
    with pytest.raises(Refused, match="You asked to lower this risk"):
        decide(hurt, room.checker, agree=True)
    done = decide(hurt, room.second, agree=True, note="So it is.")
    assert (done.risks, done.high_risk) == ([], False)
    row = Lowering.objects.get()
    assert (row.agreed, row.by, row.decided_by, row.decided_why) == (
        True,
        room.checker,
        room.second,
        "So it is.",
    )
    assert [event.what for event in Event.objects.order_by("number")][-2:] == [
        EventKind.LOWERING_ASKED,
        EventKind.RISK_LOWERED,
    ]
    assert history_holds()


def test_it_is_left_as_it_is_with_a_reason(room: make.Newsroom, hurt: Claim) -> None:
    lower(hurt, room.checker)
    with pytest.raises(Refused, match="Say why"):
        decide(hurt, room.second, agree=False, note=" ")
    left = decide(hurt, room.second, agree=False, note="One was counted.")
    assert (left.risks, left.high_risk) == (["casualty"], True)
    assert Event.objects.latest("number").what == EventKind.LOWERING_REFUSED
    assert lower(hurt, room.second).high_risk, "it may be asked for anew"
    assert history_holds()


def test_what_was_settled_goes_stale_when_a_risk_is_lowered(room: make.Newsroom, hurt: Claim) -> None:
    make.settled(hurt, room.checker)
    make.answered(hurt, room.second, settle=True)
    lower(hurt, room.checker)
    assert decide(hurt, room.second, agree=True).state == State.STALE


@pytest.mark.parametrize(
    ("risk", "note", "why"), [("casualty", " ", "Give a reason"), ("legal", "No.", "doesn't stand")]
)
def test_what_cannot_be_asked_for(room: make.Newsroom, hurt: Claim, risk: str, note: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        lower(hurt, room.checker, risk, note)


def test_one_wish_at_a_time(room: make.Newsroom, hurt: Claim) -> None:
    lower(hurt, room.checker)
    with pytest.raises(Refused, match="Chloe Checker asked for this already"):
        lower(hurt, room.second)
    with pytest.raises(Refused, match="Nobody asks"):
        decide(hurt, room.second, agree=True, risk="legal")


def test_a_writers_wish_no_longer_counts(room: make.Newsroom, hurt: Claim) -> None:
    lower(hurt, room.checker)
    hurt.article.bylines.add(room.checker)
    with pytest.raises(Refused, match="wrote this story"):
        decide(hurt, room.second, agree=True)
    lower(hurt, room.second, note="Nobody at all.")
    assert decide(hurt, room.editor, agree=True).risks == []


@pytest.mark.parametrize("name", ["reporter", "reader"])
def test_who_does_not_check_neither_raises_nor_lowers(room: make.Newsroom, hurt: Claim, name: str) -> None:
    for act in (lift, lower):
        with pytest.raises(Refused, match="Checkers and editors"):
            act(hurt, getattr(room, name))


def test_a_changed_lowering_is_found(room: make.Newsroom, hurt: Claim) -> None:
    lower(hurt, room.checker)
    Lowering.objects.update(why="Something else.")
    assert any("lowering" in line for line in check_history(Tally()))


# -- the desk's rules ----------------------------------------------------------------------------------------


def choose(desk: Desk, by: User, high: list[str] | None, signers: int = 2, seen: str = "") -> Desk:
    seen = seen or rules_spelled(Desk.objects.get(pk=desk.pk))
    return desk_rules(desk_id=desk.pk, by=by, key=make.key(), seen=seen, high_risks=high, signers=signers)


def test_a_desk_without_a_choice_keeps_the_table(room: make.Newsroom) -> None:
    assert is_high(["casualty"], room.desk) and not is_high(["superlative"], room.desk)
    room.desk.high_risks = ["superlative"]
    assert is_high(["superlative"], room.desk) and not is_high(["casualty", "gone"], room.desk)


def test_new_claims_follow_the_desks_choice(room: make.Newsroom) -> None:
    choose(room.desk, room.editor, ["superlative"])
    assert not make.split_article(room)[1][2].high_risk


def test_claims_that_are_not_decided_follow_in_every_article(room: make.Newsroom) -> None:
    first, second, settled = (make.split_article(room)[1] for _ in range(3))
    done = settled[2]
    make.settled(done, room.checker)
    make.answered(done, room.second, settle=True)
    before = Event.objects.count()
    choose(room.desk, room.editor, ["superlative"], signers=1)
    assert Desk.objects.get(pk=room.desk.pk).signers == 1
    assert [make.fresh(claims[2]).high_risk for claims in (first, second)] == [False, False]
    assert make.fresh(done).high_risk and make.fresh(done).state == State.SETTLED
    told = Event.objects.filter(what=EventKind.RULES_CHANGED)
    assert (told.count(), Event.objects.count()) == (2, before + 2)
    choose(room.desk, room.editor, None)
    assert make.fresh(first[2]).high_risk
    assert history_holds()


def test_the_same_rules_again_change_nothing(room: make.Newsroom) -> None:
    make.split_article(room)
    drawn = rules_spelled(room.desk)
    for _ in range(2):
        choose(room.desk, room.editor, ["superlative"], seen=drawn)
    assert Event.objects.filter(what=EventKind.RULES_CHANGED).count() == 1


def test_who_was_slower_is_told(room: make.Newsroom) -> None:
    drawn = rules_spelled(room.desk)
    choose(room.desk, room.editor, ["superlative"])
    with pytest.raises(Refused, match="Somebody changed the rules"):
        choose(room.desk, room.editor, ["legal"], seen=drawn)


@pytest.mark.parametrize("name", ["checker", "reporter", "reader"])
def test_only_editors_choose(room: make.Newsroom, name: str) -> None:
    with pytest.raises(Refused, match="Editors of this desk"):
        choose(room.desk, getattr(room, name), [])


def test_another_desks_editor_does_not_see_it(room: make.Newsroom) -> None:
    with pytest.raises(Desk.DoesNotExist):
        choose(room.desk, room.outsider, [])


@pytest.mark.parametrize(("high", "signers"), [(["gossip"], 2), ([], 3)])
def test_rules_that_are_none(room: make.Newsroom, high: list[str], signers: int) -> None:
    with pytest.raises(Refused, match="no such rule"):
        choose(room.desk, room.editor, high, signers)


def test_a_quotation_is_a_matter_of_one_once_its_recording_is_there(room: make.Newsroom) -> None:
    """Also where the desk has chosen for itself."""
    quote = make.Saying("the bridge is safe", "Mayor Ann Cole", "said", "Ann Cole", risks=("quote",))
    claim = make.split_article(room, quote)[1][0]
    choose(room.desk, room.editor, ["quote", "legal"])
    make.evidence(claim, room.checker, kind=EvidenceKind.RECORDING)
    assert make.settled(claim, room.checker).state == State.SETTLED
