"""What happened, to an article and to a claim, as it may be known."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Event, EventPayload
from claims.vocabulary import Copy, So, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


def lines(scene: Scene, person: str, name: str = "article-history") -> list[str]:
    """The rows of the table, oldest first."""
    response = scene.client(person).get(scene.address(name))
    assert response.status_code == 200
    body: Element = read(response.content).all("tbody")[0]
    return [" ".join(row.text.split()) for row in body.all("tr")][::-1]


def test_every_event_has_its_line(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    make.answered(
        scene.own, scene.room.checker, so=So.WRONG, copy=Copy.CUT, note="Opened in 1946.", settle=True
    )
    make.moved(scene.own, State.CHECKING, scene.room.editor, "Look at the archive.")
    got = lines(scene, "reader")
    assert len(got) == Event.objects.filter(article=scene.article).count()
    assert [line.split()[0] for line in got] == [str(number) for number in range(1, len(got) + 1)]
    assert "Rob Reporter" in got[0] and "Draft" in got[0]
    assert "the machine" in got[1] and "4 claims" in got[1]
    whole = "\n".join(got)
    assert "Inspection report, p. 12" in whole
    assert "Open → Checking" in whole and "Checking → Settled" in whole
    assert "Wrong: Opened in 1946." in whole
    assert "“Look at the archive.”" in got[-1] and "Edie Editor" in got[-1]


def test_a_claims_history_holds_its_own_events_only(scene: Scene) -> None:
    make.answered(scene.own, scene.room.checker)
    make.answered(scene.safe, scene.room.second)
    got = lines(scene, "editor", "claim-history")
    assert len(got) == 2
    assert all("Chloe Checker" in line for line in got)


def test_a_claim_to_which_nothing_has_happened(scene: Scene) -> None:
    assert lines(scene, "editor", "claim-history") == ["Nothing has happened yet."]


def test_erased_words_are_shown_as_erased(scene: Scene) -> None:
    make.answered(scene.own, scene.room.checker, note="A secret name")
    EventPayload.objects.filter(event__article=scene.article).delete()
    got = lines(scene, "editor")
    assert all("erased under the newsroom's rules" in line for line in got)


def test_as_many_queries_for_many_events_as_for_few(scene: Scene) -> None:
    counts = []
    for number in (1, 15):
        for _ in range(number):
            make.evidence(scene.own, scene.room.checker)
            make.answered(scene.own, scene.room.checker)
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("article-history", args=[scene.article.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
