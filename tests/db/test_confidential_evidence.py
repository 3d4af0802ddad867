"""Evidence that can't be shown: kind and pseudonym at the claim, the rest encrypted, a file too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.errors import Refused
from claims.guards import is_enough
from claims.models import Capture, Claim, ConfidentialSource, Event, Evidence, Use
from claims.models.confidential import WHAT, Unsaid
from claims.permissions import captures_visible_to, evidence_visible_to, uses_visible_to
from claims.selectors.evidence import evidence_found, evidence_to_attach
from claims.services.capture_tidy import capture_tidy
from claims.services.capture_upload import UPLOAD_BYTES
from claims.services.confidential_attach import confidential_attach
from claims.services.confidential_change import confidential_change
from claims.services.confidential_delete import confidential_delete
from claims.services.confidential_fetch import confidential_fetch
from claims.services.confidential_open import confidential_open
from claims.services.evidence_keep import evidence_keep
from claims.services.use_attach import use_attach
from claims.vocabulary import EventKind, EvidenceKind, State
from tests import factories as make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("broker", "history_holds"),
]

THING = Unsaid(
    zip(WHAT, ("Minutes of the board", "https://in.example/x", "p. 4", "The pier was closed"), strict=True)
)
PAPER = b"%PDF-1.4 minutes of the board\n%%EOF"


class Attached:
    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article, claims = make.split_article(self.room)
        self.claim: Claim = claims[1]
        self.source = self.attach("once", upload=SimpleUploadedFile("minutes.pdf", PAPER))

    def attach(self, key: str, **more: Any) -> ConfidentialSource:
        given = {"kind": EvidenceKind.DOCUMENT, "pseudonym": "Source A", "secret": THING} | more
        return confidential_attach(
            claim_id=self.claim.pk, by=self.room.checker, key=key, people=[self.room.editor], **given
        )

    @property
    def use(self) -> Use:
        return Use.objects.select_related("evidence").get(claim=self.claim)

    @property
    def file(self) -> Path:
        return Path(storages["evidence"].location) / self.source.stored  # type: ignore[attr-defined]


@pytest.fixture
def attached(db: None) -> Attached:
    return Attached()


def test_the_claim_shows_kind_and_pseudonym_to_all_who_see_it(attached: Attached) -> None:
    room, thing = attached.room, attached.use.evidence
    assert (thing.title, thing.kind, thing.confidential) == ("Source A", EvidenceKind.DOCUMENT, True)
    assert (thing.url, thing.words, thing.result, attached.use.passage, attached.use.locator) == ("",) * 5
    for person in (room.reporter, room.checker, room.second, room.editor, room.reader):
        assert uses_visible_to(person).filter(pk=attached.use.pk).exists()
        assert evidence_visible_to(person).filter(pk=thing.pk).exists()
    assert not evidence_visible_to(room.outsider).filter(pk=thing.pk).exists()
    assert list(evidence_found(room.editor, "minutes")) == []


def test_a_claim_is_settled_on_it(attached: Attached) -> None:
    assert is_enough(attached.use)
    assert make.answered(attached.claim, attached.room.checker, settle=True).state == State.SETTLED


def test_the_file_lies_encrypted_and_is_never_read(attached: Attached) -> None:
    body = attached.file.read_bytes()
    assert b"minutes" not in body and len(body) > len(PAPER)
    assert "minutes" not in attached.source.stored
    assert not Capture.objects.exists()
    assert not captures_visible_to(attached.room.editor).exists()


def test_those_named_have_it_back_and_each_time_is_an_event(attached: Attached) -> None:
    room, pk = attached.room, attached.source.pk
    found = confidential_fetch(source_id=pk, by=room.editor, key="a")
    assert (found.name, found.content) == ("minutes.pdf", PAPER)
    assert "minutes" not in repr(found)
    words = confidential_open(source_id=pk, by=room.checker, key="b")
    assert words == THING | {"file_name": "minutes.pdf"}
    with pytest.raises(Refused):
        confidential_fetch(source_id=pk, by=room.second, key="c")
    with pytest.raises(Refused, match="Each look"):
        confidential_fetch(source_id=pk, by=room.editor, key="a")
    looks = Event.objects.filter(what=EventKind.SOURCE_OPENED).order_by("number")
    assert [one.payload.after for one in looks] == [{"source": pk, "file": True}, {"source": pk}]


def test_a_file_that_was_changed_in_the_store_opens_nothing(attached: Attached) -> None:
    body = attached.file.read_bytes()
    attached.file.write_bytes(body[:-1] + bytes([body[-1] ^ 1]))
    with pytest.raises(Refused, match="No key"):
        confidential_fetch(source_id=attached.source.pk, by=attached.room.editor, key="a")
    attached.file.unlink()
    with pytest.raises(Refused, match="no longer in the store"):
        confidential_fetch(source_id=attached.source.pk, by=attached.room.editor, key="b")


def test_what_is_wrong_with_a_file_is_said_and_nothing_is_stored(attached: Attached) -> None:
    with pytest.raises(Refused, match="The file is empty"):
        attached.attach("two", pseudonym="Source B", upload=SimpleUploadedFile("a.pdf", b""))
    assert Evidence.objects.count() == 1


def test_a_file_that_may_be_kept_stays_in_memory_until_it_is_encrypted(settings: Any) -> None:
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > UPLOAD_BYTES + 1_000_000, "with the words around it"


def test_a_form_that_is_sent_twice_stores_once(attached: Attached) -> None:
    assert attached.attach("once").pk == attached.source.pk
    assert Use.objects.filter(claim=attached.claim).count() == 1


def test_changing_the_words_keeps_the_file(attached: Attached) -> None:
    confidential_change(
        source_id=attached.source.pk,
        seen=1,
        by=attached.room.editor,
        key="a",
        secret=Unsaid(THING | {"told": "Closed since May"}),
    )
    words = confidential_open(source_id=attached.source.pk, by=attached.room.editor, key="b")
    assert (words["told"], words["file_name"]) == ("Closed since May", "minutes.pdf")
    assert confidential_fetch(source_id=attached.source.pk, by=attached.room.editor, key="c").content == PAPER


def test_nobody_fetches_uploads_or_uses_it_by_another_way(attached: Attached) -> None:
    room, thing = attached.room, attached.use.evidence
    Evidence.objects.filter(pk=thing.pk).update(url="https://in.example/x")
    for upload in (None, SimpleUploadedFile("a.txt", b"words")):
        with pytest.raises(Refused, match="in its record"):
            evidence_keep(evidence_id=thing.pk, by=room.checker, key=make.key(), upload=upload)
    Evidence.objects.filter(pk=thing.pk).update(url="")
    other = Claim.objects.filter(article=attached.article).exclude(pk=attached.claim.pk)[0]
    with pytest.raises(Refused, match="nowhere else"):
        use_attach(claim_id=other.pk, evidence_id=thing.pk, by=room.checker, key=make.key())
    assert evidence_to_attach(room.checker, other, "") == []


def test_deleting_takes_the_file_and_withdraws_the_evidence(attached: Attached) -> None:
    make.answered(attached.claim, attached.room.checker, settle=True)
    for _ in range(2):
        confidential_delete(source_id=attached.source.pk, by=attached.room.editor, key="gone")
    assert not attached.file.exists()
    assert attached.use.evidence.withdrawn_why == "Its confidential record was deleted."
    assert make.fresh(attached.claim).state == State.STALE


def test_tidying_knows_its_file(attached: Attached, settings: Any) -> None:
    import os

    os.utime(attached.file, (0, 0))
    assert capture_tidy() == 0 and attached.file.exists()
    ConfidentialSource.objects.filter(pk=attached.source.pk).update(stored="")
    assert capture_tidy() == 1
    ConfidentialSource.objects.filter(pk=attached.source.pk).update(stored=attached.source.stored)
