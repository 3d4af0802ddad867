"""Signing, overriding, revoking, publishing, correcting: each with its events, and void where it no longer holds."""

from __future__ import annotations

from typing import Any

import pytest

from claims.errors import Refused, TextRefused
from claims.models import Article, Claim, Event, Notice, Sentence, SignOff, User
from claims.services.article_bylines import article_bylines
from claims.services.article_revoke import article_revoke
from claims.services.article_sign import article_sign
from claims.services.article_step import article_step
from claims.services.gate_watch import after_change
from claims.services.sentence_unclear import sentence_unclear
from claims.vocabulary import ArticleAct, ArticleState, Coverage, EventKind, NoticeKind, Role, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]
TYPESET = make.TEXT.translate(make.STRAIGHT)
URL = "https://paper.example/bridge"


@pytest.fixture
def article(room: make.Newsroom) -> Article:
    return make.signable(room)


def state_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).state


def signers(article: Article) -> set[User]:
    return {one.signer for one in SignOff.objects.filter(draft__article=article, revoked_at=None)}


def kinds(article: Article, number: int) -> list[str]:
    """The last so many events."""
    return list(
        Event.objects.filter(article=article)
        .order_by("-number")
        .values_list("what", flat=True)[:number][::-1]
    )


def sign_off(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    make.signed(article, room.checker)
    assert state_of(article) == ArticleState.SIGNED_OFF


def settled_claim(article: Article) -> Claim:
    return Claim.objects.filter(article=article, state=State.SETTLED).order_by("pk")[0]


def step(article: Article, act: ArticleAct, by: User, **given: str) -> Article:
    return article_step(article_id=article.pk, act=act, by=by, key=make.key(), **given)


def override(article: Article, by: User, note: str = "It runs at six.") -> Article:
    return make.overridden(article, by, note)


# -- signing -------------------------------------------------------------------------------------------------


def test_two_people_sign_it_off(article: Article, room: make.Newsroom) -> None:
    before = state_of(article)
    assert make.signed(article, room.editor).state == before == ArticleState.CHECKING
    assert make.signed(article, room.checker).state == ArticleState.SIGNED_OFF
    first, second = SignOff.objects.filter(draft__article=article)
    assert (first.signer, first.role) == (room.editor, Role.EDITOR)
    assert (second.signer, second.role) == (room.checker, Role.CHECKER)
    assert first.sha256 == second.sha256 == article.drafts.get().sha256
    assert kinds(article, 3) == [EventKind.SIGNED, EventKind.SIGNED, EventKind.ARTICLE_MOVED]


def test_one_is_enough_where_the_desk_says_so(article: Article, room: make.Newsroom) -> None:
    room.desk.signers = 1
    room.desk.save()
    with pytest.raises(Refused, match="it is an editor's"):
        make.signed(article, room.checker)
    assert make.signed(article, room.editor).state == ArticleState.SIGNED_OFF


def test_nobody_signs_twice_nor_for_their_own_story(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    with pytest.raises(Refused, match="You have signed this draft"):
        make.signed(article, room.editor)
    writer = make.person(Role.EDITOR, room.desk)
    article.bylines.add(writer)
    with pytest.raises(Refused, match="You wrote this story"):
        make.signed(article, writer)
    article.bylines.remove(writer)
    assert signers(article) == {room.editor}


def test_a_form_sent_twice_signs_once(article: Article, room: make.Newsroom) -> None:
    seen = Event.objects.filter(article=article).count()
    for _ in range(2):
        article_sign(
            article_id=article.pk, by=room.editor, key="k", sha256=article.drafts.get().sha256, seen=seen
        )
    assert SignOff.objects.count() == 1
    with pytest.raises(Refused, match="somebody else"):
        article_sign(article_id=article.pk, by=room.checker, key="k", sha256="", seen=seen)


def test_what_the_signer_did_not_see_is_not_signed(article: Article, room: make.Newsroom) -> None:
    """A newer text; a claim that was opened and settled again since the page was drawn."""
    sha256, seen = article.drafts.get().sha256, Event.objects.filter(article=article).latest("number").number
    claim = settled_claim(article)
    make.moved(claim, State.CHECKING, room.checker, "Look again.")
    with pytest.raises(Refused, match="1 claim is being checked"):
        article_sign(article_id=article.pk, by=room.editor, key=make.key(), sha256=sha256, seen=seen)
    make.answered(claim, room.checker, settle=True)
    with pytest.raises(Refused, match="since you loaded this page"):
        article_sign(article_id=article.pk, by=room.editor, key=make.key(), sha256=sha256, seen=seen)
    make.next_draft(article, room.reporter, make.TEXT + "\n\nMore.")
    with pytest.raises(Refused, match="draft 2"):
        article_sign(article_id=article.pk, by=room.editor, key=make.key(), sha256=sha256, seen=seen + 50)
    assert not SignOff.objects.exists()


def test_an_article_that_is_not_theirs(article: Article, room: make.Newsroom) -> None:
    with pytest.raises(Article.DoesNotExist):
        make.signed(article, room.outsider)


# -- when it no longer holds ---------------------------------------------------------------------------------


def reopen(article: Article, room: make.Newsroom) -> None:
    make.moved(settled_claim(article), State.CHECKING, room.second, "The report was withdrawn.")


def take_off(article: Article, room: make.Newsroom) -> None:
    make.moved(Claim.objects.get(article=article, state=State.DISMISSED), State.OPEN, room.second)


def uncover(article: Article, room: make.Newsroom) -> None:
    cleared = Sentence.objects.filter(draft__article=article, coverage=Coverage.NOTHING)[0]
    sentence_unclear(sentence_id=cleared.pk, by=room.second, key=make.key(), why="It names the bridge.")


def paste(article: Article, room: make.Newsroom) -> None:
    make.next_draft(article, room.reporter, make.TEXT.replace("ninety", "eighty"))


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (reopen, "1 claim is being checked"),
        (take_off, "1 claim is open"),
        (uncover, "1 sentence nobody"),
        (paste, "Draft 2 has another text"),
    ],
)
def test_both_signatures_are_void_and_say_why(
    article: Article, room: make.Newsroom, happens: Any, why: str
) -> None:
    sign_off(article, room)
    happens(article, room)
    assert state_of(article) == ArticleState.CHECKING
    for one in SignOff.objects.filter(draft__article=article):
        assert one.revoked_at and one.revoked_by is None
        assert why in one.revoked_why
    told = kinds(article, 6)
    at = told.index(EventKind.SIGNATURE_REVOKED)
    assert told[at + 1] == EventKind.ARTICLE_MOVED
    revoked = Event.objects.get(article=article, what=EventKind.SIGNATURE_REVOKED)
    assert revoked.by is None and why in revoked.payload.note


def test_one_signature_of_two_is_void_as_well(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    reopen(article, room)
    assert signers(article) == set()
    assert state_of(article) == ArticleState.CHECKING


def test_a_claim_that_changes_and_stays_settled_voids_nothing(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    make.evidence(settled_claim(article), room.checker)
    assert not after_change(article.pk, by=room.checker, key="k")
    assert signers(article) == {room.editor, room.checker}


def test_a_signer_who_counts_as_a_writer_no_longer_stands(article: Article, room: make.Newsroom) -> None:
    chief = make.person(Role.EDITOR, room.desk)
    make.signed(article, room.editor)
    make.signed(article, chief)
    article_bylines(article_id=article.pk, by=room.editor, key="b", written_by=[chief.pk])
    assert signers(article) == {room.editor}
    assert state_of(article) == ArticleState.CHECKING
    assert "writer of the story" in SignOff.objects.get(signer=chief).revoked_why


def test_what_is_published_is_left_as_it_was_signed(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    step(article, ArticleAct.PUBLISH, room.editor, url=URL)
    reopen(article, room)
    assert signers(article) == {room.editor, room.checker}
    assert state_of(article) == ArticleState.PUBLISHED


def test_the_same_text_again_is_no_draft_and_still_signed(article: Article, room: make.Newsroom) -> None:
    """A signature is under a text, by its hash."""
    sign_off(article, room)
    with pytest.raises(TextRefused, match="nothing has changed"):
        make.next_draft(article, room.reporter, make.TEXT)
    assert state_of(article) == ArticleState.SIGNED_OFF
    assert len(signers(article)) == 2


# -- taking back, overriding ---------------------------------------------------------------------------------


def test_one_takes_ones_own_signature_back(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    with pytest.raises(Refused, match="Give a reason"):
        article_revoke(article_id=article.pk, by=room.checker, key=make.key(), note=" ")
    with pytest.raises(Refused, match="no signature"):
        article_revoke(article_id=article.pk, by=room.second, key=make.key(), note="Mine?")
    article_revoke(article_id=article.pk, by=room.checker, key="k", note="I missed a figure.")
    article_revoke(article_id=article.pk, by=room.checker, key="k", note="I missed a figure.")
    assert signers(article) == {room.editor}
    assert state_of(article) == ArticleState.CHECKING
    revoked = SignOff.objects.get(signer=room.checker)
    assert (revoked.revoked_by, revoked.revoked_why) == (room.checker, "I missed a figure.")
    assert make.signed(article, room.checker).state == ArticleState.SIGNED_OFF


def test_an_editor_overrides_a_shut_gate(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    for person in (room.checker, room.reporter, room.reader):
        with pytest.raises(Refused, match="Editors of this desk"):
            override(article, person)
    with pytest.raises(Refused, match="Give a reason"):
        override(article, room.editor, "  ")
    assert override(article, room.editor).state == ArticleState.SIGNED_OFF
    (one,) = SignOff.objects.filter(draft__article=article)
    assert (one.signer, one.override_why) == (room.editor, "It runs at six.")
    assert kinds(article, 2) == [EventKind.OVERRIDDEN, EventKind.ARTICLE_MOVED]
    make.moved(claims[0], State.CHECKING, room.checker)
    make.settled(claims[1], room.checker)
    assert state_of(article) == ArticleState.SIGNED_OFF, "it holds in spite of the gate"
    make.next_draft(article, room.reporter, make.TEXT + " More.")
    assert state_of(article) == ArticleState.CHECKING, "but for its text only"


def test_an_override_is_taken_back_by_any_editor(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    override(article, room.editor)
    chief = make.person(Role.EDITOR, room.desk)
    with pytest.raises(Refused, match="no signature"):
        article_revoke(article_id=article.pk, by=room.checker, key=make.key(), note="No.")
    article_revoke(article_id=article.pk, by=chief, key=make.key(), note="It can wait.")
    assert state_of(article) == ArticleState.CHECKING
    assert signers(article) == set()


def test_a_writer_does_not_override(room: make.Newsroom) -> None:
    article, _ = make.split_article(room, by=room.editor)
    with pytest.raises(Refused, match="You wrote this story"):
        override(article, room.editor)


def test_an_override_takes_the_place_of_ones_own_signature(article: Article, room: make.Newsroom) -> None:
    make.signed(article, room.editor)
    assert override(article, room.editor).state == ArticleState.SIGNED_OFF
    assert SignOff.objects.filter(draft__article=article, revoked_at=None).get().override_why


# -- published, corrected, killed ----------------------------------------------------------------------------


def test_published_corrected_and_corrected_again(article: Article, room: make.Newsroom) -> None:
    with pytest.raises(Refused, match="isn't done now"):
        step(article, ArticleAct.PUBLISH, room.editor, url=URL)
    sign_off(article, room)
    with pytest.raises(Refused, match="https://"):
        step(article, ArticleAct.PUBLISH, room.editor, url="paper")
    assert step(article, ArticleAct.PUBLISH, room.editor, url=URL).published_url == URL
    for year in ("eighty", "seventy"):
        step(article, ArticleAct.CORRECT, room.editor, note=f"It was {year}.")
        for refused in (lambda: make.signed(article, room.editor), lambda: override(article, room.editor)):
            with pytest.raises(Refused, match="Paste the correction first"):
                refused()
        make.next_draft(article, room.reporter, make.TEXT.replace("ninety", year), reason=f"It was {year}.")
        with pytest.raises(Refused, match="Not ready: 1 claim is stale"):
            make.signed(article, room.editor)
        override(article, room.editor, "The number is a typist's.")
        assert state_of(article) == ArticleState.CORRECTING
        corrected = step(article, ArticleAct.CORRECTED, room.editor, url=f"{URL}?{year}")
        assert (corrected.state, corrected.published_url) == (ArticleState.CORRECTED, f"{URL}?{year}")
    assert SignOff.objects.filter(draft__article=article, revoked_at=None).count() == 4, (
        "each stays under its text"
    )


def test_a_correction_is_signed_by_two_and_void_like_any_draft(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    step(article, ArticleAct.PUBLISH, room.editor, url=URL)
    step(article, ArticleAct.CORRECT, room.editor, note="A word is missing.")
    draft = make.next_draft(article, room.reporter, TYPESET, reason="The quotes were wrong.")
    make.signed(article, room.editor)
    with pytest.raises(Refused, match="two signatures"):
        step(article, ArticleAct.CORRECTED, room.editor, url=URL)
    make.signed(article, room.checker)
    reopen(article, room)
    assert not SignOff.objects.filter(draft=draft, revoked_at=None).exists()
    assert SignOff.objects.filter(draft__number=1, revoked_at=None).count() == 2
    assert state_of(article) == ArticleState.CORRECTING


def test_a_draft_without_a_reason_is_no_correction(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    step(article, ArticleAct.PUBLISH, room.editor, url=URL)
    step(article, ArticleAct.CORRECT, room.editor, note="A word is missing.")
    with pytest.raises(TextRefused, match="what is corrected, and why"):
        make.next_draft(article, room.reporter, TYPESET)
    with pytest.raises(Refused, match="Paste the correction first"):
        make.signed(article, room.editor)


def test_killed_and_taken_up_again(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    with pytest.raises(Refused, match="Give a reason"):
        step(article, ArticleAct.KILL, room.editor)
    assert step(article, ArticleAct.KILL, room.editor, note="It isn't news.").state == ArticleState.KILLED
    assert signers(article) == set()
    with pytest.raises(Refused, match="isn't done now"):
        make.signed(article, room.editor)
    step(article, ArticleAct.REVIVE, room.editor, note="It is news.")
    assert state_of(article) == ArticleState.CHECKING
    sign_off(article, room)


def test_a_step_sent_twice_is_one(article: Article, room: make.Newsroom) -> None:
    for _ in range(2):
        article_step(article_id=article.pk, act=ArticleAct.KILL, by=room.editor, key="k", note="No.")
    assert Event.objects.filter(article=article, what=EventKind.ARTICLE_MOVED).count() == 2


def test_signing_is_no_step(article: Article, room: make.Newsroom) -> None:
    with pytest.raises(Refused):
        step(article, ArticleAct.SIGN, room.editor)


# -- ready ---------------------------------------------------------------------------------------------------


def test_the_desks_editors_are_told_when_it_is_ready(room: make.Newsroom) -> None:
    writer = make.person(Role.EDITOR, room.desk)
    article, (safe, own) = make.split_article(room, make.SAFE, make.OWN)
    article.bylines.add(writer)
    Sentence.objects.update(coverage=Coverage.CLAIMED)
    make.settled(safe, room.checker)
    ready = Notice.objects.filter(kind=NoticeKind.READY)
    assert not ready.exists()
    make.settled(own, room.checker)
    assert [(one.to, one.article) for one in ready] == [(room.editor, article)]
    article.bylines.remove(writer)


def test_nobody_is_told_of_a_correction_that_is_not_there_yet(article: Article, room: make.Newsroom) -> None:
    sign_off(article, room)
    step(article, ArticleAct.PUBLISH, room.editor, url=URL)
    step(article, ArticleAct.CORRECT, room.editor, note="The year.")
    Notice.objects.all().delete()
    after_change(article.pk, by=room.checker, key="before")
    assert not Notice.objects.exists()
    make.next_draft(article, room.reporter, TYPESET, reason="The quotes were wrong.")
    assert Notice.objects.get().to == room.editor
