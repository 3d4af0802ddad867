"""Questions: who asks, who answers, once and for good, and where the claim is meanwhile."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.errors import Refused
from claims.models import Article, Claim, Event, Membership, Notice, Question, SignOff, User
from claims.permissions import articles_visible_to, claims_visible_to, questions_visible_to
from claims.selectors.questions import answered_by, asked_of, context_of, people_to_ask, questions_of
from claims.services.article_bylines import article_bylines
from claims.services.question_answer import question_answer
from claims.services.question_ask import question_ask
from claims.services.question_withdraw import question_withdraw
from claims.vocabulary import ArticleState, AskedOf, EventKind, NoticeKind, Role, State
from tests import factories as make
from tests.support.database import at_once, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    """A claim that the checker has taken."""
    return make.moved(make.split_article(room)[1][0], State.CHECKING, room.checker)


def reply(question: Question, by: User, answer: str = "The coastguard did.", key: str = "") -> Question:
    return question_answer(question_id=question.pk, by=by, key=key or make.key(), answer=answer)


def withdraw(question: Question, by: User) -> Question:
    return question_withdraw(question_id=question.pk, by=by, key=make.key())


def kinds(claim: Claim) -> list[str]:
    """What has happened to the claim, oldest first."""
    return list(Event.objects.filter(claim=claim).order_by("number").values_list("what", flat=True))


# -- asking --------------------------------------------------------------------------------------------------


def test_a_colleague_is_asked_and_told_and_the_claim_waits(room: make.Newsroom, claim: Claim) -> None:
    by = timezone.now() + timedelta(hours=3)
    question = make.asked(claim, room.checker, room.reporter, answer_by=by, blocking=True)
    assert (question.asked_of, question.to, question.source) == (AskedOf.REPORTER, room.reporter, "")
    assert (question.text, question.answer_by, question.blocking) == ("Who counted them?", by, True)
    assert (question.by, question.is_open) == (room.checker, True)
    now = make.fresh(claim)
    assert (now.state, now.owner) == (State.AWAITING, room.checker)
    assert kinds(claim)[-2:] == [EventKind.ASKED, EventKind.MOVED]
    notice = Notice.objects.get(kind=NoticeKind.ASKED)
    assert (notice.to, notice.question, notice.by) == (room.reporter, question, room.checker)


def test_a_source_is_asked_by_name_and_nobody_is_told(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, source="Ilse Vantongeren")
    assert (question.asked_of, question.to, question.source) == (AskedOf.SOURCE, None, "Ilse Vantongeren")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("person", ["second", "editor"])
def test_whoever_may_check_asks_about_anybodys_claim(room: make.Newsroom, claim: Claim, person: str) -> None:
    make.asked(claim, getattr(room, person), room.reporter)
    now = make.fresh(claim)
    assert (now.state, now.owner) == (State.AWAITING, room.checker)


@pytest.mark.parametrize("person", ["reporter", "reader"])
def test_who_does_not_check_does_not_ask(room: make.Newsroom, claim: Claim, person: str) -> None:
    with pytest.raises(Refused, match="Checkers and editors"):
        make.asked(claim, getattr(room, person), room.second)
    assert not Question.objects.exists()


def test_a_byline_asks_nothing_in_its_own_story(room: make.Newsroom, claim: Claim) -> None:
    claim.article.bylines.add(room.editor)
    with pytest.raises(Refused, match="You wrote this story"):
        make.asked(claim, room.editor, room.reporter)
    claim.article.bylines.remove(room.editor)


def test_who_does_not_see_the_claim_does_not_ask(room: make.Newsroom, claim: Claim) -> None:
    for person in (room.outsider, room.administrator):
        with pytest.raises(Claim.DoesNotExist):
            make.asked(claim, person, room.reporter)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("checker", "You can't ask yourself"),
        ("outsider", "aren't a reporter, checker or editor of this desk"),
        ("reader", "aren't a reporter, checker or editor of this desk"),
        ("administrator", "aren't a reporter, checker or editor of this desk"),
    ],
)
def test_only_colleagues_of_the_desk_are_asked(
    room: make.Newsroom, claim: Claim, person: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        make.asked(claim, room.checker, getattr(room, person))
    User.objects.filter(pk=room.reporter.pk).update(is_active=False)
    with pytest.raises(Refused, match="aren't a reporter"):
        make.asked(claim, room.checker, room.reporter)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": " \n"}, "Write the question first"),
        ({"source": " "}, "Say who is asked"),
        ({"answer_by": timezone.now() - timedelta(minutes=1)}, "has passed already"),
    ],
)
def test_a_question_that_is_none_is_refused_and_nothing_is_stored(
    room: make.Newsroom, claim: Claim, given: dict[str, Any], why: str
) -> None:
    before = everything()
    with pytest.raises(Refused, match=why):
        make.asked(claim, room.checker, **given)
    assert everything() == before


def test_a_dismissed_claim_is_asked_nothing_about(room: make.Newsroom, claim: Claim) -> None:
    make.moved(claim, State.DISMISSED, room.checker, "An opinion.")
    with pytest.raises(Refused, match="reopen it to ask"):
        make.asked(claim, room.second, room.reporter)


def test_a_claim_that_nobody_has_taken_stays_where_it_is(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    question = make.asked(own, room.checker, room.reporter)
    assert make.fresh(own).state == State.OPEN
    reply(question, room.reporter)
    assert make.fresh(own).state == State.OPEN
    assert kinds(own) == [EventKind.ASKED, EventKind.REPLIED]


def test_asked_again_by_the_same_form_it_is_one_question(room: make.Newsroom, claim: Claim) -> None:
    first, again = (make.asked(claim, room.checker, room.reporter, key="k") for _ in range(2))
    assert first == again
    assert (Question.objects.count(), Notice.objects.count()) == (1, 1)
    with pytest.raises(Refused, match="already sent by somebody else"):
        make.asked(claim, room.second, room.reporter, key="k")


# -- there and back ------------------------------------------------------------------------------------------


def test_the_claim_goes_on_when_the_last_question_has_ended(room: make.Newsroom, claim: Claim) -> None:
    first = make.asked(claim, room.checker, room.reporter)
    second = make.asked(claim, room.checker)
    third = make.asked(claim, room.editor, room.second, blocking=True)
    reply(first, room.reporter)
    assert make.fresh(claim).state == State.AWAITING
    reply(second, room.editor, "He put it at three.")
    assert make.fresh(claim).state == State.AWAITING
    withdraw(third, room.editor)
    now = make.fresh(claim)
    assert (now.state, now.owner) == (State.CHECKING, room.checker)
    assert kinds(claim)[-2:] == [EventKind.QUESTION_WITHDRAWN, EventKind.MOVED]
    make.evidence(claim, room.checker)
    assert make.answered(claim, room.checker, settle=True).state == State.SETTLED


def test_a_claim_that_was_dismissed_meanwhile_stays_so(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter)
    make.moved(claim, State.DISMISSED, room.checker, "Cut from the story.")
    assert reply(question, room.reporter).answer == "The coastguard did."
    assert make.fresh(claim).state == State.DISMISSED


def test_a_blocking_question_voids_the_signatures_and_its_end_makes_the_article_ready(
    room: make.Newsroom,
) -> None:
    article = make.signable(room)
    claim = article.claims.order_by("pk")[0]
    assert make.signed(make.signed(article, room.editor), room.second).state == ArticleState.SIGNED_OFF
    make.asked(claim, room.checker, room.reporter)
    assert Article.objects.get().state == ArticleState.SIGNED_OFF, "it doesn't block"
    question = make.asked(claim, room.checker, room.reporter, blocking=True)
    assert Article.objects.get().state == ArticleState.CHECKING
    assert not SignOff.objects.filter(revoked_at=None).exists()
    ready = Notice.objects.filter(kind=NoticeKind.READY).count()
    reply(question, room.reporter)
    assert Notice.objects.filter(kind=NoticeKind.READY).count() == ready + 1
    assert SignOff.objects.filter(revoked_at=None).count() == 0


# -- answering -----------------------------------------------------------------------------------------------


def test_the_answer_is_stored_and_whoever_waits_is_told(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.editor, room.reporter)
    done = reply(question, room.reporter, "The coastguard, by radio.")
    assert (done.answer, done.answered_by, done.is_open) == (
        "The coastguard, by radio.",
        room.reporter,
        False,
    )
    assert done.answered_at is not None
    told = Notice.objects.filter(kind=NoticeKind.REPLIED)
    assert {one.to for one in told} == {room.editor, room.checker}
    assert {one.question for one in told} == {question}


def test_only_the_person_asked_answers(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.second)
    for person in (room.checker, room.editor, room.reporter, room.reader):
        with pytest.raises(Refused, match="Sam Second is asked"):
            reply(question, person)
    with pytest.raises(Question.DoesNotExist):
        reply(question, room.outsider)


def test_a_checker_or_an_editor_records_what_a_source_answered(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker)
    with pytest.raises(Refused, match="Checkers and editors"):
        reply(question, room.reporter)
    claim.article.bylines.add(room.second)
    with pytest.raises(Refused, match="You wrote this story"):
        reply(question, room.second)
    claim.article.bylines.remove(room.second)
    assert reply(question, room.second).answered_by == room.second


def test_who_has_left_the_desk_answers_nothing_any_more(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter)
    Membership.objects.filter(user=room.reporter).update(role=Role.READER)
    reporter = User.objects.get(pk=room.reporter.pk)
    with pytest.raises(Refused, match="Reporters, checkers and editors of this desk answer"):
        reply(question, reporter)
    Membership.objects.filter(user=room.reporter).delete()
    with pytest.raises(Question.DoesNotExist):
        reply(question, User.objects.get(pk=room.reporter.pk))


def test_an_answer_stays_as_it_is(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter)
    with pytest.raises(Refused, match="Write the answer first"):
        reply(question, room.reporter, "  ")
    first = reply(question, room.reporter, key="k")
    assert reply(question, room.reporter, key="k") == first
    before = everything()
    with pytest.raises(Refused, match="has answered this already"):
        reply(question, room.reporter, "On second thoughts.")
    with pytest.raises(Refused, match="no longer open"):
        withdraw(question, room.checker)
    assert everything() == before
    assert kinds(claim).count(EventKind.REPLIED) == 1


def test_another_persons_key_does_nothing(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter, key="k")
    with pytest.raises(Refused, match="already sent by somebody else"):
        reply(question, room.reporter, key="k")
    make.noted(claim, room.checker)
    note_key = Event.objects.filter(what=EventKind.NOTED).get().key
    with pytest.raises(Question.DoesNotExist):
        make.asked(claim, room.checker, room.reporter, key=note_key)


# -- withdrawing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["second", "checker", "editor"])
def test_asker_owner_and_editor_take_it_back(room: make.Newsroom, claim: Claim, person: str) -> None:
    question = make.asked(claim, room.second, room.reporter)
    done = withdraw(question, getattr(room, person))
    assert (done.withdrawn_by, done.is_open) == (getattr(room, person), False)
    assert make.fresh(claim).state == State.CHECKING
    with pytest.raises(Refused, match="This question was withdrawn"):
        reply(question, room.reporter)
    assert list(asked_of(room.reporter)) == []


def test_nobody_else_takes_it_back(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter, blocking=True)
    with pytest.raises(Refused, match="Chloe Checker asked this"):
        withdraw(question, room.second)
    for person in (room.reporter, room.reader):
        with pytest.raises(Refused, match="Checkers and editors"):
            withdraw(question, person)
    claim.article.bylines.add(room.editor)
    with pytest.raises(Refused, match="You wrote this story"):
        withdraw(question, room.editor)
    claim.article.bylines.remove(room.editor)
    assert Question.objects.get().is_open


# -- who sees what -------------------------------------------------------------------------------------------


def test_who_is_asked_sees_the_question_and_not_the_story(room: make.Newsroom, claim: Claim) -> None:
    stranger = make.person(Role.REPORTER, room.desk, name="Cora Colleague")
    mine = make.asked(claim, room.checker, stranger)
    other = make.asked(claim, room.checker, room.reporter)
    assert set(questions_visible_to(stranger)) == {mine}
    assert not claims_visible_to(stranger).exists() and not articles_visible_to(stranger).exists()
    for person in (room.reporter, room.checker, room.editor, room.reader):
        assert set(questions_visible_to(person)) == {mine, other}
    for person in (room.outsider, room.administrator):
        assert not questions_visible_to(person).exists()
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    assert not questions_visible_to(User.objects.get(pk=stranger.pk)).exists()


def test_what_is_asked_of_me_by_the_time_to_answer(room: make.Newsroom, claim: Claim) -> None:
    now = timezone.now()
    times = {"late": now + timedelta(days=2), "soon": now + timedelta(hours=1), "none": None}
    for text, by in times.items():
        make.asked(claim, room.checker, room.reporter, text=text, answer_by=by)
    make.asked(claim, room.checker, room.second, text="Somebody else's")
    passed = Question.objects.get(text="soon")
    shown = asked_of(room.reporter)
    assert [one.question.text for one in shown] == ["soon", "late", "none"]
    assert not any(one.overdue for one in shown)
    reply(passed, room.reporter)
    assert [one.question.text for one in asked_of(room.reporter)] == ["late", "none"]
    assert [one.question.text for one in answered_by(room.reporter)] == ["soon"]


def test_overdue_is_what_is_open_after_its_time(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter, answer_by=timezone.now() + timedelta(hours=1))
    (shown,) = questions_of(room.checker, claim).shown
    assert not shown.overdue
    shown.question.answer_by = timezone.now() - timedelta(seconds=1)
    assert shown.overdue
    shown.question.answered_at = timezone.now()
    assert not shown.overdue
    withdraw(question, room.checker)


def test_who_wrote_it_is_offered_first(room: make.Newsroom, claim: Claim) -> None:
    article_bylines(article_id=claim.article_id, by=room.editor, key=make.key(), written_by=[room.second.pk])
    people = people_to_ask(make.fresh(claim).article, room.checker)
    assert [(one.name, wrote) for one, wrote in people] == [
        ("Sam Second", True),
        ("Edie Editor", False),
        ("Rob Reporter", False),
    ]


def test_the_claims_words_come_with_their_sentence(room: make.Newsroom, claim: Claim) -> None:
    around = context_of(claim).stretches
    assert "".join(words for words, _ in around) in make.TEXT
    assert [words for words, own in around if own] == ["the bridge is safe"]
    assert any("Mayor Ann Cole said" in words for words, _ in around)
    with transaction.atomic():
        claim.places.all().delete()
        assert context_of(claim).stretches == ()
        transaction.set_rollback(True)


def test_one_query_for_a_claims_questions(room: make.Newsroom, claim: Claim) -> None:
    found = Claim.objects.select_related("article", "owner").get(pk=claim.pk)
    assert questions_of(room.checker, found).may_ask.allowed  # roles and bylines are read
    for number in (1, 6):
        for _ in range(number):
            make.asked(claim, room.checker, room.reporter)
        found = Claim.objects.select_related("article", "owner").prefetch_related("article__bylines")
        loaded = found.get(pk=claim.pk)
        with CaptureQueriesContext(connection) as queries:
            talk = questions_of(room.checker, loaded)
            assert all(one.asked == "Rob Reporter" for one in talk.shown)
        assert len(queries) == 1


# -- at the same moment --------------------------------------------------------------------------------------


def names(came: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in came)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_an_answer_at_once_one_does(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker)
    came = at_once([lambda by=by: reply(question, by, by.name) for by in (room.checker, room.editor)])
    assert names(came) == {"Question": 1, "Refused": 1}
    winner = next(one for one in came if isinstance(one, Question))
    assert Question.objects.get().answer == winner.answer
    assert kinds(claim).count(EventKind.REPLIED) == 1
    assert make.fresh(claim).state == State.CHECKING


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_withdrawal_at_once_do_not_both_win(room: make.Newsroom, claim: Claim) -> None:
    question = make.asked(claim, room.checker, room.reporter)
    came = at_once([lambda: reply(question, room.reporter), lambda: withdraw(question, room.checker)])
    assert names(came) == {"Question": 1, "Refused": 1}
    assert make.fresh(claim).state == State.CHECKING


@pytest.mark.django_db(transaction=True)
def test_the_last_two_answers_at_once_let_the_claim_go_on_once(room: make.Newsroom, claim: Claim) -> None:
    first, second = (make.asked(claim, room.checker, to) for to in (room.reporter, room.second))
    came = at_once([lambda: reply(first, room.reporter), lambda: reply(second, room.second)])
    assert names(came) == {"Question": 2}
    assert make.fresh(claim).state == State.CHECKING
    assert kinds(claim).count(EventKind.MOVED) == 3  # taken, waiting, back


@pytest.mark.django_db(transaction=True)
def test_twenty_sends_of_one_form_are_one_question_and_one_answer(room: make.Newsroom, claim: Claim) -> None:
    def ask() -> Question:
        return question_ask(claim_id=claim.pk, by=room.checker, key="q", text="Who?", to=room.reporter.pk)

    asked = at_once([ask] * 20)
    assert len({one.pk for one in asked}) == 1
    came = at_once([lambda: reply(asked[0], room.reporter, key="a")] * 20)
    assert names(came) == {"Question": 20}
    assert kinds(claim).count(EventKind.REPLIED) == 1
