"""Workers on several hosts, and what becomes of the splits when hosts are cut off, lost, or come back.

The hosts are network namespaces with addresses of their own; PostgreSQL, the broker and the workers each run inside one
and talk by TCP. A pulled cable tells nobody: packets are lost, and connections hang as they do between machines.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from claims.models import Article, Event, Split
from claims.vocabulary import SPLIT_UNFINISHED, EventKind, SplitState
from tests import factories as make
from tests.support.faults import Fault
from tests.support.hosts import BROKER, DATABASE, Hosts, hosts, moved
from tests.support.processes import Beat, Process, Worker, other_database, wait_until
from tests.support.texts import long_text

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]
ONE, OTHER = "one", "other"
LONG, SHORT = 150, 6
SECONDS = 180.0


class Site:
    """A newsroom on four hosts: database, broker with beat, and two with a worker each."""

    def __init__(self, made: Hosts, env: dict[str, str]) -> None:
        self.hosts, self.env = made, env
        self.workers = {name: Worker(env, "split,sweep,slow") for name in (ONE, OTHER)}
        self.beat = Beat(env)
        for name, process in (*self.workers.items(), (BROKER, self.beat)):
            process.command = [*made.inside(name), *process.command]
        self.room = make.newsroom()

    def start(self) -> None:
        for process in (*self.workers.values(), self.beat):
            process.start()

    def stop(self) -> None:
        for process in (self.beat, *self.workers.values()):
            process.kill_group()

    def paste(self, paragraphs: int) -> Article:
        """An article that is queued; no two have the same words."""
        number = Article.objects.count()
        text = f"Story {number}\n\n{long_text(paragraphs)}"
        return make.pasted(self.room, text=text, by=self.room.editor)

    def reader(self, article: Article) -> str:
        """The host whose worker is in the middle of the article; "" where none is."""
        split = Split.objects.get(draft__article=article)
        if split.state != SplitState.RUNNING or not split.progress:
            return ""
        return next(
            (name for name, one in self.workers.items() if tasks(one, RECEIVED) > tasks(one, ENDED)), ""
        )


# What a worker says of its splits, whose messages come to one worker alone.
RECEIVED, ENDED = "Task claims.tasks.split_draft[", "succeeded in "


def tasks(worker: Worker, words: str) -> int:
    """How many splits a worker has been given, or has ended."""
    lines = [line for line in worker.lines.lines if "claims.tasks.split_draft[" in line]
    return sum((words in line) if words == ENDED else ("received" in line) for line in lines)


@pytest.fixture
def site(services: Any, process_env: dict[str, str], broker: Any) -> Iterator[Site]:
    if os.geteuid():
        pytest.fail("Making hosts takes root: run these as root.")
    if services.postgres is None or services.valkey is None:
        pytest.fail(
            "This test moves the servers: run it on the embedded ones, without DATABASE_URL and REDIS_URL."
        )
    name = str(connection.settings_dict["NAME"])
    connection.close()
    with hosts(DATABASE, BROKER, ONE, OTHER) as made, moved(services, made) as addresses:
        addresses["DATABASE_URL"] = other_database(addresses["DATABASE_URL"], name)
        # With a busy machine a heartbeat may come late, and nobody is to be given up for that.
        running = Site(made, process_env | addresses | {"SPLIT_OVERDUE_SECONDS": "6"})
        try:
            yield running
        finally:
            running.stop()
            connection.close()


def unfinished() -> int:
    return Split.objects.filter(state__in=SPLIT_UNFINISHED).count()


def all_once() -> None:
    assert set(Split.objects.values_list("state", flat=True)) == {SplitState.DONE}
    assert Event.objects.filter(what=EventKind.SPLIT).count() == Article.objects.count()


def in_the_middle(site: Site) -> tuple[Article, str]:
    """An article and the host that reads it; the only one that has anything to do."""
    article = site.paste(LONG)
    wait_until(lambda: site.reader(article), 60, "a worker to be in the middle of it")
    return article, site.reader(article)


@pytest.mark.fault("a worker's host cut off mid-split and back")
def test_a_host_that_is_cut_off_and_comes_back(site: Site, fault: Fault) -> None:
    """The other takes over; what the first one brings when it's back counts for nothing, and it works again."""
    site.start()
    article, name = in_the_middle(site)
    site.hosts.cut(name)
    with fault.recovering():
        wait_until(lambda: not unfinished(), SECONDS, "the other host to read it")
    assert Split.objects.get().attempts == 2
    site.hosts.join(name)
    before, until = tasks(site.workers[name], ENDED), time.monotonic() + SECONDS
    with fault.recovering():
        while tasks(site.workers[name], ENDED) < before + 2:
            assert time.monotonic() < until, site.workers[name].text()
            site.paste(SHORT)
            time.sleep(1)
    wait_until(lambda: not unfinished(), SECONDS, "the rest")
    all_once()
    assert Event.objects.filter(article=article, what=EventKind.SPLIT).count() == 1


@pytest.mark.fault("a worker's host lost for good")
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_host_that_is_lost_for_good(site: Site, fault: Fault, times: int) -> None:
    """With its cable pulled and then its power: the servers never hear of its end."""
    site.start()
    _, name = in_the_middle(site)
    more = [site.paste(SHORT) for _ in range(4 * times)]
    site.hosts.cut(name)
    site.workers[name].kill_group()
    with fault.recovering():
        wait_until(lambda: not unfinished(), SECONDS, f"the other host to read {len(more) + 1}")
    all_once()


@pytest.mark.fault("a worker's host lost for good")
def test_what_a_lost_host_had_locked_is_free_again(site: Site, fault: Fault) -> None:
    """In the middle of a transaction: PostgreSQL gives up on whoever doesn't answer, and the row can be written."""
    article, _ = make.split_article(site.room)
    command = [*site.hosts.inside(ONE), sys.executable, "-c", HOLDER]
    holder = Process("holder", command, site.env | {"ARTICLE": str(article.pk)})
    holder.start()
    try:
        holder.wait_for("locked")
        assert not free(article)
        site.hosts.cut(ONE)
        with fault.recovering():
            wait_until(lambda: free(article), SECONDS, "the lock to be given up")
    finally:
        holder.kill_group()


# A process that has an article's row locked, and does nothing more.
HOLDER = """
import os, time, django
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()
from django.db import transaction
from claims.services.history import lock_article
with transaction.atomic():
    lock_article(int(os.environ["ARTICLE"]))
    print("locked", flush=True)
    time.sleep(3600)
"""


def free(article: Article) -> bool:
    """Whether somebody else can lock the article's row."""
    with transaction.atomic():
        return Article.objects.select_for_update(skip_locked=True).filter(pk=article.pk).exists()


@pytest.mark.fault("the broker's host gone for a minute")
def test_the_brokers_host_is_gone_for_a_minute(site: Site, fault: Fault) -> None:
    """What is under way ends meanwhile; what waits is read when it's back, by the same workers."""
    site.start()
    in_the_middle(site)
    site.hosts.cut(BROKER)
    for _ in range(6):
        site.paste(SHORT)
    time.sleep(60)
    site.hosts.join(BROKER)
    with fault.recovering():
        wait_until(lambda: not unfinished(), SECONDS, "all to be read")
    all_once()
    assert all(one.alive() for one in site.workers.values())
