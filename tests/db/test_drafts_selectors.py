"""What the drafts' pages read: what each draft did to the claims, and what a text would do as the next one."""

from __future__ import annotations

import pytest

from claims.models import EventPayload, Sentence
from claims.permissions import articles_visible_to
from claims.selectors.drafts import DraftsPage, Outcome, drafts_page
from claims.selectors.next_draft import Preview, preview_of
from claims.services.history import lock_article
from claims.vocabulary import Coverage
from tests import factories as make
from tests.factories import BARGES, HURT, OWN, SAFE, TEXT

pytestmark = pytest.mark.django_db

FOUR = TEXT.replace("Three barges", "Four barges")


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


def page_of(room: make.Newsroom, article_id: int, **which: int) -> DraftsPage:
    article = articles_visible_to(room.editor).select_related("desk").get(pk=article_id)
    page = drafts_page(room.editor, article, **which)
    assert page is not None
    return page


def preview(room: make.Newsroom, article_id: int, text: str, by: str = "editor") -> Preview:
    user = getattr(room, by)
    return preview_of(user, articles_visible_to(user).select_related("desk").get(pk=article_id), text)


# -- what each draft did -------------------------------------------------------------------------------------


def test_each_draft_tells_what_it_did(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.settled(claims[1], room.checker)
    text = FOUR.replace("ninety", "eighty").replace("Mayor Ann Cole said the bridge is safe. ", "")
    own = make.Saying("It has stood for eighty years")
    four = make.Saying("Four barges had struck a pier")
    new = make.Saying("Rain is forecast until Sunday")
    make.next_draft(article, room.reporter, f"{text} Rain is forecast until Sunday.", own, HURT, four, new)
    later, first = page_of(room, article.pk).drafts
    assert later.outcome == Outcome(stood=3, stale=1, changed=1, lost=1, new=1)
    assert later.outcome.kept == 1
    assert first.outcome is None
    assert (later.words, first.words) == (len(later.draft.text.split()), len(TEXT.split()))


def test_what_retention_erased_is_no_longer_told(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    make.next_draft(article, room.reporter, FOUR)
    lock_article(article.pk)
    EventPayload.objects.filter(event__article=article).delete()
    assert [row.outcome for row in page_of(room, article.pk).drafts] == [None, None]


def test_the_two_columns_are_the_two_texts(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    for text in (FOUR, "\n\n".join(reversed(FOUR.split("\n\n")))):
        make.next_draft(article, room.reporter, text, *(() if text == FOUR else (HURT, SAFE, OWN)))
    for old, new in ((1, 2), (2, 3), (3, 1)):
        two = page_of(room, article.pk, old=old, new=new).two
        assert two is not None
        pairs = [pair for group in two.groups for pair in group.pairs]
        for draft, sides in ((two.old, [one.old for one in pairs]), (two.new, [one.new for one in pairs])):
            words = " ".join("".join(piece.text for piece in side) for side in sides)
            assert words.split() == draft.text.split()
        numbers = [pair.number for pair in pairs if pair.number]
        assert numbers == list(range(1, two.changes + 1))


def test_a_claim_stands_in_the_columns_where_it_stands_in_the_texts(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    make.next_draft(
        article, room.reporter, "\n\n".join(reversed(TEXT.split("\n\n"))), HURT, BARGES, SAFE, OWN
    )
    two = page_of(room, article.pk).two
    assert two is not None
    pieces = [piece for group in two.groups for pair in group.pairs for piece in (*pair.old, *pair.new)]
    for claim, saying in zip(claims, (SAFE, OWN, HURT, BARGES), strict=True):
        words = ["".join(one.text for one in pieces if one.row and one.row.pk == claim.pk)]
        assert words == [saying.words * 2]
        starts = [one for piece in pieces for one in piece.starts if one.pk == claim.pk]
        assert len(starts) == 2


# -- what a text would do ------------------------------------------------------------------------------------


def test_the_weightiest_change_comes_first(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    shown = preview(room, article.pk, FOUR.replace("the bridge is safe", "the bridge is sound"))
    assert [one.row.pk for one in shown.reopened] == [claims[3].pk, claims[0].pk]
    assert [str(one.changes[0].kind) for one in shown.reopened] == ["figure", "word"]
    assert [one.becomes for one in shown.reopened] == ["Gets the new words"] * 2
    assert shown.kept == 2 and not shown.lost


def test_what_becomes_of_each_state(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    safe, own, hurt, barges = claims
    make.answered(safe, room.checker)
    make.settled(own, room.checker)
    make.settled(hurt, room.checker)
    text = FOUR.replace("safe", "sound").replace("ninety", "eighty").replace("Nobody was", "Nobody is")
    got = {one.row.pk: one for one in preview(room, article.pk, text).reopened}
    assert {pk: one.becomes for pk, one in got.items()} == {
        safe.pk: "Loses its answers",
        own.pk: "Goes stale",
        hurt.pk: "Goes back to its first check",
        barges.pk: "Gets the new words",
    }
    assert got[safe.pk].answers_by == got[own.pk].answers_by == ("Chloe Checker",)
    assert {one.row.pk: one.answers_by for one in preview(room, article.pk, text, "second").reopened}[
        hurt.pk
    ] == ()
    assert preview(room, article.pk, text).stale == 1


def test_a_change_of_cue_is_shown_as_the_cue(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    (one,) = preview(room, article.pk, TEXT.replace("Cole said", "Cole admitted")).reopened
    assert one.row.pk == claims[0].pk
    told = {part.name: "".join(run.text for run in part.stretches if run.inserted) for part in one.parts}
    assert told == {"content": "", "cue": "admitted"}
    assert one.changes[0].kind == "reporting verb"


def test_a_claim_that_stands_in_two_places_is_nobody_s_guess(room: make.Newsroom) -> None:
    line = "The board has looked after the bridge."
    text = f"Rain fell all night.\n\n{line}\n\nNobody was hurt on Monday."
    article, _ = make.split_article(room, make.Saying(line.rstrip(".")), text=text)
    (one,) = preview(room, article.pk, f"{line}\n\nThe mayor spoke on Friday.\n\n{line}\n\nFares stay.").lost
    assert one.torn and one.row.words == line.rstrip(".")


def test_what_was_lost_before_stays_lost(room: make.Newsroom) -> None:
    article, claims = make.split_article(room)
    without = TEXT.replace(" Three barges had struck a pier.", "")
    (gone,) = preview(room, article.pk, without).lost
    assert gone.row.pk == claims[3].pk and not gone.torn
    make.next_draft(article, room.reporter, without)
    shown = preview(room, article.pk, without.replace("ninety", "eighty"))
    assert (shown.still_lost, shown.lost, shown.kept) == (1, (), 2)


def test_marks_on_sentences_hold_by_the_same_rule(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    headline = Sentence.objects.get(draft__article=article, start=0)
    make.cleared(headline, room.checker)
    assert headline.coverage == Coverage.OPEN
    assert preview(room, article.pk, f"{FOUR}\n\nRain.").opened == ()
    opened = preview(room, article.pk, TEXT.replace("to stay open", "must stay open")).opened
    assert opened == ("Harbour bridge to stay open",)


def test_signatures_of_another_text_are_void(room: make.Newsroom) -> None:
    article = make.signable(room)
    make.signed(article, room.editor)
    assert preview(room, article.pk, FOUR).void == ("Edie Editor",)
    same = preview(room, article.pk, TEXT)
    assert same.void == () and same.same and same.nothing
