"""The table of moves: every state, every target, every kind of person, with and without a high risk."""

from __future__ import annotations

import pytest
from django.utils import timezone

from claims.errors import YES, Refused, Verdict
from claims.guards import GUARDS
from claims.models import Answer, Article, Claim, Event, Question, User
from claims.permissions import may_move
from claims.services.claim_change import claim_now
from claims.services.claim_move import claim_move
from claims.services.history import record
from claims.vocabulary import (
    MOVES,
    ArticleState,
    AskedOf,
    Copy,
    EventKind,
    EvidenceKind,
    Role,
    Said,
    So,
    State,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

# Everything that a move could ask for is there: answers of both rounds that agree, evidence with a locator, a
# reason, and a question that is open where one has to be. O: the checker who owns the claim, moved it last and
# answered first. S: a checker who answered second. E: an editor who has answered nothing. What isn't listed is
# nobody's by hand.
EXPECTED = """
from            to              low   high
suggested       open            OSE   OSE
suggested       dismissed       OSE   OSE
open            checking        OSE   OSE
open            dismissed       OSE   -
checking        open            OE    OE
checking        awaiting reply  OE    OE
checking        settled         O     -
checking        second check    -     O
checking        dismissed       OSE   -
awaiting reply  checking        OE    OE
awaiting reply  open            OE    OE
awaiting reply  dismissed       OSE   -
second check    settled         S     S
second check    checking        SE    SE
second check    dismissed       OSE   -
settled         checking        OSE   OSE
settled         dismissed       OSE   -
dismissed       open            SE    SE
stale           settled         O     -
stale           second check    -     O
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
                ask(claim, room.checker, is_open=after == State.AWAITING)
                may = {
                    letter
                    for letter, person in people.items()
                    if may_move(person, claim, after, "A reason.").allowed
                }
                if may:
                    got[before.value, after.value, high] = may
    assert got == {case: may for case, may in wanted.items() if may}


def ask(claim: Claim, by: User, *, is_open: bool) -> None:
    """Let the claim's one question be open, or withdrawn."""
    now = None if is_open else timezone.now()
    question = {"asked_of": AskedOf.SOURCE, "source": "The harbour", "text": "How many?", "by": by}
    Question.objects.update_or_create(claim=claim, defaults=question | {"withdrawn_at": now})


def test_what_follows_by_itself_is_in_nobodys_hands(room: make.Newsroom, claim: Claim) -> None:
    people = (room.checker, room.second, room.editor)
    moves = [(before, to) for before, ways in MOVES.items() for to, move in ways.items() if move.machine]
    assert len(moves) == 3
    for claim.state, to in moves:
        assert [may_move(one, claim, to, "A reason.").allowed for one in people] == [False] * 3
    claim.state = State.SETTLED
    assert may_move(room.reporter, claim, State.STALE, "A reason.", machine=True).allowed
    assert may_move(room.reporter, claim, State.STALE, " ", machine=True).why == "Give a reason."


# -- each guard of each move, failing alone ------------------------------------------------------------------

CASES = [
    pytest.param(before, to, guard, id=f"{before.name}-{to.name}-{guard}".lower())
    for before, ways in MOVES.items()
    for to, move in ways.items()
    for guard in move.guards
]
SENTENCES = {
    "answers": "Answer both questions first.",
    "evidence": "Attach evidence with its place (a page, a paragraph, a time), or the search that you made.",
    "copy": "Say what happens to the copy.",
    "low_risk": "This claim has a high risk: a second person checks it.",
    "high_risk": "This claim has no high risk: settle it.",
    "reason": "Give a reason.",
    "second_person": "This claim has a high risk: a second person confirms that it may be dismissed.",
    "not_first": "You checked this claim first: a second person looks now.",
    "own_answers": "Store your own answers first.",
    "agreement": "Your answers differ from the first: send it back with a comment.",
    "not_dismisser": "You dismissed this claim: somebody else reopens it.",
    "question_open": "No question is open: ask one first.",
    "no_question_open": "A question is still open: wait for its answer, or take it back.",
    "checker_wrote_it": "Whoever checked this claim first hasn't written the story.",
    "confirmed": "Confirm first that the old answers still hold.",
}


class Way:
    """One move for which every guard holds, in the hands of who may make it; `break_…` makes one guard fail."""

    def __init__(self, room: make.Newsroom, claim: Claim, before: State, to: State) -> None:
        self.room, self.claim, self.to, self.note = room, claim, to, "A reason."
        self.move = MOVES[before][to]
        self.by = room.second if before in (State.SECOND, State.DISMISSED) else room.checker
        high = {"high_risk", "second_person"} & set(self.move.guards)
        Claim.objects.filter(pk=claim.pk).update(
            state=before, high_risk=bool(high), dismissal_by=room.editor if high else None
        )
        ask(claim, room.checker, is_open="question_open" in self.move.guards)
        if "checker_wrote_it" in self.move.guards:
            claim.article.bylines.set([room.checker])

    def verdict(self) -> Verdict:
        return may_move(self.by, claim_now(self.claim.pk), self.to, self.note, machine=self.move.machine)

    def failing(self) -> list[str]:
        claim = claim_now(self.claim.pk)
        return [one for one in self.move.guards if not GUARDS[one](claim, self.by, self.note).allowed]

    def second(self, by: User) -> None:
        first = Answer.objects.get(claim=self.claim, round=1)
        Answer.objects.create(
            claim=self.claim, by=by, round=2, wording=first.wording, said=first.said, so=first.so
        )

    def break_answers(self) -> None:
        Answer.objects.filter(round=1).update(said="")

    def break_evidence(self) -> None:
        self.claim.uses.update(locator="")

    def break_copy(self) -> None:
        Answer.objects.filter(round=1).update(so=So.WRONG)

    def break_low_risk(self) -> None:
        Claim.objects.filter(pk=self.claim.pk).update(high_risk=True)

    def break_high_risk(self) -> None:
        Claim.objects.filter(pk=self.claim.pk).update(high_risk=False)

    def break_reason(self) -> None:
        self.note = " \n"

    def break_second_person(self) -> None:
        Claim.objects.filter(pk=self.claim.pk).update(dismissal_by=None)

    def break_not_first(self) -> None:
        self.by = self.room.checker
        self.second(self.by)

    def break_own_answers(self) -> None:
        Answer.objects.update(said="")

    def break_agreement(self) -> None:
        Answer.objects.filter(round=2).update(so=So.DISPUTED)

    def break_not_dismisser(self) -> None:
        Claim.objects.filter(pk=self.claim.pk).update(dismissal_by=self.by)

    def break_question_open(self) -> None:
        ask(self.claim, self.by, is_open=False)

    def break_no_question_open(self) -> None:
        ask(self.claim, self.by, is_open=True)

    def break_checker_wrote_it(self) -> None:
        self.claim.article.bylines.clear()

    def break_confirmed(self) -> None:
        record(
            article_id=self.claim.article_id,
            claim=self.claim,
            what=EventKind.MOVED,
            by=self.by,
            key=make.key(),
        )


@pytest.mark.parametrize(("before", "to", "guard"), CASES)
def test_each_guard_refuses_by_itself(
    room: make.Newsroom, claim: Claim, before: State, to: State, guard: str
) -> None:
    way = Way(room, claim, before, to)
    assert (way.failing(), way.verdict()) == ([], YES)
    getattr(way, f"break_{guard}")()
    assert way.failing() == [guard]
    assert way.verdict().why == SENTENCES[guard]


def test_the_sentences_are_those_of_all_guards() -> None:
    assert set(SENTENCES) == set(GUARDS)
    assert len(set(SENTENCES.values())) == len(SENTENCES)


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
