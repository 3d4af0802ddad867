"""The second person answers before the first answers are shown: to them, on every surface."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.errors import Refused
from claims.exports.table import render_csv
from claims.models import Answer, Claim, User
from claims.permissions import answers_visible_to
from claims.selectors.article_page import article_page
from claims.selectors.history import article_history, claim_history
from claims.selectors.report import report_of
from claims.vocabulary import Copy, Role, Said, So, State
from tests import factories as make

pytestmark = pytest.mark.django_db

NOTE, FIX = "zebra note of the first", "zebra wording of the first"


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


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
            ("article-print", article.pk),
            ("article-csv", article.pk),
            ("article-progress", article.pk),
            ("claim", claim.pk),
            ("claim-card", claim.pk),
            ("claim-history", claim.pk),
        )
        for headers in ({"HX-Request": "true"} if name in ("claim-card", "article-progress") else {},)
    }
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
    assert make.moved(waiting, State.SETTLED, room.second).state == State.SETTLED


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
