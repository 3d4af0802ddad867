"""Bringing copy: a file into the box, several as articles, what a script asks for, and the notes on their way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from claims.models import Article, CopyNote, Draft, Evidence, Use
from claims.vocabulary import EvidenceKind
from tests import factories as make
from tests.support import copy_files
from tests.support.html import read
from tests.unit.capture import files
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db

DOCX = copy_files.by_python_docx()


def upload(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def bring(scene: Scene, *brought: SimpleUploadedFile, person: str = "reporter", **data: Any) -> HttpResponse:
    data = {"key": make.key(), "desk": scene.room.desk.pk, "read": "1", "file": list(brought)} | data
    return scene.client(person).post(reverse("article-new"), data)  # type: ignore[return-value]


def test_a_file_into_the_box_and_on_to_the_article(scene: Scene) -> None:
    """Every field as the page gives it, without a script."""
    response = bring(scene, upload("story.docx", DOCX))
    assert response.status_code == 200
    page = read(response.content)
    form = page.by_id("article-new")
    assert form.values["text"] == copy_files.DOCX_TEXT
    assert form.values["headline"] == "Harbour bridge to stay open"
    seen = page.by_id("copy-read").text
    assert "story.docx" in seen and "1 table’s borders" in seen and "City desk, confidential" in seen
    assert "Ann Cole" in seen and "Who measured it?" in seen
    before = Article.objects.count()
    stored = scene.client("reporter").post(reverse("article-new"), form.values)
    assert (stored.status_code, Article.objects.count()) == (303, before + 1)
    note = CopyNote.objects.get()
    assert note.draft.text[note.start : note.end] == "the bridge is safe"


def test_what_was_typed_stays_above_the_file(scene: Scene) -> None:
    form = read(bring(scene, upload("a.odt", copy_files.odt()), text="Typed before.\n").content)
    assert form.by_id("article-new").values["text"] == f"Typed before.\n\n{copy_files.ODT_TEXT}"


def test_the_notes_of_two_files_come_together(scene: Scene) -> None:
    first = read(bring(scene, upload("a.docx", DOCX)).content).by_id("article-new").values
    again = bring(scene, upload("b.odt", copy_files.odt()), text=first["text"], notes=first["notes"])
    notes = json.loads(read(again.content).by_id("article-new").values["notes"])
    assert [one["by"] for one in notes] == ["Ann Cole", "Imre Kis", ""]


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.docx", files.bomb(100), "unpacks to far more"),
        ("a.pdf", DOCX, "holds something else"),
        ("<b>x</b>.doc", files.binary("doc"), "save it as .docx"),
        ("a.txt", b"", "The file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_nothing_is_lost(
    scene: Scene, name: str, body: bytes, why: str
) -> None:
    notes = json.dumps([{"kind": "comment", "by": "", "text": "Who?", "words": "Typed"}])
    response = bring(scene, upload(name, body), text="Typed before.", notes=notes)
    assert response.status_code == 422
    page = read(response.content)
    assert why in page.by_id("copy-read").text
    values = page.by_id("article-new").values
    assert values["text"] == "Typed before." and json.loads(values["notes"])[0]["text"] == "Who?"


def test_no_file_chosen(scene: Scene) -> None:
    response = bring(scene, text="Typed.")
    assert response.status_code == 422
    assert "Choose a file first." in read(response.content).by_id("copy-read").text


def test_a_file_is_read_where_the_box_is_empty_whatever_was_pressed(scene: Scene) -> None:
    data = {"key": make.key(), "desk": scene.room.desk.pk, "text": "", "file": upload("a.docx", DOCX)}
    response = scene.client("reporter").post(reverse("article-new"), data)
    assert read(response.content).by_id("article-new").values["text"] == copy_files.DOCX_TEXT


def test_several_files(scene: Scene) -> None:
    before, key = Article.objects.count(), make.key()
    brought = [("a.docx", DOCX), ("b.odt", copy_files.odt()), ("c.png", files.binary("png"))]
    for _ in range(2):  # sent again, nothing more is stored
        response = bring(scene, *(upload(name, body) for name, body in brought), key=key)
        assert response.status_code == 200
        page = read(response.content)
        assert "2 of 3 files became articles" in page.text and "c.png" in page.text
        assert Article.objects.count() == before + 2
    newest = Article.objects.latest("pk")
    assert (newest.desk, list(newest.bylines.all())) == (scene.room.desk, [scene.room.reporter])
    assert reverse("article", args=[newest.pk]) in response.content.decode()


@pytest.mark.parametrize(
    ("data", "many", "why"),
    [
        ({"text": "Typed before."}, 2, "Store what is in the box first"),
        ({}, 21, "20 files at a time"),
        ({"key": ""}, 2, "required"),
    ],
)
def test_several_files_that_are_refused(scene: Scene, data: dict[str, str], many: int, why: str) -> None:
    before = Article.objects.count()
    response = bring(scene, *(upload(f"{number}.txt", b"Head\n\nWords.") for number in range(many)), **data)
    assert response.status_code == 422
    page = read(response.content)
    assert why in page.by_id("article-problem").text
    assert page.by_id("article-new").values["text"] == data.get("text", "")
    assert Article.objects.count() == before


@pytest.mark.parametrize(
    "notes",
    [
        "[",
        "{}x",
        "[1]",
        '[{"kind": "comment"}]',
        '[{"kind": "other", "by": "", "text": "x", "words": ""}]',
        '[{"kind": "comment", "by": "", "text": 1, "words": ""}]',
        '[{"kind": "comment", "by": "", "text": " ", "words": ""}]',
        json.dumps([{"kind": "comment", "by": "", "text": "x" * 20_001, "words": ""}]),
        json.dumps([{"kind": "comment", "by": "", "text": "x", "words": ""}] * 501),
        "[" * 100_000,
    ],
)
def test_spoilt_notes_are_refused_and_the_text_kept(scene: Scene, notes: str) -> None:
    data = {
        "key": make.key(),
        "desk": scene.room.desk.pk,
        "text": make.TEXT,
        "confirmed": "1",
        "notes": notes,
    }
    response = scene.client("reporter").post(reverse("article-new"), data)
    assert response.status_code == 422
    page = read(response.content)
    assert "can't be read any more" in page.by_id("article-problem").text
    assert page.by_id("article-new").values["text"] == make.TEXT


def part(scene: Scene, **data: Any) -> HttpResponse:
    return scene.client("reporter").post(reverse("copy-read"), data)  # type: ignore[return-value]


def test_what_a_script_asks_for(scene: Scene) -> None:
    before = Draft.objects.count()
    response = part(scene, html="<p>One <b>two</b></p><p>three</p><img src=x>", plain="one")
    found = read(response.content).by_id("copy-read")
    assert [box.text.removeprefix("\n") for box in found.all("textarea")] == ["", "One two\n\nthree"]
    assert "formatting, 1 image" in found.text
    assert Draft.objects.count() == before


def test_html_that_cannot_be_read_gives_the_plain_words(scene: Scene) -> None:
    response = part(scene, html="<div>" * 50_000, plain="The words")
    assert read(response.content).by_id("copy-read").all("textarea")[1].text.strip() == "The words"


def test_a_script_is_told_why_a_file_is_not_read_and_keeps_its_notes(scene: Scene) -> None:
    notes = json.dumps([{"kind": "comment", "by": "", "text": "Who?", "words": "x"}])
    response = part(scene, file=upload("a.docx", files.bomb(100)), notes=notes)
    assert response.status_code == 422
    found = read(response.content).by_id("copy-read")
    assert "unpacks to far more" in found.text
    assert json.loads(found.all("textarea")[0].text)[0]["text"] == "Who?"


def test_hostile_words_are_shown_as_words(scene: Scene) -> None:
    page = bring(
        scene,
        upload("<script>x</script>.md", b"# <b>A</b> head\n\n=cmd() words[^1]\n\n[^1]: \\<script>y</script>"),
    )
    assert b"<script>y" not in page.content and b"<script>x" not in page.content


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10_000)
def test_a_file_does_not_count_against_the_size_of_the_form(scene: Scene) -> None:
    body = ("Head line\n\n" + "Many words here. " * 2_000).encode()
    assert bring(scene, upload("a.txt", body)).status_code == 200


# -- suggested evidence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "field", "word"),
    [
        ("See https://port.example/log.", EvidenceKind.WEB_PAGE, "url", "https://port.example/log"),
        (
            "Called the office, +44 20 7946 0018.",
            EvidenceKind.CALL,
            "result",
            "Called the office, +44 20 7946 0018.",
        ),
        ("The register, p. 4", EvidenceKind.DOCUMENT, "title", "The register, p. 4"),
    ],
)
def test_a_note_fills_the_evidence_form(
    scene: Scene, text: str, kind: EvidenceKind, field: str, word: str
) -> None:
    note = make.copy_note(scene.own, text)
    client = scene.client("checker")
    card = client.get(reverse("claim", args=[scene.own.pk]))
    assert text in read(card.content).by_id(f"copy-note-{note.pk}").text
    address = reverse("copy-note-take", args=[scene.own.pk, note.pk])
    form = read(client.get(address).content).by_id(f"evidence-form-{scene.own.pk}")
    assert (form.values["kind"], form.values[field]) == (kind, word)
    if kind == EvidenceKind.DOCUMENT:
        response = client.post(address, form.values)
        assert response.status_code == 303
        assert Use.objects.get(claim=scene.own).passage == text
        note.refresh_from_db()
        assert note.taken is True


def test_a_form_that_is_wrong_comes_back_and_the_note_waits(scene: Scene) -> None:
    note = make.copy_note(scene.own)
    data = {"key": make.key(), "kind": "document", "title": "", "stance": "supports", "passage": "My words"}
    response = scene.client("checker").post(reverse("copy-note-take", args=[scene.own.pk, note.pk]), data)
    assert response.status_code == 422
    assert read(response.content).by_id(f"evidence-form-{scene.own.pk}").values["passage"] == "My words"
    note.refresh_from_db()
    assert (note.taken, Evidence.objects.count()) == (None, 0)


def test_not_evidence_goes_back_to_where_it_was_pressed(scene: Scene) -> None:
    first, other = make.copy_note(scene.own, "One"), make.copy_note(scene.own, "Two", start=0, end=5)
    client = scene.client("checker")
    data = {"key": make.key(), "claim": scene.own.pk, "page": "claim"}
    response = client.post(reverse("copy-note-aside", args=[first.pk]), data)
    assert response["Location"] == reverse("claim", args=[scene.own.pk])
    notes = reverse("article-notes", args=[scene.article.pk])
    assert "Two" in read(client.get(notes).content).by_id(f"copy-note-{other.pk}").text
    assert client.post(reverse("copy-note-aside", args=[other.pk]), {"key": make.key()})["Location"] == notes
    assert b"Two" not in client.get(notes).content
    again = client.post(reverse("copy-note-aside", args=[other.pk]), {"key": make.key()})
    assert again.status_code == 403 and "put this aside already" in read(again.content).text


def test_another_articles_note_is_nowhere(scene: Scene) -> None:
    note = make.copy_note(make.split_article(scene.room)[1][1])
    response = scene.client("checker").get(reverse("copy-note-take", args=[scene.own.pk, note.pk]))
    assert response.status_code == 404
