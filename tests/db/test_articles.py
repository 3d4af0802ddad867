"""Pasting an article and saying who wrote it."""

from __future__ import annotations

import pytest

from claims.errors import Refused, TextRefused
from claims.models import Article, Desk, Draft, Event, Split
from claims.services.article_bylines import article_bylines
from claims.services.article_paste import article_paste
from claims.vocabulary import ArticleState, EventKind, Role, SplitState
from tests import factories as make
from tests.support.database import everything

pytestmark = pytest.mark.django_db


def test_article_draft_split_and_event_come_together(room: make.Newsroom) -> None:
    article = article_paste(desk_id=room.desk.pk, by=room.reporter, key="k", text=make.TEXT)
    assert (article.desk, article.state, list(article.bylines.all())) == (
        room.desk,
        ArticleState.OPEN,
        [room.reporter],
    )
    draft = Draft.objects.get(article=article)
    assert (draft.number, draft.text, draft.by) == (1, make.TEXT, room.reporter)
    split = Split.objects.get(draft=draft)
    assert (split.state, split.attempts, split.progress, split.heartbeat) == (SplitState.QUEUED, 0, 0, None)
    event = Event.objects.get(article=article)
    assert (event.number, event.what, event.by, event.claim) == (1, EventKind.PASTED, room.reporter, None)
    assert event.payload.after == {
        "desk": room.desk.pk,
        "title": article.title,
        "bylines": [room.reporter.pk],
        "draft": draft.pk,
        "sha256": draft.sha256,
        "split": split.pk,
    }


def test_a_refused_text_stores_nothing(room: make.Newsroom) -> None:
    before = everything()
    with pytest.raises(TextRefused):
        article_paste(desk_id=room.desk.pk, by=room.reporter, key="k", text="\x00")
    assert everything() == before


def test_a_key_used_before_gives_its_article(room: make.Newsroom) -> None:
    first = article_paste(desk_id=room.desk.pk, by=room.reporter, key="k", text=make.TEXT)
    assert article_paste(desk_id=room.desk.pk, by=room.reporter, key="k", text="Another text") == first
    assert Article.objects.count() == 1


def test_an_editor_says_who_wrote_it(room: make.Newsroom) -> None:
    article = make.pasted(room, by=room.editor, written_by=[room.reporter.pk, room.checker.pk])
    assert set(article.bylines.all()) == {room.reporter, room.checker}
    nobody = make.pasted(room, by=room.editor, written_by=[])
    assert not nobody.bylines.exists()


@pytest.mark.parametrize("name", ["reporter", "checker"])
def test_others_do_not_say_who_wrote_it(room: make.Newsroom, name: str) -> None:
    with pytest.raises(Refused, match="Editors of this desk"):
        make.pasted(room, by=getattr(room, name), written_by=[room.reader.pk])
    assert not Article.objects.exists()


def test_a_byline_is_somebody_of_the_desk(room: make.Newsroom) -> None:
    with pytest.raises(Refused, match="isn't on this desk"):
        make.pasted(room, by=room.editor, written_by=[room.outsider.pk])
    article = make.pasted(room)
    for wrong in ([room.outsider.pk], [room.reporter.pk, 0], [-1]):
        with pytest.raises(Refused, match="isn't on this desk"):
            article_bylines(article_id=article.pk, by=room.editor, key=make.key(), written_by=wrong)
    assert list(article.bylines.all()) == [room.reporter]


def test_bylines_are_set_and_told(room: make.Newsroom) -> None:
    article = make.pasted(room)
    article_bylines(article_id=article.pk, by=room.editor, key="k", written_by=[room.checker.pk])
    assert list(article.bylines.all()) == [room.checker]
    event = Event.objects.get(key="k")
    assert (event.payload.before, event.payload.after) == (
        {"bylines": [room.reporter.pk]},
        {"bylines": [room.checker.pk]},
    )


def test_who_pastes_on_two_desks_pastes_where_they_say(room: make.Newsroom) -> None:
    both = make.person(Role.REPORTER, room.desk)
    both.memberships.create(desk=room.other, role=Role.READER)
    assert make.pasted(room, by=both).desk == room.desk
    with pytest.raises(Refused, match="paste articles here"):
        article_paste(desk_id=room.other.pk, by=both, key="k", text=make.TEXT)
    with pytest.raises(Desk.DoesNotExist):
        article_paste(desk_id=0, by=both, key="k", text=make.TEXT)
