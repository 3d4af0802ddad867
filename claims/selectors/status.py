"""How the newsroom runs, line by line, for its editors: what works, what doesn't, and what to do then."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from claims.models import Article, Split, Upkeep, User
from claims.permissions import articles_visible_to, may_retry_split, may_see_status
from claims.selectors.matched import matching_by_meaning
from claims.selectors.running import (
    Upkept,
    Waiting,
    captures_waiting,
    deliveries_waiting,
    failed_splits,
    fullest_disk,
    index_waiting,
    last_seen,
    mail_waiting,
    report_files_waiting,
    splits_waiting,
    upkept,
    workers_seen,
)
from claims.vocabulary import UpkeepKind
from newsroom.broker_asks import queue_lengths

SPLIT_LATE = timedelta(minutes=1)
JOB_LATE = timedelta(minutes=10)
SWEEP_LATE = timedelta(minutes=1)
LEAST_FREE = 2 << 30
LEAST_SHARE = 20  # a twentieth of the disk
FAILED_SHOWN = 20
TELL = "Tell whoever looks after the newsroom’s machines"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing. `good` is None where there is nothing to judge. `todo`: what to do, where something is wrong."""

    name: str
    words: str
    good: bool | None = True
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """A story whose newest draft couldn't be read; `why` is the worker's words."""

    article: Article
    why: str
    may_retry: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The page. `stamp` is another where anything on it is."""

    lines: list[Line]
    failed: list[Failed]
    left_out: int

    @property
    def wrong(self) -> int:
        return sum(line.good is False for line in self.lines)

    @property
    def stamp(self) -> str:
        said = repr((self.lines, [(one.article.pk, one.why) for one in self.failed], self.left_out))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def sees_status(user: User) -> bool:
    return may_see_status(user).allowed


def status_page(user: User) -> Status:
    """All lines, and the failed readings of stories that the person sees. Nothing tells of other confidential desks."""
    mine = Split.objects.filter(draft__article__in=articles_visible_to(user).values("pk"))
    splits = failed_splits(mine).select_related("draft__article__desk").defer("draft__text")
    found = [_failed(one, user) for one in splits.order_by("-pk")[: FAILED_SHOWN + 1]]
    return Status(status_lines(user), found[:FAILED_SHOWN], max(0, len(found) - FAILED_SHOWN))


def status_wrong(user: User) -> int:
    """How many lines say that something is wrong: for the sign in the head of each page."""
    return sum(line.good is False for line in status_lines(user))


def status_lines(user: User) -> list[Line]:
    """One line for each of LINES that has something to say."""
    now, worker, sweep = last_seen()
    broker = queue_lengths() is not None
    at = Look(user, now, worker, sweep, broker)
    return [line for make in LINES if (line := make(at))]


@dataclass(frozen=True, slots=True)
class Look:
    """What every line is made from: who looks, and what was asked once."""

    user: User
    now: datetime
    worker: datetime | None
    sweep: datetime | None
    broker: bool


def _workers(at: Look) -> Line:
    here = workers_seen()
    if here:
        names = ", ".join(one.name for one in here)
        return Line("Workers", f"{_number(len(here), 'worker')} at work: {names}.")
    since = f"none since {_time(at.worker)}" if at.worker else "none has been seen"
    todo = f"{TELL}: workers have to be started. Pasted drafts are kept and read once they are."
    if not at.broker:
        todo = "They wait for the message broker, below."
    return Line("Workers", f"No worker is at work: {since}.", False, todo)


def _broker(at: Look) -> Line:
    if at.broker:
        return Line("Message broker", "Answers.")
    todo = f"{TELL}: it has to be started. Nothing is lost: what waits is kept in the database."
    return Line("Message broker", "Doesn’t answer.", False, todo)


def _sweep(at: Look) -> Line:
    if at.sweep and at.now - at.sweep < max(SWEEP_LATE, timedelta(seconds=3 * settings.SWEEP_SECONDS)):
        return Line("Sweep", "Looks for what was left lying, as it should.")
    since = f"It looked last at {_time(at.sweep)}." if at.sweep else "It has never looked."
    todo = (
        f"{TELL}: the beat process, or all workers, are down."
        if at.broker
        else "It waits for the message broker."
    )
    return Line("Sweep", f"Nothing looks for what was left lying. {since}", False, todo)


def _reading(at: Look) -> Line:
    found = splits_waiting(at.user)
    failed = f" {_number(found.failed, 'draft')} couldn’t be read." if found.failed else ""
    if _late(found, at, SPLIT_LATE):
        todo = "See the workers above. More of them read more at once."
        return Line("Reading drafts", f"{_waits(found, at, 'draft')}{failed}", False, todo)
    todo = "Try again, or mark the claims by hand." if found.failed else ""
    return Line("Reading drafts", f"{_waits(found, at, 'draft')}{failed}", not found.failed, todo)


def _captures(at: Look) -> Line:
    return _slow("Kept copies", "copy", "copies", captures_waiting(at.user), at)


def _files(at: Look) -> Line:
    return _slow("Files of reports", "file", "files", report_files_waiting(at.user), at)


def _slow(name: str, one: str, many: str, found: Waiting, at: Look) -> Line:
    late = _late(found, at, JOB_LATE)
    todo = "See the workers above: one has to take work from the queue “slow”." if late else ""
    failed = ""
    if found.failed:
        failed = (
            f" Of the last day, {_number(found.failed, one, many)} failed: where they belong it says why."
        )
    return Line(name, f"{_waits(found, at, one, many)}{failed}", not late, todo)


def _search(at: Look) -> Line:
    found = index_waiting(at.user)
    if _late(found, at, JOB_LATE):
        todo = "See the workers above: one has to take work from the queue “slow”. Till then a search may miss it."
        return Line("Search", f"Not taken in yet: {_waits(found, at, 'article')}", False, todo)
    return Line("Search", _waits(found, at, "article"))


def _meaning(_: Look) -> Line:
    if matching_by_meaning():
        return Line("Checked before", "Earlier checks are found by meaning, words, figures and speakers.")
    words = "Earlier checks are found by words, figures and speakers: the database has no pgvector."
    return Line("Checked before", words, None)


def _told(at: Look) -> Line | None:
    found = deliveries_waiting(at.user)
    if found.failed:
        failed = f"Of the last day, {_number(found.failed, 'message')} to other systems came to nothing."
        todo = "An administrator can send them again: People and desks, Other systems."
        return Line("Other systems", failed, False, todo)
    return Line("Other systems", _waits(found, at, "message")) if found.count else None


def _mail(at: Look) -> Line:
    if not settings.EMAIL_URL:
        return Line("Mail", "No mail server is set: people are told in the page alone.", None)
    found = mail_waiting(at.user)
    if found.failed:
        words = f"The mail server didn’t take the mail to {_number(found.failed, 'person', 'people')}."
        return Line("Mail", words, False, f"{TELL}: it is tried five times; the page tells people meanwhile.")
    return Line("Mail", _waits(found, at, "mail"))


def _disk(at: Look) -> Line | None:
    low = fullest_disk()
    if low is None or low.free is None or low.total is None:
        return None
    words = f"{_bytes(low.free)} of {_bytes(low.total)} are free where evidence is kept."
    if low.free < LEAST_FREE or low.free * LEAST_SHARE < low.total:
        return Line("Disk", words, False, f"{TELL}: once it is full, no copy of evidence is kept any more.")
    return Line("Disk", words)


def _backup(at: Look) -> Line:
    expected = timedelta(hours=settings.BACKUP_EXPECTED_HOURS)
    return _upkept("Backup", "backup", upkept(UpkeepKind.BACKUP), expected, at)


def _drill(at: Look) -> Line:
    expected = timedelta(days=settings.DRILL_EXPECTED_DAYS)
    return _upkept("Restore drill", "drill", upkept(UpkeepKind.DRILL), expected, at)


def _upkept(name: str, what: str, found: Upkept, expected: timedelta, at: Look) -> Line:
    good, newest = found.good, found.newest
    words = (
        f"The last good one: {_day(good.ended)}, {_bytes(good.size)}."
        if good
        else f"There has been no {what} yet."
    )
    todo = f"{TELL}: docs/operations.md, “{name}”."
    if newest and not newest.good:
        return Line(name, f"{_went_wrong(newest)} {words}", False, todo)
    if not expected:
        return Line(name, words, None)
    late = good is None or at.now - good.ended > expected
    return Line(
        name, f"{words}{' That is too long ago.' if late and good else ''}", not late, todo if late else ""
    )


def _went_wrong(newest: Upkeep) -> str:
    return f"The one of {_day(newest.ended)} went wrong. {newest.trouble}".strip()


# What the page says, in this order. A line is a function of a Look; None where it has nothing to say here.
LINES: tuple[Callable[[Look], Line | None], ...] = (
    _workers,
    _broker,
    _sweep,
    _reading,
    _captures,
    _files,
    _search,
    _meaning,
    _told,
    _mail,
    _disk,
    _backup,
    _drill,
)


def _failed(split: Split, user: User) -> Failed:
    article = split.draft.article
    return Failed(article, split.error, may_retry_split(user, article).allowed)


def _late(found: Waiting, at: Look, after: timedelta) -> bool:
    return found.oldest is not None and at.now - found.oldest > after


def _waits(found: Waiting, at: Look, one: str, many: str = "") -> str:
    if not found.count:
        return "Nothing waits."
    since = f", the oldest since {_time(found.oldest)}" if found.oldest else ""
    return f"{_number(found.count, one, many)} {'waits' if found.count == 1 else 'wait'}{since}."


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _time(moment: datetime | None) -> str:
    """“14:02”, with the day where that isn't today."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else _day(local)


def _day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B, %H:%M}"


def _bytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.1f} MB"
