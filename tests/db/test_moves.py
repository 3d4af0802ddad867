"""The table of moves: every state, every target, every kind of person, with and without a high risk."""

from __future__ import annotations

import pytest

from claims.errors import Refused
from claims.models import Answer, Article, Claim, Event, User
from claims.permissions import may_move
from claims.services.claim_change import claim_now
from claims.services.claim_move import claim_move
from claims.vocabulary import ArticleState, Copy, EventKind, EvidenceKind, Role, Said, So, State
from tests import factories as make

pytestmark = pytest.mark.django_db

# Everything that a move could ask for is there: answers of both rounds that agree, evidence with a locator, a
# reason. O: the checker who owns the claim and answered first. S: a checker who answered second. E: an editor
# who has answered nothing. What isn't listed is nobody's.
EXPECTED = """
from            to              low   high
suggested       open            OSE   OSE
suggested       dismissed       OSE   OSE
open            checking        OSE   OSE
open            dismissed       OSE   -
checking        open            OE    OE
checking        settled         O     -
checking        second check    -     O
checking        dismissed       OSE   -
awaiting reply  dismissed       OSE   -
second check    settled         S     S
second check    checking        SE    SE
second check    dismissed       OSE   -
settled         checking        OSE   OSE
settled         dismissed       OSE   -
dismissed       open            OSE   OSE
stale           checking        OSE   OSE
stale           dismissed       OSE   -
"""


def expected() -> dict[tuple[str, str, bool], set[str]]:
    """(from, to, high risk) → letters of those who may."""
    found = {}
    for line in EXPECTED.strip().splitlines()[1:]:
        before, after = line[:16].strip(), line[16:32].strip()
        low, high = line[32:].split()
        found[before, after, False] = set(low) - {"-"}
        found[before, after, True] = set(high) - {"-"}
    return found


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    """A claim for which everything is there that a move could ask for."""
    claim = make.split_article(room)[1][0]
    make.evidence(claim, room.checker)
    make.answered(claim, room.checker)
    first = Answer.objects.get(claim=claim)
    Answer.objects.create(
        claim=claim, by=room.second, round=2, wording=first.wording, said=first.said, so=first.so
    )
    return claim_now(claim.pk)


def test_every_move_of_everybody(room: make.Newsroom, claim: Claim) -> None:
    writer = make.person(Role.EDITOR, room.desk)
    claim.article.bylines.add(writer)
    people: dict[str, User] = {
        "O": room.checker,
        "S": room.second,
        "E": room.editor,
        "byline": writer,
        "reporter": room.reporter,
        "reader": room.reader,
        "administrator": room.administrator,
        "other desk": room.outsider,
        "inactive": make.person(Role.EDITOR, room.desk, is_active=False),
    }
    claim, wanted, got = claim_now(claim.pk), expected(), {}
    for before in State:
        for after in State:
            for high in (False, True):
                claim.state, claim.high_risk = before, high
                may = {
                    letter
                    for letter, person in people.items()
                    if may_move(person, claim, after, "A reason.").allowed
                }
                if may:
                    got[before.value, after.value, high] = may
    assert got == {case: may for case, may in wanted.items() if may}


REASON_NEEDED = {
    (State.OPEN, State.DISMISSED),
    (State.CHECKING, State.DISMISSED),
    (State.AWAITING, State.DISMISSED),
    (State.SECOND, State.DISMISSED),
    (State.SECOND, State.CHECKING),
    (State.SETTLED, State.CHECKING),
    (State.SETTLED, State.DISMISSED),
    (State.STALE, State.CHECKING),
    (State.STALE, State.DISMISSED),
}


def test_the_moves_that_ask_for_a_reason(room: make.Newsroom, claim: Claim) -> None:
    """A blank is none."""
    people, found = (room.checker, room.second, room.editor), set()
    for before in State:
        for after in State:
            claim.state = before
            with_reason = any(may_move(one, claim, after, "Because.").allowed for one in people)
            if with_reason and not any(may_move(one, claim, after, " \n").allowed for one in people):
                found.add((before, after))
    assert found == REASON_NEEDED


def refusal(claim: Claim, by: User, to: State, note: str = "A reason.") -> str:
    verdict = may_move(by, claim_now(claim.pk), to, note)
    assert not verdict.allowed
    return verdict.why


@pytest.fixture
def taken(room: make.Newsroom) -> Claim:
    """An attributed claim that its owner has neither answered nor given evidence."""
    return make.moved(make.split_article(room)[1][0], State.CHECKING, room.checker)


def may_settle(claim: Claim, by: User) -> str:
    """ "" or why not."""
    return may_move(by, claim_now(claim.pk), State.SETTLED).why


def test_settling_asks_for_one_thing_after_the_other(room: make.Newsroom, taken: Claim) -> None:
    assert "Answer both questions" in may_settle(taken, room.checker)
    make.answered(taken, room.checker, so="")
    assert "Answer both questions" in may_settle(taken, room.checker)
    make.answered(taken, room.checker, said="", so=So.CONFIRMED)
    assert "Answer both questions" in may_settle(taken, room.checker)
    make.answered(taken, room.checker, said=Said.UNFAIR, so=So.CONFIRMED)
    assert "Attach evidence" in may_settle(taken, room.checker)
    make.evidence(taken, room.second, locator="")
    assert "Attach evidence" in may_settle(taken, room.checker)
    use = make.evidence(taken, room.second)
    assert "what happens to the copy" in may_settle(taken, room.checker)
    make.answered(taken, room.checker, said=Said.UNFAIR, so=So.CONFIRMED, copy=Copy.HEDGED)
    assert may_settle(taken, room.checker) == ""
    use.withdrawn_why = "It was a fake."
    use.save()
    assert "Attach evidence" in may_settle(taken, room.checker)
    make.evidence(taken, room.second, kind=EvidenceKind.SEARCH, locator="")
    assert may_settle(taken, room.checker) == ""


def test_an_own_voice_claim_asks_one_question(room: make.Newsroom) -> None:
    claim = make.moved(make.split_article(room)[1][1], State.CHECKING, room.checker)
    assert "Is it so?" in may_settle(claim, room.checker)
    make.settled(claim, room.checker)
    assert make.fresh(claim).state == State.SETTLED


CALLS = [
    (said, so)
    for said in Said
    for so in So
    if said in {Said.UNFAIR, Said.MISATTRIBUTED, Said.SECOND_HAND, Said.NOT_FOUND}
    or so in {So.CONTEXT, So.DISPUTED, So.INSUFFICIENT, So.WRONG}
]


def test_which_answers_call_for_a_copy_resolution(room: make.Newsroom, claim: Claim) -> None:
    """All 42 pairs of answers, each without one."""
    answer, calling = Answer.objects.get(claim=claim, round=1), []
    for said in Said:
        for so in So:
            Answer.objects.filter(pk=answer.pk).update(said=said, so=so)
            if "copy" in may_settle(claim, room.checker):
                calling.append((said, so))
    assert calling == CALLS


def test_answers_for_another_wording_do_not_count(room: make.Newsroom, claim: Claim) -> None:
    assert may_settle(claim, room.checker) == ""
    Claim.objects.filter(pk=claim.pk).update(wording="0" * 64)
    assert "Answer both questions" in may_settle(claim, room.checker)
    Claim.objects.filter(pk=claim.pk).update(state=State.SECOND)
    assert "Store your own answers" in may_settle(claim, room.second)


def test_who_checked_first_or_owns_it_is_no_second_person(room: make.Newsroom, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=State.SECOND, owner=room.editor)
    assert "You checked this claim first" in refusal(claim, room.checker, State.SETTLED)
    assert "You checked this claim first" in refusal(claim, room.editor, State.SETTLED)
    assert "You checked this claim first" in refusal(claim, room.checker, State.CHECKING)
    assert may_settle(claim, room.second) == ""


@pytest.mark.parametrize("changed", [{"said": Said.FAIR}, {"so": So.DISPUTED}])
def test_a_second_person_who_disagrees_cannot_settle(
    room: make.Newsroom, claim: Claim, changed: dict[str, str]
) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=State.SECOND)
    Answer.objects.filter(claim=claim, round=2).update(**changed)
    assert "differ" in refusal(claim, room.second, State.SETTLED)


def test_a_refusal_names_who_has_it(room: make.Newsroom, taken: Claim) -> None:
    assert refusal(taken, room.second, State.OPEN) == "Chloe Checker is checking this claim."


def test_a_move_that_is_none_says_so(room: make.Newsroom, taken: Claim) -> None:
    assert refusal(taken, room.checker, State.STALE) == "A claim that is checking can't become stale."


def test_a_byline_is_told_why(room: make.Newsroom, taken: Claim) -> None:
    taken.article.bylines.add(room.checker)
    assert refusal(taken, room.checker, State.OPEN) == "You wrote this story: somebody else checks it."


def test_taking_it_starts_the_article_and_handing_back_frees_the_claim(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    took = claim_move(claim_id=claims[0].pk, seen=1, to=State.CHECKING, by=room.checker, key="a")
    assert (took.state, took.owner, took.version, took.article.state) == (
        State.CHECKING,
        room.checker,
        2,
        ArticleState.CHECKING,
    )
    back = claim_move(claim_id=claims[0].pk, seen=2, to=State.OPEN, by=room.editor, key="b")
    assert (back.state, back.owner, back.version) == (State.OPEN, None, 3)
    make.moved(claims[1], State.CHECKING, room.second)
    told = [
        (event.what, event.by, event.payload.before, event.payload.after)
        for event in Event.objects.filter(article=article, number__gt=2).select_related("by", "payload")
    ]
    assert told[:3] == [
        (
            EventKind.MOVED,
            room.checker,
            {"state": "open", "owner": None, "version": 1},
            {"state": "checking", "owner": room.checker.pk, "version": 2},
        ),
        (EventKind.ARTICLE_MOVED, room.checker, {"state": "open"}, {"state": "checking"}),
        (
            EventKind.MOVED,
            room.editor,
            {"state": "checking", "owner": room.checker.pk, "version": 2},
            {"state": "open", "owner": None, "version": 3},
        ),
    ]
    assert len(told) == 4, "the article starts once"


def test_a_refused_move_says_why_and_writes_nothing(room: make.Newsroom, taken: Claim) -> None:
    events = Event.objects.count()
    with pytest.raises(Refused, match="Answer both questions first"):
        make.moved(taken, State.SETTLED, room.checker)
    assert Event.objects.count() == events
    assert make.fresh(taken).version == taken.version


def test_reopening_gives_the_claim_to_who_reopens_it(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]
    make.settled(claim, room.checker)
    again = make.moved(claim, State.CHECKING, room.second, "The report was replaced.")
    assert (again.state, again.owner) == (State.CHECKING, room.second)
    event = Event.objects.latest("number")
    assert event.payload.note == "The report was replaced."


def test_sending_back_leaves_it_with_its_owner(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][2]
    make.settled(claim, room.checker)
    back = make.moved(claim, State.CHECKING, room.second, "One was hurt.")
    assert (back.state, back.owner) == (State.CHECKING, room.checker)


def test_the_first_move_of_another_article_leaves_this_one_alone(room: make.Newsroom) -> None:
    first, _ = make.split_article(room)
    make.moved(make.split_article(room)[1][0], State.CHECKING, room.checker)
    assert Article.objects.get(pk=first.pk).state == ArticleState.OPEN
