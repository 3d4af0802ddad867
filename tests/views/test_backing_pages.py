"""A reporter's own backing sheet: looked at, and taken as evidence at its claims."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Capture, Event, Use
from claims.vocabulary import EventKind
from tests import factories as make
from tests.support.hostile import CONTROLS, HOSTILE
from tests.support.html import read, words
from tests.views.scene import Scene
from tests.views.test_hostile_text import harmless

pytestmark = pytest.mark.django_db

SHEET = """No.,Fact,Source,Link,Locator,Method,Primary,Date,Note,Stance
,the bridge is safe,Inspection 2025,https://port.example/r.pdf,p. 12,document,primary,2026-03-04,no defects,supports
2,,Town archive,,shelf 3,document,,,,contradicts
,It has stood for more than ninety years,Old map,,,document,,,,
,Nobody wrote this sentence anywhere,A letter,,,document,,,,
3,,,,,,,,,
"""


def send(scene: Scene, person: str = "checker", body: bytes | str = SHEET, name: str = "backing.csv") -> Any:
    body = body.encode() if isinstance(body, str) else body
    form = {"key": make.key(), "file": SimpleUploadedFile(name, body)}
    return scene.client(person).post(scene.address("article-backing"), form)


def carried(answer: Any) -> dict[str, Any]:
    """The form that takes the rows, as it was drawn."""
    page = read(answer.content)
    (rows,) = [one.attributes["value"] for one in page.all("input", name="rows")]
    ticks = [one.attributes for one in page.all("input", name="take")]
    return {
        "key": make.key(),
        "rows": rows,
        "take": [one["value"] for one in ticks if "checked" in one],
        "all": [one["value"] for one in ticks],
    }


def test_the_rows_are_shown_beside_their_claims_and_nothing_is_stored(scene: Scene) -> None:
    answer = send(scene)
    shown = words(read(answer.content))
    assert answer.status_code == 200 and not Use.objects.exists()
    assert "3 of 5 rows have a claim" in shown
    assert "The sheet has other words: “It has stood for more than ninety years”" in shown
    assert "No claim has these words" in shown and "There is no source in this row." in shown
    form = carried(answer)
    assert (form["take"], form["all"]) == (
        [f"2-{scene.safe.pk}", f"3-{scene.own.pk}"],
        [f"2-{scene.safe.pk}", f"3-{scene.own.pk}", f"4-{scene.own.pk}"],
    )


def test_what_is_ticked_is_attached_once(scene: Scene) -> None:
    form = carried(send(scene))
    client, address = scene.client("checker"), scene.address("article-backing")
    for _ in range(2):
        answer = client.post(address, form | {"take": form["all"]})
        assert (answer.status_code, answer["Location"]) == (303, reverse("article", args=[scene.article.pk]))
    found = Use.objects.order_by("pk").select_related("evidence")
    assert [(one.claim_id, one.evidence.title, one.locator) for one in found] == [
        (scene.safe.pk, "Inspection 2025", "p. 12"),
        (scene.own.pk, "Town archive", "shelf 3"),
        (scene.own.pk, "Old map", ""),
    ]
    first, second, _ = found
    assert (first.primary, first.stance, first.passage) == (True, "supports", "no defects")
    assert first.evidence.seen is not None and first.evidence.url == "https://port.example/r.pdf"
    assert (second.primary, second.stance) == (False, "contradicts")
    assert Event.objects.filter(what=EventKind.EVIDENCE).count() == 3
    assert Capture.objects.count() == 1, "what the link leads to is asked for"


def test_a_workbook_is_read_too(scene: Scene) -> None:
    book = openpyxl.Workbook()
    for row in (("Claim", "Source", "Method"), ("the bridge is safe", "Inspection", "document")):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert carried(send(scene, body=file.getvalue(), name="backing.xlsx"))["take"] == [f"2-{scene.safe.pk}"]


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe\x00rubbish", b"PK\x03\x04 no zip", b"one,two\n1,2\n"])
def test_what_is_no_sheet_is_said_in_words(scene: Scene, body: bytes) -> None:
    answer = send(scene, body=body)
    assert (answer.status_code == 422 and read(answer.content).all("p", role="alert")) or not body
    assert not Use.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"take": []},
        {"rows": "[]["},
        {"rows": "[1]", "take": ["1-1"]},
        {"take": ["x"]},
        {"take": ["2-" + "9" * 40]},
        {"rows": '[{"line": 2, "number": 2, "title": "x", "kind": "NONSENSE"}]'},
        {
            "rows": '[{"line": 2, "number": 2, "title": "x", "kind": "DOCUMENT", "url": "javascript:alert(1)"}]'
        },
        {"rows": '[{"line": 2, "number": 2, "title": "%s", "kind": "DOCUMENT"}]' % ("x" * 501)},
        {"rows": "[" * 100_000},
    ],
)
def test_a_form_that_was_tampered_with_takes_nothing(scene: Scene, wrong: dict[str, Any]) -> None:
    form = carried(send(scene)) | wrong
    answer = scene.client("checker").post(scene.address("article-backing"), form)
    assert answer.status_code == 422 and not Use.objects.exists()


@pytest.mark.parametrize("said", HOSTILE + CONTROLS)
def test_hostile_words_are_words(scene: Scene, said: str) -> None:
    said = said.replace('"', '""')
    answer = send(scene, body=f'No.,Source,Method,Note\n2,"x {said}",document,"x {said}"\n')
    assert answer.status_code == 200
    harmless(read(answer.content))
    form = carried(answer)
    taken = scene.client("checker").post(scene.address("article-backing"), form)
    assert taken.status_code == (303 if form["take"] else 422)
    assert Use.objects.count() == len(form["take"])


def test_a_claim_that_has_gone_meanwhile_is_said(scene: Scene) -> None:
    form = carried(send(scene))
    scene.safe.places.all().delete()  # and all that follows has another number
    answer = scene.client("checker").post(scene.address("article-backing"), form)
    assert answer.status_code == 409 and not Use.objects.exists()
    assert "Nothing was attached" in words(read(answer.content))
