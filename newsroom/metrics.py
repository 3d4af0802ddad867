"""Figures for Prometheus: counts and ages of work, and nothing of any story. Read from the rows when asked for."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from claims.selectors import running
from claims.selectors.running import Waiting
from claims.vocabulary import UpkeepKind
from newsroom.broker_asks import queue_lengths

PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_VIA")
JOBS = {
    "splits": running.splits_waiting,
    "splits_of_archives": running.archive_waiting,
    "captures": running.captures_waiting,
    "search": running.index_waiting,
    "deliveries": running.deliveries_waiting,
    "report_files": running.report_files_waiting,
}


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for who has METRICS_TOKEN, or asks from this machine itself; 404 for others."""
    if not may_ask(request):
        return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    registry = CollectorRegistry()
    registry.register(Figures())
    ProcessCollector(registry=registry)
    try:
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    except Error:
        return HttpResponse("database", status=503, content_type="text/plain; charset=utf-8")


def may_ask(request: HttpRequest) -> bool:
    """By the token; or without any proxy between, from a loopback address."""
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN and hmac.compare_digest(
        given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        return True
    if settings.BEHIND_PROXY or any(name in request.META for name in PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class Figures(Collector):
    """One look at the rows and the broker."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now, worker, sweep = running.last_seen()
        yield from _jobs(now)
        mail = running.mail_waiting()
        yield _one("mail_waiting", "People to whom a mail is due", mail.count)
        yield _one("mail_refused", "People whose mail the mail server didn't take", mail.failed)
        yield _one("workers", "Workers that gave a sign of life just now", len(running.workers_seen()))
        yield from _age("worker", "Seconds since any worker was seen", now, worker)
        yield from _age("sweep", "Seconds since the sweep looked", now, sweep)
        yield from _upkept(now)
        yield from _broker()
        yield from _disk()


def _one(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"newsroom_{name}", help_text, value=value)


def _jobs(now: datetime) -> Iterator[GaugeMetricFamily]:
    waiting = GaugeMetricFamily("newsroom_jobs_waiting", "Work that waits for a worker", labels=["kind"])
    oldest = GaugeMetricFamily("newsroom_jobs_oldest_seconds", "Age of the oldest of it", labels=["kind"])
    found: dict[str, Waiting] = {kind: look() for kind, look in JOBS.items()}
    for kind, one in found.items():
        waiting.add_metric([kind], one.count)
        oldest.add_metric([kind], (now - one.oldest).total_seconds() if one.oldest else 0)
    yield from (waiting, oldest)
    yield _one("splits_failed", "Stories whose newest draft could not be read", found["splits"].failed)
    for kind in ("captures", "report_files", "deliveries"):
        yield _one(f"{kind}_failed", "Those of the last day that failed", found[kind].failed)


def _age(what: str, help_text: str, now: datetime, then: datetime | None) -> Iterator[GaugeMetricFamily]:
    if then:
        yield _one(f"{what}_age_seconds", help_text, (now - then).total_seconds())


def _upkept(now: datetime) -> Iterator[GaugeMetricFamily]:
    for kind in UpkeepKind:
        found = running.upkept(kind)
        if found.newest:
            words = f"Whether the last {kind.label.lower()} went well"
            yield _one(f"{kind.value}_good", words, float(found.newest.good))
        if found.good:
            words = f"Seconds since the last good {kind.label.lower()}"
            yield from _age(kind.value, words, now, found.good.ended)


def _broker() -> Iterator[GaugeMetricFamily]:
    lengths = queue_lengths()
    yield _one("broker_up", "Whether the message broker answers", float(lengths is not None))
    queues = GaugeMetricFamily("newsroom_queue_messages", "Messages in the broker", labels=["queue"])
    for name, length in (lengths or {}).items():
        queues.add_metric([name], length)
    yield queues


def _disk() -> Iterator[GaugeMetricFamily]:
    low = running.fullest_disk()
    if low and low.free is not None and low.total is not None:
        yield _one("store_free_bytes", "Free where evidence is kept", low.free)
        yield _one("store_total_bytes", "In all where evidence is kept", low.total)
