"""What Celery is told, in one dictionary, as measured (docs/decisions/0002-celery-on-redis.md).

The row in PostgreSQL is the record of a job and the message only its fast path, so a message may be lost
(the sweep sends another) and may come twice (the job's service sees that in the row).
"""

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SPLIT, SLOW, SWEEP = "split", "slow", "sweep"  # the sweep has its own queue, which every worker serves
TIDY_SECONDS = 3_600.0
RETENTION_SECONDS = 600.0  # how often a batch of what is due is erased
OVERDUE_SECONDS = 60.0  # how often people are told what is overdue


def celery_url(address: str) -> str:
    """A broker's URL in Celery's spelling: `unix:///path?db=1` becomes `redis+socket:///path?virtual_host=1`."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    number = parse_qs(parts.query).get("db", ["0"])[0]
    who = f"{parts.netloc}" if "@" in parts.netloc else ""
    return f"redis+socket://{who}{quote(unquote(parts.path))}?virtual_host={number}"


def celery_settings(
    address: str, *, soft: float, hard: float, visibility: float, sweep: float
) -> dict[str, Any]:
    """Celery's settings, by its own lower-case names. All spans in seconds.

    Raises ImproperlyConfigured unless soft < hard < visibility: a task that is longer than the visibility
    timeout would run twice with nothing wrong.
    """
    if not soft < hard < visibility:
        raise ImproperlyConfigured(
            "SPLIT_SOFT_SECONDS must be below SPLIT_HARD_SECONDS, and that below VISIBILITY_SECONDS; "
            f"they are {soft:g}, {hard:g} and {visibility:g}."
        )
    return {
        "broker_url": celery_url(address),
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,  # for ever: the supervisor has nothing better to do
        "broker_transport_options": transport_options(visibility),
        "result_backend_transport_options": {"visibility_timeout": visibility},
        "visibility_timeout": visibility,
        "result_backend": None,
        "task_ignore_result": True,
        "task_store_errors_even_if_ignored": False,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_acks_on_failure_or_timeout": True,
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "worker_send_task_events": False,
        "task_soft_time_limit": soft,
        "task_time_limit": hard,
        "task_publish_retry": False,
        "task_create_missing_queues": True,
        "task_default_queue": SLOW,
        "task_routes": {
            "claims.tasks.split_draft": {"queue": SPLIT},
            "claims.tasks.sweep": {"queue": SWEEP},
            "claims.tasks.keep_capture": {"queue": SLOW},
            "claims.tasks.make_report_file": {"queue": SLOW},
            "claims.tasks.index_article": {"queue": SLOW},
            "claims.tasks.send_delivery": {"queue": SLOW},
            "claims.tasks.tidy_evidence": {"queue": SLOW},
            "claims.tasks.tidy_together": {"queue": SLOW},
            "claims.tasks.tidy_retention": {"queue": SLOW},
            "claims.tasks.tell_overdue": {"queue": SLOW},
        },
        "beat_schedule": {
            # Never too late: workers may be busy, or their clock another one. Each drops those that wait besides.
            "sweep": {"task": "claims.tasks.sweep", "schedule": sweep},
            "tell overdue": {
                "task": "claims.tasks.tell_overdue",
                "schedule": OVERDUE_SECONDS,
                "options": {"expires": OVERDUE_SECONDS},
            },
            "tidy evidence": {
                "task": "claims.tasks.tidy_evidence",
                "schedule": TIDY_SECONDS,
                "options": {"expires": TIDY_SECONDS},
            },
            "tidy together": {
                "task": "claims.tasks.tidy_together",
                "schedule": TIDY_SECONDS,
                "options": {"expires": TIDY_SECONDS},
            },
            "tidy retention": {
                "task": "claims.tasks.tidy_retention",
                "schedule": RETENTION_SECONDS,
                "options": {"expires": RETENTION_SECONDS},
            },
        },
        "timezone": "UTC",
    }


def transport_options(visibility: float) -> dict[str, Any]:
    """kombu's options for Redis. Without the two `unacked_restore` ones, a killed worker's task waits 100 s."""
    return {
        "visibility_timeout": visibility,
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        "socket_keepalive": True,
    }
