"""Evidence that holds no longer, and evidence that other desks may see."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Claim, Desk, Event, Evidence, User
from claims.permissions import evidence_visible_to
from claims.services.use_withdraw import use_withdraw
from claims.vocabulary import EventKind, EvidenceKind, Role, State
from tests import factories as make
from tests.support.evidence import attach, on_other_desk, share, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


def settle(claim: Claim, by: User) -> Claim:
    return make.answered(claim, by, settle=True)


# -- withdrawing ---------------------------------------------------------------------------------------------


def test_every_settled_claim_that_rests_on_it_goes_stale(room: make.Newsroom) -> None:
    one, two = make.split_article(room)[1], make.split_article(room)[1]
    evidence = make.evidence(one[1], room.checker).evidence
    attach(evidence, two[1], room.checker)
    attach(evidence, two[0], room.checker)
    other = make.evidence(one[0], room.checker)
    settled = [settle(claim, room.checker) for claim in (one[1], two[1], one[0])]
    assert {claim.state for claim in settled} == {State.SETTLED}
    withdraw(evidence, room.second)
    assert [make.fresh(claim).state for claim in (one[1], two[1], one[0], two[0])] == [
        State.STALE,
        State.STALE,
        State.SETTLED,
        State.OPEN,
    ]
    assert make.fresh(one[1]).stale_why == f"Evidence was withdrawn: {evidence}. A forgery."
    events = Event.objects.filter(what=EventKind.EVIDENCE_WITHDRAWN)
    assert {event.claim_id for event in events} == {one[1].pk, two[1].pk, two[0].pk}
    assert {event.payload.note for event in events} == {"A forgery."}
    stored = Evidence.objects.get(pk=evidence.pk)
    assert (stored.withdrawn_why, stored.withdrawn_by) == ("A forgery.", room.second)
    assert stored.withdrawn_at is not None
    assert not Evidence.objects.get(pk=other.evidence_id).withdrawn_why


def test_a_use_that_was_taken_off_before_makes_nothing_stale(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]
    use = make.evidence(claim, room.checker)
    use_withdraw(use_id=use.pk, by=room.checker, key=make.key(), note="Not this one.")
    make.settled(claim, room.checker)
    withdraw(use.evidence, room.checker)
    assert make.fresh(claim).state == State.SETTLED


def test_withdrawn_it_is_no_longer_enough(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]
    withdraw(make.evidence(claim, room.checker).evidence, room.checker)
    with pytest.raises(Refused, match="Attach evidence"):
        settle(claim, room.checker)


def test_a_withdrawn_recording_ends_no_risk(room: make.Newsroom) -> None:
    saying = make.Saying("the bridge is safe", "Mayor Ann Cole", "said", "Ann Cole", risks=("quote",))
    claim = make.split_article(room, saying)[1][0]
    Claim.objects.filter(pk=claim.pk)
    make.evidence(claim, room.checker)
    recording = make.evidence(claim, room.checker, kind=EvidenceKind.RECORDING, locator="01:10").evidence
    withdraw(recording, room.checker)
    fresh = make.fresh(claim)
    now = make.answered(claim, room.checker, settle=True)
    assert now.state == (State.SECOND if fresh.high_risk else State.SETTLED)
    assert fresh.high_risk, "a direct quotation is high until its recording is attached"


def test_nothing_rests_on_it(room: make.Newsroom) -> None:
    evidence = Evidence.objects.create(desk=room.desk, kind="document", title="Not used", by=room.checker)
    for _ in range(2):
        withdraw(evidence, room.checker, key="w")
    assert Evidence.objects.get().withdrawn_by == room.checker
    with pytest.raises(Refused, match="Chloe Checker withdrew this already"):
        withdraw(evidence, room.second)


def test_sent_twice_it_is_withdrawn_once(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    for _ in range(3):
        withdraw(evidence, room.checker, key="w")
    assert Event.objects.filter(what=EventKind.EVIDENCE_WITHDRAWN).count() == 1


@pytest.mark.parametrize("note", ["", " \n"])
def test_it_takes_a_reason(room: make.Newsroom, note: str) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    with pytest.raises(Refused, match="Give a reason"):
        withdraw(evidence, room.checker, note)
    assert not Evidence.objects.get().withdrawn_why


def test_who_withdraws(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    evidence = make.evidence(claims[0], room.checker).evidence
    for person in (room.reporter, room.reader):
        with pytest.raises(Refused, match="Checkers and editors of the desk"):
            withdraw(evidence, person)
    with pytest.raises(Evidence.DoesNotExist):
        withdraw(evidence, room.outsider)
    article.bylines.add(room.second)
    with pytest.raises(Refused, match="You wrote a story that rests on this"):
        withdraw(evidence, room.second)
    article.bylines.remove(room.second)
    assert withdraw(evidence, room.editor).withdrawn_by == room.editor


# -- sharing -------------------------------------------------------------------------------------------------


def seen_by(person: User) -> set[str]:
    return set(evidence_visible_to(person).values_list("title", flat=True))


def test_other_desks_see_it_when_an_editor_shares_it(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    reporter = make.person(Role.REPORTER, room.other)
    assert seen_by(room.outsider) == set()
    with pytest.raises(Refused, match="Editors of the desk that it belongs to"):
        share(evidence, room.checker)
    share(evidence, room.editor)
    assert seen_by(room.outsider) == {"Inspection report"}
    assert seen_by(reporter) == seen_by(room.administrator) == set(), "those who check, and nobody else"
    with pytest.raises(Refused, match="Editors of the desk that it belongs to"):
        share(evidence, room.outsider, False)
    share(evidence, room.editor, False)
    assert seen_by(room.outsider) == set()


def test_what_is_not_shared_is_not_attached_on_another_desk(room: make.Newsroom) -> None:
    """Not even by who checks on both."""
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    both = make.person(Role.CHECKER, room.desk)
    both.memberships.create(desk=room.other, role=Role.CHECKER)
    with pytest.raises(Refused, match="an editor there shares it first"):
        attach(evidence, on_other_desk(room), both)
    with pytest.raises(Evidence.DoesNotExist):
        attach(evidence, on_other_desk(room), room.outsider)


def test_sharing_ends_when_nothing_elsewhere_rests_on_it(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    share(evidence, room.editor)
    use = attach(evidence, on_other_desk(room), room.outsider)
    with pytest.raises(Refused, match=f"Claims of {room.other.name} rest on this"):
        share(evidence, room.editor, False)
    Desk.objects.filter(pk=room.other.pk).update(confidential=True)
    assert share(evidence, room.editor, False).shared is False, (
        "a refusal would tell of the confidential desk"
    )
    Desk.objects.filter(pk=room.other.pk).update(confidential=False)
    share(evidence, room.editor)
    use_withdraw(use_id=use.pk, by=room.outsider, key=make.key(), note="Not needed.")
    assert share(evidence, room.editor, False).shared is False


def test_withdrawn_by_its_desk_it_is_gone_on_the_other_too(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    share(evidence, room.editor)
    claim = on_other_desk(room)
    attach(evidence, claim, room.outsider)
    settle(claim, room.outsider)
    with pytest.raises(Refused, match="of the desk that it belongs to"):
        withdraw(evidence, room.outsider)
    withdraw(evidence, room.checker)
    assert make.fresh(claim).state == State.STALE


def test_confidential_evidence_is_neither_seen_nor_shared(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    Evidence.objects.update(confidential=True, shared=True)
    assert seen_by(room.outsider) == seen_by(room.editor) == set()
    with pytest.raises(Evidence.DoesNotExist):
        share(evidence, room.editor)
