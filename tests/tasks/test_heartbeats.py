"""Signs of life by real processes: a worker's while it takes tasks, the sweep's once it is through."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Heartbeat
from claims.selectors.running import workers_seen
from claims.vocabulary import SWEEPS
from tests.support.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_and_the_sweep_say_that_they_are_there(worker: Any, beat: Any) -> None:
    (seen,) = workers_seen()
    assert seen.name.startswith("test") and seen.queues == "slow, split, sweep"
    assert seen.free and seen.total and seen.free <= seen.total
    wait_until(lambda: Heartbeat.objects.filter(name=SWEEPS).exists(), 30, "the sweep")
    wait_until(lambda: workers_seen()[0].at > seen.at, 30, "its next sign")
    assert Heartbeat.objects.count() == 2
