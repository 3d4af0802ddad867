"""Many at the same moment, on real connections: the database decides, and the loser is told."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from claims.errors import Refused, Stale
from claims.models import Answer, Article, Claim, Draft, Event, Evidence, Sentence, Split, Use
from claims.services.article_bylines import article_bylines
from claims.services.article_paste import article_paste
from claims.services.claim_answer import claim_answer
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_move import claim_move
from claims.services.desk_rules import desk_rules
from claims.services.evidence_attach import evidence_attach
from claims.services.lowering_decide import lowering_decide
from claims.services.risk_raise import risk_raise
from claims.services.sentence_clear import sentence_clear
from claims.services.split_retry import split_retry
from claims.services.split_run import _take
from claims.services.split_store import store
from claims.vocabulary import EventKind, EvidenceKind, Said, So, SplitState, State
from tests import factories as make
from tests.support.database import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]


def kinds(came: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in came)


def test_twenty_pastes_with_one_key_are_one_article(room: make.Newsroom) -> None:
    def paste() -> Article:
        return article_paste(desk_id=room.desk.pk, by=room.reporter, key="k", text=make.TEXT)

    came = at_once([paste] * 20)
    assert kinds(came) == {"Article": 20}
    assert len({one.pk for one in came}) == 1
    assert (Article.objects.count(), Draft.objects.count(), Split.objects.count()) == (1, 1, 1)


def test_twenty_answers_with_one_key_are_one_answer(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]
    make.evidence(claim, room.checker)

    def answer() -> Claim:
        return claim_answer(claim_id=claim.pk, seen=1, by=room.checker, key="k", so=So.CONFIRMED, settle=True)

    came = at_once([answer] * 20)
    assert kinds(came) == {"Claim": 20}
    assert {one.state for one in came} == {State.SETTLED}
    assert Answer.objects.count() == 1


def test_twenty_attachments_with_one_key_are_one_use(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]

    def attach() -> Use:
        return evidence_attach(
            claim_id=claim.pk, by=room.checker, key="k", kind=EvidenceKind.CALL, title="Harbour master"
        )

    came = at_once([attach] * 20)
    assert len({one.pk for one in came}) == 1
    assert (Use.objects.count(), Evidence.objects.count()) == (1, 1)


def test_one_key_in_two_hands_belongs_to_one(room: make.Newsroom) -> None:
    people = [room.checker, room.second, room.editor, room.reporter]

    def paste(person: Any) -> Any:
        return lambda: article_paste(desk_id=room.desk.pk, by=person, key="k", text=make.TEXT)

    came = at_once([paste(person) for person in people])
    assert kinds(came) == {"Article": 1, "Refused": 3}
    assert Article.objects.count() == 1


def test_one_takes_the_claim_and_the_others_are_told(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    people = [room.checker, room.second, room.editor]

    def take(person: Any) -> Any:
        return lambda: claim_move(
            claim_id=claim.pk, seen=1, to=State.CHECKING, by=person, key=f"take-{person.pk}"
        )

    came = at_once([take(person) for person in people])
    assert kinds(came) == {"Claim": 1, "Stale": 2}
    owner = make.fresh(claim).owner
    winner = next(person for person, one in zip(people, came, strict=True) if isinstance(one, Claim))
    assert owner == winner
    assert {one.claim.owner for one in came if isinstance(one, Stale)} == {owner}


def test_of_two_editors_answers_one_is_stored(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    seen = make.moved(claim, State.CHECKING, room.checker).version

    def answer(key: str, so: str) -> Any:
        return lambda: claim_answer(
            claim_id=claim.pk, seen=seen, by=room.checker, key=key, said=Said.VERBATIM, so=so
        )

    came = at_once([answer("a", So.CONFIRMED), answer("b", So.NOT_VERIFIED)])
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    assert Answer.objects.count() == 1


def test_a_dismissal_and_an_answer_do_not_both_win(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][1]
    came = at_once(
        [
            lambda: claim_dismiss(claim_id=claim.pk, seen=1, by=room.editor, key="d", note="No claim."),
            lambda: claim_answer(claim_id=claim.pk, seen=1, by=room.checker, key="a", so=So.CONFIRMED),
        ]
    )
    assert kinds(came) == {"Claim": 1, "Stale": 1}


def test_two_askers_for_a_dismissal_are_one_asker(room: make.Newsroom) -> None:
    """Both meant to ask; neither's asking may count as the other's consent."""
    hurt = make.split_article(room)[1][2]

    def dismiss(person: Any) -> Any:
        return lambda: claim_dismiss(
            claim_id=hurt.pk, seen=1, by=person, key=f"d-{person.pk}", note="No claim."
        )

    came = at_once([dismiss(room.checker), dismiss(room.second)])
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    assert make.fresh(hurt).state == State.OPEN


def test_different_claims_of_one_article_all_go_through(room: make.Newsroom) -> None:
    text = " ".join(f"Bridge {number} is safe." for number in range(12))
    article, claims = make.split_article(
        room, *(make.Saying(f"Bridge {number} is safe") for number in range(12)), text=text
    )

    def answer(claim: Claim) -> Any:
        return lambda: claim_answer(
            claim_id=claim.pk, seen=1, by=room.checker, key=f"a-{claim.pk}", so=So.CONFIRMED
        )

    came = at_once([answer(claim) for claim in claims])
    assert kinds(came) == {"Claim": 12}
    numbers = list(Event.objects.filter(article=article).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_two_workers_that_store_one_split_store_one_set_of_claims(room: make.Newsroom) -> None:
    article = make.pasted(room)
    split = make.running(article)
    found = make.found_in(split.draft.text, *make.SAYINGS)
    came = at_once([lambda: store(split.pk, 1, found)] * 4)
    assert sorted(came) == [False, False, False, True]
    assert Claim.objects.filter(article=article).count() == len(make.SAYINGS)


def test_two_workers_that_take_one_split(room: make.Newsroom) -> None:
    split = make.split_of(make.pasted(room))
    came = at_once([lambda: _take(split.pk)] * 8)
    assert sorted(came, key=str) == [1, *[None] * 7]


def test_ten_clicks_on_try_again_make_one_split(room: make.Newsroom) -> None:
    split = make.split_of(make.pasted(room))
    Split.objects.filter(pk=split.pk).update(state=SplitState.RUNNING, attempts=3)
    from claims.services.split_run import _broke

    _broke(split.pk, 3, ValueError())
    came = at_once(
        [
            lambda at=at: split_retry(article_id=split.draft.article_id, by=room.editor, key=f"r-{at}")
            for at in range(10)
        ]
    )
    assert len({one.pk for one in came}) == 1
    assert Split.objects.count() == 2


def test_bylines_set_by_two_end_as_one_of_them_meant(room: make.Newsroom) -> None:
    article = make.pasted(room)
    other = make.person(make.Role.EDITOR, room.desk)
    wanted = {room.editor: [room.checker.pk], other: [room.second.pk, room.reader.pk]}
    came = at_once(
        [
            lambda by=by, ids=ids: article_bylines(
                article_id=article.pk, by=by, key=f"b-{by.pk}", written_by=ids
            )
            for by, ids in wanted.items()
        ]
    )
    assert kinds(came) == {"Article": 2}
    assert sorted(article.bylines.values_list("pk", flat=True)) in [sorted(ids) for ids in wanted.values()]


def test_a_byline_that_comes_during_the_check_keeps_the_writer_out(room: make.Newsroom) -> None:
    """Whoever is first: the checker never checks a story that they are then known to have written, unnoticed."""
    article, claims = make.split_article(room)
    came = at_once(
        [
            lambda: article_bylines(
                article_id=article.pk, by=room.editor, key="b", written_by=[room.checker.pk]
            ),
            lambda: claim_move(claim_id=claims[0].pk, seen=1, to=State.CHECKING, by=room.checker, key="m"),
        ]
    )
    assert isinstance(came[0], Article)
    order = list(Event.objects.filter(article=article, number__gt=2).values_list("key", flat=True))
    if isinstance(came[1], Refused):
        assert order == ["b"]
    else:
        assert order == ["m", "m:article", "b", f"b:{claims[0].pk}"]
        assert make.fresh(claims[0]).owner is None


# -- two at once about one claim, or one rule ----------------------------------------------------------------


@pytest.fixture
def waiting(room: make.Newsroom) -> Claim:
    """Handed to its second check."""
    return make.settled(make.split_article(room)[1][2], room.checker)


def test_of_two_second_checkers_one_settles_it(room: make.Newsroom, waiting: Claim) -> None:
    def second(person: Any) -> Any:
        return lambda: claim_answer(
            claim_id=waiting.pk,
            seen=waiting.version,
            by=person,
            key=f"s-{person.pk}",
            said=Said.VERBATIM,
            so=So.CONFIRMED,
            settle=True,
        )

    came = at_once([second(room.second), second(room.editor)])
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    assert make.fresh(waiting).state == State.SETTLED
    assert Answer.objects.filter(round=2).count() == 1


def test_settling_and_sending_back_do_not_both_happen(room: make.Newsroom, waiting: Claim) -> None:
    make.answered(waiting, room.second)
    seen = make.fresh(waiting).version

    def go(person: Any, to: State) -> Any:
        return lambda: claim_move(
            claim_id=waiting.pk, seen=seen, to=to, by=person, key=f"m-{person.pk}", note="One was hurt."
        )

    came = at_once([go(room.second, State.SETTLED), go(room.editor, State.CHECKING)])
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    assert make.fresh(waiting).version == seen + 1


def test_settling_and_dismissing_do_not_both_happen(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    make.evidence(own, room.checker)
    seen = make.answered(own, room.checker).version
    came = at_once(
        [
            lambda: claim_dismiss(claim_id=own.pk, seen=seen, by=room.editor, key="d", note="No claim."),
            lambda: claim_move(claim_id=own.pk, seen=seen, to=State.SETTLED, by=room.checker, key="s"),
        ]
    )
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    winner = next(one for one in came if isinstance(one, Claim))
    assert make.fresh(own).state == winner.state


def test_a_risk_that_is_raised_meanwhile_is_never_settled_by_one(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    make.evidence(own, room.checker)
    seen = make.answered(own, room.checker).version
    came = at_once(
        [
            lambda: risk_raise(claim_id=own.pk, seen=seen, by=room.second, key="r", risk="legal"),
            lambda: claim_move(claim_id=own.pk, seen=seen, to=State.SETTLED, by=room.checker, key="s"),
        ]
    )
    assert kinds(came) == {"Claim": 1, "Stale": 1}
    claim = make.fresh(own)
    assert (claim.state, claim.high_risk) in [(State.SETTLED, False), (State.CHECKING, True)]


def test_one_of_two_decides_about_a_risk(room: make.Newsroom) -> None:
    hurt = make.split_article(room)[1][2]
    make.lowering(hurt, room.checker)

    def decide(person: Any, agree: bool) -> Any:
        return lambda: lowering_decide(
            claim_id=hurt.pk,
            seen=1,
            by=person,
            key=f"l-{person.pk}",
            risk="casualty",
            agree=agree,
            note="So it is.",
        )

    came = at_once([decide(room.second, True), decide(room.editor, False)])
    assert kinds(came)["Claim"] == 1
    assert isinstance(next(one for one in came if not isinstance(one, Claim)), Refused | Stale)
    assert Event.objects.filter(what__in=[EventKind.RISK_LOWERED, EventKind.LOWERING_REFUSED]).count() == 1


def test_of_two_who_clear_a_sentence_at_risk_one_asks(room: make.Newsroom) -> None:
    """Both meant to ask; neither's asking may count as the other's consent."""
    text = "The bridge opens.\n\nNine people were killed on Monday."
    article, _ = make.split_article(room, make.Saying("The bridge opens"), text=text)
    sentence = Sentence.objects.get(draft__article=article, start__gt=0)

    def clear(person: Any) -> Any:
        return lambda: sentence_clear(sentence_id=sentence.pk, by=person, key=f"c-{person.pk}", why="A toll.")

    came = at_once([clear(room.checker), clear(room.second)])
    assert kinds(came) == {"Sentence": 1, "Refused": 1}
    assert Sentence.objects.get(pk=sentence.pk).cleared_by is None


def test_rules_that_change_during_a_split_hold_for_its_claims(room: make.Newsroom) -> None:
    """Whoever is first: no claim is left with what the rules said before."""
    article = make.pasted(room)
    split = make.running(article)
    found = make.found_in(split.draft.text, *make.SAYINGS)
    at_once(
        [
            lambda: store(split.pk, 1, found),
            lambda: desk_rules(
                desk_id=room.desk.pk, by=room.editor, key="d", seen="2: -", high_risks=["legal"], signers=2
            ),
        ]
    )
    assert Claim.objects.filter(article=article, high_risk=True).count() == 0
    assert Claim.objects.filter(article=article).count() == len(make.SAYINGS)


def test_of_two_editors_rules_one_set_holds(room: make.Newsroom) -> None:
    make.split_article(room)
    other = make.person(make.Role.EDITOR, room.desk)

    def choose(person: Any, high: list[str]) -> Any:
        return lambda: desk_rules(
            desk_id=room.desk.pk, by=person, key=f"d-{person.pk}", seen="2: -", high_risks=high, signers=2
        )

    came = at_once([choose(room.editor, ["legal"]), choose(other, ["superlative"])])
    assert kinds(came) == {"Desk": 1, "Refused": 1}
