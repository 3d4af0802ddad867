"""The split on a real worker and a real broker: once, and whole, whatever dies meanwhile."""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, Desk, Event, Membership, Place, Split, User
from claims.services.article_erase import article_erase
from claims.services.article_paste import article_paste
from claims.services.split_run import split_run
from claims.services.split_sweep import split_sweep
from claims.tasks import split_draft, sweep
from claims.vocabulary import SPLIT_UNFINISHED, EventKind, Role, SplitState
from newsroom.celery import publish
from tests.support.faults import Fault
from tests.support.machine import proportional_mib
from tests.support.processes import Beat, Worker, wait_until
from tests.support.texts import long_text

SHORT = long_text(2)
LONG = long_text(220)  # some 11,000 words: seconds of work for one core
RECOVERY_SECONDS = 60.0
# How often a worker is killed by `make test-long`: KILLS=100 for a hundred times.
KILLS = int(os.environ.get("KILLS", "10"))

SHORTENED = ("SPLIT_OVERDUE_SECONDS", "SWEEP_SECONDS")

Paste = Callable[[str], Article]


@pytest.fixture
def paste(transactional_db: None) -> Callable[..., Article]:
    """`paste(text)` stores an article as an editor would, and queues its split."""
    desk = Desk.objects.create(name="World")
    editor = User.objects.create_user("ruth", "secret-word", name="Ruth Calloway", initials="RC")
    Membership.objects.create(user=editor, desk=desk, role=Role.EDITOR)
    made = 0

    def one(text: str) -> Article:
        nonlocal made
        made += 1
        return article_paste(desk_id=desk.pk, by=editor, key=f"paste-{made}", text=text)

    return one


def split_of(article: Article) -> Split:
    return Split.objects.select_related("draft").get(draft__article=article)


def wait_done(*articles: Article, seconds: float = RECOVERY_SECONDS) -> None:
    def unfinished() -> int:
        return Split.objects.filter(draft__article__in=articles).exclude(state=SplitState.DONE).count()

    wait_until(lambda: not unfinished(), seconds, f"{len(articles)} splits to be done")


def wait_in_the_middle(article: Article) -> None:
    def under_way() -> bool:
        split = split_of(article)
        return split.state == SplitState.RUNNING and split.progress > 0

    wait_until(under_way, 30, "the split to be under way")


def assert_whole(article: Article) -> None:
    """One split, one set of claims, each the article's own words, one line of history."""
    split = split_of(article)
    assert (split.state, split.progress, split.error) == (SplitState.DONE, 100, "")
    assert Event.objects.filter(article=article, what=EventKind.SPLIT).count() == 1
    assert Claim.objects.filter(article=article).exists()
    places = list(Place.objects.filter(draft=split.draft, claim__isnull=False))
    assert {place.claim_id for place in places} == set(
        Claim.objects.filter(article=article).values_list("pk", flat=True)
    )
    firsts = [place.fingerprint for place in places if place.piece == 0]
    assert len(firsts) == len(set(firsts))
    assert all(0 <= place.start < place.end <= len(split.draft.text) for place in places)


def test_a_paste_is_split_by_the_worker(paste: Paste, worker: Any) -> None:
    article = paste(SHORT)
    wait_done(article)
    assert_whole(article)


def test_a_task_that_runs_twice_changes_nothing_the_second_time(paste: Paste) -> None:
    article = paste(SHORT)
    split = split_of(article)
    split_run(split.pk)
    before = list(Claim.objects.values_list("pk", "version"))
    split_run(split.pk)
    split_draft(split.pk)
    sweep()
    assert list(Claim.objects.values_list("pk", "version")) == before
    assert_whole(article)


def test_two_workers_on_one_split_produce_one_set(paste: Paste, new_worker: Any) -> None:
    article = paste(LONG)
    for _ in range(4):
        publish(split_draft, split_of(article).pk)
    new_worker()
    new_worker()
    wait_done(article)
    assert_whole(article)
    assert split_of(article).attempts == 1


@pytest.mark.fault("kill -9 of the worker group mid-split")
@pytest.mark.parametrize(
    "time_it_dies", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, KILLS))]
)
def test_a_worker_killed_in_the_middle(
    paste: Paste, new_worker: Any, beat: Any, fault: Fault, time_it_dies: int
) -> None:
    article = paste(LONG)
    first = new_worker()
    wait_in_the_middle(article)
    time.sleep(0.15 * (time_it_dies % 10))
    first.kill_group()
    with fault.recovering():
        new_worker()
        wait_done(article)
    assert_whole(article)
    assert split_of(article).attempts == 2


@pytest.mark.long
@pytest.mark.fault("kill -9 of the worker group mid-split")
def test_a_worker_killed_in_the_middle_in_production(
    paste: Paste, process_env: dict[str, str], broker: Any, fault: Fault
) -> None:
    """With the intervals that production has; the other worker is there already."""
    env = {name: value for name, value in process_env.items() if name not in SHORTENED}
    workers, beat = [Worker(env), Worker(env)], Beat(env)
    article = paste(LONG)
    for process in (workers[0], beat, workers[1]):
        process.start()
    try:
        wait_in_the_middle(article)
        with fault.recovering():
            workers[0].kill_group()  # if the other has it nothing is to recover, and the time says so
            wait_done(article)
    finally:
        for process in (beat, *workers):
            process.kill_group()
    assert_whole(article)


@pytest.mark.fault("kill -9 of a pool child")
@pytest.mark.parametrize(
    "time_it_dies", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, KILLS))]
)
def test_a_pool_child_killed_in_the_middle(
    paste: Paste, worker: Any, beat: Any, fault: Fault, time_it_dies: int
) -> None:
    article = paste(LONG)
    wait_in_the_middle(article)
    time.sleep(0.15 * (time_it_dies % 10))
    for child in worker.pool_children():
        os.kill(child, signal.SIGKILL)
    with fault.recovering():
        wait_done(article)
    assert_whole(article)


@pytest.mark.long
@pytest.mark.fault("a text that kills its worker every time")
def test_a_text_whose_worker_is_killed_each_time(paste: Paste, new_worker: Any, beat: Any) -> None:
    """As the system does where memory runs out: kill -9 of whichever process has taken it."""
    deadly, other = paste(LONG), paste(SHORT)
    worker = new_worker()
    for attempt in (1, 2, 3):
        wait_until(
            lambda number=attempt: reading(deadly) == number,  # type: ignore[misc]
            RECOVERY_SECONDS,
            f"attempt {attempt}",
        )
        for child in worker.pool_children():
            os.kill(child, signal.SIGKILL)
    wait_until(lambda: split_of(deadly).state == SplitState.FAILED, RECOVERY_SECONDS, "it to be given up")
    wait_done(other)
    assert split_of(deadly).attempts == 3
    assert not Claim.objects.filter(article=deadly).exists()
    assert_whole(other)


def reading(article: Article) -> int:
    """The number of the attempt that is under way; 0 where none is."""
    split = split_of(article)
    return split.attempts if split.state == SplitState.RUNNING and split.progress > 0 else 0


@pytest.mark.fault("a text that kills its worker every time")
def test_a_text_that_ends_every_worker_is_left_to_a_person(paste: Paste, new_worker: Any, beat: Any) -> None:
    """The time limit ends each of the three attempts; other splits finish meanwhile."""
    stubborn = paste(long_text(1_500))
    new_worker(SPLIT_SOFT_SECONDS="1.5", SPLIT_HARD_SECONDS="3", VISIBILITY_SECONDS="20")
    other = paste(SHORT)
    wait_done(other)
    wait_until(lambda: split_of(stubborn).state == SplitState.FAILED, 60, "the split to be given up")
    split = split_of(stubborn)
    assert split.attempts == 3
    assert "Attempt 3" in split.error
    assert not Claim.objects.filter(article=stubborn).exists()
    assert Event.objects.filter(article=stubborn, what=EventKind.SPLIT_FAILED).count() == 1
    assert_whole(other)


@pytest.mark.fault("broker flushed with splits queued")
@pytest.mark.parametrize("number", [8, pytest.param(60, marks=pytest.mark.long)])
def test_a_flushed_broker_loses_no_split(
    paste: Paste, broker: Any, new_worker: Any, beat: Any, fault: Fault, number: int
) -> None:
    articles = [paste(SHORT) for _ in range(number)]
    fault.answered(*(f"paste-{at}" for at in range(1, number + 1)))
    broker.flushdb()
    with fault.recovering():
        new_worker()
        wait_done(*articles)
    for article in articles:
        assert_whole(article)


@pytest.mark.fault("broker down during a paste, back later")
def test_a_broker_that_is_down_during_the_paste(
    paste: Paste, services: Any, new_worker: Any, beat: Any, fault: Fault
) -> None:
    if services.valkey is None:
        pytest.fail("This test stops the broker: run it on the embedded one, without REDIS_URL.")
    services.valkey.stop()
    try:
        article = paste(SHORT)
        fault.answered("paste-1")
        assert split_of(article).state == SplitState.QUEUED
        editor = Client()
        editor.force_login(User.objects.get(username="ruth"))
        assert "Queued." in editor.get(reverse("article", args=[article.pk])).content.decode()
    finally:
        services.valkey.start()
    with fault.recovering():
        new_worker()
        wait_done(article)
    assert_whole(article)


@pytest.mark.fault("an article deleted while it is split or edited")
def test_an_article_erased_while_a_worker_reads_it(paste: Paste, worker: Any) -> None:
    """Nothing of it is left, and the worker goes on with the next."""
    article = paste(LONG)
    other = paste(SHORT)
    wait_in_the_middle(article)
    ada = User.objects.create_user("ada", "secret-word", name="Ada Quill", initials="AQ", administrator=True)
    article_erase(article_id=article.pk, by=ada, key="erase", note="A source asked.")
    wait_done(other)
    assert_whole(other)
    assert not Split.objects.filter(draft__article=article).exists()
    assert not Claim.objects.filter(article=article).exists()
    assert worker.alive() and "ERROR" not in worker.text()


@pytest.mark.fault("a text over 1,000,000 characters; 900,000 without a space")
@pytest.mark.parametrize(
    "text", ["x" * 900_000, pytest.param(long_text(2_800)[:1_000_000], marks=pytest.mark.long)]
)
def test_the_longest_text(paste: Paste, worker: Any, text: str) -> None:
    """Taken, within the hard limit and with 200 MiB more at most."""
    before = paste(SHORT)
    wait_done(before)
    (child,) = worker.pool_children()
    empty, most = proportional_mib(worker.pid, child), 0.0
    article = paste(text)
    while split_of(article).state in SPLIT_UNFINISHED:
        most = max(most, proportional_mib(worker.pid, child))
        time.sleep(0.1)
    assert split_of(article).state == SplitState.DONE
    assert most - empty <= 200


@pytest.mark.fault("clock an hour off")
def test_the_sweep_asks_the_database_for_the_time(paste: Paste, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock is an hour off reaps nothing."""
    article = paste(SHORT)
    Split.objects.filter(draft__article=article).update(state=SplitState.RUNNING, attempts=1)
    Split.objects.filter(draft__article=article).update(heartbeat=Now())
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3_600)
    split_sweep()
    assert split_of(article).state == SplitState.RUNNING
