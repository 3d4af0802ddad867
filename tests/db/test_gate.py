"""The gate: every blocker, in words; and that it costs the same for many claims as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.gate import Facts, Gate, gate, standing_of
from claims.models import Article, Claim, Place, Question, Sentence, Split
from claims.vocabulary import AskedOf, Coverage, SplitState, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    return make.signable(room)


def names(article: Article) -> dict[str, tuple[int, ...]]:
    return {one.name: one.claims for one in standing_of(article).gate.blockers}


def claim_of(article: Article) -> Claim:
    return Claim.objects.filter(article=article, state=State.SETTLED).order_by("pk")[0]


DONE = {State.SETTLED, State.DISMISSED}


def test_where_all_is_done_it_is_open(article: Article) -> None:
    assert standing_of(article).gate == Gate(())
    assert standing_of(article).gate.why == ""


@pytest.mark.parametrize("state", State)
def test_each_state_of_a_claim(state: State) -> None:
    found = gate(Facts(split=SplitState.DONE, states={1: State.SETTLED, 7: state}))
    assert found.ready == (state in DONE)
    if state not in DONE:
        (blocker,) = found.blockers
        assert (blocker.name, blocker.claims) == (state.name.lower(), (7,))
        assert blocker.words.startswith("1 ") and blocker.words in found.why


@pytest.mark.parametrize("state", SplitState)
def test_each_state_of_the_split(state: SplitState) -> None:
    found = gate(Facts(split=state, states={}))
    assert found.ready == (state == SplitState.DONE)
    assert found.ready or "draft" in found.why


def test_it_counts_in_words() -> None:
    states = {1: State.OPEN, 2: State.OPEN, 3: State.STALE, 4: State.DISMISSED, 5: State.SETTLED}
    found = gate(
        Facts(
            SplitState.DONE,
            states,
            lost=frozenset({4, 5}),
            unnamed=frozenset({1, 5}),
            asked=(3, 3, 4),
            unseen=5,
        )
    )
    assert [one.words for one in found.blockers] == [
        "2 claims are open",
        "1 claim is stale",
        "1 claim has lost its place",
        "1 of them rests on an unnamed source, which two people settle",
        "2 blocking questions are open",
        "5 sentences nobody has looked at",
    ]
    assert found.why == (
        "Not ready: 2 claims are open, 1 claim is stale, 1 claim has lost its place, 1 of them rests on an unnamed "
        "source, which two people settle, 2 blocking questions are open, 5 sentences nobody has looked at."
    )


def test_a_lost_place_blocks(article: Article) -> None:
    claim = claim_of(article)
    Place.objects.filter(claim=claim).delete()
    assert names(article) == {"lost": (claim.pk,)}


def test_a_sentence_that_nobody_looked_at_blocks(article: Article) -> None:
    sentence = Sentence.objects.filter(draft__article=article)[0]
    Sentence.objects.filter(pk=sentence.pk).update(coverage=Coverage.OPEN)
    assert names(article) == {"unseen": ()}


def test_an_open_blocking_question_blocks_and_no_other(article: Article, room: make.Newsroom) -> None:
    claim = claim_of(article)
    asked = {
        "claim": claim,
        "asked_of": AskedOf.SOURCE,
        "source": "Harbour",
        "text": "When?",
        "by": room.checker,
    }
    Question.objects.create(**asked)
    assert names(article) == {}
    question = Question.objects.create(**asked, blocking=True)
    assert names(article) == {"asked": (claim.pk,)}
    Question.objects.filter(pk=question.pk).update(withdrawn_at=question.at, withdrawn_by=room.checker)
    assert names(article) == {}


def test_an_unnamed_source_is_named_until_its_claim_is_done(room: make.Newsroom) -> None:
    sayings = (make.SAFE, make.Saying("Nobody was hurt on Monday", risks=("unnamed_source",)))
    article, (_, hurt) = make.split_article(room, *sayings)
    assert names(article)["unnamed"] == (hurt.pk,)
    make.every_claim_done(article, room)
    assert names(article) == {"unapproved": (hurt.pk,)}, "nobody says it: see test_confidential"
    assert hurt.answers.filter(round=2).exists(), "two people settled it"


def test_the_split_of_the_newest_draft_counts(article: Article, room: make.Newsroom) -> None:
    draft = make.next_draft(article, room.reporter, make.TEXT + " More.")
    Split.objects.filter(draft=draft).update(state=SplitState.RUNNING)
    assert "split" in names(article)


def test_as_many_queries_for_many_claims_as_for_few(room: make.Newsroom) -> None:
    counts = []
    for number in (1, 40):
        text = " ".join(f"Bridge {at} is safe." for at in range(number))
        article, _ = make.split_article(
            room, *(make.Saying(f"Bridge {at} is safe") for at in range(number)), text=text
        )
        article = Article.objects.select_related("desk").get(pk=article.pk)
        with CaptureQueriesContext(connection) as queries:
            assert not standing_of(article).gate.ready
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6
