"""Who is where: told by a page, seen by those who see the article, gone when the page falls silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Presence
from claims.selectors.presence import pulse_of
from claims.selectors.since import changes_since
from claims.services.presence_tell import presence_sweep, presence_tell
from claims.vocabulary import Role, State
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_page_that_is_open_is_seen_by_the_others(room: make.Newsroom) -> None:
    article, (claim, other, *_) = make.split_article(room)
    for at in (other, claim, claim):
        assert presence_tell(by=room.checker, article_id=article.pk, claim_id=at.pk)
    assert Presence.objects.count() == 1
    pulse = pulse_of(room.second, article.pk, 0)
    assert pulse and [(one.user, one.claim) for one in pulse.others] == [(room.checker.pk, claim.pk)]
    assert pulse.here == f"{room.checker.pk}.{claim.pk}"
    own = pulse_of(room.checker, article.pk, claim.pk)
    assert own and (own.others, own.told, own.has_claim) == ((), True, True)
    elsewhere = pulse_of(room.checker, article.pk, other.pk)
    assert elsewhere and not elsewhere.told
    stranger = make.person(Role.REPORTER, room.desk, name="Cora Colleague")
    assert pulse_of(stranger, article.pk, 0) is None


def test_a_page_that_falls_silent_is_gone(room: make.Newsroom) -> None:
    article, (claim, *_) = make.split_article(room)
    presence_tell(by=room.checker, article_id=article.pk, claim_id=None)
    for age, told, shown in ((2, True, 1), (5, False, 1), (11, False, 0)):
        Presence.objects.update(at=timezone.now() - timedelta(seconds=age))
        own, others = pulse_of(room.checker, article.pk, 0), pulse_of(room.second, article.pk, claim.pk)
        assert own and others and (own.told, len(others.others)) == (told, shown)
    assert presence_sweep() == 0
    Presence.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert presence_sweep() == 1


def test_a_claim_of_another_article_is_not_this_ones(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    _, (theirs, *_) = make.split_article(room, text=make.TEXT + " More.")
    pulse = pulse_of(room.checker, article.pk, theirs.pk)
    assert pulse and not pulse.has_claim


def test_what_others_did_and_what_looks_different(room: make.Newsroom) -> None:
    article, (claim, other, *_) = make.split_article(room)
    pulse = pulse_of(room.second, article.pk, claim.pk)
    assert pulse
    start = pulse.newest

    def since(card: int = start) -> tuple[bool, frozenset[int], int, int]:
        found = changes_since(room.second, article, event=start, claim_id=claim.pk, card=card)
        return found.whole, found.claims, len(found.by_others), len(found.on_open)

    assert since() == (False, frozenset(), 0, 0)
    make.moved(claim, State.CHECKING, room.checker)
    assert since() == (False, {claim.pk}, 2, 1), "the article goes on with its first claim"
    make.moved(other, State.CHECKING, room.second)
    assert since() == (False, {claim.pk, other.pk}, 2, 1), "one's own deeds are no news"
    assert since(card=start + 2)[3] == 0, "the card shows it already"
    make.next_draft(article, room.reporter, make.TEXT + " It is new.")
    whole, _, others, on_open = since()
    assert whole and others >= 3 and on_open >= 2
