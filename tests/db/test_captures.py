"""Kept copies of evidence: asked for, made, told, kept apart from what never was, and never twice."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.test import override_settings
from django.utils import timezone

from claims.errors import Refused
from claims.models import Article, Capture, Claim, Event, Evidence, Use, User
from claims.services.capture_fetch import capture_fetch
from claims.services.capture_keep import capture_keep
from claims.services.capture_run import capture_run
from claims.services.capture_store import evidence_files
from claims.services.capture_sweep import capture_sweep
from claims.services.capture_tidy import capture_tidy
from claims.services.capture_told import captures_told
from claims.services.capture_upload import UPLOAD_BYTES, capture_upload
from claims.services.history_check import Tally, check_history
from claims.services.jobs import ATTEMPTS
from claims.services.use_attach import use_attach
from claims.tasks import keep_capture
from claims.vocabulary import CaptureOrigin, CaptureState, EventKind, EvidenceKind, Role
from newsroom.databases import as_owner
from tests import factories as make
from tests.support.database import at_once, everything
from tests.support.web import Web, web
from tests.unit.capture import files

pytestmark = pytest.mark.django_db

PAGE = b"""<!doctype html><html><head><title>Harbour log</title></head><body><article><h1>Harbour log</h1>
<p>Three barges had struck a pier on Monday morning, the harbour office wrote in its log of the day.</p>
<p>Nobody was hurt, and the bridge was opened again at noon after it had been looked at.</p></article></body></html>"""


class Desk:
    """An article with a claim, people of every kind, and a site with one page on it."""

    def __init__(self, site: Web) -> None:
        self.site = site
        self.room = make.newsroom()
        self.article, claims = make.split_article(self.room)
        self.claim = claims[1]
        self.site.page("/log", PAGE)

    def evidence(self, path: str = "/log", **more: Any) -> Evidence:
        """A page that is attached to the claim, with the wish for its copy."""
        given = {"kind": EvidenceKind.WEB_PAGE, "url": self.site.url(path), "title": "The log"} | more
        return make.evidence(self.claim, self.room.checker, **given).evidence

    def bare(self, **more: Any) -> Evidence:
        """Evidence that nothing rests on yet."""
        given = {"kind": EvidenceKind.DOCUMENT, "title": "A report"} | more
        return Evidence.objects.create(desk=self.room.desk, by=self.room.checker, **given)

    def run(self, capture: Capture) -> Capture:
        capture_run(capture.pk, self.site.door())
        return fresh(capture)

    def attach(self, evidence: Evidence, claim: Claim, by: User | None = None) -> Use:
        return use_attach(
            claim_id=claim.pk, evidence_id=evidence.pk, by=by or self.room.second, key=make.key()
        )


@pytest.fixture
def desk() -> Iterator[Desk]:
    with web() as site:
        yield Desk(site)


def fresh(capture: Capture) -> Capture:
    return Capture.objects.get(pk=capture.pk)


def only(evidence: Evidence) -> Capture:
    return evidence.captures.get()


def upload(body: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type="application/x-made-up")


def stored_bytes(capture: Capture) -> bytes:
    with evidence_files().open(capture.stored) as file:
        return file.read()


def told(article: Article) -> list[tuple[int, int]]:
    """The copies that an article's history tells of: who asked, and which."""
    events = Event.objects.filter(article=article, what=EventKind.CAPTURED).select_related("payload")
    pieces = [(event, piece) for event in events for piece in event.payload.after["pieces"]]
    return [(event.by_id, pk) for event, (kind, pk, _) in pieces if kind == "capture"]


def findings() -> list[str]:
    return list(check_history(Tally()))


# -- a page ------------------------------------------------------------------------------------------------


def test_a_page_that_is_attached_is_asked_for_in_the_same_transaction(desk: Desk) -> None:
    capture = only(desk.evidence())
    assert (capture.state, capture.origin, capture.attempts) == (
        CaptureState.QUEUED,
        CaptureOrigin.FETCHED,
        0,
    )
    assert capture.url == desk.site.url("/log") and capture.by == desk.room.checker


def test_a_page_is_kept_with_all_that_proves_it(desk: Desk) -> None:
    desk.site.moved("/old", "/log")
    capture = desk.run(only(desk.evidence("/old")))
    assert (capture.state, capture.error, capture.attempts) == (CaptureState.KEPT, "", 1)
    assert (capture.url, capture.final_url, capture.status) == (
        desk.site.url("/old"),
        desk.site.url("/log"),
        200,
    )
    assert (capture.sha256, capture.size) == (hashlib.sha256(PAGE).hexdigest(), len(PAGE))
    assert ["Content-Type", "text/html; charset=utf-8"] in capture.headers
    assert (capture.media_type, capture.name) == ("text/html", "log")
    assert "Three barges had struck a pier" in capture.text and "<" not in capture.text
    assert capture.kept_at is not None
    assert stored_bytes(capture) == PAGE


def test_the_file_lies_under_a_made_up_name_outside_the_web_root(desk: Desk, settings: Any) -> None:
    capture = desk.run(only(desk.evidence()))
    assert not {"log", "harbour"} & set(Path(capture.stored).parts)
    assert len(Path(capture.stored).name) == 32 and Path(capture.stored).suffix == ""
    path = Path(evidence_files().path(capture.stored))
    assert path.is_relative_to(settings.DATA_DIR / "evidence")
    for served in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS):
        assert not path.is_relative_to(served)
    assert path.stat().st_mode & 0o077 == 0


def test_every_story_that_rests_on_it_is_told_once(desk: Desk) -> None:
    evidence = desk.evidence()
    other, claims = make.split_article(desk.room)
    third, _ = make.split_article(desk.room)
    desk.attach(evidence, claims[0])
    desk.attach(evidence, claims[1])
    capture = desk.run(only(evidence))
    assert told(desk.article) == told(other) == [(desk.room.checker.pk, capture.pk)]
    assert told(third) == []
    assert findings() == []


def test_a_story_that_comes_later_is_told_as_it_comes(desk: Desk) -> None:
    evidence = desk.evidence()
    capture = desk.run(only(evidence))
    other, claims = make.split_article(desk.room)
    desk.attach(evidence, claims[1])
    assert told(other) == [(desk.room.second.pk, capture.pk)]
    assert captures_told(evidence) == [capture]
    assert findings() == []


def test_copies_that_are_not_kept_are_told_to_nobody(desk: Desk) -> None:
    evidence = desk.evidence("/nowhere")
    assert desk.run(only(evidence)).state == CaptureState.FAILED
    assert captures_told(evidence) == told(desk.article) == []
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_changed_behind_the_desks_back_is_named(desk: Desk) -> None:
    capture = desk.run(only(desk.evidence()))
    assert findings() == []
    for change in (
        "text = 'Four barges'",
        "sha256 = repeat('0', 64)",
        "kept_at = kept_at - interval '1 day'",
    ):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE claims_capture SET {change} WHERE id = %s", [capture.pk])
        assert any(f"capture {capture.pk}, content" in line for line in findings()), change
        capture.save()
        assert findings() == []


def test_a_page_without_a_title_takes_the_one_it_gives_itself(desk: Desk) -> None:
    unnamed, named = desk.evidence(title=""), desk.evidence()
    for evidence in (unnamed, named):
        desk.run(only(evidence))
        evidence.refresh_from_db()
    assert (unnamed.title, named.title) == ("Harbour log", "The log")
    assert findings() == []


def test_an_attempt_that_runs_twice_changes_nothing_the_second_time(desk: Desk) -> None:
    capture = desk.run(only(desk.evidence()))
    before, asked = everything(), len(desk.site.asked)
    desk.run(capture)
    keep_capture(capture.pk)
    capture_sweep()
    assert everything() == before and len(desk.site.asked) == asked


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_copy_ask_once(desk: Desk) -> None:
    capture = only(desk.evidence())
    came = at_once([lambda: capture_run(capture.pk, desk.site.door())] * 4)
    assert came == [None] * 4
    assert fresh(capture).state == CaptureState.KEPT
    assert len(desk.site.asked) == 1 and len(told(desk.article)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_story_that_comes_while_the_copy_is_kept_is_told_once(desk: Desk) -> None:
    """Whichever is first: the copy's own event or the attaching one tells it, and never neither."""
    for _ in range(4):
        evidence = desk.evidence()
        capture = only(evidence)
        others = [make.split_article(desk.room) for _ in range(2)]
        actions: list[Any] = [lambda capture=capture: capture_run(capture.pk, desk.site.door())]
        actions += [
            lambda claim=claims[1], evidence=evidence: desk.attach(evidence, claim) for _, claims in others
        ]
        came = at_once(actions)
        assert not [one for one in came if isinstance(one, Exception)]
        for article, _ in others:
            assert [pk for _, pk in told(article)] == [capture.pk]
    assert findings() == []


def test_what_the_worker_no_longer_holds_is_not_kept_and_leaves_no_file(desk: Desk) -> None:
    capture = only(desk.evidence())
    name = evidence_files().save("2020/01/01/orphan", upload(b"x", "x"))
    Capture.objects.filter(pk=capture.pk).update(state=CaptureState.RUNNING, attempts=2)
    mine = Capture.objects.filter(pk=capture.pk, state=CaptureState.RUNNING, attempts=1)
    capture_keep(mine, {"stored": name, "size": 1, "sha256": "0" * 64})
    assert fresh(capture).state == CaptureState.RUNNING
    assert not evidence_files().exists(name) and told(desk.article) == []


# -- trouble -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1/", "isn't on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "isn't on the public internet"),
        ("http://2130706433/", "unusual way"),
        ("http://localhost:6379/", "port 6379"),
    ],
)
def test_a_link_to_the_inside_fails_with_a_sentence(desk: Desk, url: str, why: str) -> None:
    """By the door of production: no test's door is handed in."""
    evidence = desk.bare(kind=EvidenceKind.WEB_PAGE, url=url)
    capture = capture_fetch(evidence=evidence, by=desk.room.checker)
    keep_capture(capture.pk)
    capture = fresh(capture)
    assert (capture.state, capture.stored, capture.text) == (CaptureState.FAILED, "", "")
    assert why in capture.error and capture.error.endswith(".")


def test_trouble_that_will_not_pass_is_not_tried_again(desk: Desk) -> None:
    capture = desk.run(only(desk.evidence("/nowhere")))
    assert (capture.state, capture.attempts) == (CaptureState.FAILED, 1)
    assert "no such page" in capture.error
    assert capture_sweep() == 0


@override_settings(CAPTURE_RETRY_SECONDS=100)
def test_trouble_that_may_pass_is_tried_three_times_each_a_while_later(desk: Desk) -> None:
    desk.site.page("/busy", b"Sorry", status=503)
    capture = only(desk.evidence("/busy"))
    for attempt in range(1, ATTEMPTS):
        capture = desk.run(capture)
        assert (capture.state, capture.attempts) == (CaptureState.QUEUED, attempt)
        assert "503" in capture.error
        assert capture_sweep() == 0, "it is sent again before its time"
        Capture.objects.filter(pk=capture.pk).update(
            published=F("published") - timedelta(seconds=100 * attempt + 1)
        )
        assert capture_sweep() == 1
        assert capture_sweep() == 0, "it was sent just now"
    capture = desk.run(capture)
    assert (capture.state, capture.attempts) == (CaptureState.FAILED, ATTEMPTS)
    assert "503" in capture.error
    desk.site.page("/busy", PAGE)
    assert desk.run(capture).state == CaptureState.FAILED, "it is a person's matter now"
    again = capture_fetch(evidence=capture.evidence, by=desk.room.second)
    assert again.pk != capture.pk and desk.run(again).state == CaptureState.KEPT


def test_an_error_that_nobody_foresaw_is_kept_in_words_and_raised(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("the site's own words")

    monkeypatch.setattr("claims.services.capture_run.store_file", broken)
    capture = only(desk.evidence())
    with pytest.raises(RuntimeError):
        desk.run(capture)
    capture = fresh(capture)
    assert (capture.state, capture.error) == (
        CaptureState.QUEUED,
        "The attempt ended with an error (RuntimeError).",
    )


@override_settings(CAPTURE_RETRY_SECONDS=0.001)
def test_a_worker_that_went_quiet_is_given_up_three_times(desk: Desk) -> None:
    capture = only(desk.evidence())
    mine = Capture.objects.filter(pk=capture.pk)
    for attempt in range(1, ATTEMPTS + 1):
        mine.update(state=CaptureState.RUNNING, attempts=attempt, heartbeat=Now())
        capture_sweep()
        assert fresh(capture).state == CaptureState.RUNNING
        mine.update(heartbeat=Now() - timedelta(minutes=1))
        capture_sweep()
        last = attempt == ATTEMPTS
        assert fresh(capture).state == (CaptureState.FAILED if last else CaptureState.QUEUED)
    assert "without a word" in fresh(capture).error


def test_a_message_that_was_lost_is_sent_again(desk: Desk) -> None:
    capture = only(desk.evidence())
    assert capture_sweep() == 0
    Capture.objects.filter(pk=capture.pk).update(at=Now() - timedelta(minutes=1))
    assert [capture_sweep(), capture_sweep()] == [1, 0]


def test_the_database_holds_one_open_copy_of_a_thing(desk: Desk) -> None:
    capture = only(desk.evidence())
    with pytest.raises(IntegrityError), transaction.atomic():
        Capture.objects.create(evidence=capture.evidence, origin=CaptureOrigin.FETCHED, by=capture.by)
    assert capture_fetch(evidence=capture.evidence, by=desk.room.second) == capture


# -- who may -----------------------------------------------------------------------------------------------


def test_who_may_have_a_copy_kept(desk: Desk) -> None:
    evidence, room = desk.evidence(), desk.room
    evidence.captures.all().delete()
    writer = make.person(Role.CHECKER, room.desk)
    desk.article.bylines.add(writer)
    for person in (room.reporter, room.reader, room.outsider, room.administrator, writer):
        with pytest.raises(Refused, match=r"\.$"):
            capture_fetch(evidence=evidence, by=person)
        with pytest.raises(Refused, match=r"\.$"):
            capture_upload(evidence=evidence, upload=upload(b"text", "a.txt"), by=person)
    assert not evidence.captures.exists()
    for person in (room.checker, room.second, room.editor):
        assert capture_fetch(evidence=evidence, by=person) == only(evidence)


def test_a_thing_without_a_link_has_no_page(desk: Desk) -> None:
    with pytest.raises(Refused, match="no link"):
        capture_fetch(evidence=desk.bare(), by=desk.room.checker)


# -- a file ------------------------------------------------------------------------------------------------


def test_an_uploaded_file_is_stored_at_once_and_read_by_the_worker(desk: Desk) -> None:
    body = files.docx("Nobody was hurt on Monday.")
    evidence = desk.evidence(kind=EvidenceKind.DOCUMENT, url="", upload=upload(body, "../..\\Log\u202e.docx"))
    capture = only(evidence)
    assert (capture.state, capture.origin, capture.name) == (
        CaptureState.QUEUED,
        CaptureOrigin.UPLOADED,
        "Log.docx",
    )
    assert capture.media_type.endswith("wordprocessingml.document") and stored_bytes(capture) == body
    capture = desk.run(capture)
    assert (capture.state, capture.text, capture.error) == (
        CaptureState.KEPT,
        "Nobody was hurt on Monday.",
        "",
    )
    assert (capture.sha256, capture.size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert told(desk.article) == [(desk.room.checker.pk, capture.pk)]
    assert desk.site.asked == [] and findings() == []


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (files.locked_pdf(), "a.pdf", "It is locked with a password, so that no text can be read in it."),
        (b"%PDF-1.4\nbroken", "a.pdf", "It can't be read: it may be damaged."),
        (files.pdf(""), "scan.pdf", "There is no text in it."),
        (files.binary("png"), "a.png", ""),
        (files.binary("mp3"), "a.mp3", ""),
    ],
)
def test_a_file_without_text_is_kept_and_says_why(desk: Desk, body: bytes, name: str, why: str) -> None:
    capture = capture_upload(evidence=desk.bare(), upload=upload(body, name), by=desk.room.checker)
    capture = desk.run(capture)
    assert (capture.state, capture.text, capture.error) == (CaptureState.KEPT, "", why)


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (b"", "a.txt", "is empty"),
        (b"x" * (UPLOAD_BYTES + 1), "a.txt", "larger than 25 MB"),
        (b"MZ\x90\0" + b"\0" * 200, "a.exe", "no kind that is kept"),
        (b"MZ\x90\0" + b"\0" * 200, "a.pdf", "no kind that is kept"),
        (files.binary("png"), "a.pdf", "holds something else"),
        (files.bomb(100), "a.docx", "unpacks to far more"),
        (files.docx("x", **{"../up": "x"}), "a.docx", "leads out"),
        (files.packed({"a.zip": files.bomb(100)}), "a.docx", "no kind that is kept"),
    ],
)
def test_a_file_that_is_refused_leaves_nothing(desk: Desk, body: bytes, name: str, why: str) -> None:
    evidence = desk.bare()
    before = all_files()
    with pytest.raises(Refused, match=why):
        capture_upload(evidence=evidence, upload=upload(body, name), by=desk.room.checker)
    assert not evidence.captures.exists() and all_files() == before


def test_the_same_file_twice_is_one_copy(desk: Desk) -> None:
    evidence = desk.bare()
    first = capture_upload(evidence=evidence, upload=upload(b"Hello", "a.txt"), by=desk.room.checker)
    assert capture_upload(evidence=evidence, upload=upload(b"Hello", "b.txt"), by=desk.room.second) == first
    with pytest.raises(Refused, match="still being read"):
        capture_upload(evidence=evidence, upload=upload(b"Other", "c.txt"), by=desk.room.second)
    desk.run(first)
    assert capture_upload(evidence=evidence, upload=upload(b"Hello", "a.txt"), by=desk.room.checker) == first
    capture_upload(evidence=evidence, upload=upload(b"Other", "c.txt"), by=desk.room.second)
    assert evidence.captures.count() == 2


def test_a_page_that_could_not_be_fetched_is_uploaded_instead(desk: Desk) -> None:
    evidence = desk.evidence("/nowhere")
    failed = desk.run(only(evidence))
    assert failed.state == CaptureState.FAILED
    capture = capture_upload(evidence=evidence, upload=upload(PAGE, "saved.html"), by=desk.room.checker)
    capture = desk.run(capture)
    assert capture.state == CaptureState.KEPT and "Three barges had struck" in capture.text
    assert told(desk.article) == [(desk.room.checker.pk, capture.pk)]


def test_an_upload_ends_the_fetching(desk: Desk) -> None:
    evidence = desk.evidence()
    fetched = only(evidence)
    Capture.objects.filter(pk=fetched.pk).update(state=CaptureState.RUNNING, attempts=1, heartbeat=Now())
    capture_upload(evidence=evidence, upload=upload(b"Hello", "a.txt"), by=desk.room.checker)
    assert (fresh(fetched).state, fresh(fetched).error) == (
        CaptureState.FAILED,
        "A file was uploaded instead.",
    )


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_an_upload_whose_file_is_not_the_one_in_the_store_is_not_kept(desk: Desk, what: str) -> None:
    capture = capture_upload(evidence=desk.bare(), upload=upload(b"Hello", "a.txt"), by=desk.room.checker)
    path = Path(evidence_files().path(capture.stored))
    path.unlink() if what == "gone" else path.write_bytes(b"Hullo")
    capture = desk.run(capture)
    assert capture.state == CaptureState.FAILED and "in the store" in capture.error


# -- the store ---------------------------------------------------------------------------------------------


def all_files() -> set[Path]:
    return {path for path in Path(evidence_files().path("")).rglob("*") if path.is_file()}


def age(path: Path, **by: float) -> None:
    then = (timezone.now() - timedelta(**by)).timestamp()
    os.utime(path, (then, then))


def test_a_file_whose_transaction_never_was_is_taken_away_and_no_other(desk: Desk) -> None:
    kept = desk.run(only(desk.evidence()))
    before = all_files()
    with pytest.raises(RuntimeError), transaction.atomic():
        capture_upload(evidence=desk.bare(), upload=upload(b"Hello", "a.txt"), by=desk.room.checker)
        raise RuntimeError("the caller's own transaction ends badly")
    (left,) = all_files() - before
    for path in all_files():
        age(path, hours=23)
    assert capture_tidy() == 0, "a transaction may still be about to name it"
    for path in before | {left}:
        age(path, hours=25)
    Capture.objects.exclude(pk=kept.pk).delete()
    assert capture_tidy() >= 1
    assert not left.exists() and stored_bytes(kept) == PAGE
    assert capture_tidy() == 0


def test_nothing_is_tidied_where_nothing_was_ever_stored(tmp_path: Path) -> None:
    store = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "none"},
    }
    with override_settings(STORAGES={"evidence": store}):
        assert capture_tidy() == 0


class Bucket:
    """An S3-compatible store that a real client speaks to: objects by path, in memory."""

    def __init__(self, site: Web) -> None:
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.lock = threading.Lock()
        handler = site.server.RequestHandlerClass
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            setattr(handler, f"do_{method}", lambda asked: self.answer(asked))

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        path, _, query = asked.path.partition("?")
        with self.lock:
            self.asked.append(f"{asked.command} {path}")
            assert asked.headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=a-key/")
            if asked.command == "PUT":
                self.objects[path] = self._body(asked)
                return self.send(asked, 200, b"")
            if asked.command == "DELETE":
                self.objects.pop(path, None)
                return self.send(asked, 204, b"")
            if "list-type" in query or "prefix=" in query:
                return self.send(asked, 200, self.listing(path, query))
            found = self.objects.get(path)
            return self.send(asked, 404 if found is None else 200, found or b"")

    def _body(self, asked: BaseHTTPRequestHandler) -> bytes:
        raw = asked.rfile.read(int(asked.headers["Content-Length"]))
        if "aws-chunked" not in asked.headers.get("Content-Encoding", ""):
            return raw
        size, _, rest = raw.partition(b"\r\n")
        return rest[: int(size.split(b";")[0], 16)]

    def listing(self, path: str, query: str) -> bytes:
        from urllib.parse import parse_qs

        prefix = parse_qs(query).get("prefix", [""])[0]
        names = [name.removeprefix(f"{path.rstrip('/')}/") for name in self.objects]
        rows = "".join(
            f"<Contents><Key>{name}</Key><Size>1</Size></Contents>"
            for name in names
            if name.startswith(prefix)
        )
        return f'<?xml version="1.0"?><ListBucketResult>{rows}</ListBucketResult>'.encode()

    def send(self, asked: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
        asked.send_response(status)
        asked.send_header("Content-Length", str(len(body)))
        asked.send_header("ETag", '"x"')
        asked.send_header("Last-Modified", "Mon, 02 Mar 2026 10:00:00 GMT")
        asked.end_headers()
        if asked.command != "HEAD":
            asked.wfile.write(body)


def test_copies_are_kept_in_an_s3_compatible_store(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsroom.stores import evidence_store

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
    with web() as away:
        bucket = Bucket(away)
        address = f"s3://copies/desk?endpoint=http://127.0.0.1:{away.port}&region=eu-1&addressing=path"
        with override_settings(STORAGES={"evidence": evidence_store(address, Path("/nowhere"))}):
            fetched = desk.run(only(desk.evidence()))
            assert (fetched.state, fetched.error) == (CaptureState.KEPT, "")
            assert stored_bytes(fetched) == PAGE
            assert list(bucket.objects) == [f"/copies/desk/{fetched.stored}"]
            uploaded = capture_upload(
                evidence=desk.bare(), upload=upload(b"Hello", "a.txt"), by=desk.room.checker
            )
            assert desk.run(uploaded).text == "Hello"
            left = evidence_files().save(f"{Path(fetched.stored).parent}/left", upload(b"x", "x"))
            assert capture_tidy() == 1
            assert f"/copies/desk/{left}" not in bucket.objects and len(bucket.objects) == 2
    assert all("a-secret" not in line for line in bucket.asked)
