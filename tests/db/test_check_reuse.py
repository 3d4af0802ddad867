"""An earlier check as evidence: what is stored, once, and who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from claims.errors import Refused
from claims.models import Answer, Article, Claim, Desk, Event, Evidence, Use
from claims.services.check_reuse import check_reuse
from claims.services.history_check import Tally, check_history
from claims.vocabulary import EventKind, EvidenceKind, Role, Stance, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    return make.split_article(room, make.OWN)[1][0]


@pytest.fixture
def earlier(room: make.Newsroom) -> Claim:
    return make.settled(make.split_article(room, make.OWN)[1][0], room.checker)


def reuse(room: make.Newsroom, claim: Claim, earlier: Claim, **more: Any) -> Use:
    answer = Answer.objects.filter(claim=earlier).latest("pk").pk
    given = {
        "answer_id": answer,
        "stance": Stance.SUPPORTS,
        "passage": "Ninety years.",
        "key": make.key(),
    } | more
    return check_reuse(**{"claim_id": claim.pk, "earlier_id": earlier.pk, "by": room.second} | given)


def test_it_is_evidence_of_that_day(room: make.Newsroom, claim: Claim, earlier: Claim) -> None:
    use = reuse(room, claim, earlier)
    today = timezone.localtime()
    thing = use.evidence
    assert (thing.kind, thing.desk, thing.by) == (EvidenceKind.EARLIER_CHECK, room.desk, room.second)
    assert thing.title == f"Confirmed, checked {today.day} {today:%B %Y}, of that day"
    wanted = f"“{Article.objects.get(pk=earlier.article_id)}”, draft 1, claim {earlier.pk}, checked by {room.checker}"
    assert (use.locator, use.passage, use.stance) == (wanted, "Ninety years.", Stance.SUPPORTS)
    assert thing.seen == Answer.objects.get(claim=earlier).at
    told = Event.objects.filter(claim=claim).latest("number")
    assert (told.what, told.payload.after["use"]) == (EventKind.EVIDENCE, use.pk)
    assert make.fresh(earlier).version == earlier.version, "the earlier claim is left as it is"
    tally = Tally()
    assert list(check_history(tally)) == []


def test_a_key_makes_one(room: make.Newsroom, claim: Claim, earlier: Claim) -> None:
    key = make.key()
    assert reuse(room, claim, earlier, key=key) == reuse(room, claim, earlier, key=key)
    assert Use.objects.filter(claim=claim).count() == 1


def test_long_titles_fit(room: make.Newsroom, claim: Claim, earlier: Claim) -> None:
    Article.objects.filter(pk=earlier.article_id).update(title="x" * 300)
    assert len(reuse(room, claim, earlier).locator) == 300


@pytest.mark.parametrize(
    "case", ["open", "another answer", "own article", "confidential", "reader", "unseen"]
)
def test_what_is_refused(room: make.Newsroom, claim: Claim, earlier: Claim, case: str) -> None:
    more: dict[str, Any] = {}
    wanted: type[Exception] = Refused
    if case == "open":
        Claim.objects.filter(pk=earlier.pk).update(state=State.STALE)
    elif case == "another answer":
        more = {"answer_id": 1 << 40}
    elif case == "own article":
        claim = earlier
    elif case == "confidential":
        Article.objects.filter(pk=earlier.article_id).update(desk=room.other)
        Desk.objects.filter(pk=room.other.pk).update(confidential=True)
        make.Membership.objects.create(user=room.second, desk=room.other, role=Role.CHECKER)
    elif case == "reader":
        more = {"by": room.reader}
    else:
        Article.objects.filter(pk=earlier.article_id).update(desk=room.other)
        wanted = Claim.DoesNotExist
    before = Evidence.objects.count()
    with pytest.raises(wanted):
        reuse(room, claim, earlier, **more)
    assert Evidence.objects.count() == before
