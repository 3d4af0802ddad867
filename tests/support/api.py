"""A CMS of the tests: an integration with its token, and calls by it over the real application."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from claims.models import Article, Delivery, Desk, Integration, User
from claims.services.integration_make import integration_make
from claims.services.webhook_set import Signing, webhook_set
from claims.vocabulary import DeliveryState, Scope, Topic
from tests import factories as make

ROOT = "/api/v1"


def integrated(by: User, *desks: Desk, scopes: tuple[str, ...] = tuple(Scope), days: int = 30) -> Cms:
    """A system with a token for these desks, made by an administrator; it may do everything unless told otherwise."""
    pks = [desk.pk for desk in desks]
    made = integration_make(by=by, key=make.key(), name="Paper CMS", desks=pks, scopes=scopes, days=days)
    return Cms(made.token, made.integration)


def hooked(
    integration: Integration,
    by: User,
    url: str = "https://cms.example/hook",
    topics: tuple[str, ...] = tuple(Topic),
) -> Signing:
    """A webhook of the integration, told of everything unless told otherwise, with its secret."""
    return webhook_set(integration_id=integration.pk, by=by, key=make.key(), url=url, topics=topics)


def deliver(integration: Integration, article: Article) -> Delivery:
    """Something that its webhook was to be told, and that was given up."""
    return Delivery.objects.create(
        webhook=integration.webhooks.latest("pk"),
        name=make.key(),
        topic=Topic.ARTICLE_MOVED,
        article=article,
        body="{}",
        state=DeliveryState.FAILED,
        error="It answered 500.",
        attempts=7,
    )


class Cms:
    """Calls by one token; without one, "" says so. Answers are Django's, with what is in them under `told`."""

    def __init__(self, token: str, integration: Integration | None = None) -> None:
        self.token, self.found = token, integration

    @property
    def integration(self) -> Integration:
        assert self.found
        return self.found

    @property
    def user(self) -> User:
        return self.integration.account

    def get(self, path: str, **query: Any) -> Any:
        return self.ask("GET", path, query=query)

    def post(self, path: str, body: Any, key: str | None = "") -> Any:
        """`key`: a new one unless it is given; None for none."""
        return self.ask("POST", path, body=body, key=make.key() if key == "" else key)

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Any = None,
        body: Any = None,
        key: str | None = None,
        **headers: str,
    ) -> Any:
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        address = path if path.startswith("/") else f"{ROOT}/{path}"
        client = Client(enforce_csrf_checks=True)
        more: dict[str, Any] = {"headers": headers}
        if body is not None:
            data = body if isinstance(body, bytes | str) else json.dumps(body)
            more |= {"data": data, "content_type": "application/json"}
        answer: Any = client.generic(method, address, query_params=query or {}, **more)
        assert not answer.cookies, "the API sets no cookies"
        answer.told = json.loads(answer.content) if "json" in answer.get("Content-Type", "") else None
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", answer.content
            assert set(answer.told) == {"type", "title", "status", "detail"}
            assert answer.told["status"] == answer.status_code
        return answer
