"""What every action has in common: who may, what a second sending does, and that all of it happens or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError

from claims.errors import Refused, Stale
from claims.models import Article, Claim, Event, Membership, Split, User
from claims.services.article_bylines import article_bylines
from claims.services.article_paste import article_paste
from claims.services.claim_answer import claim_answer
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_move import claim_move
from claims.services.evidence_attach import evidence_attach
from claims.services.split_retry import split_retry
from claims.vocabulary import EvidenceKind, Role, So, SplitState, State
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db


class Scene:
    """A desk with one article; an own-voice claim that nobody has taken; a second article whose split failed."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article, claims = make.split_article(self.room, make.OWN)
        self.claim: Claim = claims[0]
        self.failed: Article = make.pasted(self.room, text="Another text that nobody could read.")
        Split.objects.filter(draft__article=self.failed).update(state=SplitState.FAILED, attempts=3)
        self.writer = make.person(Role.CHECKER, self.room.desk, name="Wim Writer")
        for article in (self.article, self.failed):
            article.bylines.add(self.writer)
        self.inactive = make.person(Role.EDITOR, self.room.desk, is_active=False)


Action = Callable[[Scene, User, str, int], Any]


def move(it: Scene, by: User, key: str, seen: int) -> Any:
    return claim_move(claim_id=it.claim.pk, seen=seen, to=State.CHECKING, by=by, key=key)


def answer(it: Scene, by: User, key: str, seen: int) -> Any:
    return claim_answer(claim_id=it.claim.pk, seen=seen, by=by, key=key, so=So.CONFIRMED, note="Read it.")


def dismiss(it: Scene, by: User, key: str, seen: int) -> Any:
    return claim_dismiss(claim_id=it.claim.pk, seen=seen, by=by, key=key, note="An opinion.")


def attach(it: Scene, by: User, key: str, seen: int) -> Any:
    return evidence_attach(claim_id=it.claim.pk, by=by, key=key, kind=EvidenceKind.DOCUMENT, title="Report")


def bylines(it: Scene, by: User, key: str, seen: int) -> Any:
    return article_bylines(article_id=it.article.pk, by=by, key=key, written_by=[it.room.reader.pk])


def retry(it: Scene, by: User, key: str, seen: int) -> Any:
    return split_retry(article_id=it.failed.pk, by=by, key=key)


def paste(it: Scene, by: User, key: str, seen: int) -> Any:
    return article_paste(desk_id=it.room.desk.pk, by=by, key=key, text="Two words")


ACTIONS: dict[str, Action] = {
    "move": move,
    "answer": answer,
    "dismiss": dismiss,
    "attach": attach,
    "bylines": bylines,
    "retry": retry,
    "paste": paste,
}
CHECKING = ("move", "answer", "dismiss", "attach")

# Who may do what: yes, no (refused with a reason), or - (isn't told that it is there).
MAY = """
                move   answer dismiss attach bylines retry paste
reporter        no     no     no      no     no      yes   yes
writer          no     no     no      no     no      yes   yes
checker         yes    yes    yes     yes    no      yes   yes
editor          yes    yes    yes     yes    yes     yes   yes
reader          no     no     no      no     no      no    no
administrator   -      -      -       -      -       -     -
outsider        -      -      -       -      -       -     -
inactive        -      -      -       -      -       -     -
"""
TABLE = [line.split() for line in MAY.strip().splitlines()]
CASES = [(row[0], name, row[at]) for row in TABLE[1:] for at, name in enumerate(TABLE[0], start=1)]


@pytest.fixture
def it() -> Scene:
    return Scene()


def who(it: Scene, name: str) -> User:
    return getattr(it, name, None) or getattr(it.room, name)


def test_the_table_holds_every_action() -> None:
    assert set(TABLE[0]) == set(ACTIONS)
    assert len(CASES) == 8 * 7


@pytest.mark.parametrize(("person", "action", "may"), CASES)
def test_who_may(it: Scene, person: str, action: str, may: str) -> None:
    by, before = who(it, person), everything()
    if may == "yes":
        ACTIONS[action](it, by, "k", it.claim.version)
        event = Event.objects.get(key="k")
        assert event.by == by
    else:
        with pytest.raises(Refused if may == "no" else ObjectDoesNotExist) as why:
            ACTIONS[action](it, by, "k", it.claim.version)
        assert everything() == before
        if may == "no":
            assert str(why.value).endswith(".") and len(str(why.value)) > 20


@pytest.mark.parametrize("action", ACTIONS)
def test_a_second_sending_changes_nothing_and_gives_the_first_result(it: Scene, action: str) -> None:
    first = ACTIONS[action](it, it.room.editor, "k", it.claim.version)
    after = everything()
    second = ACTIONS[action](it, it.room.editor, "k", it.claim.version)
    assert everything() == after
    assert (type(second), second.pk) == (type(first), first.pk)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_key_belongs_to_who_used_it_first(it: Scene, action: str) -> None:
    by = it.room.reporter if action in ("retry", "paste") else it.room.second
    other = article_paste(desk_id=it.room.desk.pk, by=by, key="taken", text="Two words")
    after = everything()
    if action == "retry":
        Split.objects.filter(draft__article=other).update(state=SplitState.FAILED)
        after = everything()
    with pytest.raises(Refused, match="sent by somebody else"):
        ACTIONS[action](it, it.room.editor, "taken", it.claim.version)
    assert everything() == after


@pytest.mark.parametrize("action", ["move", "answer", "dismiss"])
@pytest.mark.parametrize("off", [-1, 1])
def test_a_form_drawn_from_another_version_is_stale(it: Scene, action: str, off: int) -> None:
    make.moved(it.claim, State.CHECKING, it.room.editor)
    now, before = make.fresh(it.claim), everything()
    with pytest.raises(Stale) as why:
        ACTIONS[action](it, it.room.editor, "k", now.version + off)
    assert (why.value.claim.pk, why.value.claim.version, why.value.claim.state) == (
        it.claim.pk,
        now.version,
        State.CHECKING,
    )
    assert everything() == before


def test_attaching_never_makes_another_form_stale(it: Scene) -> None:
    seen = it.claim.version
    attach(it, it.room.second, "a", seen)
    assert answer(it, it.room.checker, "b", seen).state == State.CHECKING


@pytest.mark.parametrize("action", ACTIONS)
def test_when_the_last_write_fails_nothing_is_left(it: Scene, action: str) -> None:
    """A key too long for its column fails in the event, after all else was written."""
    before = everything()
    with pytest.raises(DatabaseError):
        ACTIONS[action](it, it.room.editor, "k" * 101, it.claim.version)
    assert everything() == before


def test_when_the_last_of_many_events_fails_nothing_is_left(it: Scene) -> None:
    """The answer takes the claim and is stored; then settling can't be recorded."""
    make.evidence(it.claim, it.room.checker)
    make.moved(it.claim, State.CHECKING, it.room.checker)
    seen, before = make.moved(it.claim, State.OPEN, it.room.checker).version, everything()
    with pytest.raises(DatabaseError):
        claim_answer(
            claim_id=it.claim.pk,
            seen=seen,
            by=it.room.checker,
            key="k" * 94,  # with ":settle" it has 101 characters, with ":take" 99
            so=So.CONFIRMED,
            settle=True,
        )
    assert everything() == before


@pytest.mark.parametrize("action", CHECKING)
@pytest.mark.parametrize("claim_id", [0, -1, 1 << 40])
def test_a_claim_that_is_not_there(it: Scene, action: str, claim_id: int) -> None:
    it.claim.pk = claim_id
    with pytest.raises(Claim.DoesNotExist):
        ACTIONS[action](it, it.room.editor, "k", 1)


def test_a_role_that_was_taken_away_counts_at_once(it: Scene) -> None:
    Membership.objects.filter(user=it.room.checker).update(role=Role.READER)
    with pytest.raises(Refused):
        move(it, User.objects.get(pk=it.room.checker.pk), "k", it.claim.version)
    Membership.objects.filter(user=it.room.checker).delete()
    with pytest.raises(Claim.DoesNotExist):
        move(it, User.objects.get(pk=it.room.checker.pk), "k", it.claim.version)
