"""The newsroom's own web server while its database, its broker, or itself is away."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from claims.models import Answer, Article, Claim, Event, Split
from claims.vocabulary import So, SplitState
from tests import factories as make
from tests.support.faults import Fault
from tests.support.processes import App, other_database, wait_until
from tests.support.visitor import Visitor

MOST_SECONDS = 2.0
pytestmark = pytest.mark.timeout(400)  # servers start again, several times


@pytest.fixture
def room(transactional_db: None) -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def servers(services: Any) -> Iterator[Any]:
    """The servers of these tests, which may be stopped; they run again after the test."""
    if services.valkey is None or services.postgres is None:
        pytest.fail(
            "This test stops the servers: run it on the embedded ones, without DATABASE_URL and REDIS_URL."
        )
    yield services
    for server in services.running():
        if not server.alive():
            server.start()


def answer_of(claim: Claim, key: str) -> dict[str, Any]:
    """The form of a claim as the article's page has it, with what is kept of it while it's typed."""
    note = f"Read by {key}."
    seen = make.fresh(claim).version
    return {"key": key, "seen": seen, "so": So.CONFIRMED, "note": note, "kept": f"answer-{claim.pk}"}


class Sending(Thread):
    """A form on its way; `code` is what was answered, 0 where nobody did."""

    def __init__(self, visitor: Visitor, address: str, data: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.send, self.code = lambda: visitor.post(address, data, HX_Request="true")[0], -1
        self.start()

    def run(self) -> None:
        self.code = self.send()


@pytest.mark.fault("database restarted during a save")
@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.long)])
def test_the_database_is_restarted_during_a_save(
    room: make.Newsroom, live_app: App, servers: Any, fault: Fault, times: int
) -> None:
    """Answered: it's there. Not answered: the page has it still, and sends it again under the same key."""
    chance = random.Random(times)
    text = " ".join(f"Bridge {number} is safe." for number in range(times))
    sayings = (make.Saying(f"Bridge {number} is safe") for number in range(times))
    _, claims = make.split_article(room, *sayings, text=text)
    visitor = Visitor(live_app.url, room.checker)
    visitor.get(reverse("desk"))
    for claim in claims:
        address, data = reverse("claim-answer", args=[claim.pk]), answer_of(claim, make.key())
        sending = Sending(visitor, address, data)
        time.sleep(chance.uniform(0, 0.12))
        connection.close()
        servers.postgres.stop()
        servers.postgres.start()
        sending.join(60)
        stored = Answer.objects.filter(claim=claim).count()
        assert stored == 1 or (stored == 0 and sending.code not in range(200, 400)), sending.code
        with fault.recovering():
            wait_until(
                lambda address=address, data=data: visitor.post(address, data, HX_Request="true")[0] == 200,  # type: ignore[misc]
                90,
                "the answer to be stored",
            )
        fault.answered(data["key"])
        assert Answer.objects.filter(claim=claim).count() == 1


@pytest.mark.fault("web process killed between commit and answer; the client sends again")
@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.long)])
def test_the_web_process_is_killed_between_commit_and_answer(
    room: make.Newsroom, live_app: App, fault: Fault, times: int
) -> None:
    """Held up, by a lock on what is typed, after the answer is committed and before the page is drawn."""
    for _ in range(times):
        claim = make.split_article(room)[1][1]
        visitor = Visitor(live_app.url, room.checker)
        address, data = reverse("claim-answer", args=[claim.pk]), answer_of(claim, make.key())
        with psycopg.connect(owners_address()) as other:
            other.execute("LOCK TABLE claims_typing IN ACCESS EXCLUSIVE MODE")
            sending = Sending(visitor, address, data)
            wait_until(lambda key=data["key"]: Event.objects.filter(key=key).exists(), 30, "the commit")  # type: ignore[misc]
            live_app.kill_group()
            sending.join(30)
        assert sending.code == 0, "the web process answered before it was killed"
        with fault.recovering():
            live_app.start()
            assert visitor.post(address, data, HX_Request="true")[0] == 200
        fault.answered(data["key"])
        assert Answer.objects.filter(claim=claim).count() == 1
        assert Event.objects.filter(key=data["key"]).count() == 1


def owners_address() -> str:
    return other_database(os.environ["DATABASE_OWNER_URL"], str(connection.settings_dict["NAME"]))


@pytest.mark.fault("broker frozen 30 s")
@pytest.mark.parametrize("seconds", [1, pytest.param(30, marks=pytest.mark.long)])
def test_pages_while_the_broker_is_frozen(
    room: make.Newsroom, live_app: App, servers: Any, new_worker: Any, beat: Any, fault: Fault, seconds: int
) -> None:
    """The paste waits a second for the broker at most; nothing else asks it. Then all that was pasted is read."""
    worker = new_worker()
    article, _ = make.split_article(room)
    visitor = Visitor(live_app.url, room.reporter)
    pages = [reverse("desk"), reverse("queue"), reverse("article", args=[article.pk])]
    pasted = reverse("article-new")
    assert all(visitor.get(page)[0] == 200 for page in pages)
    until, waits = time.monotonic() + seconds, []
    servers.valkey.child.freeze()
    try:
        while not waits or time.monotonic() < until:
            key, visitor.took = make.key(), 0.0
            text = f"{make.TEXT}\n\nAs {key} says."
            form = {"key": key, "desk": room.desk.pk, "text": text, "headline": key, "confirmed": "1"}
            assert visitor.post(pasted, form)[0] == 303
            fault.answered(key)
            newest = reverse("article", args=[Article.objects.latest("pk").pk])
            assert "Queued." in visitor.get(newest)[1]
            assert all(visitor.get(page)[0] == 200 for page in pages)
            waits.append(visitor.took)
    finally:
        servers.valkey.child.thaw()
    # the bar is half of it, on a machine that does nothing else; nothing waited for the broker to thaw
    assert sorted(waits)[len(waits) // 2] <= 2 * MOST_SECONDS, waits
    with fault.recovering():
        wait_until(lambda: not Split.objects.exclude(state=SplitState.DONE).exists(), 60, "all to be read")
    assert worker.alive()
