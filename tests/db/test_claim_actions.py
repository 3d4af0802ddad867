"""What confirming, risks and sentences have in common: sent twice, by another, too late, or failing at the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from claims.errors import Refused, Stale
from claims.models import Claim, Event, Sentence, User
from claims.services.article_paste import article_paste
from claims.services.claim_confirm import claim_confirm
from claims.services.lowering_decide import lowering_decide
from claims.services.risk_lower import risk_lower
from claims.services.risk_raise import risk_raise
from claims.services.sentence_clear import sentence_clear
from claims.services.sentence_unclear import sentence_unclear
from claims.vocabulary import State
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db


class Scene:
    """A stale claim, one with a casualty figure that somebody wishes to lower, a headline and a cleared sentence."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        text = f"{make.TEXT}\n\nIt rained."
        article, claims = make.split_article(self.room, text=text)
        self.stale = make.stale(make.settled(claims[0], self.room.checker), self.room.editor)
        self.own = claims[1]
        self.hurt = make.lowering(claims[2], self.room.checker)
        sentences = Sentence.objects.filter(draft__article=article)
        self.headline, self.rain = sentences.earliest("start"), sentences.latest("start")
        make.cleared(self.rain, self.room.checker)


Action = Callable[[Scene, User, str, int], Any]


def confirm(it: Scene, by: User, key: str, off: int = 0) -> Any:
    return claim_confirm(claim_id=it.stale.pk, seen=it.stale.version + off, by=by, key=key)


def lift(it: Scene, by: User, key: str, off: int = 0) -> Any:
    return risk_raise(claim_id=it.own.pk, seen=it.own.version + off, by=by, key=key, risk="legal")


def lower(it: Scene, by: User, key: str, off: int = 0) -> Any:
    if not make.fresh(it.own).risks:
        it.own = risk_raise(claim_id=it.own.pk, seen=1, by=it.room.checker, key="first", risk="legal")
    seen = make.fresh(it.own).version + off
    return risk_lower(claim_id=it.own.pk, seen=seen, by=by, key=key, risk="legal", note="No court.")


def decide(it: Scene, by: User, key: str, off: int = 0) -> Any:
    seen = it.hurt.version + off
    return lowering_decide(claim_id=it.hurt.pk, seen=seen, by=by, key=key, risk="casualty", agree=True)


def clear(it: Scene, by: User, key: str, off: int = 0) -> Any:
    return sentence_clear(sentence_id=it.headline.pk, by=by, key=key, why="A headline.")


def unclear(it: Scene, by: User, key: str, off: int = 0) -> Any:
    return sentence_unclear(sentence_id=it.rain.pk, by=by, key=key, why="It poured.")


ABOUT_A_CLAIM: dict[str, Action] = {"confirm": confirm, "raise": lift, "lower": lower, "decide": decide}
ACTIONS: dict[str, Action] = ABOUT_A_CLAIM | {"clear": clear, "unclear": unclear}


@pytest.fixture
def it() -> Scene:
    return Scene()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_second_sending_changes_nothing_and_gives_the_first_result(it: Scene, action: str) -> None:
    first = ACTIONS[action](it, it.room.second, "k", 0)
    assert Event.objects.get(key="k").by == it.room.second
    after = everything()
    second = ACTIONS[action](it, it.room.second, "k", 0)
    assert everything() == after
    assert (type(second), second.pk) == (type(first), first.pk)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_key_belongs_to_who_used_it_first(it: Scene, action: str) -> None:
    if action == "lower":
        lift(it, it.room.checker, "risk")
    article_paste(desk_id=it.room.desk.pk, by=it.room.reporter, key="taken", text="Two words")
    before = everything()
    with pytest.raises(Refused, match="sent by somebody else"):
        ACTIONS[action](it, it.room.second, "taken", 0)
    assert everything() == before


@pytest.mark.parametrize("action", ABOUT_A_CLAIM)
@pytest.mark.parametrize("off", [-1, 1])
def test_a_form_drawn_from_another_version_is_stale(it: Scene, action: str, off: int) -> None:
    if action == "lower":
        lift(it, it.room.checker, "risk")
    before = everything()
    with pytest.raises(Stale):
        ACTIONS[action](it, it.room.second, "k", off)
    assert everything() == before


@pytest.mark.parametrize("action", ACTIONS)
def test_when_the_last_write_fails_nothing_is_left(it: Scene, action: str) -> None:
    """A key too long for its column fails in the event, after all else was written."""
    if action == "lower":
        lift(it, it.room.checker, "risk")
    before = everything()
    with pytest.raises(DatabaseError):
        ACTIONS[action](it, it.room.second, "k" * 101, 0)
    assert everything() == before


def test_when_the_last_of_many_events_fails_nothing_is_left(it: Scene) -> None:
    """The old answers are stored anew; then settling can't be recorded."""
    before = everything()
    with pytest.raises(DatabaseError):
        confirm(it, it.room.second, "k" * 94)  # with ":settle" it has 101 characters
    assert everything() == before
    assert make.fresh(it.stale).state == State.STALE


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", ["outsider", "administrator"])
def test_who_does_not_see_it_is_not_told_that_it_is_there(it: Scene, action: str, name: str) -> None:
    if action == "lower":
        lift(it, it.room.checker, "risk")
    with pytest.raises((Claim.DoesNotExist, Sentence.DoesNotExist)):
        ACTIONS[action](it, getattr(it.room, name), "k", 0)
