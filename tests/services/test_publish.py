"""Publishing delays no page: a broker that is frozen or gone costs a second at most, and nothing is raised."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.tasks import split_draft
from newsroom.broker import celery_url
from newsroom.celery import app, publish
from newsroom.services.embedded import embedded
from newsroom.services.folder import Folder
from newsroom.services.valkey import Valkey
from tests.support.processes import Silent


@pytest.fixture
def valkey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    """A broker of this test's own, which may be stopped and killed."""
    folder = Folder(tmp_path)
    with embedded(folder, Silent(), postgres=False) as running:
        assert running.valkey
        monkeypatch.setattr(app.conf, "broker_write_url", celery_url(running.env["REDIS_URL"]))
        yield running.valkey


def timed() -> tuple[bool, float]:
    """Whether a message was taken, and the seconds until we knew."""
    began = time.monotonic()
    taken = publish(split_draft, 7)
    return taken, time.monotonic() - began


def test_a_broker_that_answers_has_it(valkey: Valkey) -> None:
    assert timed()[0]


def test_a_frozen_broker_costs_a_second(valkey: Valkey, caplog: pytest.LogCaptureFixture) -> None:
    valkey.child.freeze()
    with caplog.at_level(logging.WARNING):
        taken, took = timed()
    valkey.child.thaw()
    assert not taken
    assert took < 1.9
    assert "claims.tasks.split_draft(7,) was not queued" in caplog.text
    assert timed()[0], "it answers again, and so it is used again"


def test_a_broker_that_is_gone_costs_nothing(valkey: Valkey) -> None:
    assert timed()[0]
    valkey.child.kill_group()
    taken, took = timed()
    assert not taken
    assert took < 0.9
    valkey.start()
    assert timed()[0], "the new one is found without a restart of ours"


def test_a_broker_that_never_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_write_url", "redis+socket:///nowhere/at/all.sock?virtual_host=0")
    assert timed()[0] is False
