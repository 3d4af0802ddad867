"""Giving claims to people and to the pool, deadlines, who is away, and what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from claims.errors import Refused, Stale
from claims.models import Article, Claim, Event, Notice, User
from claims.permissions import is_away
from claims.services.article_bylines import article_bylines
from claims.services.article_deadline import article_deadline
from claims.services.claims_assign import KEEP, Assigned, Chosen, claims_assign
from claims.services.claims_hand_over import claims_hand_over
from claims.services.claims_overdue import claims_overdue
from claims.services.history_check import Tally, check_history
from claims.services.person_away import person_away
from claims.vocabulary import ArticleState, EventKind, NoticeKind, Role, State
from tests import factories as make
from tests.support.database import at_once, everything

pytestmark = pytest.mark.django_db
SOON = datetime(2050, 1, 2, 15, 20, tzinfo=UTC)


@pytest.fixture
def room(db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    """The safe bridge, the ninety years, nobody hurt (high risk), and a suggestion."""
    return make.split_article(room)[1]


def give(
    room: make.Newsroom, to: User | None, *claims: Claim, by: User | None = None, **more: object
) -> Assigned:
    given = {"claims": Chosen(ids=tuple(one.pk for one in claims)), "key": make.key()} | more
    article_id = claims[0].article_id if claims else Article.objects.latest("pk").pk
    return claims_assign(article_id=article_id, by=by or room.editor, to=to, **given)  # type: ignore[arg-type]


def last(claim: Claim) -> Event:
    return Event.objects.filter(claim=claim).latest("number")


def nothing_changes(do: object, wanted: type[Exception], *words: str) -> None:
    before = everything()
    with pytest.raises(wanted) as refused, transaction.atomic():
        do()  # type: ignore[operator]
    assert everything() == before
    for one in words:
        assert one in str(refused.value)


def checked_by_history(article_id: int) -> list[str]:
    """What the verification of this article finds wrong."""
    return list(check_history(Tally(), article_id))


# -- one claim ---------------------------------------------------------------------------------------------


def test_an_open_claim_that_is_given_is_in_work(room: make.Newsroom, claims: list[Claim]) -> None:
    came = give(room, room.checker, claims[0], deadline=SOON, instruction="Ring the harbour.")
    claim = make.fresh(claims[0])
    assert (claim.state, claim.owner, claim.deadline) == (State.CHECKING, room.checker, SOON)
    assert claim.instruction == "Ring the harbour."
    assert str(came) == "1 assigned"
    assert claim.article.state == ArticleState.CHECKING
    event = last(claim)
    assert (event.what, event.by) == (EventKind.ASSIGNED, room.editor)
    assert event.payload.after["owner"] == room.checker.pk
    assert checked_by_history(claim.article_id) == []


def test_a_claim_in_work_goes_to_a_colleague_and_keeps_what_was_found(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    make.answered(claims[0], room.checker)
    give(room, room.second, claims[0], by=room.checker)
    claim = make.fresh(claims[0])
    assert (claim.state, claim.owner, claim.answers.count()) == (State.CHECKING, room.second, 1)
    assert last(claim).by == room.checker
    assert checked_by_history(claim.article_id) == []


def test_a_claim_in_work_goes_back_to_the_pool_with_its_deadline(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    give(room, room.checker, claims[0], deadline=SOON)
    give(room, None, claims[0], by=room.checker)
    claim = make.fresh(claims[0])
    assert (claim.state, claim.owner, claim.deadline) == (State.OPEN, None, SOON)
    give(room, None, claims[0], deadline=None, instruction="Whoever has time.")
    claim = make.fresh(claim)
    assert (claim.deadline, claim.instruction) == (None, "Whoever has time.")
    assert checked_by_history(claim.article_id) == []


def test_a_second_check_may_only_get_a_deadline_and_an_instruction(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    hurt = claims[2]
    make.settled(hurt, room.checker)
    assert make.fresh(hurt).state == State.SECOND
    nothing_changes(lambda: give(room, room.second, hurt, deadline=SOON), Refused, "second check")
    give(room, None, hurt, deadline=SOON, instruction="Before noon.")
    claim = make.fresh(hurt)
    assert (claim.state, claim.owner, claim.deadline) == (State.SECOND, room.checker, SOON)
    nothing_changes(lambda: give(room, None, hurt), Refused, "second check")


def test_a_stale_claim_is_given_as_it_is(room: make.Newsroom, claims: list[Claim]) -> None:
    Claim.objects.filter(pk=claims[0].pk).update(state=State.STALE, stale_why="Evidence was withdrawn.")
    give(room, room.checker, claims[0])
    claim = make.fresh(claims[0])
    assert (claim.state, claim.owner, claim.stale_why) == (
        State.STALE,
        room.checker,
        "Evidence was withdrawn.",
    )


def test_what_awaits_a_reply_may_go_to_a_colleague_and_not_to_the_pool(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    give(room, room.checker, claims[0])
    Claim.objects.filter(pk=claims[0].pk).update(state=State.AWAITING)
    nothing_changes(lambda: give(room, None, claims[0]), Refused, "a question is open")
    give(room, room.second, claims[0])
    assert make.fresh(claims[0]).owner == room.second
    assert make.fresh(claims[0]).state == State.AWAITING


def test_a_form_about_a_claim_that_moved_on_is_stale(room: make.Newsroom, claims: list[Claim]) -> None:
    seen = make.fresh(claims[0]).version
    make.moved(claims[0], State.CHECKING, room.second)
    nothing_changes(lambda: give(room, room.checker, claims[0], seen=seen), Stale)


def test_giving_a_claim_to_who_has_it_is_no_event(room: make.Newsroom, claims: list[Claim]) -> None:
    give(room, room.checker, claims[0])
    nothing_changes(lambda: give(room, room.checker, claims[0]), Refused, "there already")


# -- to whom, and by whom ----------------------------------------------------------------------------------


def test_who_may_not_have_it(room: make.Newsroom, claims: list[Claim]) -> None:
    shut_out = make.person(Role.CHECKER, room.desk, name="Ines Inactive", is_active=False)
    gone = make.person(
        Role.CHECKER, room.desk, name="Al Away", away_until=timezone.localdate() + timedelta(days=9)
    )
    writer = make.person(Role.CHECKER, room.desk, name="Wim Writer")
    claims[0].article.bylines.add(writer)
    for person, word in (
        (room.reporter, "isn't a checker or an editor"),
        (room.reader, "isn't a checker or an editor"),
        (room.outsider, "isn't a checker or an editor"),
        (shut_out, "Ines Inactive"),
        (writer, "wrote this story"),
        (gone, "is away until"),
    ):
        nothing_changes(lambda to=person: give(room, to, claims[0]), Refused, word)  # type: ignore[misc]


def test_who_is_back_today_is_not_away(room: make.Newsroom, claims: list[Claim]) -> None:
    room.checker.away_until = timezone.localdate()
    assert not is_away(room.checker)
    room.checker.away_until += timedelta(days=1)
    assert is_away(room.checker)


@pytest.mark.parametrize("who", ["reporter", "second", "reader"])
def test_who_may_not_give_a_colleagues_claim_away(room: make.Newsroom, claims: list[Claim], who: str) -> None:
    make.moved(claims[0], State.CHECKING, room.checker)
    by = getattr(room, who)
    nothing_changes(lambda: give(room, room.editor, claims[0], by=by), Refused, "Nothing was assigned")


def test_strangers_find_no_article(room: make.Newsroom, claims: list[Claim]) -> None:
    for by in (room.outsider, room.administrator):
        nothing_changes(lambda who=by: give(room, room.checker, claims[0], by=who), Article.DoesNotExist)  # type: ignore[misc]


def test_an_editor_gives_nothing_of_their_own_story_away(room: make.Newsroom, claims: list[Claim]) -> None:
    claims[0].article.bylines.add(room.editor)
    nothing_changes(lambda: give(room, room.checker, claims[0]), Refused, "not yours")


def test_an_owner_hands_on_and_sets_no_deadline(room: make.Newsroom, claims: list[Claim]) -> None:
    make.moved(claims[0], State.CHECKING, room.checker)
    nothing_changes(
        lambda: give(room, room.second, claims[0], by=room.checker, deadline=SOON), Refused, "deadlines"
    )
    give(room, room.second, claims[0], by=room.checker, instruction="I rang twice.")
    assert make.fresh(claims[0]).instruction == "I rang twice."


# -- many --------------------------------------------------------------------------------------------------


def test_many_are_given_and_what_is_done_is_left(room: make.Newsroom, claims: list[Claim]) -> None:
    make.settled(claims[1], room.second)
    make.settled(claims[2], room.second)
    came = give(room, room.checker, *claims)
    assert (came.given, dict(came.left)) == (1, {"settled": 1, "second check": 1, "suggested": 1})
    assert str(came) == "1 assigned, 1 left: second check, 1 left: settled, 1 left: suggested"
    assert [make.fresh(one).owner for one in claims] == [room.checker, room.second, room.second, None]
    assert Event.objects.filter(what=EventKind.ASSIGNED).count() == 1


def test_all_that_is_left_is_open_and_nobodys(room: make.Newsroom, claims: list[Claim]) -> None:
    make.moved(claims[0], State.CHECKING, room.second)
    came = give(room, room.checker, claims=Chosen(left=True))
    assert came.given == 2
    assert [make.fresh(one).owner for one in claims] == [room.second, room.checker, room.checker, None]


def test_all_of_a_speaker_and_all_of_a_risk(room: make.Newsroom, claims: list[Claim]) -> None:
    safe, own, hurt, _ = claims
    assert safe.attribution is not None
    speaker = safe.attribution.speakers.get()
    assert give(room, room.checker, claims=Chosen(speaker=speaker.pk)).given == 1
    assert give(room, room.second, claims=Chosen(risk="casualty")).given == 1
    assert [make.fresh(one).owner for one in (safe, own, hurt)] == [room.checker, None, room.second]
    nothing_changes(
        lambda: give(room, room.second, claims=Chosen(risk="health")), Refused, "no claim was chosen"
    )


def test_claims_of_another_article_are_not_chosen(room: make.Newsroom, claims: list[Claim]) -> None:
    elsewhere = make.split_article(room)[1][0]
    nothing_changes(
        lambda: claims_assign(
            article_id=claims[0].article_id,
            by=room.editor,
            key=make.key(),
            to=room.checker,
            claims=Chosen(ids=(elsewhere.pk,)),
        ),
        Refused,
        "no claim was chosen",
    )


def test_a_key_that_comes_again_changes_nothing(room: make.Newsroom, claims: list[Claim]) -> None:
    key = make.key()
    first = give(room, room.checker, claims[0], claims[1], key=key)
    before = everything()
    again = give(room, room.checker, claims[0], claims[1], key=key)
    assert everything() == before
    assert (first.given, again.given) == (2, 2)
    with pytest.raises(Refused, match="already sent by somebody else"):
        give(room, room.checker, claims[0], key=key, by=room.checker)


def test_what_is_not_given_keeps_what_it_has(room: make.Newsroom, claims: list[Claim]) -> None:
    give(room, room.checker, claims[0], deadline=SOON, instruction="Mind the date.")
    give(room, room.second, claims[0], deadline=KEEP, instruction=KEEP)
    claim = make.fresh(claims[0])
    assert (claim.deadline, claim.instruction) == (SOON, "Mind the date.")


@pytest.mark.django_db(transaction=True)
def test_two_editors_give_one_claim_at_once() -> None:
    room = make.newsroom()
    claim = make.split_article(room)[1][0]
    other = make.person(Role.EDITOR, room.desk, name="Eve Editor")
    seen = make.fresh(claim).version
    came = at_once(
        [
            lambda: give(room, room.checker, claim, by=room.editor, seen=seen),
            lambda: give(room, room.second, claim, by=other, seen=seen),
        ]
    )
    assert sorted(type(one).__name__ for one in came) == ["Assigned", "Stale"]
    assert Event.objects.filter(claim=claim, what=EventKind.ASSIGNED).count() == 1
    assert checked_by_history(claim.article_id) == []


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_ten_times_at_once_is_one_assignment() -> None:
    room = make.newsroom()
    claims = make.split_article(room)[1]
    key = make.key()
    came = at_once([lambda: give(room, room.checker, claims[0], claims[1], key=key)] * 10)
    assert [one.given for one in came] == [2] * 10
    assert Event.objects.filter(what=EventKind.ASSIGNED).count() == 2


# -- being told --------------------------------------------------------------------------------------------


def test_one_claim_is_a_notice_of_the_claim_and_many_one_of_the_article(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    give(room, room.checker, claims[0])
    give(room, room.second, claims[1], claims[2])
    told = {one.to: one for one in Notice.objects.filter(kind=NoticeKind.ASSIGNED)}
    assert told[room.checker].claim_id == claims[0].pk
    assert told[room.second].claim_id is None
    assert told[room.second].article_id == claims[0].article_id
    give(room, room.editor, claims[0])
    give(room, None, claims[1])
    assert Notice.objects.filter(kind=NoticeKind.ASSIGNED).count() == 2, "nobody is told of what they did"


def late(*claims: Claim, hours: int = 1) -> None:
    passed = timezone.now() - timedelta(hours=hours)
    Claim.objects.filter(pk__in=[one.pk for one in claims]).update(deadline=passed)


def test_who_is_late_is_told_once_for_a_deadline(room: make.Newsroom, claims: list[Claim]) -> None:
    give(room, room.checker, *claims[:2])
    assert claims_overdue() == 0
    late(claims[0])
    assert (claims_overdue(), claims_overdue()) == (1, 0)
    (told,) = Notice.objects.filter(kind=NoticeKind.OVERDUE)
    assert (told.to, told.claim_id, told.by) == (room.checker, claims[0].pk, None)
    late(claims[0], hours=2)
    assert (claims_overdue(), claims_overdue()) == (1, 0)


def test_the_articles_deadline_is_that_of_claims_without_one(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    give(room, room.checker, claims[0], deadline=SOON)
    give(room, room.checker, claims[1])
    Article.objects.filter(pk=claims[0].article_id).update(deadline=timezone.now() - timedelta(minutes=1))
    assert claims_overdue() == 1
    assert Notice.objects.get(kind=NoticeKind.OVERDUE).claim_id == claims[1].pk


def test_nobody_is_told_of_what_waits_for_somebody_else(room: make.Newsroom, claims: list[Claim]) -> None:
    make.settled(claims[1], room.checker)
    make.settled(claims[2], room.checker)
    late(*claims)
    assert claims_overdue() == 0, "settled, at second check, in the pool, and suggested"


def test_who_was_shut_out_holds_nobody_else_up(room: make.Newsroom, claims: list[Claim]) -> None:
    give(room, room.checker, claims[0])
    give(room, room.second, claims[1])
    User.objects.filter(pk=room.checker.pk).update(is_active=False)
    late(*claims)
    assert (claims_overdue(), claims_overdue()) == (1, 0)


# -- an article's deadline ---------------------------------------------------------------------------------


def set_deadline(article_id: int, by: User, deadline: datetime | None, key: str = "") -> Article:
    return article_deadline(article_id=article_id, by=by, key=key or make.key(), deadline=deadline)


def test_an_editor_moves_the_deadline_and_history_has_both(room: make.Newsroom, claims: list[Claim]) -> None:
    article_id, key = claims[0].article_id, make.key()
    set_deadline(article_id, room.editor, SOON, key)
    set_deadline(article_id, room.editor, SOON - timedelta(days=1), key)
    assert Article.objects.get(pk=article_id).deadline == SOON, "one key, one deadline"
    set_deadline(article_id, room.editor, None)
    event = Event.objects.filter(article=article_id).latest("number")
    assert (event.payload.before, event.payload.after) == (
        {"deadline": SOON.isoformat()},
        {"deadline": None},
    )
    before = Event.objects.count()
    set_deadline(article_id, room.editor, None)
    assert Event.objects.count() == before
    assert checked_by_history(article_id) == []


def test_a_deadline_set_behind_the_applications_back_shows(room: make.Newsroom, claims: list[Claim]) -> None:
    give(room, room.checker, claims[0], deadline=SOON)
    Claim.objects.filter(pk=claims[0].pk).update(deadline=SOON + timedelta(days=1))
    Article.objects.filter(pk=claims[0].article_id).update(deadline=SOON)
    found = " ".join(checked_by_history(claims[0].article_id))
    assert found.count("deadline") == 2


def test_whoever_wrote_it_says_a_deadline_where_there_is_none(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    article_id = claims[0].article_id
    for who in (room.checker, room.reader):
        nothing_changes(lambda by=who: set_deadline(article_id, by, SOON), Refused, "Editors")  # type: ignore[misc]
    set_deadline(article_id, room.reporter, SOON)
    nothing_changes(lambda: set_deadline(article_id, room.reporter, None), Refused, "Ask an editor")


# -- away, and handing over --------------------------------------------------------------------------------


def test_each_says_when_they_are_away_and_editors_for_their_desk(room: make.Newsroom) -> None:
    back = timezone.localdate() + timedelta(days=3)
    for by, person in ((room.checker, room.checker), (room.editor, room.second)):
        assert person_away(person_id=person.pk, by=by, key=make.key(), until=back).away_until == back
        person.refresh_from_db()
        assert person.away_until == back
    assert person_away(person_id=room.checker.pk, by=room.checker, key=make.key(), until=None)
    room.checker.refresh_from_db()
    assert room.checker.away_until is None
    for by in (room.checker, room.reporter, room.reader):
        with pytest.raises(Refused):
            person_away(person_id=room.second.pk, by=by, key=make.key(), until=None)
    with pytest.raises(User.DoesNotExist):
        person_away(person_id=room.second.pk, by=room.outsider, key=make.key(), until=None)
    with pytest.raises(Refused):
        person_away(person_id=room.editor.pk, by=room.second, key=make.key(), until=back)


def hand_over(room: make.Newsroom, to: User | None, by: User | None = None, key: str = "") -> Assigned:
    return claims_hand_over(
        desk_id=room.desk.pk, of=room.checker, to=to, by=by or room.editor, key=key or make.key()
    )


@pytest.fixture
def two(room: make.Newsroom) -> list[list[Claim]]:
    """Two articles; in the first, two claims of the checker's in work, in the second one."""
    found = [make.split_article(room)[1] for _ in range(2)]
    give(room, room.checker, *found[0][:2])
    give(room, room.checker, found[1][0])
    return found


def test_all_that_somebody_has_goes_to_the_pool(room: make.Newsroom, two: list[list[Claim]]) -> None:
    make.settled(two[0][2], room.checker)
    key = make.key()
    assert hand_over(room, None, key=key).given == 3
    assert {make.fresh(one).state for one in (*two[0][:2], two[1][0])} == {State.OPEN}
    assert make.fresh(two[0][2]).state == State.SECOND, "what waits for its second check isn't in work"
    before = everything()
    assert hand_over(room, None, key=key).given == 3
    assert everything() == before
    nothing_changes(lambda: hand_over(room, None), Refused, "nothing is in work")
    assert [checked_by_history(one[0].article_id) for one in two] == [[], []]


def test_a_colleague_gets_all_but_of_their_own_story(room: make.Newsroom, two: list[list[Claim]]) -> None:
    two[0][0].article.bylines.add(room.second)
    came = hand_over(room, room.second)
    assert (came.given, dict(came.left)) == (1, {"Sam Second wrote the story": 2})
    assert make.fresh(two[1][0]).owner == room.second
    assert make.fresh(two[0][0]).owner == room.checker
    told = Notice.objects.filter(to=room.second, kind=NoticeKind.ASSIGNED)
    assert [one.article_id for one in told] == [two[1][0].article_id]


def test_who_hands_over(room: make.Newsroom, two: list[list[Claim]]) -> None:
    for by in (room.second, room.reader, room.reporter):
        nothing_changes(lambda who=by: hand_over(room, None, who), Refused, "Editors of this desk")  # type: ignore[misc]
    nothing_changes(lambda: hand_over(room, room.checker), Refused, "already")
    nothing_changes(lambda: hand_over(room, room.reader), Refused, "isn't a checker")
    person_away(
        person_id=room.second.pk,
        by=room.second,
        key=make.key(),
        until=timezone.localdate() + timedelta(days=2),
    )
    nothing_changes(lambda: hand_over(room, User.objects.get(pk=room.second.pk)), Refused, "is away")
    assert hand_over(room, room.editor, by=room.checker).given == 3


def test_what_awaits_a_reply_stays_when_the_rest_goes_to_the_pool(
    room: make.Newsroom, two: list[list[Claim]]
) -> None:
    Claim.objects.filter(pk=two[0][0].pk).update(state=State.AWAITING)
    came = hand_over(room, None)
    assert (came.given, sum(came.left.values())) == (2, 1)
    assert make.fresh(two[0][0]).owner == room.checker


def test_a_byline_that_is_set_later_leaves_nothing_assigned_to_it(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    give(room, room.checker, claims[0])
    article_bylines(
        article_id=claims[0].article_id, by=room.editor, key=make.key(), written_by=[room.checker.pk]
    )
    nothing_changes(lambda: give(room, room.checker, claims[1]), Refused, "wrote this story")
