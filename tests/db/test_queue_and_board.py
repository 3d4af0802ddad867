"""Whose queue holds what, in which order, and what a desk's board counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Article, Claim, User
from claims.permissions import may_answer
from claims.selectors.board import board_articles, board_of
from claims.selectors.desk import article_rows
from claims.selectors.queue import ON_A_PAGE, Kind, QueueRow, queue_in_short, queue_page
from claims.services.claim_change import claim_now
from claims.vocabulary import ArticleState, Role, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    """The safe bridge, the ninety years, nobody hurt (high risk), and a suggestion."""
    return make.split_article(room)[1]


def rows(user: User, kind: Kind | None = None) -> tuple[QueueRow, ...]:
    return queue_page(User.objects.get(pk=user.pk), kind=kind).rows


def ids(user: User, kind: Kind | None = None) -> list[int]:
    return [one.claim.pk for one in rows(user, kind)]


def kinds(user: User) -> dict[int, Kind]:
    return {one.claim.pk: one.kind for one in rows(user)}


def due(*claims: Claim, hours: float) -> None:
    moment = timezone.now() + timedelta(hours=hours)
    Claim.objects.filter(pk__in=[one.pk for one in claims]).update(deadline=moment)


# -- what is in it -----------------------------------------------------------------------------------------


def test_mine_second_and_pool(room: make.Newsroom, claims: list[Claim]) -> None:
    safe, own, hurt, barges = claims
    make.moved(safe, State.CHECKING, room.checker)
    make.settled(hurt, room.second)
    assert kinds(room.checker) == {safe.pk: Kind.MINE, hurt.pk: Kind.SECOND, own.pk: Kind.POOL}
    assert kinds(room.second) == {own.pk: Kind.POOL}, "a second check isn't for who checked first"
    assert barges.pk not in kinds(room.editor), "a suggestion is nobody's work yet"
    counts = queue_page(room.checker).counts
    assert (counts.mine, counts.second, counts.pool, counts.all, counts.overdue) == (1, 1, 1, 3, 0)


def test_a_part_alone(room: make.Newsroom, claims: list[Claim]) -> None:
    make.moved(claims[0], State.CHECKING, room.checker)
    assert ids(room.checker, Kind.MINE) == [claims[0].pk]
    assert ids(room.checker, Kind.SECOND) == []
    assert set(ids(room.checker, Kind.POOL)) == {claims[1].pk, claims[2].pk}
    assert queue_page(room.checker, kind=Kind.MINE).counts.all == 3


@pytest.mark.parametrize("who", ["reporter", "reader", "administrator", "outsider"])
def test_who_has_no_queue_here(room: make.Newsroom, claims: list[Claim], who: str) -> None:
    assert ids(getattr(room, who)) == []


def test_nothing_of_a_story_that_one_wrote(room: make.Newsroom, claims: list[Claim]) -> None:
    claims[0].article.bylines.add(room.checker)
    assert ids(room.checker) == []
    assert len(ids(room.second)) == 3


def test_nothing_for_who_was_shut_out(room: make.Newsroom, claims: list[Claim]) -> None:
    User.objects.filter(pk=room.checker.pk).update(is_active=False)
    assert ids(room.checker) == []


def test_nothing_of_a_story_that_was_given_up(room: make.Newsroom, claims: list[Claim]) -> None:
    Article.objects.filter(pk=claims[0].article_id).update(state=ArticleState.KILLED)
    assert ids(room.checker) == []


def test_who_answered_first_does_not_check_second_whoever_has_it_now(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    hurt = claims[2]
    make.settled(hurt, room.second)
    Claim.objects.filter(pk=hurt.pk).update(owner=room.editor)
    assert hurt.pk not in ids(room.second)
    assert hurt.pk in ids(room.checker)


def test_who_may_be_second_is_who_the_move_lets(room: make.Newsroom, claims: list[Claim]) -> None:
    hurt = claims[2]
    make.answered(hurt, room.second)
    make.moved(hurt, State.OPEN, room.second)
    make.settled(hurt, room.checker)
    for user in (room.checker, room.second, room.editor):
        claim = claim_now(hurt.pk)
        assert (hurt.pk in ids(user, Kind.SECOND)) is may_answer(user, claim).allowed, user


def test_across_desks(room: make.Newsroom, claims: list[Claim]) -> None:
    room.checker.memberships.create(desk=room.other, role=Role.CHECKER)
    names = {name: getattr(room, name) for name in make.Newsroom.__slots__}
    abroad = make.split_article(make.Newsroom(**names | {"desk": room.other, "reporter": room.outsider}))[1]
    found = ids(room.checker)
    assert {claims[0].pk, abroad[0].pk} <= set(found)
    assert not {one.pk for one in abroad} & set(ids(room.second))


# -- in which order ----------------------------------------------------------------------------------------


def test_overdue_then_deadline_then_risk_then_mine(room: make.Newsroom, claims: list[Claim]) -> None:
    safe, own, hurt, _ = claims
    other = make.split_article(room)[1]
    make.moved(other[0], State.CHECKING, room.checker)
    due(own, hours=5)
    due(safe, hours=-5)
    assert ids(room.checker) == [
        safe.pk,  # overdue
        own.pk,  # due soon
        hurt.pk,  # a high risk, in the older article
        other[2].pk,  # a high risk, in the newer one
        other[0].pk,  # mine
        other[1].pk,  # in the pool
    ]
    assert [one.overdue for one in rows(room.checker)] == [True, False, False, False, False, False]
    assert queue_page(room.checker).counts.overdue == 1


def test_an_articles_deadline_is_its_claims(room: make.Newsroom, claims: list[Claim]) -> None:
    other = make.split_article(room)[1]
    moment = timezone.now() + timedelta(hours=9)
    Article.objects.filter(pk=other[0].article_id).update(deadline=moment)
    due(claims[1], hours=12)
    due(other[1], hours=10)
    found = rows(room.checker)
    assert [one.claim.pk for one in found][:4] == [other[2].pk, other[0].pk, other[1].pk, claims[1].pk]
    assert found[0].due == moment


def test_a_row_has_the_words_and_the_speaker(room: make.Newsroom, claims: list[Claim]) -> None:
    found = {one.claim.pk: one for one in rows(room.checker)}
    assert (found[claims[0].pk].words, found[claims[0].pk].said_by) == ("the bridge is safe", "Ann Cole")
    assert found[claims[1].pk].said_by == "Own voice"


def test_pages(room: make.Newsroom) -> None:
    per_article = 3
    for _ in range(ON_A_PAGE // per_article + 1):
        make.split_article(room)
    first, second = (queue_page(room.checker, number=number) for number in (1, 2))
    assert (first.pages, len(first.rows), len(second.rows)) == (2, ON_A_PAGE, first.counts.all - ON_A_PAGE)
    assert not {one.claim.pk for one in first.rows} & {one.claim.pk for one in second.rows}
    assert queue_page(room.checker, number=99).rows == second.rows
    assert queue_page(room.checker, number=-1).rows == first.rows


def test_in_short_the_pool_is_only_counted(room: make.Newsroom, claims: list[Claim]) -> None:
    make.moved(claims[0], State.CHECKING, room.checker)
    short = queue_in_short(room.checker)
    assert ([one.claim.pk for one in short.rows], short.counts.pool) == ([claims[0].pk], 2)


# -- the board ---------------------------------------------------------------------------------------------


def test_who_has_how_much(room: make.Newsroom, claims: list[Claim]) -> None:
    safe, own, hurt, _ = claims
    make.moved(safe, State.CHECKING, room.checker)
    make.settled(hurt, room.checker)
    due(safe, own, hours=-1)
    User.objects.filter(pk=room.second.pk).update(away_until=timezone.localdate() + timedelta(days=4))
    board = board_of(room.editor, room.desk)
    loads = {one.person: one for one in board.people}
    assert set(loads) == {room.checker, room.second, room.editor}
    mine = loads[room.checker]
    assert (mine.work, mine.second, mine.overdue, mine.away) == (1, 1, 1, False)
    assert (loads[room.second].work, loads[room.second].away) == (0, True)
    pool = board.pool
    assert (pool.open, pool.high_risk, pool.overdue, pool.second, pool.suggested) == (1, 0, 1, 1, 1)


def test_another_desks_work_is_not_on_the_board(room: make.Newsroom, claims: list[Claim]) -> None:
    assert board_of(room.outsider, room.other).pool.open == 0
    assert board_of(room.outsider, room.desk).pool.open == 0, "who doesn't see the claims counts none"
    assert not board_articles(room.outsider, room.desk).exists()


def test_articles_by_deadline_and_only_those_that_are_not_out(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    later, sooner, out = (make.split_article(room)[0] for _ in range(3))
    for article, hours in ((later, 9), (sooner, 2)):
        Article.objects.filter(pk=article.pk).update(deadline=timezone.now() + timedelta(hours=hours))
    Article.objects.filter(pk=out.pk).update(state=ArticleState.PUBLISHED)
    found = list(board_articles(room.editor, room.desk))
    assert found == [sooner, later, claims[0].article]


def test_an_articles_row_counts_what_is_overdue(room: make.Newsroom, claims: list[Claim]) -> None:
    make.settled(claims[1], room.checker)
    due(*claims, hours=-1)
    (row,) = article_rows([claims[0].article])
    assert row.overdue == 3, "what is settled isn't overdue any more"


# -- how many queries --------------------------------------------------------------------------------------


def test_as_many_queries_for_many_claims_as_for_few(room: make.Newsroom, claims: list[Claim]) -> None:
    def count() -> list[int]:
        numbers = []
        for ask in (
            lambda user: queue_page(user),
            lambda user: queue_in_short(user),
            lambda user: board_of(user, room.desk),
            lambda user: article_rows(list(board_articles(user, room.desk))),
        ):
            user = User.objects.get(pk=room.checker.pk)
            with CaptureQueriesContext(connection) as queries:
                ask(user)
            numbers.append(len(queries))
        return numbers

    make.moved(claims[0], State.CHECKING, room.checker)
    before = count()
    for _ in range(12):
        more = make.split_article(room)[1]
        make.moved(more[0], State.CHECKING, room.checker)
        make.settled(more[2], room.second)
        make.person(Role.CHECKER, room.desk)
    assert count() == before
    assert max(before) <= 5
