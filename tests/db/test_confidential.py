"""Sources who can't be named: encrypted, opened by those named alone, approved by an editor, and destroyed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import BinaryField
from django.test import override_settings

from claims.errors import Refused
from claims.gate import standing_of
from claims.models import Article, Claim, ConfidentialSource, Event, EventPayload, SignOff, Speaker, User
from claims.models.confidential import WHO, Unsaid
from claims.permissions.undo import last_act, may_undo
from claims.services.claim_confirm import claim_confirm
from claims.services.confidential_change import confidential_change
from claims.services.confidential_delete import confidential_delete
from claims.services.confidential_name import confidential_name
from claims.services.confidential_open import confidential_open
from claims.services.history_check import Tally, check_history
from claims.vocabulary import EventKind, Role, SpeakerKind, State
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


class Told:
    """A settled article of which one claim is a spokesman's whom nobody names; the reporter and the editor know."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article, claims = make.split_article(self.room)
        self.hurt: Claim = make.unnamed(claims[2], self.room.second)
        self.speaker = Speaker.objects.get(article=self.article, name="harbour spokesman")
        make.every_claim_done(self.article, self.room)
        self.source = make.confidential(self.speaker, self.room.reporter, self.room.editor)

    @property
    def blocks(self) -> dict[str, tuple[int, ...]]:
        return {one.name: one.claims for one in standing_of(self.article).gate.blockers}

    def look(self, by: User, key: str = "") -> dict[str, str]:
        return confidential_open(source_id=self.source.pk, by=by, key=key or make.key())

    def change(self, by: User, **secret: str) -> ConfidentialSource:
        seen = ConfidentialSource.objects.get(pk=self.source.pk).version
        return confidential_change(
            source_id=self.source.pk, seen=seen, by=by, key=make.key(), secret=Unsaid(make.SECRET | secret)
        )

    def name(self, by: User, *people: User) -> ConfidentialSource:
        before = [one.pk for one in ConfidentialSource.objects.get(pk=self.source.pk).people.all()]
        return confidential_name(
            source_id=self.source.pk, before=before, by=by, key=make.key(), people=people
        )


@pytest.fixture
def told() -> Told:
    return Told()


def events(article: Article, what: EventKind) -> list[Event]:
    return list(Event.objects.filter(article=article, what=what).select_related("payload").order_by("number"))


def rows() -> str:
    """The record's whole table, as the database holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(c::text, ' ') FROM claims_confidentialsource c")
        return str(cursor.fetchone()[0])


# -- what is stored ------------------------------------------------------------------------------------------


def test_who_it_is_stands_nowhere_in_the_row(told: Told) -> None:
    row = rows()
    for words in make.SECRET.values():
        assert words not in row and words.encode().hex() not in row


def test_each_record_has_a_key_of_its_own_and_the_lengths_tell_little(told: Told) -> None:
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    other = make.confidential(
        mayor, told.room.reporter, told.room.editor, secret=Unsaid(make.SECRET | {"reach": ""})
    )
    assert bytes(other.wrapped_key or b"") != bytes(told.source.wrapped_key or b"")
    assert len(bytes(other.sealed or b"")) == len(bytes(told.source.sealed or b""))
    ConfidentialSource.objects.filter(pk=other.pk).update(sealed=told.source.sealed)
    with pytest.raises(Refused, match="No key"):
        confidential_open(source_id=other.pk, by=told.room.reporter, key=make.key())
    ConfidentialSource.objects.filter(pk=other.pk).update(sealed=other.sealed)


def test_the_columns_that_are_encrypted_are_these() -> None:
    """One more is planted and searched for by the canary only if somebody has thought of it."""
    columns = [one.name for one in ConfidentialSource._meta.get_fields() if isinstance(one, BinaryField)]
    assert columns == ["wrapped_key", "sealed"]
    assert set(make.SECRET) == set(WHO)


def test_whoever_stores_it_is_named_and_an_editor_is_asked_for(told: Told) -> None:
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    room = told.room
    with pytest.raises(Refused, match="Name at least one editor"):
        make.confidential(mayor, room.reporter, room.checker)
    for stranger in (room.outsider, room.reader, room.administrator, make.person(Role.REPORTER, room.desk)):
        with pytest.raises(Refused, match="Name people who"):
            make.confidential(mayor, room.reporter, room.editor, stranger)
    told.article.bylines.add(room.editor)
    with pytest.raises(Refused, match="who didn't write the story"):
        make.confidential(mayor, room.reporter, room.editor)
    told.article.bylines.remove(room.editor)
    assert {one.pk for one in told.source.people.all()} == {room.reporter.pk, room.editor.pk}


@pytest.mark.parametrize("pseudonym", ["Source Quill", "nadia"])
def test_a_pseudonym_that_tells_the_name_is_refused(told: Told, pseudonym: str) -> None:
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    with pytest.raises(Refused, match="a word of the name"):
        make.confidential(mayor, told.room.reporter, told.room.editor, pseudonym=pseudonym)


def test_one_record_a_speaker_and_one_pseudonym_an_article(told: Told) -> None:
    with pytest.raises(Refused, match="a record of this speaker already"):
        make.confidential(told.speaker, told.room.editor)
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    with pytest.raises(Refused, match="stands for somebody else"):
        make.confidential(mayor, told.room.editor, pseudonym=told.source.pseudonym.upper())
    for wrong in ({"deleted_by": told.room.editor}, {"wrapped_key": None}, {"speaker": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConfidentialSource.objects.filter(pk=told.source.pk).update(**wrong)


def test_a_form_that_is_sent_twice_makes_one_record(told: Told) -> None:
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    given: dict[str, Any] = {"pseudonym": "Source B", "secret": make.SECRET, "people": [told.room.editor]}
    first, again = (
        make.confidential_store(speaker_id=mayor.pk, by=told.room.reporter, key="twice", **given)
        for _ in range(2)
    )
    assert first.pk == again.pk and ConfidentialSource.objects.filter(speaker=mayor).count() == 1


# -- who opens it --------------------------------------------------------------------------------------------


def test_those_named_open_it_and_each_look_is_an_event(told: Told) -> None:
    assert told.look(told.room.reporter) == make.SECRET
    assert told.look(told.room.editor) == make.SECRET
    looks = events(told.article, EventKind.SOURCE_OPENED)
    assert [one.by_id for one in looks] == [told.room.reporter.pk, told.room.editor.pk]
    assert all(one.payload.after == {"source": told.source.pk} for one in looks)


@pytest.mark.parametrize("who", ["checker", "second", "reader"])
def test_nobody_else_on_the_desk_does(told: Told, who: str) -> None:
    with pytest.raises(Refused, match="Only the people named on it"):
        told.look(getattr(told.room, who))
    assert events(told.article, EventKind.SOURCE_OPENED) == []


@pytest.mark.parametrize("who", ["administrator", "outsider"])
def test_who_does_not_see_the_article_does_not_find_it(told: Told, who: str) -> None:
    with pytest.raises(ConfidentialSource.DoesNotExist):
        told.look(getattr(told.room, who))


def test_a_look_is_no_answer_to_an_old_form(told: Told) -> None:
    told.look(told.room.editor, "once")
    with pytest.raises(Refused, match="Each look is recorded once"):
        told.look(told.room.editor, "once")
    assert len(events(told.article, EventKind.SOURCE_OPENED)) == 1


def test_who_has_left_the_desk_or_only_reads_there_no_longer_opens_it(told: Told) -> None:
    told.room.editor.memberships.update(role=Role.READER)
    with pytest.raises(Refused):
        told.look(User.objects.get(pk=told.room.editor.pk))
    told.room.editor.memberships.all().delete()
    with pytest.raises(ConfidentialSource.DoesNotExist):
        told.look(User.objects.get(pk=told.room.editor.pk))


def test_naming_another_and_taking_one_off(told: Told) -> None:
    room = told.room
    with pytest.raises(Refused):
        told.name(room.checker, room.checker, room.editor)
    told.name(room.reporter, room.reporter, room.editor, room.checker)
    assert told.look(room.checker) == make.SECRET
    told.name(room.checker, room.reporter, room.editor)
    with pytest.raises(Refused):
        told.look(room.checker)
    with pytest.raises(Refused, match="Name at least one editor"):
        told.name(room.editor, room.reporter)
    with pytest.raises(Refused, match="meanwhile"):
        confidential_name(
            source_id=told.source.pk, before=[1], by=room.editor, key=make.key(), people=[room.editor]
        )
    assert [one.payload.after["named"] for one in events(told.article, EventKind.SOURCE_NAMED)] == [
        sorted([room.reporter.pk, room.editor.pk, room.checker.pk]),
        sorted([room.reporter.pk, room.editor.pk]),
    ]


def test_changing_it_keeps_nothing_of_before(told: Told) -> None:
    told.change(told.room.editor, who="Somebody Else")
    assert told.look(told.room.reporter)["who"] == "Somebody Else"
    with pytest.raises(Refused, match="meanwhile"):
        confidential_change(
            source_id=told.source.pk, seen=1, by=told.room.editor, key=make.key(), secret=make.SECRET
        )
    kept = json.dumps(list(EventPayload.objects.values("before", "after", "note", "undo")))
    assert not any(words in kept for words in (*make.SECRET.values(), "Somebody Else"))


def test_without_the_keys_outside_nobody_opens_it(told: Told) -> None:
    with override_settings(SECRETS_KEYS=["another-" * 8]), pytest.raises(Refused, match="No key"):
        told.look(told.room.editor)


# -- deleting ------------------------------------------------------------------------------------------------


def test_deleting_destroys_the_key_and_keeps_who_and_when(told: Told) -> None:
    with pytest.raises(Refused):
        confidential_delete(source_id=told.source.pk, by=told.room.checker, key=make.key())
    key = make.key()
    for _ in range(2):
        confidential_delete(source_id=told.source.pk, by=told.room.editor, key=key)
    now = ConfidentialSource.objects.get(pk=told.source.pk)
    assert (now.wrapped_key, now.sealed, now.stored) == (None, None, "")
    assert (now.pseudonym, now.deleted_by_id) == (told.source.pseudonym, told.room.editor.pk)
    with pytest.raises(Refused, match="was deleted"):
        told.look(told.room.editor)
    assert len(events(told.article, EventKind.SOURCE_DELETED)) == 1
    assert make.confidential(told.speaker, told.room.editor, pseudonym="Source Z").pk != now.pk


# -- history -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["people", "sealed", "pseudonym"])
def test_what_is_changed_by_sql_is_named(told: Told, change: str) -> None:
    assert list(check_history(Tally())) == []
    with transaction.atomic():
        if change == "people":
            told.source.people.add(told.room.checker)
        elif change == "sealed":
            ConfidentialSource.objects.filter(pk=told.source.pk).update(sealed=b"other")
        else:
            ConfidentialSource.objects.filter(pk=told.source.pk).update(pseudonym="Bob")
        (line,) = check_history(Tally())
        assert f"source {told.source.pk}, content" in line
        transaction.set_rollback(True)


def test_an_approval_put_in_by_sql_is_named(told: Told) -> None:
    with transaction.atomic():
        told.source.approvals.create(
            claim=told.hurt, wording=told.hurt.wording, version=1, by=told.room.editor
        )
        assert any("approval" in line and "no event tells of it" in line for line in check_history(Tally()))
        transaction.set_rollback(True)


def test_none_of_it_is_undone(told: Told) -> None:
    make.approved(told.source, told.hurt, told.room.editor)
    act = last_act(told.room.editor, told.article.pk)
    assert act is not None and not may_undo(told.room.editor, told.article, act).allowed
    stored = last_act(told.room.reporter, told.article.pk)
    assert stored is not None and stored.main.what == EventKind.SOURCE_STORED


# -- the gate ------------------------------------------------------------------------------------------------


def test_an_unnamed_source_takes_an_editor_who_knows(told: Told) -> None:
    assert told.blocks == {"unapproved": (told.hurt.pk,)}
    with pytest.raises(Refused, match="An editor who is named"):
        make.approved(told.source, told.hurt, told.room.reporter)
    other = make.person(Role.EDITOR, told.room.desk)
    with pytest.raises(Refused, match="Only the people named on it"):
        make.approved(told.source, told.hurt, other)
    make.approved(told.source, told.hurt, told.room.editor)
    make.approved(told.source, told.hurt, told.room.editor)
    assert told.blocks == {}
    (event,) = events(told.article, EventKind.SOURCE_APPROVED)
    assert (event.claim_id, event.by_id) == (told.hurt.pk, told.room.editor.pk)


def test_an_editor_who_wrote_it_does_not_approve(told: Told) -> None:
    told.article.bylines.add(told.room.editor)
    with pytest.raises(Refused, match="You wrote this story"):
        make.approved(told.source, told.hurt, told.room.editor)
    told.article.bylines.remove(told.room.editor)


def test_a_claim_of_somebody_else_is_not_approved_by_it(told: Told) -> None:
    safe = Claim.objects.get(article=told.article, attribution__speakers__name="Ann Cole")
    with pytest.raises(Refused, match="rests on no unnamed source"):
        make.approved(told.source, safe, told.room.editor)
    make.unnamed(safe, told.room.second)
    with pytest.raises(Refused, match="Somebody else than"):
        make.approved(told.source, make.fresh(safe), told.room.editor)


@pytest.mark.parametrize("what", ["changed", "deleted", "taken off"])
def test_the_approval_and_the_signatures_go_with_the_record(told: Told, what: str) -> None:
    second = make.person(Role.EDITOR, told.room.desk)
    make.approved(told.source, told.hurt, told.room.editor)
    make.signed(told.article, second)
    make.signed(told.article, told.room.checker)
    if what == "changed":
        told.change(told.room.reporter, reach="By letter")
    elif what == "deleted":
        confidential_delete(source_id=told.source.pk, by=told.room.reporter, key=make.key())
    else:
        told.name(told.room.reporter, told.room.reporter, second)
    assert told.blocks == {"unapproved": (told.hurt.pk,)}
    assert not SignOff.objects.filter(revoked_at=None).exists()


def test_the_approval_goes_with_the_wording(told: Told) -> None:
    make.approved(told.source, told.hurt, told.room.editor)
    text = make.TEXT.replace("Nobody was hurt on Monday", "Nobody was hurt on Tuesday")
    make.next_draft(told.article, told.room.reporter, text)
    now = make.fresh(told.hurt)
    assert now.wording != told.hurt.wording and now.state == State.STALE
    assert told.blocks["unapproved"] == (now.pk,)
    make.approved(told.source, now, told.room.editor)
    assert "unapproved" not in told.blocks


def test_an_untouched_claim_keeps_it_in_the_next_draft(told: Told) -> None:
    make.approved(told.source, told.hurt, told.room.editor)
    make.next_draft(told.article, told.room.reporter, make.TEXT.replace("ninety", "eighty"))
    assert "unapproved" not in told.blocks


def test_two_unnamed_people_take_two_records(told: Told) -> None:
    make.approved(told.source, told.hurt, told.room.editor)
    with transaction.atomic():
        other = Speaker.objects.create(article=told.article, name="an aide", kind=SpeakerKind.UNNAMED)
        told.hurt.attribution.speakers.add(other)  # type: ignore[union-attr]
        assert told.blocks == {"unapproved": (told.hurt.pk,)}
        source = make.confidential(other, told.room.editor)
        make.approved(source, told.hurt, told.room.editor)
        assert told.blocks == {}
        transaction.set_rollback(True)


def test_the_record_of_a_speaker_that_was_merged_speaks_for_the_other(told: Told) -> None:
    make.approved(told.source, told.hurt, told.room.editor)
    mayor = Speaker.objects.get(article=told.article, name="Ann Cole")
    now = make.speakers_are_one(told.hurt, told.room.second, told.speaker, mayor)
    assert told.blocks["unapproved"] == (now.pk,), "who speaks is part of the wording"
    make.approved(told.source, now, told.room.editor)
    assert "unapproved" not in told.blocks


def test_the_articles_own_voice_has_nobody_to_approve(told: Told) -> None:
    own = Claim.objects.get(article=told.article, attribution=None, state=State.SETTLED)
    make.unnamed(own, told.room.second)
    assert own.pk in told.blocks["unapproved"]


def test_a_dismissed_claim_asks_for_none(told: Told) -> None:
    Claim.objects.filter(pk=told.hurt.pk).update(state=State.DISMISSED)
    assert "unapproved" not in told.blocks
    Claim.objects.filter(pk=told.hurt.pk).update(state=State.SETTLED)


def test_confirming_a_stale_claim_asks_for_the_approval_still(told: Told) -> None:
    make.stale(told.hurt, told.room.editor)
    claim_confirm(
        claim_id=told.hurt.pk, seen=make.fresh(told.hurt).version, by=told.room.checker, key=make.key()
    )
    assert told.hurt.pk in told.blocks["unapproved"]
