"""A made-up name is planted in each confidential field; then it is searched for wherever anything leaves or is kept.

The searches walk registries (addresses, roles, commands, kinds of notices, forms), so that what is added later is held
by them. The one place where it may stand is the answer to who is named on the record and asks to see it.
"""

from __future__ import annotations

import base64
import io
import logging
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from claims.exports.formats import FORMATS
from claims.exports.snapshot import report_in
from claims.forms.confidential_form import ChangeForm, ChangeThingForm, EvidenceForm, SourceForm
from claims.models import ConfidentialSource, Notice, User
from claims.models.confidential import WHAT, WHO
from claims.selectors.report import ReportChoice
from claims.selectors.search import Hit, SearchPage, search_page
from claims.selectors.search_asked import read_asked
from claims.services.article_index import article_index
from claims.services.confidential_open import confidential_open
from claims.services.mail_send import mail_send
from claims.services.mail_sweep import mail_sweep
from claims.tasks import send_mail
from claims.vocabulary import Audience, EntryKind, MailWhen, NoticeKind
from newsroom.celery import publish
from tests import factories as make
from tests.support.canary import (
    CANARY,
    spellings,
    tells,
    told_by_broker,
    told_by_database,
    told_by_files,
    written_out,
)
from tests.views.scene import HTMX, Scene
from tests.views.test_matrix import NAMES, PEOPLE, TABLES

pytestmark = pytest.mark.django_db(transaction=True)

PARROT = "Qyvzaxmuth"
PLANTED = {name: f"{CANARY} {name}" for name in WHO}
THING = {name: f"{CANARY} {name}" for name in WHAT}
WITH_HTMX = "editor"
POSTS = ("reporter", "editor", "reader", "outsider", "anonymous")
# One of each standing in `make test`, all in `make test-long`.
STANDING = ("anonymous", "reporter", "editor", "administrator", "outsider")
EACH = [
    pytest.param(person, marks=[] if person in STANDING else [pytest.mark.long], id=person)
    for person in PEOPLE
]
# Whose answer may hold it: those named on the record, at the one address, when they ask.
MAY_SEE = {
    ("confidential-open", "reporter"),
    ("confidential-open", "editor"),
    ("confidential-file", "editor"),
}


@pytest.fixture
def planted(broker: Any, caplog: pytest.LogCaptureFixture, settings: Any) -> Iterator[Scene]:
    """The scene, the canary typed by the reporter into every confidential field of every form, and stored."""
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example.org", "https://desk.example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    scene = Scene()
    make.unnamed(scene.hurt, scene.room.second)
    User.objects.exclude(username="").update(email="")
    User.objects.filter(pk=scene.room.editor.pk).update(email="edie@desk.example")
    speaker = scene.speakers()[1]
    plant(scene.client("reporter"), reverse("confidential-new", args=[speaker.pk]), scene)
    source = ConfidentialSource.objects.get(evidence=None)
    change = PLANTED | {"seen": source.version, "key": make.key()}
    scene.client("editor").post(reverse("confidential-change", args=[source.pk]), change)
    assert confidential_open(source_id=source.pk, by=scene.room.editor, key=make.key()) == PLANTED
    plant_evidence(scene)
    article_index(scene.article.pk)
    yield scene


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """All that was logged since the planting began, at any level, with tracebacks."""
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    return "\n".join(logging.Formatter("%(name)s %(message)s %(args)s").format(one) for one in records)


def plant(client: Client, address: str, scene: Scene) -> None:
    """Type it as people do, wrongly too: what is refused must be kept as little as what is stored."""
    form = PLANTED | {"pseudonym": "Source A", "people": [scene.room.editor.pk]}
    refused: list[tuple[Any, dict[str, Any]]] = [
        (client, {"people": []}),
        (client, {"why_unnamed": ""}),
        (client, {"pseudonym": CANARY}),
        (client, {"people": ["nobody"]}),
        (client, {"who": CANARY * 400}),
        (scene.client("reader"), {}),
        (scene.client("outsider"), {}),
        (Client(), {}),
        (Client(enforce_csrf_checks=True), {}),
    ]
    for browser, wrong in refused:
        for headers in ({}, HTMX):
            browser.post(address, form | {"key": make.key()} | wrong, headers=headers)
    for name in ("confidential-new", "confidential-change"):
        typed = {"form": f"{name}-1", "typed": f'{{"who": "{CANARY}"}}', "key": make.key()}
        assert client.post(reverse("typing"), typed).status_code in (400, 404)
    assert not ConfidentialSource.objects.exists()
    response = client.post(address, form | {"key": make.key()})
    assert response.status_code == 303, response.content


def plant_evidence(scene: Scene) -> None:
    """A confidential piece of evidence with a file, by its form: refused first, then stored."""
    address = reverse("confidential-evidence", args=[scene.own.pk])
    form = THING | {"kind": "document", "stance": "supports", "pseudonym": "Source B"}
    for who, people in (("reader", []), ("editor", ["nobody"]), ("editor", [scene.room.editor.pk])):
        file = SimpleUploadedFile(f"{CANARY}.txt", f"I met {CANARY}. ".encode() * 200_000)
        response = scene.client(who).post(
            address, form | {"people": people, "upload": file, "key": make.key()}
        )
    assert response.status_code == 303, response.content
    assert ConfidentialSource.objects.exclude(stored="").count() == 1


def test_the_search_finds_what_is_there(tmp_path: Path, scratch: Path, broker: Any, scene: Scene) -> None:
    """So that the tests below can fail. Another word: the servers' files keep what they were once given."""
    for shift in range(3):
        assert tells(base64.b64encode(b"x" * shift + PARROT.encode() + b"yz"), PARROT)
    assert tells(PARROT.upper(), PARROT) and tells(PARROT.encode("utf-16-le"), PARROT)
    assert not tells("Nobody") and len(set(spellings(PARROT))) == 6
    (tmp_path / "a").write_bytes(b"x" * ((1 << 22) - 3) + PARROT.encode())
    assert told_by_files(tmp_path, PARROT) == [str(tmp_path / "a")]
    make.noted(scene.own, scene.room.checker, text=f"I met {PARROT}.")
    assert {"public.claims_note", "public.claims_eventpayload"} <= set(told_by_database(PARROT))
    written_out()
    assert told_by_files(scratch, PARROT), "the servers' own files"
    publish(send_mail, PARROT)
    assert told_by_broker(broker, PARROT)


def test_each_confidential_field_is_planted() -> None:
    """A field that is encrypted is one of WHO, the forms ask for exactly these, and all of them are planted."""
    secret = {
        name for name, field in SourceForm(people=()).fields.items() if "spellcheck" in field.widget.attrs
    }
    assert secret == set(WHO) == set(PLANTED)
    thing = {
        name for name, field in EvidenceForm(people=()).fields.items() if "spellcheck" in field.widget.attrs
    }
    assert thing == set(WHAT) == set(THING)
    for form, wanted in ((ChangeForm(), secret), (ChangeThingForm(), thing)):
        assert {name for name, field in form.fields.items() if "spellcheck" in field.widget.attrs} == wanted


def body(response: HttpResponse) -> bytes:
    """All that the browser gets: the content, streamed or not, and what stands above it."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content + str(response.headers).encode() + str(response.cookies).encode()


@pytest.mark.parametrize("person", EACH)
def test_no_answer_has_it(planted: Scene, person: str) -> None:
    """Each address: got by everybody, posted to by one of each standing; with htmx too by one who is named on the
    record."""
    for name in NAMES:
        planted.address(name)  # what it is about is made once
        for method, codes in TABLES.items():
            if codes[name][person] == 405 or (method == "POST" and person not in POSTS):
                continue
            for headers in ({}, HTMX) if person == WITH_HTMX else ({},):
                with transaction.atomic():
                    client = planted.client(person)
                    address, good = planted.address(name), planted.good(name)
                    ask = getattr(client, method.lower())
                    response = ask(address, good if method == "POST" else {}, headers=headers)
                    seen = tells(body(response))
                    transaction.set_rollback(True)
                assert seen == (method == "POST" and (name, person) in MAY_SEE), (method, name, headers)


@pytest.mark.parametrize("person", EACH)
def test_no_search_finds_it(planted: Scene, person: str) -> None:
    """Neither by the word, nor by what stands beside it; nor is it told what a pseudonym stands for, not even to those
    who are named on the records."""
    if (user := planted.person(person)) is None:
        return
    planted.client(person)  # shuts out the one who was shut out
    user = User.objects.get(pk=user.pk)
    for words in (CANARY, CANARY[:4], f"I met {CANARY}", f'"{CANARY} who"', "Zyxwvantha"):
        for kind in ("", *EntryKind.values):
            page = search_page(user, read_asked({"q": words, "kind": kind}))
            assert not page.found and not page.alike, (words, kind)
    for words in ("source", "", "paper", "harbour", "met"):
        for kind in EntryKind.values:
            page = search_page(user, read_asked({"q": words, "kind": kind}))
            assert not any(tells(repr((hit.entry.words, hit.entry.called, hit))) for hit in hits(page))
            assert not any(hit.entry.evidence and hit.entry.evidence.confidential for hit in hits(page))


def hits(page: SearchPage) -> list[Hit]:
    return [hit for part in page.parts for hit in part.hits]


def inside(content: bytes) -> Iterator[bytes]:
    """A file, what is packed in it, and what a reader finds in a PDF: words, titles, what it says of itself."""
    yield content
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        for one in packed.infolist():
            yield one.filename.encode() + packed.read(one)
    if content.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(content))
        yield "".join(page.extract_text() for page in read.pages).encode("utf-8", "replace")
        yield repr((read.metadata, read.xmp_metadata and vars(read.xmp_metadata), read.outline)).encode()


@pytest.mark.parametrize("audience", Audience)
def test_no_report_has_it(planted: Scene, audience: Audience) -> None:
    """In each format, made by one who is named on the records: opened, unpacked, its metadata read."""
    report = make.report(planted.article, planted.room.editor, ReportChoice(audience=audience.value))
    snapshot = report_in(report.content.encode())
    found = {name: list(inside(known.render(snapshot))) for name, known in FORMATS.items()}
    assert len(found["pdf"]) > 2 and len(found["docx"]) > 5 and len(found["xlsx"]) > 5
    assert b"the bridge is safe" in b"".join(found["docx"])
    assert [name for name, parts in found.items() if any(tells(part) for part in parts)] == []


def test_no_mail_and_no_notice_has_it(planted: Scene, mailoutbox: list[Any]) -> None:
    editor = User.objects.get(pk=planted.room.editor.pk)
    for kind in NoticeKind:
        editor.mail_choices.update_or_create(kind=kind, defaults={"when": MailWhen.AT_ONCE})
        make.told(editor, planted.hurt, kind)
    mail_sweep()
    assert mail_send(editor.pk) >= len(NoticeKind)
    assert mailoutbox and not any(tells(one.message().as_bytes()) for one in mailoutbox)
    assert Notice.objects.filter(to=editor).count() >= len(NoticeKind)
    assert "public.claims_notice" not in told_by_database()


def test_nothing_that_is_kept_has_it(
    planted: Scene, broker: Any, caplog: pytest.LogCaptureFixture, scratch: Path, tmp_path: Path
) -> None:
    """The tables, the broker, the store of evidence, the logs, what commands write, and every file of the servers."""
    call_command("export_corrections", str(tmp_path), stdout=io.StringIO())
    out = io.StringIO()
    with suppress(SystemExit):  # the scene has what no service made
        call_command("verify_history", stdout=out)
    call_command("rotate_secrets", stdout=out)
    assert not tells(out.getvalue())
    assert told_by_files(tmp_path) == []
    assert told_by_database() == []
    assert told_by_broker(broker) == []
    assert told_by_files(Path(storages["evidence"].location)) == []  # type: ignore[attr-defined]
    assert "/confidential/" in logged(caplog) and not tells(logged(caplog))
    written_out()
    assert told_by_files(scratch) == [], (
        "PostgreSQL's and the broker's own files and logs, the write-ahead log too"
    )


def test_a_crash_at_the_worst_moment_tells_nothing(
    planted: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody foresaw, where who it is lies open in memory: neither the page nor the logs have it, nor the
    report with all variables that Django would mail."""
    reports: list[str] = []

    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("nobody foresaw this")

    def report(request: Any, **_: object) -> None:
        told = ExceptionReporter(request, *sys.exc_info())
        reports.extend((told.get_traceback_html(), told.get_traceback_text()))

    got_request_exception.connect(report)
    monkeypatch.setattr("claims.services.confidential_open.record", broken)
    monkeypatch.setattr("claims.services.confidential_change.told", broken)
    source = ConfidentialSource.objects.get(evidence=None)
    client = planted.client("editor", raise_request_exception=False)
    for name, form in (
        ("confidential-open", {}),
        ("confidential-change", PLANTED | {"seen": source.version}),
    ):
        response = client.post(reverse(name, args=[source.pk]), form | {"key": make.key()})
        assert response.status_code == 500
        assert not tells(response.content), name
    got_request_exception.disconnect(report)
    assert "nobody foresaw this" in logged(caplog) and not tells(logged(caplog))
    assert len(reports) == 4 and all("nobody foresaw this" in one for one in reports)
    assert [tells(one) for one in reports] == [False] * 4
