"""The second person answers before the first answers are shown: to them, on every surface."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.errors import Refused
from claims.exports.table import render_csv
from claims.models import Answer, Claim, Notice, Question, User
from claims.permissions import answers_visible_to
from claims.selectors.article_page import article_page
from claims.selectors.history import article_history, claim_history
from claims.selectors.report import report_of
from claims.vocabulary import AskedOf, Copy, NoticeKind, Role, Said, So, Stance, State
from tests import factories as make

pytestmark = pytest.mark.django_db

NOTE, FIX = "zebra note of the first", "zebra wording of the first"


@pytest.fixture
def waiting(room: make.Newsroom) -> Claim:
    """A claim with a high risk that the checker has answered and handed on."""
    hurt = make.split_article(room)[1][2]
    make.evidence(hurt, room.checker)
    claim = make.answered(
        hurt,
        room.checker,
        settle=True,
        said=Said.UNFAIR,
        so=So.DISPUTED,
        note=NOTE,
        copy=Copy.FIX_PROPOSED,
        fix=FIX,
    )
    assert claim.state == State.SECOND
    return claim


def surfaces(user: User, claim: Claim) -> dict[str, str]:
    """All that the person can look at, as text."""
    client, article = Client(), claim.article
    client.force_login(user)
    pages = {
        name: client.get(reverse(name, args=[pk]), headers=headers).content.decode()
        for name, pk in (
            ("article", article.pk),
            ("article-history", article.pk),
            ("article-report", article.pk),
            ("article-glance", article.pk),
            ("article-progress", article.pk),
            ("claim", claim.pk),
            ("claim-card", claim.pk),
            ("claim-history", claim.pk),
        )
        for headers in ({"HX-Request": "true"} if name in ("claim-card", "article-progress") else {},)
    }
    for name in ("desk", "queue", "evidence-list", "notices", "questions"):
        pages[name] = client.get(reverse(name)).content.decode()
    for use in claim.uses.all():
        pages[f"evidence {use.pk}"] = client.get(reverse("evidence", args=[use.evidence_id])).content.decode()
    pages["board"] = client.get(reverse("desk-board", args=[article.desk_id])).content.decode()
    pages["article, open"] = client.get(
        reverse("article", args=[article.pk]), {"claim": claim.pk}
    ).content.decode()
    report = report_of(article, user)
    return pages | {
        "selector of the page": repr(article_page(user, article, open_id=claim.pk)),
        "selector of histories": repr(article_history(user, article)) + repr(claim_history(user, claim)),
        "report": repr(report),
        "csv": render_csv(report).decode(),
    }


def told(user: User, claim: Claim, *words: str) -> dict[str, list[str]]:
    found = {name: [word for word in words if word in text] for name, text in surfaces(user, claim).items()}
    return {name: words for name, words in found.items() if words}


FIRST = (NOTE, FIX)


def test_it_is_hidden_from_whoever_could_be_the_second(room: make.Newsroom, waiting: Claim) -> None:
    for person in (room.second, room.editor):
        assert told(person, waiting, *FIRST) == {}
        assert not answers_visible_to(person).exists()


def test_the_answers_themselves_are_hidden_too(room: make.Newsroom, waiting: Claim) -> None:
    """By label and by value, wherever they aren't choices of a form."""
    report = report_of(waiting.article, room.second)
    (claim,) = (one for one in report.claims if one.number == 3)
    assert claim.hidden
    assert (claim.said, claim.so, claim.copy, claim.fix, claim.note) == ("", "", "", "", "")
    assert (claim.checked_by, claim.checked_at) == ("", None)
    page = article_page(room.second, waiting.article, open_id=waiting.pk)
    assert page.card and page.card.first_hidden and (page.card.answers, page.card.copy) == ((), "")
    assert page.card.shown_answer is None
    for text in surfaces(room.second, waiting).values():
        assert (
            "checked>" not in text.replace("unchecked>", "")
            or "disputed" not in text.split("checked>")[0][-80:]
        )


def test_its_evidence_is_not_hidden(room: make.Newsroom, waiting: Claim) -> None:
    assert "Inspection report" in surfaces(room.second, waiting)["claim"]


def test_who_gave_it_still_sees_it(room: make.Newsroom, waiting: Claim) -> None:
    assert set(told(room.checker, waiting, NOTE)) >= {"claim", "claim-card", "report", "csv"}
    assert answers_visible_to(room.checker).get().note == NOTE


def test_who_cannot_check_sees_it(room: make.Newsroom, waiting: Claim) -> None:
    for person in (room.reader, room.reporter):
        assert answers_visible_to(person).get().note == NOTE
    assert not answers_visible_to(room.outsider).exists()


def test_an_own_answer_opens_the_first(room: make.Newsroom, waiting: Claim) -> None:
    make.answered(waiting, room.second, said=Said.UNFAIR, so=So.CONFIRMED)
    assert set(told(room.second, waiting, NOTE)) >= {"claim", "claim-card", "report", "csv"}
    assert told(room.editor, waiting, *FIRST) == {}, "still hidden from the next one"


def test_half_an_answer_does_not_open_it(room: make.Newsroom, waiting: Claim) -> None:
    for half in ({"said": Said.UNFAIR, "so": ""}, {"said": "", "so": So.DISPUTED}):
        with pytest.raises(Refused, match="Answer both questions"):
            make.answered(waiting, room.second, **half)
    assert told(room.second, waiting, *FIRST) == {}


@pytest.mark.parametrize(("so", "state"), [(So.DISPUTED, State.SETTLED), (So.CONFIRMED, State.SECOND)])
def test_trying_answers_tells_nothing(room: make.Newsroom, waiting: Claim, so: str, state: str) -> None:
    """The first try is stored, whether it agrees or not; so nobody can guess until it fits."""
    claim = make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=so)
    assert claim.state == state
    assert Answer.objects.get(round=2).so == so


def test_agreeing_settles_and_keeps_the_first_copy_resolution(room: make.Newsroom, waiting: Claim) -> None:
    claim = make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.DISPUTED, copy=Copy.CUT)
    assert (claim.state, claim.owner) == (State.SETTLED, room.checker)
    assert (claim.copy, claim.fix) == (Copy.FIX_PROPOSED, FIX)


def test_disagreeing_goes_back_with_a_comment(room: make.Newsroom, waiting: Claim) -> None:
    make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.CONFIRMED)
    with pytest.raises(Refused, match="Give a reason"):
        make.moved(waiting, State.CHECKING, room.second)
    back = make.moved(waiting, State.CHECKING, room.second, "The harbour master says otherwise.")
    assert (back.state, back.owner) == (State.CHECKING, room.checker)
    make.answered(waiting, room.checker, said=Said.UNFAIR, so=So.CONFIRMED, copy=Copy.CUT)
    handed = make.moved(waiting, State.SECOND, room.checker)
    assert handed.state == State.SECOND


def test_after_a_disagreement_the_rounds_start_anew(room: make.Newsroom, waiting: Claim) -> None:
    """The second answers of before don't count for first ones that are newer, although they fit."""
    make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.CONFIRMED)
    make.moved(waiting, State.CHECKING, room.second, "The harbour master says otherwise.")
    page = article_page(room.checker, waiting.article, open_id=waiting.pk)
    assert page.card and [one.by for one in page.card.answers] == [room.checker, room.second]
    assert page.card.comment and page.card.comment.words == "The harbour master says otherwise."
    assert told(room.second, waiting, *FIRST), "what they have seen stays, while nothing new is there"
    again = {"said": Said.UNFAIR, "so": So.CONFIRMED, "copy": Copy.FIX_PROPOSED}
    make.answered(waiting, room.checker, settle=True, note=NOTE, fix=FIX, **again)
    assert told(room.second, waiting, *FIRST) == {}
    with pytest.raises(Refused, match="Store your own answers first"):
        make.moved(waiting, State.SETTLED, room.second)
    settled = make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.CONFIRMED)
    assert settled.state == State.SETTLED


def test_why_it_was_sent_back_is_kept_from_the_next_one(room: make.Newsroom, waiting: Claim) -> None:
    """Whoever sent it back, and the owner, read it."""
    make.answered(waiting, room.second, said=Said.UNFAIR, so=So.CONFIRMED)
    make.moved(waiting, State.CHECKING, room.second, "giraffe on page 4")
    assert told(room.editor, waiting, "giraffe") == {}
    for person in (room.checker, room.second):
        assert set(told(person, waiting, "giraffe")) >= {"claim", "claim-history", "article-history"}


def test_whoever_disagrees_is_told_to_the_owner(room: make.Newsroom, waiting: Claim) -> None:
    make.moved(waiting, State.CHECKING, room.second, "Read page 4.")
    notice = Notice.objects.get(kind=NoticeKind.DISAGREED)
    assert (notice.to, notice.claim, notice.by) == (room.checker, waiting, room.second)


def test_a_first_checker_of_before_may_be_the_second_now(room: make.Newsroom, waiting: Claim) -> None:
    """Who reopens a claim answers first: on a small desk there is nobody else for the second check."""
    make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.DISPUTED)
    make.moved(waiting, State.CHECKING, room.second, "A new report came.")
    make.answered(waiting, room.second, settle=True, so=So.CONFIRMED)
    assert make.answered(waiting, room.checker, settle=True, so=So.CONFIRMED).state == State.SETTLED


@pytest.fixture
def begun(room: make.Newsroom) -> Claim:
    """A claim with a high risk whose owner has answered and is still at it."""
    hurt = make.split_article(room)[1][2]
    make.evidence(hurt, room.checker, stance=Stance.CONTRADICTS)
    answers = {"said": Said.UNFAIR, "so": So.DISPUTED, "note": NOTE, "copy": Copy.FIX_PROPOSED, "fix": FIX}
    return make.answered(hurt, room.checker, **answers)


def hand_back(room: make.Newsroom, claim: Claim) -> None:
    make.moved(claim, State.OPEN, room.checker)


def wait(room: make.Newsroom, claim: Claim) -> None:
    Question.objects.create(
        claim=claim, asked_of=AskedOf.SOURCE, source="The harbour", text="How many?", by=room.checker
    )
    make.moved(claim, State.AWAITING, room.checker)


def hand_on(room: make.Newsroom, claim: Claim) -> None:
    make.moved(claim, State.SECOND, room.checker)


def stay(room: make.Newsroom, claim: Claim) -> None:
    """It is still being checked."""


# Each walks all that tells of answers: two of them in `make test`.
@pytest.mark.parametrize(
    "then", [stay, hand_on, *(pytest.param(one, marks=pytest.mark.long) for one in (hand_back, wait))]
)
def test_it_is_hidden_from_the_first_answer_on(room: make.Newsroom, begun: Claim, then: Any) -> None:
    """On every surface, wherever the claim stands until it is settled: answers, note, copy, fix and stance."""
    then(room, begun)
    for person in (room.second, room.editor):
        assert told(person, begun, *FIRST) == {}
        page = article_page(person, begun.article, open_id=begun.pk)
        assert page.card and page.card.first_hidden
        assert [use.stance for use in page.card.uses] == [""]
        (claim,) = (one for one in report_of(begun.article, person).claims if one.number == 3)
        assert claim.hidden and [use.stance for use in claim.evidence] == [""]
        for text in surfaces(person, begun).values():
            assert "stance-contradicts" not in text
    assert told(room.reader, begun, NOTE)


@pytest.mark.parametrize(
    "name", ["claim-move", "claim-answer", "claim-dismiss", "claim-risk", "claim-evidence"]
)
def test_what_a_form_is_answered_with_tells_nothing_either(
    room: make.Newsroom, begun: Claim, name: str
) -> None:
    """Stale, refused, wrong or saved, with htmx and without."""
    client = Client()
    client.force_login(room.second)
    for seen in (1, begun.version):
        for headers in ({}, {"HX-Request": "true"}):
            form = {
                "key": make.key(),
                "seen": seen,
                "to": State.CHECKING,
                "note": "Mine.",
                "so": So.CONFIRMED,
            }
            given = client.post(reverse(name, args=[begun.pk]), form, headers=headers, follow=True)
            assert not [word for word in FIRST if word in given.content.decode()]


def test_with_a_low_risk_nothing_is_hidden(room: make.Newsroom) -> None:
    safe = make.split_article(room)[1][0]
    make.answered(safe, room.checker, so=So.DISPUTED, copy=Copy.FIX_PROPOSED, note=NOTE, fix=FIX)
    assert told(room.second, safe, *FIRST)


def test_the_first_person_cannot_be_the_second(room: make.Newsroom, waiting: Claim) -> None:
    with pytest.raises(Refused, match="You checked this claim first"):
        make.answered(waiting, room.checker)


def test_a_byline_cannot_be_the_second(room: make.Newsroom, waiting: Claim) -> None:
    writer = make.person(Role.EDITOR, room.desk)
    waiting.article.bylines.add(writer)
    with pytest.raises(Refused, match="You wrote this story"):
        make.answered(waiting, writer)


def test_when_it_is_settled_everybody_sees_all(room: make.Newsroom, waiting: Claim) -> None:
    make.answered(waiting, room.second, settle=True, said=Said.UNFAIR, so=So.DISPUTED)
    everybody: tuple[Any, ...] = (room.checker, room.second, room.editor, room.reader, room.reporter)
    assert [answers_visible_to(one).count() for one in everybody] == [2] * 5
    report = report_of(waiting.article, room.editor)
    (claim,) = (one for one in report.claims if one.number == 3)
    assert (claim.checked_by, claim.second_by, claim.note) == ("Chloe Checker", "Sam Second", NOTE)
