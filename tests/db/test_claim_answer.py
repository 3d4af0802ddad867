"""Answering: what is stored, what is taken with it, and where settling leads."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import Refused, Stale
from claims.models import Answer, Article, Claim, Event
from claims.services.claim_answer import claim_answer
from claims.vocabulary import Copy, EventKind, Said, So, State
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def safe(room: make.Newsroom) -> Claim:
    """An attributed claim with a low risk."""
    return make.split_article(room)[1][0]


def test_an_answer_takes_the_claim_and_stores_what_was_typed(room: make.Newsroom, safe: Claim) -> None:
    claim = claim_answer(
        claim_id=safe.pk,
        seen=1,
        by=room.checker,
        key="k",
        said=Said.UNFAIR,
        so=So.CONTEXT,
        note="Line one\nline two 👩‍🔬",
        copy=Copy.FIX_PROPOSED,
        fix="the bridge was safe in 2025",
    )
    answer = Answer.objects.get(claim=safe)
    assert (answer.by, answer.round, answer.wording) == (room.checker, 1, safe.wording)
    assert (answer.said, answer.so, answer.note) == (Said.UNFAIR, So.CONTEXT, "Line one\nline two 👩‍🔬")
    assert (claim.state, claim.owner, claim.version) == (State.CHECKING, room.checker, 3)
    assert (claim.copy, claim.fix) == (Copy.FIX_PROPOSED, "the bridge was safe in 2025")
    assert Article.objects.get(pk=safe.article_id).state == "checking"
    whats = list(Event.objects.filter(article=safe.article, number__gt=2).values_list("what", "key"))
    assert whats == [
        (EventKind.MOVED, "k:take"),
        (EventKind.ARTICLE_MOVED, "k:take:article"),
        (EventKind.ANSWERED, "k"),
    ]


def test_answering_a_suggested_claim_says_that_it_is_one(room: make.Newsroom) -> None:
    barges = make.split_article(room)[1][3]
    assert barges.state == State.SUGGESTED
    claim = make.answered(barges, room.checker)
    assert (claim.state, claim.version) == (State.CHECKING, 4)


def test_answer_and_settle_in_one(room: make.Newsroom, safe: Claim) -> None:
    make.evidence(safe, room.checker)
    claim = make.answered(safe, room.checker, settle=True)
    assert (claim.state, claim.owner) == (State.SETTLED, room.checker)


def test_when_it_cannot_settle_nothing_is_stored_and_the_reason_is_told(
    room: make.Newsroom, safe: Claim
) -> None:
    with pytest.raises(Refused, match="Attach evidence"):
        make.answered(safe, room.checker, settle=True)
    assert not Answer.objects.exists()
    assert make.fresh(safe).state == State.OPEN


def test_a_second_thought_is_a_second_row(room: make.Newsroom, safe: Claim) -> None:
    make.answered(safe, room.checker)
    make.answered(safe, room.checker, so=So.WRONG, copy=Copy.CUT)
    assert list(Answer.objects.values_list("so", flat=True)) == [So.CONFIRMED, So.WRONG]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"said": "", "so": ""}, "Choose an answer"),
        ({"copy": Copy.STET, "note": "Keep it."}, "the editor's alone"),
        ({"copy": Copy.STET, "note": " "}, "why the copy is kept"),
        ({"so": So.NOT_CHECKABLE, "note": "\n"}, "why it can't be checked"),
    ],
)
def test_refused(room: make.Newsroom, safe: Claim, given: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        make.answered(safe, room.checker, **given)
    assert not Answer.objects.exists()


def test_an_editor_may_keep_it_knowingly(room: make.Newsroom, safe: Claim) -> None:
    kept = make.answered(safe, room.editor, so=So.WRONG, copy=Copy.STET, note="A figure of speech.")
    assert kept.copy == Copy.STET


def test_nobody_said_what_the_article_says_itself(room: make.Newsroom) -> None:
    own = make.split_article(room)[1][1]
    with pytest.raises(Refused, match="own voice"):
        make.answered(own, room.checker, said=Said.VERBATIM)


def test_somebody_elses_claim(room: make.Newsroom, safe: Claim) -> None:
    make.answered(safe, room.checker)
    with pytest.raises(Refused, match="Chloe Checker is checking this claim"):
        make.answered(safe, room.second)


def test_a_settled_claim_is_reopened_first(room: make.Newsroom, safe: Claim) -> None:
    make.settled(safe, room.checker)
    with pytest.raises(Refused, match="settled: reopen it"):
        make.answered(safe, room.checker)


def test_a_stale_answer_carries_the_claim_as_it_is(room: make.Newsroom, safe: Claim) -> None:
    make.answered(safe, room.checker, so=So.WRONG, copy=Copy.CUT)
    with pytest.raises(Stale) as why:
        claim_answer(claim_id=safe.pk, seen=1, by=room.second, key="late", so=So.CONFIRMED)
    assert (why.value.claim.owner, why.value.claim.copy) == (room.checker, Copy.CUT)
    assert Answer.objects.count() == 1


def test_as_many_queries_in_a_long_article(room: make.Newsroom) -> None:
    counts = []
    for number in (1, 40):
        text = " ".join(f"The mayor said bridge {at} is safe." for at in range(number))
        sayings = [make.Saying(f"bridge {at} is safe") for at in range(number)]
        claim = make.split_article(room, *sayings, text=text)[1][0]
        make.answered(claim, room.checker)
        with CaptureQueriesContext(connection) as queries:
            make.answered(claim, room.checker)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 40
