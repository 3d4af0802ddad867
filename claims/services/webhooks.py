"""What webhooks are told: which events, in which words, signed how, and by which way."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from claims.capture import door as doors
from claims.capture.door import Door
from claims.capture.errors import NotKept
from claims.capture.links import PORTS, Link, link_of
from claims.models import Article, Delivery, Desk, Draft, Event, Webhook
from claims.vocabulary import Audience, EventKind, Topic

TOPICS: Mapping[str, Topic] = {
    EventKind.PASTED: Topic.DRAFT_STORED,
    EventKind.SPLIT: Topic.DRAFT_SPLIT,
    EventKind.SPLIT_FAILED: Topic.DRAFT_SPLIT,
    EventKind.ARTICLE_MOVED: Topic.ARTICLE_MOVED,
    EventKind.SIGNED: Topic.ARTICLE_SIGNED,
    EventKind.OVERRIDDEN: Topic.ARTICLE_SIGNED,
    EventKind.SIGNATURE_REVOKED: Topic.ARTICLE_SIGNED,
    EventKind.EXPORTED: Topic.REPORT_MADE,
}
BEFORE = "whsec_"  # what Standard Webhooks puts before one


def tell_webhooks(event: Event, after: Mapping[str, Any]) -> None:
    """Store a delivery for each webhook of the article's desk that wants to be told, in the caller's transaction, and
    queue it on commit. Articles, numbers, states, hashes and addresses: never words of an article, a claim or a check.
    """
    topic = TOPICS.get(event.what)
    if topic is None or (topic == Topic.REPORT_MADE and after.get("audience") != Audience.OUTSIDE):
        return
    holds = Webhook.objects.filter(
        off_at=None, integration__revoked_at=None, integration__expires__gt=Now(), topics__contains=[topic]
    )
    wanted = list(holds.filter(integration__desks__articles=event.article_id).order_by("pk"))
    if not wanted:
        return
    body = msgspec.json.encode(_words(event, topic, after)).decode()
    for webhook in wanted:
        told = Delivery.objects.create(
            webhook=webhook, name=f"event-{event.pk}", topic=topic, article_id=event.article_id, body=body
        )
        queue(told)


def _words(event: Event, topic: Topic, after: Mapping[str, Any]) -> dict[str, Any]:
    article = Article.objects.get(pk=event.article_id)
    draft = Draft.objects.filter(article=article).order_by("-number").values("number", "sha256")[0]
    about: dict[str, Any] = {"article": article.pk, "desk": article.desk_id, "state": article.state}
    about |= {"draft": draft["number"], "sha256": draft["sha256"], "url": f"/api/v1/articles/{article.pk}"}
    if topic == Topic.DRAFT_SPLIT:
        about["split"] = "failed" if event.what == EventKind.SPLIT_FAILED else "done"
    if topic == Topic.REPORT_MADE:
        about |= {"report": after["report"], "report_sha256": after["sha256"]}
    if topic == Topic.ARTICLE_MOVED:
        about["published_url"] = article.published_url
    return {"type": topic.value, "timestamp": event.at, "data": about}


def queue(delivery: Delivery) -> None:
    """Send it to a worker once this transaction is committed."""
    from claims.tasks import send_delivery
    from newsroom.celery import publish

    transaction.on_commit(partial(publish, send_delivery, delivery.pk))


def spelled(secret: bytes) -> str:
    """A webhook's secret as its receiver is given it."""
    return BEFORE + base64.b64encode(secret).decode()


def signed(secret: bytes, name: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The headers of Standard Webhooks: HMAC-SHA-256 over the name, the second and the body."""
    second = str(int(moment.timestamp()))
    mac = hmac.new(secret, b".".join([name.encode(), second.encode(), body]), hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": second,
        "webhook-signature": f"v1,{base64.b64encode(mac.digest()).decode()}",
    }


def way_to(url: str, desk: Desk | None = None, door: Door | None = None) -> tuple[Link, Door]:
    """The link, and the way out to it: the public internet by https, or a host inside that WEBHOOK_HOSTS lists, with
    its port where the address has one. Raises NotKept; also for a confidential desk, which tells hosts inside alone.
    """
    door, inside = door or doors.PUBLIC, False
    try:
        parts = urlsplit(url)
        if inside := parts.netloc.lower() in {host.lower() for host in settings.WEBHOOK_HOSTS}:
            port = parts.port or PORTS.get(parts.scheme, 0)
            door = replace(door, is_allowed=lambda _: True, ports=door.ports | {port})
    except ValueError:
        raise NotKept("The address can't be read: look whether it is whole.") from None
    link = link_of(url, door.ports)
    if not inside and link.scheme != "https":
        raise NotKept("Give an address that begins with https://, or let WEBHOOK_HOSTS list its host.")
    if not inside and desk is not None and desk.confidential:
        raise NotKept("This desk is confidential: only hosts that WEBHOOK_HOSTS lists are told of it.")
    return link, door
