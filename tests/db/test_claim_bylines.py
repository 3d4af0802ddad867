"""Somebody who checked turns out to have written the story: what they did as a checker is undone."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Article, Claim, Question, Sentence, User
from claims.services.article_bylines import article_bylines
from claims.services.claim_dismiss import claim_dismiss
from claims.services.history_check import Tally, check_history
from claims.services.sentence_clear import sentence_clear
from claims.vocabulary import AskedOf, Coverage, State
from tests import factories as make

pytestmark = pytest.mark.django_db


def write(room: make.Newsroom, article: Article, *people: User) -> None:
    ids = [one.pk for one in people]
    article_bylines(article_id=article.pk, by=room.editor, key=make.key(), written_by=ids)
    assert list(check_history(Tally())) == []


def dismiss(claim: Claim, by: User) -> Claim:
    return claim_dismiss(
        claim_id=claim.pk, seen=make.fresh(claim).version, by=by, key=make.key(), note="Opinion."
    )


@pytest.mark.parametrize("state", [State.CHECKING, State.AWAITING, State.SECOND])
def test_a_writer_loses_what_they_have_in_work(room: make.Newsroom, state: State) -> None:
    article, claims = make.split_article(room)
    hurt = claims[2]
    make.evidence(hurt, room.checker)
    make.answered(hurt, room.checker)
    if state == State.AWAITING:
        Question.objects.create(claim=hurt, asked_of=AskedOf.SOURCE, source="H", text="?", by=room.checker)
    if state != State.CHECKING:
        make.moved(hurt, state, room.checker)
    other = make.moved(claims[0], State.CHECKING, room.second)
    Question.objects.all().delete()
    write(room, article, room.reporter, room.checker)
    assert (make.fresh(hurt).state, make.fresh(hurt).owner) == (State.OPEN, None)
    assert make.fresh(other).owner == room.second


def test_a_writers_answers_settle_nothing(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.evidence(claims[0], room.checker)
    make.answered(claims[0], room.checker)
    make.moved(claims[0], State.OPEN, room.checker)
    write(room, article, room.checker)
    make.moved(claims[0], State.CHECKING, room.second)
    with pytest.raises(Refused, match="Answer both questions"):
        make.moved(claims[0], State.SETTLED, room.second)


def test_what_a_writer_decided_goes_stale(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    safe, own, hurt, barges = claims
    make.settled(safe, room.checker)
    dismiss(own, room.second)
    make.settled(hurt, room.second)
    make.answered(hurt, room.checker, settle=True)
    dismiss(barges, room.checker)
    write(room, article, room.checker)
    assert [make.fresh(one).state for one in claims] == [
        State.STALE,
        State.DISMISSED,
        State.STALE,
        State.STALE,
    ]
    assert "Chloe Checker" in make.fresh(hurt).stale_why


def test_who_only_confirmed_a_dismissal_counts_too(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    dismiss(claims[2], room.second)
    dismiss(claims[2], room.checker)
    write(room, article, room.checker)
    assert make.fresh(claims[2]).state == State.STALE


def test_a_writers_wish_to_dismiss_does_not_count(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    dismiss(claims[2], room.checker)
    write(room, article, room.checker)
    asked = dismiss(claims[2], room.second)
    assert (asked.state, asked.dismissal_by) == (State.OPEN, room.second), "asked for anew"
    assert dismiss(claims[2], room.editor).state == State.DISMISSED


def test_a_sentence_that_a_writer_cleared_is_open(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    sentence = Sentence.objects.get(draft__article=article, coverage=Coverage.OPEN)
    sentence_clear(sentence_id=sentence.pk, by=room.checker, key=make.key(), why="A headline.")
    write(room, article, room.checker)
    assert Sentence.objects.get(pk=sentence.pk).coverage == Coverage.OPEN


def test_who_was_a_writer_before_changes_nothing(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.moved(claims[0], State.CHECKING, room.checker)
    write(room, article, room.reporter, room.second)
    write(room, article, room.second)
    assert make.fresh(claims[0]).owner == room.checker
