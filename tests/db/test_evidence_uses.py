"""One thing at many claims: attached again, described anew, taken off."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from claims.errors import Refused, Stale
from claims.models import Capture, Claim, Event, Evidence, Use, User
from claims.services.evidence_attach import evidence_attach
from claims.services.history_check import Tally, check_history
from claims.services.use_attach import use_attach
from claims.services.use_change import use_change, version_of
from claims.services.use_withdraw import use_withdraw
from claims.vocabulary import (
    CaptureOrigin,
    CaptureState,
    EventKind,
    EvidenceKind,
    GroundRules,
    Reached,
    Stance,
    State,
)
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


def claims_of(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room)[1]


def change(use: Use, by: User, **more: Any) -> Use:
    given: dict[str, Any] = {"locator": use.locator, "seen": version_of(use)} | more
    return use_change(use_id=use.pk, by=by, key=make.key(), **given)


def off(use: Use, by: User, note: str = "It is about another bridge.") -> Use:
    return use_withdraw(use_id=use.pk, by=by, key=make.key(), note=note)


# -- attaching -----------------------------------------------------------------------------------------------


def test_a_call_keeps_all_that_was_logged(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    use = make.evidence(
        claim,
        room.checker,
        kind=EvidenceKind.CALL,
        title="Ann Cole",
        ground_rules=GroundRules.ON_RECORD,
        reached=Reached.DECLINED,
        right_of_reply=True,
        words="That the bridge is unsafe",
    )
    thing = Evidence.objects.get(pk=use.evidence_id)
    assert (thing.ground_rules, thing.reached, thing.right_of_reply, thing.words) == (
        GroundRules.ON_RECORD,
        Reached.DECLINED,
        True,
        "That the bridge is unsafe",
    )


def test_a_web_page_without_a_title_is_called_by_its_address_and_a_copy_is_asked_for(
    room: make.Newsroom,
) -> None:
    claim = claims_of(room)[0]
    use = make.evidence(
        claim, room.checker, kind=EvidenceKind.WEB_PAGE, title="", url="https://harbour.example/a/report?x=1"
    )
    assert use.evidence.title == "harbour.example/a/report"
    capture = Capture.objects.get()
    assert (capture.evidence, capture.origin, capture.state) == (
        use.evidence,
        CaptureOrigin.FETCHED,
        CaptureState.QUEUED,
    )


def test_what_is_not_behind_its_link_is_not_fetched(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    make.evidence(claim, room.checker, kind=EvidenceKind.EARLIER_CHECK, url="https://desk.example/claims/7/")
    assert not Capture.objects.exists()


def test_the_same_thing_at_another_claim_and_article(room: make.Newsroom) -> None:
    first = make.evidence(claims_of(room)[0], room.checker)
    other = claims_of(room)[1]
    key = make.key()
    given = {"claim_id": other.pk, "evidence_id": first.evidence_id, "by": room.second, "key": key}
    use = use_attach(**given, locator="p. 3", stance=Stance.CONTRADICTS)
    assert Evidence.objects.count() == 1
    assert (use.evidence_id, use.claim, use.by, use.stance) == (
        first.evidence_id,
        other,
        room.second,
        Stance.CONTRADICTS,
    )
    assert use_attach(**given, locator="other") == use, "a key that comes again is answered with the first"
    assert Use.objects.count() == 2


def test_kept_copies_are_told_where_the_evidence_is_new(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    first = make.evidence(claims[0], room.checker)
    Capture.objects.create(
        evidence=first.evidence,
        origin=CaptureOrigin.UPLOADED,
        state=CaptureState.QUEUED,
        stored="a",
        sha256="b" * 64,
        size=3,
        by=room.checker,
    )
    from claims.services.capture_keep import capture_keep

    capture_keep(Capture.objects.filter(state=CaptureState.QUEUED), {"text": "Safe."})
    other_article, others = make.split_article(room)
    for claim in others[:2]:
        use_attach(claim_id=claim.pk, evidence_id=first.evidence_id, by=room.checker, key=make.key())
    told = Event.objects.filter(what=EventKind.CAPTURED)
    assert set(told.values_list("article_id", flat=True)) == {article.pk, other_article.pk}
    assert told.filter(article=other_article).count() == 1, "once for an article"


def test_independence_goes_both_ways(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    first = make.evidence(claim, room.checker)
    second = make.evidence(claim, room.checker, title="Second", independent_of=[first.pk])
    assert list(first.independent_of.all()) == [second]
    change(second, room.checker, independent_of=[])
    assert list(first.independent_of.all()) == []


def test_independence_of_something_that_is_not_there(room: make.Newsroom) -> None:
    claims = claims_of(room)
    elsewhere = make.evidence(claims[1], room.checker)
    with pytest.raises(Refused, match="no longer at this claim"):
        make.evidence(claims[0], room.checker, independent_of=[elsewhere.pk])
    use = make.evidence(claims[0], room.checker)
    with pytest.raises(Refused, match="no longer at this claim"):
        change(use, room.checker, independent_of=[use.pk])


def test_withdrawn_evidence_is_not_attached_again(room: make.Newsroom) -> None:
    from claims.services.evidence_withdraw import evidence_withdraw

    claims = claims_of(room)
    use = make.evidence(claims[0], room.checker)
    evidence_withdraw(evidence_id=use.evidence_id, by=room.checker, key=make.key(), note="A forgery.")
    with pytest.raises(Refused, match="withdrawn: A forgery"):
        use_attach(claim_id=claims[1].pk, evidence_id=use.evidence_id, by=room.checker, key=make.key())


def test_who_writes_the_story_attaches_nothing(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    use = make.evidence(claims[0], room.second)
    article.bylines.add(room.checker)
    with pytest.raises(Refused, match="You wrote this story"):
        use_attach(claim_id=claims[1].pk, evidence_id=use.evidence_id, by=room.checker, key=make.key())
    article.bylines.remove(room.checker)


def test_a_key_that_something_else_used(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    make.moved(claim, State.CHECKING, room.checker)
    spent = Event.objects.filter(what=EventKind.MOVED).latest("pk").key
    with pytest.raises(Refused, match="already sent"):
        evidence_attach(
            claim_id=claim.pk, by=room.checker, key=spent, kind=EvidenceKind.DOCUMENT, title="Report"
        )


# -- describing anew -----------------------------------------------------------------------------------------


def test_described_anew(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    use = make.evidence(claim, room.checker)
    change(use, room.checker, locator="p. 14", passage="“It holds.”", primary=True)
    use.refresh_from_db()
    assert (use.locator, use.passage, use.primary) == ("p. 14", "“It holds.”", True)
    event = Event.objects.latest("pk")
    assert (event.what, event.claim, event.by) == (EventKind.USE_CHANGED, claim, room.checker)


def test_the_slower_of_two_is_told(room: make.Newsroom) -> None:
    use = make.evidence(claims_of(room)[0], room.checker)
    seen = version_of(use)
    change(use, room.editor, locator="p. 14")
    with pytest.raises(Stale):
        change(use, room.checker, locator="p. 15", seen=seen)
    use.refresh_from_db()
    assert use.locator == "p. 14"


@pytest.mark.parametrize(
    ("name", "may"), [("checker", True), ("editor", True), ("second", False), ("reporter", False)]
)
def test_who_changes_a_use_and_takes_it_off(room: make.Newsroom, name: str, may: bool) -> None:
    person = getattr(room, name)
    use = make.evidence(claims_of(room)[0], room.checker)
    if may:
        assert change(use, person, locator="p. 1")
        assert off(use, person).withdrawn_why
        return
    for act in (lambda: change(use, person), lambda: off(use, person)):
        with pytest.raises(Refused, match=r"Chloe Checker attached this|Checkers and editors"):
            act()


def test_the_claims_owner_changes_what_somebody_else_attached(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    use = make.evidence(claim, room.checker)
    make.moved(claim, State.CHECKING, room.second)
    assert change(use, room.second, locator="p. 2").locator == "p. 2"


def test_another_desk_does_not_see_it(room: make.Newsroom) -> None:
    use = make.evidence(claims_of(room)[0], room.checker)
    with pytest.raises(Use.DoesNotExist):
        change(use, room.outsider)


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"locator": "p. 13"}, State.SETTLED),
        ({"passage": "Other words"}, State.SETTLED),
        ({"stance": Stance.CONTRADICTS}, State.STALE),
        ({"locator": ""}, State.STALE),
    ],
)
def test_a_settled_claim_is_looked_at_again_where_its_ground_changed(
    room: make.Newsroom, more: dict[str, Any], state: State
) -> None:
    claim = claims_of(room)[1]
    make.settled(claim, room.checker)
    use = Use.objects.get()
    change(use, room.checker, **({"stance": use.stance} | more))
    assert make.fresh(claim).state == state


# -- taking off ----------------------------------------------------------------------------------------------


def test_taken_off_it_stays_with_its_reason_and_no_longer_counts(room: make.Newsroom) -> None:
    claim = claims_of(room)[1]
    use = make.evidence(claim, room.checker)
    off(use, room.checker)
    assert Use.objects.get().withdrawn_why == "It is about another bridge."
    assert Event.objects.latest("pk").payload.note == "It is about another bridge."
    with pytest.raises(Refused, match="Attach evidence"):
        make.answered(claim, room.checker, settle=True)
    with pytest.raises(Refused, match="taken off"):
        off(use, room.checker, "Again")


def test_taken_off_a_settled_claim(room: make.Newsroom) -> None:
    claim = claims_of(room)[1]
    make.settled(claim, room.checker)
    off(Use.objects.get(), room.editor)
    now = make.fresh(claim)
    assert now.state == State.STALE
    assert "another bridge" in now.stale_why


@pytest.mark.parametrize("note", ["", "  "])
def test_it_takes_a_reason(room: make.Newsroom, note: str) -> None:
    use = make.evidence(claims_of(room)[0], room.checker)
    with pytest.raises(Refused, match="Give a reason"):
        off(use, room.checker, note)


def test_sent_twice_it_is_done_once(room: make.Newsroom) -> None:
    use = make.evidence(claims_of(room)[0], room.checker)
    for _ in range(2):
        use_withdraw(use_id=use.pk, by=room.checker, key="off", note="Wrong bridge.")
    assert Event.objects.filter(what=EventKind.USE_CHANGED).count() == 1


# -- where it was said ---------------------------------------------------------------------------------------


def test_where_a_claim_was_said_first_is_a_persons_word(room: make.Newsroom) -> None:
    claim = claims_of(room)[0]
    speech = {"kind": EvidenceKind.RECORDING, "title": "Speech", "url": "https://town.example/speech"}
    use = make.evidence(claim, room.checker, **speech, said_there=True)
    assert Use.objects.get(pk=use.pk).said_there
    assert not change(use, room.checker).said_there
    assert change(Use.objects.get(pk=use.pk), room.checker, said_there=True).said_there
    version = version_of(Use.objects.get(pk=use.pk))
    assert version != version_of(change(Use.objects.get(pk=use.pk), room.checker))


@pytest.mark.parametrize(("at", "url"), [(0, ""), (1, "https://town.example/")], ids=["no link", "own voice"])
def test_where_nobody_can_have_said_it(room: make.Newsroom, at: int, url: str) -> None:
    claim = claims_of(room)[at]
    with pytest.raises(Refused):
        make.evidence(claim, room.checker, kind=EvidenceKind.RECORDING, url=url, said_there=True)
    use = make.evidence(claim, room.checker, kind=EvidenceKind.RECORDING, url=url)
    with pytest.raises(Refused):
        change(use, room.checker, said_there=True)


# -- behind the application's back ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forge",
    [
        lambda use, other: Use.objects.filter(pk=use.pk).update(withdrawn_why="Wrong bridge."),
        lambda use, other: Use.objects.filter(pk=use.pk).update(primary=True),
        lambda use, other: Use.objects.filter(pk=use.pk).update(said_there=True),
        lambda use, other: use.independent_of.add(other),
        lambda use, other: Evidence.objects.filter(pk=use.evidence_id).update(reached=Reached.SPOKE),
        lambda use, other: Evidence.objects.filter(pk=use.evidence_id).update(right_of_reply=True),
        lambda use, other: Evidence.objects.filter(pk=use.evidence_id).update(url="https://b.example/"),
        lambda use, other: Evidence.objects.filter(pk=use.evidence_id).update(
            withdrawn_why="Forged.", withdrawn_by=use.by
        ),
    ],
    ids=[
        "taken off",
        "primary",
        "said there",
        "independent",
        "reached",
        "right of reply",
        "link",
        "withdrawn",
    ],
)
def test_what_no_event_tells_of_is_named(room: make.Newsroom, forge: Any) -> None:
    claim = claims_of(room)[0]
    use, other = make.evidence(claim, room.checker), make.evidence(claim, room.checker, title="Other")
    point = transaction.savepoint()
    forge(use, other)
    findings = list(check_history(Tally()))
    transaction.savepoint_rollback(point)
    assert any(f"use {use.pk}" in line and "content" in line for line in findings), findings
