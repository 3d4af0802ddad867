"""Signing while somebody else does something: the article's row decides, and nobody stands for what they didn't see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.errors import Refused
from claims.models import Article, Claim, Event, SignOff, User
from claims.services.article_override import article_override
from claims.services.article_revoke import article_revoke
from claims.services.article_sign import article_sign
from claims.services.article_step import article_step
from claims.services.claim_move import claim_move
from claims.vocabulary import ArticleAct, ArticleState, EventKind, Role, State
from tests import factories as make
from tests.support.database import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("history_holds")]


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    return make.signable(room)


def signing(article: Article, by: User, key: str = "") -> Callable[[], Article]:
    """What this person's click on “Sign” will do, with what they see now."""
    sha256 = article.drafts.latest("number").sha256
    seen = Event.objects.filter(article=article).latest("number").number
    key = key or make.key()
    return lambda: article_sign(article_id=article.pk, by=by, key=key, sha256=sha256, seen=seen)


def state_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).state


def held(article: Article) -> int:
    return SignOff.objects.filter(draft__article=article, revoked_at=None).count()


def test_twenty_clicks_are_one_signature(article: Article, room: make.Newsroom) -> None:
    came = at_once([signing(article, room.editor, "k")] * 20)
    assert {type(one) for one in came} == {Article}
    assert (SignOff.objects.count(), Event.objects.filter(what=EventKind.SIGNED).count()) == (1, 1)


def test_two_forms_of_one_person_are_one_signature(article: Article, room: make.Newsroom) -> None:
    came = at_once([signing(article, room.editor), signing(article, room.editor)])
    assert sorted(type(one).__name__ for one in came) == ["Article", "Refused"]
    assert held(article) == 1


def test_two_signers_at_once_sign_it_off_once(article: Article, room: make.Newsroom) -> None:
    chief = make.person(Role.EDITOR, room.desk)
    came = at_once([signing(article, room.editor), signing(article, chief)])
    assert {type(one) for one in came} == {Article}
    assert (held(article), state_of(article)) == (2, ArticleState.SIGNED_OFF)
    moves = Event.objects.filter(article=article, what=EventKind.ARTICLE_MOVED)
    assert moves.count() == 2, "taken, signed off"


def test_three_signers_at_once_and_two_stand(article: Article, room: make.Newsroom) -> None:
    people = [room.editor, make.person(Role.EDITOR, room.desk), make.person(Role.EDITOR, room.desk)]
    came = at_once([signing(article, person) for person in people])
    assert sorted(type(one).__name__ for one in came) == ["Article", "Article", "Refused"]
    assert (held(article), state_of(article)) == (2, ArticleState.SIGNED_OFF)


@pytest.mark.fault("sign-off races an edit")
@pytest.mark.parametrize("before", [0, 1], ids=["the first signature", "the last one"])
def test_signing_while_a_claim_is_reopened(article: Article, room: make.Newsroom, before: int) -> None:
    """Whoever is first: a signature is refused, or void; the article is never signed off with an open claim."""
    chief = make.person(Role.EDITOR, room.desk)
    if before:
        make.signed(article, chief)
    claim = Claim.objects.filter(article=article, state=State.SETTLED).order_by("pk")[0]
    came = at_once(
        [
            signing(article, room.editor),
            lambda: claim_move(
                claim_id=claim.pk, seen=claim.version, to=State.CHECKING, by=room.second, key="r", note="No."
            ),
        ]
    )
    assert isinstance(came[1], Claim)
    assert isinstance(came[0], (Article, Refused))
    assert (held(article), state_of(article)) == (0, ArticleState.CHECKING)
    void = SignOff.objects.filter(draft__article=article)
    assert all(one.revoked_why.startswith("Not ready: 1 claim is being checked") for one in void)


@pytest.mark.fault("sign-off races an edit")
def test_signing_while_a_new_draft_comes(article: Article, room: make.Newsroom) -> None:
    """The signature is refused, or was under the old text and is void."""
    came = at_once(
        [
            signing(article, room.editor),
            lambda: make.next_draft(article, room.reporter, make.TEXT + "\n\nMore."),
        ]
    )
    assert isinstance(came[0], Article) or "newer text" in str(came[0])
    assert held(article) == 0
    assert not SignOff.objects.filter(draft__number=2).exists()


def test_publishing_while_a_signature_is_taken_back(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    make.signed(article, room.checker)
    came = at_once(
        [
            lambda: article_step(
                article_id=article.pk,
                act=ArticleAct.PUBLISH,
                by=room.editor,
                key="p",
                url="https://x.example/",
            ),
            lambda: article_revoke(article_id=article.pk, by=room.checker, key="r", note="Wait."),
        ]
    )
    assert sorted(type(one).__name__ for one in came) == ["Article", "Refused"]
    assert (state_of(article), held(article)) in [(ArticleState.PUBLISHED, 2), (ArticleState.CHECKING, 1)]


def test_two_editors_override_at_once(article: Article, room: make.Newsroom) -> None:
    chief, sha256 = make.person(Role.EDITOR, room.desk), article.drafts.get().sha256

    def override(by: User) -> Callable[[], Article]:
        key = make.key()
        return lambda: article_override(article_id=article.pk, by=by, key=key, sha256=sha256, note="Now.")

    came = at_once([override(room.editor), override(chief)])
    assert sorted(type(one).__name__ for one in came) == ["Article", "Refused"]
    assert (held(article), state_of(article)) == (1, ArticleState.SIGNED_OFF)
