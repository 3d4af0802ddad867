"""Hostile words in every stored field, on every surface that the product has: each walked by its registry."""

from __future__ import annotations

import ast
import csv
import io
import json
import logging
import re
import zipfile
from collections.abc import Callable
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from claims import tasks
from claims.exports.formats import FORMATS
from claims.exports.standoff import standoff
from claims.incoming.importers import IMPORTERS
from claims.models import (
    Claim,
    Delivery,
    Evidence,
    Invitation,
    Lowering,
    Notice,
    Question,
    ReportFile,
    Split,
    Upkeep,
    Use,
    User,
)
from claims.services.heartbeat_store import heartbeat_store
from claims.services.invitation_link import invitation_mail
from claims.services.mail_send import mail_send
from claims.vocabulary import UpkeepKind
from newsroom.logs import Json, OneLine, one_line
from tests import factories as make
from tests.house.source import ROOT, tree, under
from tests.support.evidence import withdraw
from tests.support.hostile import CONTROLS, FIELDS, HOSTILE, MARK, harmless_twin, plant, stored_texts
from tests.support.html import Element, read
from tests.support.planted import story
from tests.support.taken import made, taken
from tests.views.scene import Scene
from tests.views.test_hostile_text import harmless
from tests.views.test_matrix import NAMES, TABLES

pytestmark = pytest.mark.django_db

CORPUS = HOSTILE + CONTROLS
ROUNDS = 1  # `make test-long` puts each of the words into each of the fields
# Not pages: what else each surface is, with the test that walks it.
NOT_PAGES = {
    "evidence-file": "tests/views/test_evidence_file.py",
    "report-file": "the table, below, and tests/unit/exports",
    "shared-file": "the same",
    "desk-figures-csv": "no word of anybody's: tests/views/test_desk_figures.py",
    "account-data": "a person's own data, below",
}


def test_every_stored_text_has_its_row() -> None:
    """A new field fails here until it is filled with hostile words, or a reason says why not."""
    assert set(stored_texts()) == set(FIELDS)
    assert all(
        how in ("text", "line", "url", "unique", "json") or how.startswith("- ") for how in FIELDS.values()
    )


@pytest.fixture
def full(scene: Scene) -> Scene:
    """A newsroom in which every such field has a row, with its addresses under `at`."""
    scene.at = {name: scene.address(name) for name in NAMES}
    _, claims = story(scene.room)
    use = make.evidence(claims[3], scene.room.checker, title="Withdrawn")
    withdraw(use.evidence, scene.room.second)
    make.page_kept(scene.room.checker, scene.room.desk)
    room = scene.room
    off = make.evidence(claims[0], room.checker)
    Use.objects.filter(pk=off.pk).update(withdrawn_why="x")
    make.asked(claims[0], room.checker)  # of a source
    replied = make.asked(claims[1], room.checker, room.second)
    Question.objects.filter(pk=replied.pk).update(
        answer="x", answered_by=room.second, answered_at=timezone.now()
    )
    lowered = Lowering.objects.filter(claim=claims[2])
    lowered.update(agreed=False, decided_by=room.second, decided_at=timezone.now(), decided_why="x")
    heartbeat_store(name="worker", queues="split")
    Upkeep.objects.create(kind=UpkeepKind.BACKUP, good=False, trouble="x", name="x", began=timezone.now())
    return scene


def shifted(by: int) -> Callable[[int], str]:
    return lambda number: CORPUS[(number * 5 + by) % len(CORPUS)]


def skeleton(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    """All elements with the names of their attributes: what the templates wrote. What a form is
    filled with is left out: what was ticked stands by the names, and an address goes into another field."""
    return [(one.tag, tuple(sorted(set(one.attributes) - {"checked", "selected", "value"}))) for one in page]


def pages(scene: Scene, person: str) -> dict[str, bytes]:
    client, found = scene.client(person), {}
    for name in NAMES:
        if TABLES["GET"][name][person] == 200 and name not in NOT_PAGES:
            answer = client.get(scene.at[name])
            assert answer.status_code == 200, (name, answer.status_code)
            if "html" in answer["Content-Type"]:
                found[name] = answer.content
    return found


def within(page: Element) -> list[Any]:
    """The elements, but for links that lead out: a report makes none of an address with hostile words in it."""
    return [one for one in skeleton(page) if one != ("a", ("href", "rel"))]


def check_pages(scene: Scene, person: str, by: int) -> None:
    """Words that mean something make the same elements as words that mean nothing."""
    counts = plant(lambda number: harmless_twin(shifted(by)(number)))
    assert [name for name, rows in counts.items() if not rows] == [], (
        "a field without a row would hold nothing"
    )
    plain = pages(scene, person)
    plant(shifted(by))
    hostile, shown = pages(scene, person), 0
    assert set(plain) == set(hostile)
    for name, content in hostile.items():
        page = read(content)
        harmless(page)
        assert within(page) == within(read(plain[name])), name
        shown += MARK in page.text
    assert shown >= (2 if person == "administrator" else 5), "the words are shown, not thrown away"


@pytest.mark.parametrize("by", range(ROUNDS))
def test_on_every_page_it_is_text(full: Scene, by: int) -> None:
    check_pages(full, "editor", by)


@pytest.mark.parametrize("person", ["reporter", "checker", "administrator"])
def test_for_everybody_it_is_text(full: Scene, person: str) -> None:
    check_pages(full, person, 1)


@pytest.mark.long
@pytest.mark.parametrize("by", range(ROUNDS, len(CORPUS)))
def test_each_of_the_words_in_each_of_the_fields(full: Scene, by: int) -> None:
    check_pages(full, "editor", by)


# -- what leaves the product otherwise -------------------------------------------------------------------------


# The test that puts hostile words into each format of a report, and reads it by a program that didn't write it.
WALKED = {
    "pdf": "test_pdf",
    "docx": "test_document",
    "xlsx": "test_sheet",
    "csv": "test_table",
    "html": "test_page",
    "json": "test_report_json",
    "claim-review": "test_claim_review",
}


def test_every_exporter_is_walked() -> None:
    """A new one fails here until a test renders it with hostile words."""
    assert set(WALKED) == set(FORMATS)
    assert all("HOSTILE" in (ROOT / f"tests/unit/exports/{name}.py").read_text() for name in WALKED.values())
    renders = {
        node.name
        for path in under("claims/exports")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("render_")
    }
    assert renders - {"render_pages"} == {one.render.__name__ for one in FORMATS.values()}


@pytest.mark.parametrize("by", range(ROUNDS))
def test_in_the_table_it_is_no_formula(full: Scene, by: int) -> None:
    plant(shifted(by))
    file = taken(full.client("editor"), made(full.client("editor"), full.article)).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(file, newline=""), strict=True) for cell in row]
    for cell in cells:
        for line in cell.splitlines() or [""]:
            assert not line.lstrip(' "“\u200b\u202e\u2066').startswith(tuple("=+-@＝＋－＠\t\r")), cell


@pytest.mark.parametrize("words", CORPUS, ids=range(len(CORPUS)))
def test_in_the_standoff_form_it_makes_no_line(words: str) -> None:
    lines = standoff(words, [([(0, len(words))], [(0, 1)], [(0, len(words))])]).split("\n")
    assert [line[:1] for line in lines] == ["T", "T", "T", "E", ""]


@pytest.mark.parametrize("by", range(ROUNDS))
def test_in_a_persons_own_data_it_is_json(full: Scene, by: int) -> None:
    plant(shifted(by))
    archive = zipfile.ZipFile(io.BytesIO(full.client("checker").get(full.at["account-data"]).content))
    assert archive.namelist() and all(re.fullmatch(r"[a-z_]+\.json", name) for name in archive.namelist())
    found = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert MARK in repr(found)


def test_every_importer_is_walked() -> None:
    from tests.unit.test_incoming_hostile import MAKERS

    assert set(MAKERS) == set(IMPORTERS)


MAILS = {
    "mail/notices.txt": "below",
    "mail/invitation.txt": "below",
    "account/email/base_message.txt": "what the others extend",
    "account/email/base_notification.txt": "below, by a password that was changed",
    "account/email/password_reset_key_message.txt": "below, by a password that is asked for",
    "account/email/password_reset_key_subject.txt": "below, by a password that is asked for",
}


def test_every_mail_is_walked() -> None:
    """A new template fails here until its mail is looked at below."""
    found = {str(path.relative_to("templates")) for path in under("templates/mail", ".txt")}
    found |= {str(path.relative_to("templates")) for path in under("templates/account/email", ".txt")}
    found |= {str(path) for path in Path("templates").rglob("email/*.html")}
    assert found == set(MAILS)


def check_mails() -> None:
    """Plain text alone, to one address, with the headers that we wrote."""
    assert mail.outbox
    for one in mail.outbox:
        message = message_from_string(one.message().as_string())
        assert message.get_content_type() == "text/plain" and not message.is_multipart()
        assert (
            len(message.get_all("To", [])) == 1 and not message.get_all("Bcc") and not message.get_all("Cc")
        )
        assert MARK not in one.subject and "\x1b" not in one.body


@pytest.mark.parametrize("by", range(ROUNDS))
def test_in_a_mail_it_is_not_there(full: Scene, settings: Any, by: int) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example", "https://desk.example"
    plant(shifted(by))
    checker = full.room.checker
    User.objects.filter(pk=checker.pk).update(email="chloe@paper.example")
    Notice.objects.filter(to=checker).update(
        mail_due=timezone.now(), mail_attempts=0, mailed_at=None, seen_at=None
    )
    assert mail_send(checker.pk)
    full.client("anonymous").post("/account/password/reset/", {"email": "chloe@paper.example"})
    invited = Invitation.objects.latest("pk")
    invited.email = "ines@paper.example"
    assert invitation_mail(invitation=invited, link="https://desk.example/join/")
    assert len(mail.outbox) == 3
    assert not any(MARK in one.body for one in mail.outbox)
    check_mails()


@pytest.mark.parametrize("address", CONTROLS, ids=range(len(CONTROLS)))
def test_an_address_that_holds_headers_is_sent_nothing(full: Scene, settings: Any, address: str) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example", "https://desk.example"
    checker = full.room.checker
    User.objects.filter(pk=checker.pk).update(email=address)
    Notice.objects.filter(to=checker).update(mail_due=timezone.now(), seen_at=None)
    mail_send(checker.pk)
    for one in mail.outbox:
        assert len(one.message().get_all("To")) == 1 and not one.message().get_all("Bcc")


# -- tasks, and what they write into the log -------------------------------------------------------------------


def task_arguments(scene: Scene) -> dict[str, tuple[int, ...]]:
    """What each task is given here; a new task fails below until it has its row."""
    evidence = Evidence.objects.filter(captures__isnull=False)[0]
    return {
        "split_draft": (Split.objects.filter(draft__article=scene.article)[0].pk,),
        "send_mail": (scene.room.checker.pk,),
        "keep_capture": (evidence.captures.all()[0].pk,),
        "make_report_file": (ReportFile.objects.all()[0].pk,),
        "index_article": (scene.article.pk,),
        "send_delivery": (Delivery.objects.latest("pk").pk,),
        "tidy_evidence": (),
        "tidy_together": (),
        "tidy_retention": (),
        "tell_overdue": (),
        "sweep": (),
    }


def test_every_task_runs_and_writes_no_word_of_it(full: Scene, caplog: pytest.LogCaptureFixture) -> None:
    plant(shifted(0))
    given = task_arguments(full)
    doors = {node.name for node in tree(Path("claims/tasks.py")).body if isinstance(node, ast.FunctionDef)}
    assert doors == set(given)
    with caplog.at_level(logging.DEBUG):
        for name, arguments in given.items():
            getattr(tasks, name)(*arguments)
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("django.db")]
    assert [words for words in ours if MARK in words] == []


@pytest.mark.parametrize("words", CORPUS, ids=range(len(CORPUS)))
def test_a_line_of_the_log_stays_one_line(words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        record = logging.LogRecord("claims", logging.ERROR, "", 0, "Not done for %s", (words,), None)
        broken = logging.LogRecord("claims", logging.ERROR, "", 0, "Broken", (), (ValueError, error, None))
    written = OneLine("%(levelname)s %(name)s: %(message)s").format(record)
    assert written.splitlines() == [written] and written.startswith("ERROR claims: ")
    assert [len(Json().format(one).splitlines()) for one in (record, broken)] == [1, 1]
    first, *below = OneLine("%(levelname)s %(name)s: %(message)s").format(broken).splitlines()
    assert first == "ERROR claims: Broken" and all(line.startswith("  | ") for line in below)
    assert one_line("Zoë, “so” – ok") == "Zoë, “so” – ok"


def test_the_newsrooms_own_log_is_written_so() -> None:
    from django.conf import settings

    written = {one["()"] for one in settings.LOGGING["formatters"].values()}
    assert written == {"newsroom.logs.OneLine", "newsroom.logs.Json"}


def test_a_link_that_runs_is_no_link(scene: Scene) -> None:
    """What isn't an address of the web is stored by no form."""
    before = Evidence.objects.count(), Claim.objects.count()
    client = scene.client("checker")
    for link in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
    ):
        form = scene.good("claim-evidence") | {"kind": "web page", "url": link}
        assert client.post(scene.address("claim-evidence"), form).status_code == 422, link
    assert (Evidence.objects.count(), Claim.objects.count()) == before
