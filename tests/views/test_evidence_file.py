"""Kept copies on pages: how far one is, its text with what was relied on, and the file, which is never shown."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import AsyncClient, Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Capture, User
from claims.services.capture_store import evidence_files
from claims.services.use_attach import use_attach
from claims.vocabulary import CaptureState
from tests import factories as make
from tests.support.database import at_once
from tests.support.html import read
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db

PAGE = b"<p>Three barges had struck a pier.</p>"
HOSTILE = "<script>alert(1)</script> {{ x }} \u202e </div><img src=x onerror=alert(2)>"


@pytest.fixture
def client(scene: Scene) -> Client:
    return scene.client("checker")


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def change(capture: Capture, **fields: Any) -> None:
    Capture.objects.filter(pk=capture.pk).update(**fields)


def line(client: Client, capture: Capture, have: str = "") -> Any:
    return client.get(reverse("capture", args=[capture.pk]), {"have": have}, headers=HTMX)


# -- the file ----------------------------------------------------------------------------------------------


def test_the_file_comes_whole_and_is_never_shown(client: Client, scene: Scene) -> None:
    response = client.get(scene.address("evidence-file"))
    assert body_of(response) == PAGE
    assert response["Content-Type"] == "application/octet-stream", "a page is never served as one"
    assert response["Content-Disposition"] == 'attachment; filename="log.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox allow-downloads" in response["Content-Security-Policy"]
    assert "allow-scripts" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("media_type", "served"),
    [
        ("application/pdf", "application/pdf"),
        ("image/png", "image/png"),
        ("audio/mpeg", "audio/mpeg"),
        ("text/html", "application/octet-stream"),
        ("text/plain", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("text/javascript", "application/octet-stream"),
        ("application/x-made-up", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_what_a_file_is_served_as(client: Client, scene: Scene, media_type: str, served: str) -> None:
    change(scene.copy(), media_type=media_type)
    response = client.get(scene.address("evidence-file"))
    assert response["Content-Type"] == served
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "media_type", "header"),
    [
        ("report.pdf", "application/pdf", 'attachment; filename="report.pdf"'),
        ("Ärzte.pdf", "application/pdf", "attachment; filename*=utf-8''%C3%84rzte.pdf"),
        ('a"b\r\nX: y.pdf', "application/pdf", 'attachment; filename="a_bX_ y.pdf"'),
        ("../../etc/passwd", "text/plain", 'attachment; filename="passwd.txt"'),
        ("invoice\u202efdp.exe", "application/pdf", 'attachment; filename="invoicefdp.exe.pdf"'),
        ("page.php", "text/html", 'attachment; filename="page.php.html"'),
        ("", "image/png", None),
        ("run.sh", "application/x-made-up", 'attachment; filename="run.sh.bin"'),
    ],
)
def test_what_a_file_is_called(
    client: Client, scene: Scene, name: str, media_type: str, header: str | None
) -> None:
    capture = scene.copy()
    change(capture, name=name, media_type=media_type)
    response = client.get(scene.address("evidence-file"))
    assert response["Content-Disposition"] == (header or f'attachment; filename="copy-{capture.pk}.png"')


def test_there_is_no_file_where_none_was_kept(client: Client, scene: Scene) -> None:
    evidence_files().delete(scene.copy().stored)
    assert client.get(scene.address("evidence-file")).status_code == 404
    for state in (CaptureState.QUEUED, CaptureState.FAILED):
        capture = make.page_kept(scene.room.checker, scene.room.desk, state=state)
        assert client.get(reverse("evidence-file", args=[capture.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_file_is_streamed_to_a_server_that_speaks_asgi(scene: Scene) -> None:
    """As uvicorn asks for it: block by block, whatever its size."""
    capture, body = scene.copy(), bytes(range(256)) * 12_000
    name = evidence_files().save("2026/01/01/large", SimpleUploadedFile("x", body))
    change(capture, stored=name, size=len(body))
    address = reverse("evidence-file", args=[capture.pk])
    # In a thread of its own: in this one a browser's loop may be running, left by an earlier test.
    (response,) = at_once([partial(async_to_sync(_asked), scene, address)])
    assert b"".join(response) == body
    assert len(response) > 2


async def _asked(scene: Scene, address: str) -> list[bytes]:
    client = AsyncClient()
    await client.aforce_login(scene.room.checker)
    response = await client.get(address)
    assert response.status_code == 200 and response.is_async
    return [block async for block in response.streaming_content]


# -- its line ----------------------------------------------------------------------------------------------


def test_while_it_is_under_way_its_line_asks_and_then_stops(client: Client, scene: Scene) -> None:
    capture = make.page_kept(scene.room.checker, scene.room.desk, state=CaptureState.QUEUED)
    waiting = read(line(client, capture).content).by_id(f"capture-{capture.pk}")
    assert "Keeping a copy of the page" in waiting.text
    asks = waiting.attributes["hx-get"]
    assert client.get(asks, headers=HTMX).status_code == 204, "nothing has changed"
    change(capture, state=CaptureState.RUNNING, attempts=F("attempts") + 1)
    assert client.get(asks, headers=HTMX).status_code == 200
    change(capture, state=CaptureState.FAILED, error="The site can't be reached.")
    over = client.get(asks, headers=HTMX)
    assert b"hx-get" not in over.content
    assert b"No copy was kept: The site can&#x27;t be reached." in over.content


def test_a_copy_that_failed_says_why_and_what_to_do(client: Client, scene: Scene) -> None:
    capture = make.page_kept(
        scene.room.checker, scene.room.desk, state=CaptureState.FAILED, error="The site answered 503."
    )
    shown = read(line(client, capture).content).by_id(f"capture-{capture.pk}")
    assert "No copy" in shown.text and "The site answered 503." in shown.text
    (link,) = shown.all("a")
    assert link.attributes["href"] == reverse("evidence", args=[capture.evidence_id])
    assert "upload it instead" in link.text
    assert client.get(link.attributes["href"]).status_code == 200


def test_a_copy_that_is_tried_again_says_so(client: Client, scene: Scene) -> None:
    capture = make.page_kept(
        scene.room.checker, scene.room.desk, state=CaptureState.QUEUED, error="It broke."
    )
    assert "It broke. It is tried again." in read(line(client, capture).content).text


def test_a_kept_copy_leads_to_its_text_and_its_file(client: Client, scene: Scene) -> None:
    capture = scene.copy()
    shown = read(line(client, capture).content).by_id(f"capture-{capture.pk}")
    assert [link.attributes["href"] for link in shown.all("a")] == [
        scene.address("evidence-text"),
        scene.address("evidence-file"),
    ]
    assert capture.sha256[:8] in shown.text and "saved page" in shown.text
    change(capture, media_type="image/png", text="")
    shown = read(line(client, capture).content).by_id(f"capture-{capture.pk}")
    assert [link.attributes["href"] for link in shown.all("a")] == [scene.address("evidence-file")]
    change(capture, media_type="application/pdf", error="It is locked with a password.")
    assert "It is locked with a password." in read(line(client, capture).content).text


def test_without_scripts_the_line_is_a_page(client: Client, scene: Scene) -> None:
    response = client.get(scene.address("capture"))
    assert (response.status_code, response["Location"]) == (302, scene.address("evidence-text"))


# -- its text ----------------------------------------------------------------------------------------------


def relied_on(scene: Scene, capture: Capture, passage: str, by: User | None = None) -> None:
    use = use_attach(
        claim_id=scene.own.pk,
        evidence_id=capture.evidence_id,
        by=by or scene.room.checker,
        key=make.key(),
        passage=passage,
    )
    assert use.passage == passage


def test_the_text_is_shown_with_what_claims_rely_on(client: Client, scene: Scene) -> None:
    capture = scene.copy()
    change(capture, text="Before. “Three barges”\nhad struck a pier. Nobody was hurt. After.")
    relied_on(scene, capture, '"Three barges" had struck a pier.')
    relied_on(scene, capture, "a pier. Nobody was hurt")
    relied_on(scene, capture, "After")
    relied_on(scene, capture, "Two barges")
    page = read(client.get(scene.address("evidence-text")).content)
    marks = page.all("mark")
    assert [(mark.attributes["id"], mark.text) for mark in marks] == [
        ("passage-1", "“Three barges”\nhad struck a pier. Nobody was hurt"),
        ("passage-2", "After"),
    ]
    rows = [one.text for one in page.all(class_="kept-relied")[0].all("li")]
    assert ["Not in the text" in row for row in rows] == [False, False, False, True]
    links = [link.attributes["href"] for link in page.all(class_="kept-relied")[0].all("a")]
    assert links == ["#passage-1", "#passage-1", "#passage-2"]
    whole = page.all(class_="kept-text")[0].text
    assert whole.startswith("Before. “Three") and whole.endswith("After.")


def test_passages_of_claims_that_one_does_not_see_are_not_marked(scene: Scene) -> None:
    capture = scene.copy()
    capture.evidence.shared = True
    capture.evidence.save()
    relied_on(scene, capture, "Three barges")
    mine = read(scene.client("checker").get(scene.address("evidence-text")).content)
    theirs = read(scene.client("outsider").get(reverse("evidence-text", args=[capture.pk])).content)
    assert len(mine.all("mark")) == 1 and theirs.all("mark") == []
    assert "Three barges had struck" in theirs.text


def test_hostile_text_is_text(client: Client, scene: Scene) -> None:
    capture = scene.copy()
    change(
        capture,
        text=f"Before {HOSTILE} after",
        name=HOSTILE,
        error="",
        final_url=f"https://x.example/{HOSTILE}",
        headers=[["X", HOSTILE]],
    )
    relied_on(scene, capture, HOSTILE)
    for name in ("evidence-text", "capture"):
        response = client.get(scene.address(name), headers=HTMX if name == "capture" else {})
        text = response.content.decode()
        assert "<script>alert(1)" not in text and "<img src=x" not in text
    page = read(client.get(scene.address("evidence-text")).content)
    assert HOSTILE in page.all(class_="kept-text")[0].text
    assert page.all(class_="kept-text")[0].attributes.get("hx-disable") is not None
    change(capture, state=CaptureState.FAILED, error=HOSTILE)
    assert "<script>alert(1)" not in line(client, capture).content.decode()


def test_a_text_page_takes_as_many_queries_for_many_passages_as_for_one(client: Client, scene: Scene) -> None:
    capture, taken = scene.copy(), []
    relied_on(scene, capture, "Three barges")
    client.get(scene.address("evidence-text"))
    for words in ("had struck", "a pier", "struck a", "nothing"):
        with CaptureQueriesContext(connection) as queries:
            client.get(scene.address("evidence-text"))
        taken.append(len(queries))
        relied_on(scene, capture, words)
    assert len(set(taken)) == 1 and taken[0] <= 7
