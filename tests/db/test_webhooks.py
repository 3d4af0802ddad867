"""Webhooks: what other systems are told: to a real receiver, signed, again where it fails, never a word of copy."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from claims.capture.door import PUBLIC
from claims.capture.errors import NotKept
from claims.errors import Refused
from claims.models import Article, Delivery, PeopleChange, Webhook
from claims.selectors.report import ReportChoice
from claims.services.delivery_again import delivery_again
from claims.services.delivery_run import TRIES, delivery_run
from claims.services.delivery_sweep import delivery_sweep
from claims.services.integration_make import integration_make
from claims.services.integration_revoke import integration_revoke
from claims.services.secrets_rotate import secrets_rotate
from claims.services.webhook_off import webhook_off
from claims.services.webhook_set import webhook_set
from claims.services.webhooks import way_to
from claims.vocabulary import DeliveryState, PeopleChangeKind, Scope, Topic
from tests import factories as make
from tests.support.api import Cms, hooked, integrated
from tests.support.web import Web, web

pytestmark = pytest.mark.django_db


class House:
    """A newsroom, a CMS with a webhook to a real server, and runs of the worker's service."""

    def __init__(self, site: Web, settings: Any) -> None:
        self.site, self.settings = site, settings
        settings.WEBHOOK_HOSTS = [f"cms.example:{site.port}"]
        settings.WEBHOOK_RETRY_SECONDS = 30
        site.page("/hook", b"thanks")
        self.room = make.newsroom()
        self.cms: Cms = integrated(self.room.administrator, self.room.desk)
        made = hooked(self.cms.integration, self.room.administrator, site.url("/hook", host="cms.example"))
        self.webhook, self.secret = made.webhook, made.secret

    def run(self, delivery: Delivery) -> Delivery:
        delivery_run(delivery.pk, self.site.door())
        return Delivery.objects.get(pk=delivery.pk)

    def only(self) -> Delivery:
        return Delivery.objects.get()

    def pasted(self) -> Delivery:
        make.pasted(self.room)
        return self.only()


@pytest.fixture
def house(settings: Any) -> Iterator[House]:
    with web() as site:
        yield House(site, settings)


def test_a_story_is_told_from_paste_to_publication(house: House) -> None:
    """In order, each once, without a word of the copy, of a claim or of what was found."""
    article = make.signable(house.room)
    make.signed(article, house.room.editor)
    make.signed(article, house.room.second)
    report = make.report(article, house.room.editor, ReportChoice(audience="outside"))
    make.report(article, house.room.editor)
    house.cms.post(f"articles/{article.pk}/published", {"url": "https://paper.example/bridge"})
    told = [(one.topic, json.loads(one.body)) for one in Delivery.objects.order_by("pk")]
    assert [topic for topic, _ in told] == [
        "draft.stored",
        "draft.split",
        *["article.moved"] * 1,
        "article.signed",
        "article.signed",
        "article.moved",
        "report.made",
        "article.moved",
    ]
    states = [body["data"]["state"] for topic, body in told if topic == "article.moved"]
    assert states == ["checking", "signed off", "published"]
    assert {body["data"]["sha256"] for _, body in told} == {article.drafts.get().sha256}
    assert next(body["data"] for topic, body in told if topic == "report.made")["report"] == report.number
    everything = " ".join(json.dumps(body) for _, body in told).casefold()
    for word in ("bridge to stay", "harbour", "barges", "ninety", "confirmed", "cole", "edie", article.title):
        assert word.casefold() not in everything


def test_it_is_signed_as_standard_webhooks_has_it(house: House) -> None:
    told = house.run(house.pasted())
    assert (told.state, told.status, told.attempts, told.error) == (DeliveryState.SENT, 200, 1, "")
    ((path, headers, body),) = house.site.posted
    assert path == "/hook" and body.decode() == told.body
    assert headers["Content-Type"] == "application/json"
    secret = base64.b64decode(house.secret.removeprefix("whsec_"))
    words = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mac = hmac.new(secret, words, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    assert headers["webhook-id"] == told.name and "Authorization" not in headers and "Cookie" not in headers
    assert secret not in bytes(house.webhook.sealed) and len(secret) == 32
    again = house.run(told)
    assert len(house.site.posted) == 1 and again.attempts == 1, "a second message sends nothing"


def test_only_what_is_wanted_by_who_may_know(house: House) -> None:
    ada, room = house.room.administrator, house.room
    elsewhere = integrated(ada, room.other)
    hooked(elsewhere.integration, ada)
    moved = integrated(ada, room.desk)
    hooked(moved.integration, ada, topics=(Topic.ARTICLE_MOVED,))
    gone = integrated(ada, room.desk)
    hooked(gone.integration, ada)
    integration_revoke(integration_id=gone.integration.pk, by=ada, key=make.key())
    assert house.pasted().webhook == house.webhook


def test_a_receiver_in_trouble_is_told_again_each_time_later(house: House) -> None:
    house.site.page("/hook", status=503)
    one = house.pasted()
    waits = []
    for attempt in range(1, TRIES + 1):
        one = house.run(one)
        assert one.attempts == attempt and one.error == "It answered 503." and one.status == 503
        if attempt < TRIES:
            assert one.state == DeliveryState.QUEUED
            waits.append(
                round((one.published - Delivery.objects.values(now=Now())[0]["now"]).total_seconds() / 30)
            )
    assert waits == [1, 4, 16, 64, 256, 1024]
    assert one.state == DeliveryState.FAILED and len(house.site.posted) == TRIES
    assert {headers["webhook-id"] for _, headers, _ in house.site.posted} == {one.name}


def test_the_sweep_sends_what_waits_and_only_when_it_is_due(house: House) -> None:
    one = house.pasted()
    Delivery.objects.update(published=Now() + timedelta(seconds=60), attempts=1)
    assert delivery_sweep() == 0
    Delivery.objects.update(published=Now() - timedelta(seconds=1))
    assert delivery_sweep() == 1
    Delivery.objects.update(state=DeliveryState.RUNNING, heartbeat=Now() - timedelta(hours=1), attempts=TRIES)
    delivery_sweep()
    one.refresh_from_db()
    assert one.state == DeliveryState.FAILED


@pytest.mark.parametrize(
    ("status", "state"), [(204, "sent"), (301, "queued"), (404, "queued"), (410, "failed")]
)
def test_what_the_answer_means(house: House, status: int, state: str) -> None:
    """A redirect isn't followed: nobody else is told."""
    house.site.page("/hook", status=status, Location="/elsewhere")
    one = house.run(house.pasted())
    assert (one.state, one.status) == (state, status)
    assert [path for path, *_ in house.site.posted] == ["/hook"]


def test_a_webhook_that_was_taken_off_is_told_nothing_more(house: House) -> None:
    one, ada = house.pasted(), house.room.administrator
    for _ in range(2):
        webhook_off(webhook_id=house.webhook.pk, by=ada, key="off")
    one = house.run(one)
    assert (one.state, one.error) == (DeliveryState.FAILED, "The webhook was taken off.")
    with pytest.raises(Refused, match="taken off"):
        delivery_again(delivery_id=one.pk, by=ada, key=make.key())
    make.pasted(house.room)
    assert Delivery.objects.count() == 1 and house.site.posted == []
    assert PeopleChange.objects.filter(what=PeopleChangeKind.WEBHOOK_OFF).count() == 1


def test_any_of_it_is_sent_again(house: House) -> None:
    one, ada = house.run(house.pasted()), house.room.administrator
    for _ in range(2):
        delivery_again(delivery_id=one.pk, by=ada, key="again")
    with pytest.raises(Refused, match="on its way"):
        delivery_again(delivery_id=one.pk, by=ada, key=make.key())
    with pytest.raises(Refused, match="Administrators"):
        delivery_again(delivery_id=one.pk, by=house.room.editor, key=make.key())
    house.run(one)
    first, second = house.site.posted
    assert first[2] == second[2] and first[1]["webhook-id"] == second[1]["webhook-id"]
    assert PeopleChange.objects.filter(what=PeopleChangeKind.WEBHOOK_AGAIN).count() == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://cms.example/hook", "https://"),
        ("https://cms.example:22/hook", "port 22"),
        ("ftp://cms.example/hook", "http"),
        ("https://who@cms.example/hook", "user name"),
        ("http://[::1", "can't be read"),
        ("javascript:alert(1)", "http"),
        ("https://" + "x" * 3000, "too long"),
    ],
)
def test_an_address_that_is_not_told(house: House, url: str, why: str) -> None:
    given = {
        "integration_id": house.cms.integration.pk,
        "by": house.room.administrator,
        "topics": [Topic.DRAFT_STORED],
    }
    with pytest.raises(Refused, match=why):
        webhook_set(url=url, key=make.key(), **given)
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "[::1]", "10.0.0.1"])
def test_nothing_inside_the_house_is_told_unless_it_is_listed(house: House, host: str) -> None:
    """By the door of production, and nothing is sent."""
    Webhook.objects.update(url=f"https://{host}:8443/hook")
    one = house.pasted()
    delivery_run(one.pk)
    one.refresh_from_db()
    assert one.state == DeliveryState.FAILED and "isn't on the public internet" in one.error


def test_a_listed_host_alone_opens_the_door(house: House) -> None:
    link, door = way_to(house.webhook.url)
    assert door.is_allowed is not PUBLIC.is_allowed and link.port in door.ports
    _, other = way_to("https://cms.example/hook")
    assert other == PUBLIC, "another port is another host"


def test_a_confidential_desk_tells_hosts_inside_alone(house: House) -> None:
    desk = house.room.desk
    desk.confidential = True
    desk.save()
    assert house.run(house.pasted()).state == DeliveryState.SENT
    house.settings.WEBHOOK_HOSTS = []
    Webhook.objects.update(url="https://cms.example/hook")
    with pytest.raises(NotKept, match="confidential"):
        way_to("https://cms.example/hook", desk)
    Delivery.objects.update(state=DeliveryState.QUEUED, attempts=0)
    one = house.run(house.only())
    assert one.state == DeliveryState.FAILED and "confidential" in one.error
    assert len(house.site.posted) == 1


def test_tokens_and_webhooks_are_made_once_and_only_by_administrators(house: House) -> None:
    room, ada = house.room, house.room.administrator
    given = {"name": "Archive", "desks": [room.desk.pk, room.other.pk], "scopes": [Scope.READ], "days": 30}
    one, two = (integration_make(by=ada, key="token", **given) for _ in range(2))
    assert one.integration == two.integration and one.token and not two.token
    told = PeopleChange.objects.filter(person=one.integration.account).order_by("pk")
    assert [(line.desk, line.after) for line in told] == [(room.desk, "read"), (room.other, "read")]
    assert one.token.startswith(one.integration.prefix) and one.token not in repr(one)
    with pytest.raises(Refused):
        integration_make(by=room.editor, key=make.key(), **given)
    with pytest.raises(Refused):
        integration_make(by=ada, key=make.key(), **given | {"desks": []})
    with pytest.raises(Refused):
        webhook_set(
            integration_id=one.integration.pk,
            by=room.editor,
            key=make.key(),
            url="https://x.example/",
            topics=["x"],
        )
    first, second = (
        webhook_set(
            integration_id=one.integration.pk,
            by=ada,
            key="hook",
            url="https://x.example/",
            topics=[Topic.REPORT_MADE],
        )
        for _ in range(2)
    )
    assert first.webhook == second.webhook and first.secret and not second.secret
    assert secrets_rotate().unreadable == []


def test_the_database_is_the_last_judge(house: House) -> None:
    one = house.pasted()
    wrong = [
        lambda: Delivery.objects.filter(pk=one.pk).update(state="made up"),
        lambda: Delivery.objects.filter(pk=one.pk).update(state=DeliveryState.SENT, sent_at=None),
        lambda: Delivery.objects.create(
            webhook=one.webhook, name=one.name, topic=one.topic, article=Article.objects.get(), body="{}"
        ),
        lambda: type(house.cms.integration).objects.update(scopes=["everything"]),
        lambda: type(house.cms.integration).objects.update(scopes=[]),
        lambda: Webhook.objects.update(topics=["article.text"]),
        lambda: type(house.cms.user).objects.filter(integration=True).update(administrator=True),
    ]
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
