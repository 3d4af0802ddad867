"""Notes: who writes, who is mentioned, and what was said before."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import Refused
from claims.models import Article, Claim, Event, Note, NoteEdit, Notice, User
from claims.permissions import notes_visible_to
from claims.selectors.notes import notes_of_article, notes_of_claim
from claims.services.note_edit import note_edit
from claims.services.note_write import note_write
from claims.vocabulary import EventKind, NoticeKind, Role
from tests import factories as make
from tests.support.database import at_once, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


@pytest.fixture
def claim(room: make.Newsroom) -> Claim:
    return make.split_article(room)[1][0]


def edit(note: Note, by: User, text: str, key: str = "") -> Note:
    return note_edit(note_id=note.pk, by=by, key=key or make.key(), text=text)


def told() -> list[User]:
    """Who was told of a mention, in the order of the telling."""
    return [one.to for one in Notice.objects.filter(kind=NoticeKind.MENTIONED).order_by("pk")]


# -- writing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["reporter", "checker", "second", "editor"])
def test_reporters_checkers_and_editors_write(room: make.Newsroom, claim: Claim, person: str) -> None:
    by = getattr(room, person)
    on_claim, on_article = make.noted(claim, by), make.noted(claim.article, by, "Legal has seen it.")
    assert (on_claim.claim, on_claim.article, on_claim.by) == (claim, claim.article, by)
    assert (on_article.claim, on_article.text) == (None, "Legal has seen it.")
    events = Event.objects.filter(what=EventKind.NOTED).order_by("number")
    assert [one.claim for one in events] == [claim, None]


def test_readers_read_and_the_others_see_nothing(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker)
    with pytest.raises(Refused, match="Reporters, checkers and editors of this desk write notes"):
        make.noted(claim, room.reader)
    stranger = make.person(Role.REPORTER, room.desk)
    for person in (room.outsider, room.administrator, stranger):
        with pytest.raises(Article.DoesNotExist):
            make.noted(claim, person)
        assert not notes_visible_to(person).exists()
    assert list(notes_visible_to(room.reader)) == [note]


def test_a_claim_of_another_article_takes_no_note_of_this_one(room: make.Newsroom, claim: Claim) -> None:
    other = make.pasted(room)
    with pytest.raises(Claim.DoesNotExist):
        note_write(article_id=other.pk, claim_id=claim.pk, by=room.checker, key=make.key(), text="x")


def test_an_empty_note_is_none(room: make.Newsroom, claim: Claim) -> None:
    before = everything()
    with pytest.raises(Refused, match="Write the note first"):
        make.noted(claim, room.checker, " \n ")
    assert everything() == before


def test_sent_again_it_is_one_note(room: make.Newsroom, claim: Claim) -> None:
    def write(by: User = room.checker) -> Note:
        return note_write(article_id=claim.article_id, claim_id=claim.pk, by=by, key="k", text="x @nobody")

    assert write() == write()
    with pytest.raises(Refused, match="already sent by somebody else"):
        write(room.second)


# -- mentions ------------------------------------------------------------------------------------------------


def named(person: User, **fields: Any) -> User:
    User.objects.filter(pk=person.pk).update(**fields)
    return User.objects.get(pk=person.pk)


def test_a_mention_by_initials_or_username_tells_that_person_once(room: make.Newsroom, claim: Claim) -> None:
    second = named(room.second, initials="SS", username="sam.second")
    editor = named(room.editor, initials="EE", username="edie@city.example")
    text = (
        "@ss, look at this. @Sam.Second. And @EDIE@city.example, please; @zz and me@ss.example do not count."
    )
    note = make.noted(claim, room.checker, text)
    assert set(note.mentions.all()) == {second, editor}
    assert set(told()) == {second, editor}
    assert {one.claim for one in Notice.objects.all()} == {claim}
    (shown,) = notes_of_claim(room.reader, claim).notes
    names = [words for words, person in shown.stretches if person]
    assert names == ["Sam Second", "Sam Second", "Edie Editor"]
    assert "".join(words for words, _ in shown.stretches) == (
        "Sam Second, look at this. Sam Second. And Edie Editor, please; @zz and me@ss.example do not count."
    )


def test_only_who_may_see_the_article_is_mentioned(room: make.Newsroom, claim: Claim) -> None:
    stranger = make.person(Role.REPORTER, room.desk, name="Cora Colleague")
    gone = make.person(Role.EDITOR, room.desk, is_active=False)
    people = [room.reporter, room.reader, stranger, gone, room.outsider, room.administrator]
    note = make.noted(claim, room.checker, " ".join(f"@{one.username}" for one in people))
    assert set(note.mentions.all()) == set(told()) == {room.reporter, room.reader}
    (shown,) = notes_of_claim(room.checker, claim).notes
    assert f"@{stranger.username} @{gone.username}" in "".join(words for words, _ in shown.stretches)


def test_initials_that_two_share_name_nobody(room: make.Newsroom, claim: Claim) -> None:
    for person in (room.second, room.editor):
        named(person, initials="XX")
    note = make.noted(claim, room.checker, "@XX should know")
    assert not note.mentions.exists()
    assert told() == []


def test_nobody_is_told_of_mentioning_themselves(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker, f"@{room.checker.username} remembers")
    assert list(note.mentions.all()) == [room.checker]
    assert told() == []


# -- changing ------------------------------------------------------------------------------------------------


def test_the_author_changes_it_and_the_earlier_words_are_kept(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker, f"@{room.second.username} first")
    edit(note, room.checker, f"@{room.second.username} and @{room.editor.username} second")
    now = edit(note, room.checker, "third")
    assert now.text == "third"
    assert not now.mentions.exists()
    assert told() == [room.second, room.editor], "who was told already isn't told again"
    (shown,) = notes_of_claim(room.editor, claim).notes
    assert [one.text[-6:] for one in shown.earlier] == [" first", "second"]
    assert shown.edited == NoteEdit.objects.latest("until").until
    assert Event.objects.filter(what=EventKind.NOTE_EDITED, claim=claim).count() == 2


def test_nobody_else_changes_it(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker)
    for person in (room.second, room.editor, room.reporter, room.reader):
        with pytest.raises(Refused, match="Chloe Checker wrote this note"):
            edit(note, person, "other words")
    for person in (room.outsider, room.administrator):
        with pytest.raises(Note.DoesNotExist):
            edit(note, person, "other words")
    room.checker.memberships.update(role=Role.READER)
    with pytest.raises(Refused, match="write notes"):
        edit(note, User.objects.get(pk=room.checker.pk), "other words")
    assert Note.objects.get().text == note.text


def test_a_change_that_is_none(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker)
    before = everything()
    assert edit(note, room.checker, note.text) == note
    with pytest.raises(Refused, match="can't be emptied"):
        edit(note, room.checker, " ")
    assert everything() == before


def test_a_change_that_is_sent_again_is_made_once(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker)
    edit(note, room.checker, "second", key="k")
    edit(note, room.checker, "third")
    assert edit(note, room.checker, "second", key="k").text == "third"
    assert NoteEdit.objects.count() == 2


# -- reading -------------------------------------------------------------------------------------------------


def test_the_threads_are_two_and_the_claims_counts_the_articles(room: make.Newsroom, claim: Claim) -> None:
    other = Claim.objects.filter(article=claim.article).exclude(pk=claim.pk)[0]
    for on in (claim, claim.article, other, claim, claim.article):
        make.noted(on, room.checker)
    mine, whole = notes_of_claim(room.reader, claim), notes_of_article(room.reader, claim.article)
    assert (len(mine.notes), mine.on_article, len(whole.notes)) == (2, 2, 2)
    assert not mine.may_note.allowed


def test_a_thread_is_one_query_however_long(room: make.Newsroom, claim: Claim) -> None:
    loaded = Claim.objects.select_related("article").get(pk=claim.pk)
    assert notes_of_claim(room.checker, loaded).may_note.allowed  # the role is read
    for _ in range(2):
        for by in (room.checker, room.second, room.editor):
            edit(make.noted(claim, by, f"@{room.reporter.username}"), by, f"@{room.reader.username} x")
        with CaptureQueriesContext(connection) as queries:
            shown = notes_of_claim(room.checker, loaded).notes
            assert all(one.stretches[1][0] == "Rita Reader" and one.earlier for one in shown)
        assert len(queries) == 1


# -- at the same moment --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_twenty_sends_of_one_form_are_one_note(room: make.Newsroom, claim: Claim) -> None:
    text = f"@{room.second.username} look"

    def write() -> Note:
        return note_write(article_id=claim.article_id, claim_id=claim.pk, by=room.checker, key="k", text=text)

    assert len({one.pk for one in at_once([write] * 20)}) == 1
    assert (Note.objects.count(), Notice.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_lose_no_words(room: make.Newsroom, claim: Claim) -> None:
    note = make.noted(claim, room.checker, "first")
    at_once([lambda text=text: edit(note, room.checker, text) for text in ("from here", "from there")])
    words = [*NoteEdit.objects.order_by("pk").values_list("text", flat=True), Note.objects.get().text]
    assert words[0] == "first"
    assert sorted(words[1:]) == ["from here", "from there"]
