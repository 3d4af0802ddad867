"""When the daily mail goes out: a wall clock's hour in the newsroom's zone, by the database's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from django.db import connection


def database_now() -> datetime:
    """The database's clock, so that a machine whose own is off mails nothing early or late."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        (moment,) = cursor.fetchone()
    return moment  # type: ignore[no-any-return]


def next_digest(now: datetime, hour: int, zone: tzinfo) -> datetime:
    """The next time that the zone's clocks show this full hour, in UTC, later than `now`.

    Of an hour that comes twice it is the first; an hour that a day leaves out is the one that stands in its place.
    """
    today = now.astimezone(zone).date()
    for days in range(3):
        wall = datetime.combine(today + timedelta(days=days), datetime.min.time(), zone).replace(hour=hour)
        if (moment := wall.astimezone(UTC)) > now:
            return moment
    raise ValueError("There is no such hour.")
