"""Evidence: stored on the desk, used at the claim, in the history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.errors import Refused
from claims.models import Event, Evidence, Use
from claims.permissions import evidence_visible_to, uses_visible_to
from claims.services.evidence_attach import evidence_attach
from claims.services.history_pieces import told
from claims.vocabulary import EvidenceKind, Stance
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_document(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    use = evidence_attach(
        claim_id=claim.pk,
        by=room.second,
        key="k",
        kind=EvidenceKind.DOCUMENT,
        title="Inspection 2025",
        url="https://harbour.example/report.pdf",
        locator="p. 12",
        passage="“no defects”",
        stance=Stance.CONTRADICTS,
        primary=True,
    )
    stored = Use.objects.select_related("evidence").get()
    assert (stored, stored.claim, stored.by) == (use, claim, room.second)
    assert (stored.locator, stored.passage, stored.stance, stored.primary) == (
        "p. 12",
        "“no defects”",
        "contradicts",
        True,
    )
    thing = stored.evidence
    assert (thing.desk, thing.kind, thing.title) == (room.desk, "document", "Inspection 2025")
    assert (thing.url, thing.by, thing.confidential) == (
        "https://harbour.example/report.pdf",
        room.second,
        False,
    )
    event = Event.objects.get(key="k")
    assert event.claim == claim
    assert event.payload.after == {"use": use.pk, "evidence": thing.pk, "pieces": [told(stored)]}
    assert make.fresh(claim).version == 1, "it only adds"


def test_a_search(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    seen = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    make.evidence(
        claim,
        room.checker,
        kind=EvidenceKind.SEARCH,
        title="Court register",
        locator="",
        words="bridge",
        result="none",
        seen_at=seen,
    )
    thing = Evidence.objects.get()
    assert (thing.title, thing.words, thing.result, thing.seen) == ("Court register", "bridge", "none", seen)


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_it_needs_a_title(room: make.Newsroom, title: str) -> None:
    claim = make.split_article(room)[1][0]
    with pytest.raises(Refused, match="what the evidence is"):
        make.evidence(claim, room.checker, title=title)
    assert not Evidence.objects.exists()


def test_who_sees_it(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    make.evidence(claim, room.checker)
    unused = Evidence.objects.create(desk=room.desk, kind="document", title="Not used", by=room.checker)
    sees = {
        name: set(evidence_visible_to(getattr(room, name)).values_list("title", flat=True))
        for name in ("checker", "editor", "reporter", "reader", "outsider", "administrator")
    }
    both, used = {"Inspection report", unused.title}, {"Inspection report"}
    assert sees == {
        "checker": both,
        "editor": both,
        "reporter": used,
        "reader": used,
        "outsider": set(),
        "administrator": set(),
    }


def test_a_confidential_source_is_shown_to_nobody_yet(room: make.Newsroom) -> None:
    claim = make.split_article(room)[1][0]
    use = make.evidence(claim, room.checker)
    Evidence.objects.filter(pk=use.evidence_id).update(confidential=True)
    for person in (room.checker, room.editor, room.reporter, room.reader):
        assert not evidence_visible_to(person).exists()
        assert not uses_visible_to(person).exists()
