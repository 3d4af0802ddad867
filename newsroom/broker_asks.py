"""Whether the broker answers, and how long its queues are; never longer than a moment."""

from __future__ import annotations

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from newsroom.broker import SLOW, SPLIT, SWEEP

SECONDS = 0.5


def queue_lengths() -> dict[str, int] | None:
    """How many messages wait in each queue; None where the broker doesn't answer within half a second."""
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_timeout=SECONDS,
            socket_connect_timeout=SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as broker:
            return {name: int(broker.llen(name)) for name in (SPLIT, SLOW, SWEEP)}
    except (redis.RedisError, OSError, ValueError):
        return None
