"""Drafts that come while others work, on real connections: none is lost, and nothing is settled for words unseen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from claims.errors import Refused, Stale
from claims.models import Article, Claim, Draft, Event, SignOff
from claims.services.article_sign import article_sign
from claims.services.claim_answer import claim_answer
from claims.services.claim_cut import claim_cut
from claims.services.claim_reattach import claim_reattach
from claims.services.draft_paste import draft_paste
from claims.services.split_store import store
from claims.vocabulary import ArticleState, So, State
from tests import factories as make
from tests.support.database import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]

NEXT = make.TEXT.replace("ninety", "eighty")


def kinds(came: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in came)


def test_all_who_paste_at_once_have_a_draft_each(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    people = [room.reporter, room.checker, room.second, room.editor]

    def paste(number: int) -> Any:
        text = f"{make.TEXT}\n\nMore, number {number}."
        by = people[number % len(people)]
        return lambda: draft_paste(article_id=article.pk, by=by, key=f"k{number}", text=text)

    came = at_once([paste(number) for number in range(8)])
    assert kinds(came) == {"Draft": 8}
    assert sorted(one.number for one in came) == list(range(2, 10))
    assert len(set(article.drafts.values_list("sha256", flat=True))) == 9


def test_one_key_pastes_one_draft(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    came = at_once([lambda: draft_paste(article_id=article.pk, by=room.reporter, key="k", text=NEXT)] * 8)
    assert {one.pk for one in came} == {article.drafts.get(number=2).pk}


@pytest.mark.fault("sign-off races an edit")
def test_a_signature_that_races_a_draft_never_stands_under_it(room: make.Newsroom) -> None:
    article = make.signable(room)
    draft, seen = article.drafts.get(), Event.objects.filter(article=article).latest("number").number

    def sign() -> Article:
        return article_sign(article_id=article.pk, by=room.editor, key="s", sha256=draft.sha256, seen=seen)

    came = at_once([sign, lambda: draft_paste(article_id=article.pk, by=room.reporter, key="p", text=NEXT)])
    assert isinstance(came[1], Draft)
    assert isinstance(came[0], Article | Refused)
    assert not SignOff.objects.filter(revoked_at=None).exists()
    assert Article.objects.get(pk=article.pk).state == ArticleState.CHECKING


def test_nothing_is_settled_for_words_that_nobody_saw(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    own = claims[1]
    make.evidence(own, room.checker)
    draft = draft_paste(article_id=article.pk, by=room.reporter, key="p", text=NEXT)
    split = make.running(article)
    found = make.found_in(draft.text, make.OWN_FIXED)

    def answer() -> Claim:
        return claim_answer(claim_id=own.pk, seen=1, by=room.checker, key="a", so=So.CONFIRMED, settle=True)

    came = at_once([answer, lambda: store(split.pk, 1, found)])
    assert came[1] is True
    assert isinstance(came[0], Claim | Stale)
    now = make.fresh(own)
    assert now.state == (State.STALE if isinstance(came[0], Claim) else State.OPEN)


def test_of_two_who_find_and_cut_a_lost_claim_one_wins(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.next_draft(
        article, room.reporter, make.TEXT.replace("It has stood for ninety years.", "Old, it is.")
    )
    own = make.fresh(claims[1])
    given = {"claim_id": own.pk, "seen": own.version}
    came = at_once(
        [
            lambda: claim_cut(by=room.checker, key="c", **given),
            lambda: claim_reattach(by=room.second, key="r", words="Old, it is.", **given),
        ]
    )
    assert kinds(came) == {"Claim": 1, "Stale": 1}
