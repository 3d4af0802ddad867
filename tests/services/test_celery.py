"""A real worker: its effective settings, and what happens to it and its tasks when something is killed."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from claims.tasks import split_draft, sweep
from newsroom.broker import celery_settings, celery_url
from newsroom.celery import app, publish
from tests.support.processes import Worker, wait_until

EXPECTED = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_always_eager": False,
    "task_publish_retry": False,
    "task_soft_time_limit": 300.0,
    "task_time_limit": 360.0,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "visibility_timeout": 420.0,
    "result_backend": None,
    "broker_connection_max_retries": None,
}


@pytest.mark.parametrize(
    ("ours", "celerys"),
    [
        ("redis://there/1", "redis://there/1"),
        ("rediss://u:p@there:1/1", "rediss://u:p@there:1/1"),
        ("unix:///a/b.sock", "redis+socket:///a/b.sock?virtual_host=0"),
        ("unix:///a/b%20c.sock?db=3", "redis+socket:///a/b%20c.sock?virtual_host=3"),
        ("unix://u:p@/a/b.sock?db=3", "redis+socket://u:p@/a/b.sock?virtual_host=3"),
    ],
)
def test_the_brokers_address_in_celerys_spelling(ours: str, celerys: str) -> None:
    assert celery_url(ours) == celerys


@pytest.mark.django_db(transaction=True)
def test_the_workers_effective_settings(worker: Worker) -> None:
    (conf,) = app.control.inspect(timeout=10, limit=1).conf(with_defaults=True).values()
    assert {name: conf[name] for name in EXPECTED} == EXPECTED
    for place in ("broker_transport_options", "result_backend_transport_options"):
        assert conf[place]["visibility_timeout"] == 420.0
    assert conf["broker_transport_options"]["unacked_restore_interval"] == 1
    assert conf["broker_transport_options"]["unacked_restore_throttle"] == 1
    assert "options" not in conf["beat_schedule"]["sweep"], "a sweep that comes late does as well"
    routes = conf["task_routes"]
    assert routes["claims.tasks.split_draft"]["queue"] == "split"
    assert routes["claims.tasks.sweep"]["queue"] == "sweep"
    assert conf["task_default_queue"] == "slow"


@pytest.mark.parametrize("name", ["split", "sweep", "slow"])
def test_every_queue_is_served_by_up(name: str) -> None:
    from newsroom.services.up import WORKERS

    assert any(name in queues.split(",") for queues in WORKERS.values())
    assert not any("split" in queues and "slow" in queues for queues in WORKERS.values())


def test_the_visibility_timeout_is_above_the_hard_limit() -> None:
    with pytest.raises(ImproperlyConfigured, match="VISIBILITY_SECONDS"):
        celery_settings("", soft=1, hard=5, visibility=5, sweep=1)


def queued(broker: Any, name: str) -> list[dict[str, Any]]:
    return [json.loads(message)["headers"] for message in broker.lrange(name, 0, -1)]


def test_what_is_published_lies_in_its_queue(broker: Any) -> None:
    assert publish(split_draft, 1)
    assert publish(sweep)
    assert [task["task"] for task in queued(broker, "split")] == ["claims.tasks.split_draft"]
    assert [task["task"] for task in queued(broker, "sweep")] == ["claims.tasks.sweep"]


def ran(worker: Worker) -> int:
    """How many sweeps this worker has run."""
    return worker.text().count("claims.tasks.sweep[") // 2  # received, succeeded


@pytest.mark.django_db(transaction=True)
def test_beat_sends_the_sweep_and_the_worker_runs_it(worker: Worker, beat: Any) -> None:
    wait_until(lambda: ran(worker) >= 2, 20, "two sweeps")
    assert "succeeded" in worker.text()


@pytest.mark.django_db(transaction=True)
def test_one_sweep_does_for_all_that_wait(broker: Any, new_worker: Callable[..., Worker]) -> None:
    """However long nobody has come to it: with busy workers, or with a clock that is an hour off."""
    for _ in range(200):
        assert publish(sweep)
    worker = new_worker()
    wait_until(lambda: ran(worker) >= 1 and not broker.llen("sweep"), 20, "the queue to be empty")
    assert ran(worker) < 10


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_pool_child_is_killed_goes_on(worker: Worker) -> None:
    for child in worker.pool_children():
        os.kill(child, signal.SIGKILL)
    assert publish(sweep)
    wait_until(lambda: ran(worker) >= 1, 20, "the sweep")


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_takes_its_busy_child_with_it(worker: Worker) -> None:
    (child,) = worker.pool_children()
    os.kill(child, signal.SIGSTOP)  # it can't see by itself that its worker is gone
    os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: not runs(child), 10, "the child to end")


def runs(pid: int) -> bool:
    """Whether a process is there, and not only waiting to be reaped."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@pytest.mark.django_db(transaction=True)
def test_sigterm_ends_a_worker_soon(new_worker: Callable[..., Worker]) -> None:
    worker = new_worker(children=2)
    children = worker.pool_children()
    worker.stop()
    assert not worker.alive()
    assert not any(runs(child) for child in children)


@pytest.fixture
def valkey(services: Any) -> Iterator[Any]:
    """The broker that the worker uses, up again after the test."""
    if services.valkey is None:
        pytest.fail("This test stops the broker: run it on the embedded one, without REDIS_URL.")
    yield services.valkey
    if not services.valkey.alive():
        services.valkey.start()


@pytest.mark.django_db(transaction=True)
def test_a_worker_finds_the_broker_again(worker: Worker, valkey: Any) -> None:
    for _ in range(2):
        before = ran(worker)
        valkey.child.kill_group()
        assert not publish(sweep)
        valkey.start()
        assert publish(sweep)
        wait_until(lambda before=before: ran(worker) > before, 30, "the sweep")  # type: ignore[misc]
    assert worker.alive()


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlasts_a_frozen_broker(worker: Worker, valkey: Any) -> None:
    valkey.child.freeze()
    assert not publish(sweep)
    valkey.child.thaw()
    assert publish(sweep)
    wait_until(lambda: ran(worker) >= 1, 30, "the sweep")


@pytest.mark.django_db(transaction=True)
def test_beat_finds_the_broker_again(worker: Worker, beat: Any, valkey: Any) -> None:
    wait_until(lambda: ran(worker) >= 1, 30, "a first sweep")
    valkey.child.kill_group()
    time.sleep(2)
    valkey.start()
    before = ran(worker)
    wait_until(lambda: ran(worker) >= before + 2, 30, "two more sweeps")
    assert beat.alive()
