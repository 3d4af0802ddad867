"""Evidence, by many at the same moment on real connections: the database decides, and the loser is told."""

from __future__ import annotations

from typing import Any

import pytest

from claims.errors import Refused
from claims.models import Claim, Event, Evidence, Use
from claims.services.claim_answer import claim_answer
from claims.vocabulary import EventKind, So, State
from tests import factories as make
from tests.support.database import at_once
from tests.support.evidence import attach, on_other_desk, share, withdraw

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]


def test_two_withdrawals_of_two_things_in_the_same_articles(room: make.Newsroom) -> None:
    """Each locks the same articles; in whatever order they were attached, nobody waits for ever."""
    claims = [make.split_article(room)[1][1] for _ in range(4)]
    one = make.evidence(claims[0], room.checker, title="One").evidence
    two = make.evidence(claims[-1], room.checker, title="Two").evidence
    for claim in claims[1:]:
        attach(one, claim, room.checker)
    for claim in reversed(claims[:-1]):
        attach(two, claim, room.checker)
    for claim in claims:
        make.answered(claim, room.checker, settle=True)
    came = at_once([lambda: withdraw(one, room.checker), lambda: withdraw(two, room.second)])
    assert came == [one, two]
    assert {make.fresh(claim).state for claim in claims} == {State.STALE}
    assert Event.objects.filter(what=EventKind.EVIDENCE_WITHDRAWN).count() == 8


def test_two_withdrawals_of_the_same(room: make.Newsroom) -> None:
    evidence = make.evidence(make.split_article(room)[1][0], room.checker).evidence
    came = at_once(
        [lambda: withdraw(evidence, room.checker, "Mine."), lambda: withdraw(evidence, room.second, "Other.")]
    )
    assert sorted(type(one).__name__ for one in came) == ["Evidence", "Refused"]
    assert Event.objects.filter(what=EventKind.EVIDENCE_WITHDRAWN).count() == 1


def test_withdrawal_races_settling(room: make.Newsroom) -> None:
    """Whoever is first: no claim is settled on what holds no longer."""
    for _ in range(5):
        claim = make.split_article(room)[1][1]
        evidence = make.evidence(claim, room.checker).evidence
        given: dict[str, Any] = {"claim_id": claim.pk, "seen": 1, "by": room.checker, "so": So.CONFIRMED}
        came = at_once(
            [
                lambda given=given: claim_answer(**given, key=make.key(), settle=True),
                lambda evidence=evidence: withdraw(evidence, room.second),
            ]
        )
        assert isinstance(came[1], Evidence), came
        if isinstance(came[0], Refused):
            assert make.fresh(claim).state == State.OPEN
        else:
            assert (type(came[0]), make.fresh(claim).state) == (Claim, State.STALE)


def test_withdrawal_races_attaching_elsewhere(room: make.Newsroom) -> None:
    """Whoever is first: what was attached has its event, or was refused."""
    for _ in range(5):
        evidence = make.evidence(make.split_article(room)[1][1], room.checker).evidence
        claim = make.split_article(room)[1][1]
        came = at_once(
            [
                lambda evidence=evidence, claim=claim: attach(evidence, claim, room.checker),
                lambda evidence=evidence: withdraw(evidence, room.second),
            ]
        )
        assert isinstance(came[1], Evidence), came
        withdrawn = Event.objects.filter(claim=claim, what=EventKind.EVIDENCE_WITHDRAWN).exists()
        assert withdrawn is isinstance(came[0], Use), came


def test_sharing_no_longer_races_attaching_on_the_other_desk(room: make.Newsroom) -> None:
    for _ in range(5):
        evidence = make.evidence(make.split_article(room)[1][1], room.checker).evidence
        share(evidence, room.editor)
        claim = on_other_desk(room)
        came = at_once(
            [
                lambda evidence=evidence, claim=claim: attach(evidence, claim, room.outsider),
                lambda evidence=evidence: share(evidence, room.editor, False),
            ]
        )
        kinds = [type(one).__name__ for one in came]
        assert kinds in (["Use", "Refused"], ["DoesNotExist", "Evidence"], ["Refused", "Evidence"]), came
        assert Evidence.objects.get(pk=evidence.pk).shared is isinstance(came[0], Use)
