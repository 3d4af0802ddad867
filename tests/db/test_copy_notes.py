"""Notes that came with the copy: where they are suggested, taken, put aside, and what the history tells."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.errors import Refused
from claims.incoming.types import NoteInCopy
from claims.models import Article, Claim, CopyNote, Event, Evidence, Place, Use, User
from claims.selectors.article_page import article_page
from claims.selectors.copy_notes import copy_notes_apart, copy_notes_at
from claims.services.copy_note_aside import copy_note_aside
from claims.services.copy_note_take import copy_note_take
from claims.services.history_check import Tally, check_history
from claims.vocabulary import CopyNoteKind, EventKind, EvidenceKind, Part
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def claims(room: make.Newsroom) -> list[Claim]:
    return make.split_article(room)[1]


def at(user: User, claim: Claim) -> list[str]:
    claim = Claim.objects.select_related("article__desk").get(pk=claim.pk)
    return [one.text for one in copy_notes_at(user, claim)]


def take(note: CopyNote, claim: Claim, by: User, **more: Any) -> Use:
    given = {"key": make.key(), "kind": EvidenceKind.DOCUMENT, "title": "Register"} | more
    return copy_note_take(note_id=note.pk, claim_id=claim.pk, by=by, **given)


def aside(note: CopyNote, by: User, key: str = "") -> CopyNote:
    return copy_note_aside(note_id=note.pk, by=by, key=key or make.key())


def note_on(claim: Claim, part: str, **more: Any) -> CopyNote:
    """A note at the claim's source or cue."""
    place = Place.objects.get(attribution=claim.attribution_id, part=part)
    return make.copy_note(claim, start=place.start, end=place.end, **more)


def holds(claim: Claim) -> None:
    assert list(check_history(Tally(), claim.article_id)) == []


def test_a_note_is_suggested_where_its_words_touch(room: make.Newsroom, claims: list[Claim]) -> None:
    safe, own, hurt, _ = claims
    make.copy_note(safe, "At the words")
    note_on(safe, Part.SOURCE, text="At the source")
    note_on(hurt, Part.CUE, text="At the cue", kind=CopyNoteKind.FOOTNOTE)
    make.copy_note(own, "At the headline", start=0, end=5)
    assert sorted(at(room.checker, safe)) == ["At the source", "At the words"]
    assert at(room.checker, own) == []
    assert at(room.editor, hurt) == ["At the cue"]
    assert [one.text for one in copy_notes_apart(room.checker, own.article)] == ["At the headline"]
    assert [one.words for one in copy_notes_apart(room.checker, own.article)] == ["Harbo"]


@pytest.mark.parametrize("who", ["reporter", "reader", "outsider"])
def test_nothing_is_suggested_to_who_attaches_nothing(
    room: make.Newsroom, claims: list[Claim], who: str
) -> None:
    note, person = make.copy_note(claims[1]), getattr(room, who)
    article = claims[1].article
    claim = Claim.objects.select_related("article__desk").get(pk=claims[1].pk)
    assert copy_notes_at(person, claim) == []
    assert copy_notes_apart(person, article) == []
    refusal = CopyNote.DoesNotExist if who == "outsider" else Refused
    with pytest.raises(refusal):
        aside(note, person)
    with pytest.raises(Claim.DoesNotExist if who == "outsider" else Refused):
        take(note, claim, person)
    assert CopyNote.objects.get().taken is None


def test_taken_as_evidence(room: make.Newsroom, claims: list[Claim]) -> None:
    own = claims[1]
    note = make.copy_note(own)
    key = make.key()
    use = take(note, own, room.checker, key=key, passage=note.text)
    note.refresh_from_db()
    assert (note.taken, note.done_by) == (True, room.checker)
    assert (use.claim, use.passage, use.evidence.title) == (own, note.text, "Register")
    assert take(note, own, room.checker, key=key) == use, "sent twice, stored once"
    assert at(room.checker, own) == []
    with pytest.raises(Refused, match="took this as evidence already"):
        take(note, own, room.second)
    with pytest.raises(Refused, match="took this as evidence already"):
        aside(note, room.second)
    assert Evidence.objects.count() == Use.objects.count() == 1
    kinds = list(Event.objects.filter(article=own.article).order_by("number").values_list("what", flat=True))
    assert kinds[-2:] == [EventKind.EVIDENCE, EventKind.COPY_NOTE]
    holds(own)


def test_put_aside(room: make.Newsroom, claims: list[Claim]) -> None:
    own = claims[1]
    note, key = make.copy_note(own), make.key()
    aside(note, room.editor, key)
    aside(note, room.editor, key)
    note.refresh_from_db()
    assert (note.taken, note.done_by) == (False, room.editor)
    assert at(room.checker, own) == []
    with pytest.raises(Refused, match="put this aside already"):
        take(note, own, room.checker)
    event = Event.objects.get(what=EventKind.COPY_NOTE)
    assert (event.by, event.payload.note) == (room.editor, f"Not evidence: {note.text}")
    holds(own)


def test_a_note_changed_behind_the_applications_back_is_named(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    note = aside(make.copy_note(claims[1]), room.editor)
    CopyNote.objects.filter(pk=note.pk).update(taken=True)
    assert any("copy note" in line for line in check_history(Tally(), claims[1].article_id))


def test_nothing_is_stored_where_the_evidence_is_refused(room: make.Newsroom, claims: list[Claim]) -> None:
    note = make.copy_note(claims[1])
    with pytest.raises(Refused), transaction.atomic():
        take(note, claims[1], room.checker, title="")
    note.refresh_from_db()
    assert note.taken is None
    assert not Event.objects.filter(what=EventKind.COPY_NOTE).exists()


def test_a_note_of_an_older_draft_is_suggested_while_its_claim_lives(
    room: make.Newsroom, claims: list[Claim]
) -> None:
    own = claims[1]
    make.copy_note(own, "Of draft 1")
    make.next_draft(own.article, room.reporter, f"{make.TEXT}\n\nOne line more.")
    assert at(room.checker, own) == ["Of draft 1"]


def test_a_note_that_comes_again_is_one_note(room: make.Newsroom, claims: list[Claim]) -> None:
    own = claims[1]
    first, other = make.copy_note(own, "Again"), make.copy_note(own, "Once")
    make.next_draft(own.article, room.reporter, f"{make.TEXT}\n\nOne line more.")
    again = make.copy_note(own, "Again")
    assert first.draft_id != again.draft_id
    assert sorted(at(room.checker, own)) == ["Again", "Once"]
    aside(again, room.checker)
    assert at(room.checker, own) == [other.text], "the older one isn't suggested instead"
    make.next_draft(own.article, room.reporter, f"{make.TEXT}\n\nTwo lines more.")
    make.copy_note(own, "Again")
    assert at(room.checker, own) == [other.text], "nor a newer one"


def test_notes_that_come_with_the_copy_are_stored_at_their_words(room: make.Newsroom) -> None:
    found = NoteInCopy("footnote", "", "Log, p. 4", "the bridge is safe", before="Cole said ")
    lost = NoteInCopy("comment", "Imre", "Who?", "a line that was cut")
    article = make.pasted(room, notes=[found, lost])
    text = article.drafts.get().text
    notes = {one.kind: one for one in CopyNote.objects.all()}
    placed, stray = notes[CopyNoteKind.FOOTNOTE], notes[CopyNoteKind.COMMENT]
    assert text[placed.start : placed.end] == "the bridge is safe"
    assert text[stray.start : stray.end] == "Harbour bridge to stay open"
    assert (stray.by, "a line that was cut" in stray.text) == ("Imre", True)


def test_the_page_costs_the_same_however_many_notes(room: make.Newsroom, claims: list[Claim]) -> None:
    counts = []
    for number in range(2):
        for at_ in range(number * 20):
            make.copy_note(claims[1], f"Note {at_}")
        person, article = User.objects.get(pk=room.checker.pk), Article.objects.get(pk=claims[1].article_id)
        with CaptureQueriesContext(connection) as queries:
            article_page(person, article)
        counts.append(len(queries))
    assert counts[0] == counts[1]
