"""The clock that the sample's checked story goes by: its day was yesterday."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

TICK = timedelta(seconds=1)


class Clock:
    """Goes on by a second whenever it is read, and is set by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        self.at += TICK
        return self.at

    def set(self, hour: str) -> datetime:
        """Put it to a time of its day, as 14:02 in the newsroom's zone; the time."""
        day = timezone.localtime(self.at)
        self.at = day.replace(hour=int(hour[:2]), minute=int(hour[3:]), second=0, microsecond=0)
        return self.at


@contextmanager
def yesterday() -> Iterator[Clock]:
    """While it holds, whoever in this process asks Django for the time is told the clock's.

    Services take no time from outside, so that nobody dates a check: only the sample, which is refused in production,
    is made by this clock.
    """
    real = timezone.now
    clock = Clock(real() - timedelta(days=1))
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
