"""Kept copies on a real worker and a real broker: once, and whole, whatever dies meanwhile."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Capture, Event
from claims.services.capture_store import evidence_files
from claims.services.history_check import Tally, check_history
from claims.tasks import keep_capture
from claims.vocabulary import CaptureState, EventKind, EvidenceKind
from newsroom.celery import publish
from tests import factories as make
from tests.support.processes import Worker, wait_until
from tests.support.web import Web, web
from tests.unit.capture import files

PAGE = b"<html><body><p>Three barges had struck a pier, the harbour office wrote on Monday.</p></body></html>"
SECONDS = 60.0
Start = Callable[..., Worker]


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        running.page("/log", PAGE)
        yield running


@pytest.fixture
def start(process_env: dict[str, str], broker: Any, site: Web) -> Iterator[Start]:
    """`start()` starts a worker for which the site's address is public; all end with the test."""
    made: list[Worker] = []

    def one(**env: str) -> Worker:
        env = {"LOCAL_WEB_PORT": str(site.port), "CAPTURE_RETRY_SECONDS": "0.2", **env}
        worker = Worker(process_env | env, "sweep,slow")
        at = worker.command.index("--app") + 1
        worker.command[at] = "tests.support.local_worker"
        made.append(worker)
        worker.start()
        return worker

    yield one
    for worker in made:
        worker.kill_group()


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


def attached(room: make.Newsroom, **evidence: Any) -> Capture:
    """The wish for a copy, made as a checker makes it."""
    claim = make.split_article(room)[1][1]
    given = {"kind": EvidenceKind.WEB_PAGE, "title": "The log"} | evidence
    return make.evidence(claim, room.checker, **given).evidence.captures.get()


def fresh(capture: Capture) -> Capture:
    return Capture.objects.get(pk=capture.pk)


def wait_for(state: CaptureState, *captures: Capture) -> None:
    def there() -> bool:
        return all(fresh(one).state == state for one in captures)

    wait_until(there, SECONDS, f"copies to be {state}")


def assert_whole(capture: Capture, body: bytes, *, attempts: int = 1) -> None:
    """One copy, one file, one line of history, and the text of it."""
    capture = fresh(capture)
    assert (capture.state, capture.error, capture.attempts) == (CaptureState.KEPT, "", attempts)
    assert capture.sha256 == hashlib.sha256(body).hexdigest()
    with evidence_files().open(capture.stored) as file:
        assert file.read() == body
    assert "barges" in capture.text
    told = Event.objects.filter(what=EventKind.CAPTURED, key__startswith=f"capture:{capture.pk}:")
    assert told.count() == 1
    assert list(check_history(Tally())) == []


def test_a_page_is_kept_by_the_worker(room: make.Newsroom, site: Web, start: Start) -> None:
    start()
    capture = attached(room, url=site.url("/log"))
    wait_for(CaptureState.KEPT, capture)
    assert_whole(capture, PAGE)
    assert len(site.asked) == 1


def test_a_file_is_read_by_the_worker(room: make.Newsroom, start: Start) -> None:
    start()
    body = files.pdf("Three barges had struck a pier.")
    capture = attached(room, kind=EvidenceKind.DOCUMENT, upload=SimpleUploadedFile("log.pdf", body))
    wait_for(CaptureState.KEPT, capture)
    assert_whole(capture, body)


def test_the_worker_as_it_runs_in_production_asks_nothing_of_this_machine(
    room: make.Newsroom, site: Web, new_worker: Callable[..., Worker]
) -> None:
    """The same link, the same variable, and the door that nothing opens."""
    new_worker("sweep,slow", LOCAL_WEB_PORT=str(site.port))
    inside = [attached(room, url=f"http://{host}/log") for host in ("127.0.0.1", "[::1]", "localhost")]
    odd = attached(room, url=site.url("/log", host="127.0.0.1"))
    wait_for(CaptureState.FAILED, *inside, odd)
    assert all("isn't on the public internet" in fresh(one).error for one in inside)
    assert "port" in fresh(odd).error
    assert site.asked == []


def test_two_messages_make_one_copy(room: make.Newsroom, site: Web, start: Start) -> None:
    capture = attached(room, url=site.url("/log"))
    for _ in range(3):
        publish(keep_capture, capture.pk)
    start()
    start()
    wait_for(CaptureState.KEPT, capture)
    assert_whole(capture, PAGE)
    assert len(site.asked) == 1


class Held:
    """A page that keeps the first who ask waiting."""

    def __init__(self, site: Web, first: int = 1) -> None:
        self.site, self.first, self.over = site, first, threading.Event()
        self.whole = site.pages["/log"]
        site.pages["/log"] = self.answer

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if [path for path, _ in self.site.asked].count(handler.path) <= self.first:
            self.over.wait(30)
        else:
            self.whole(handler)

    def wait(self) -> None:
        wait_until(lambda: self.site.asked, SECONDS, "the page to be asked for")


@pytest.mark.parametrize("who", ["child", "worker"])
def test_a_worker_killed_while_it_fetches(
    room: make.Newsroom, site: Web, start: Start, beat: Any, who: str
) -> None:
    held = Held(site)
    capture = attached(room, url=site.url("/log"))
    worker = start()
    held.wait()
    if who == "child":
        for child in worker.pool_children():
            os.kill(child, signal.SIGKILL)
    else:
        worker.kill_group()
        start()
    wait_for(CaptureState.KEPT, capture)
    held.over.set()
    assert_whole(capture, PAGE, attempts=2)


def test_a_page_that_ends_every_worker_is_left_to_a_person(
    room: make.Newsroom, site: Web, start: Start, beat: Any
) -> None:
    """The time limit ends each of the three attempts; other copies are made meanwhile."""
    held = Held(site, first=3)
    site.page("/other", PAGE)
    start(SPLIT_SOFT_SECONDS="6", SPLIT_HARD_SECONDS="9", VISIBILITY_SECONDS="20")
    stubborn, other = attached(room, url=site.url("/log")), attached(room, url=site.url("/other"))
    wait_for(CaptureState.FAILED, stubborn)
    held.over.set()
    wait_for(CaptureState.KEPT, other)
    assert (fresh(stubborn).attempts, fresh(stubborn).stored) == (3, "")
    assert fresh(stubborn).error.endswith(".")


def test_a_site_in_trouble_is_asked_again(room: make.Newsroom, site: Web, start: Start, beat: Any) -> None:
    whole = site.pages["/log"]

    def busy(handler: BaseHTTPRequestHandler) -> None:
        whole(handler) if len(site.asked) > 2 else handler.send_error(503)

    site.pages["/log"] = busy
    start()
    capture = attached(room, url=site.url("/log"))
    wait_for(CaptureState.KEPT, capture)
    assert_whole(capture, PAGE, attempts=3)


def test_a_flushed_broker_loses_no_copy(
    room: make.Newsroom, site: Web, broker: Any, start: Start, beat: Any
) -> None:
    captures = [attached(room, url=site.url("/log")) for _ in range(3)]
    broker.flushdb()
    start()
    wait_for(CaptureState.KEPT, *captures)
    for capture in captures:
        assert_whole(capture, PAGE)
