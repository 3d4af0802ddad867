"""One newsroom for the tests of pages: an article with claims, another whose split failed, people of every kind."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, Split, User
from claims.vocabulary import Role, SplitState
from tests import factories as make

HTMX = {"HX-Request": "true"}


class Scene:
    def __init__(self) -> None:
        self.room = make.newsroom()
        self.article, self.claims = make.split_article(self.room)
        self.safe, self.own, self.hurt, self.barges = self.claims
        self.failed: Article = make.pasted(self.room, text="Another text that nobody could read.")
        Split.objects.filter(draft__article=self.failed).update(
            state=SplitState.FAILED, attempts=3, error="Attempt 3 ended with an error (ValueError)."
        )
        self.writer = make.person(Role.CHECKER, self.room.desk, name="Wim Writer")
        for article in (self.article, self.failed):
            article.bylines.add(self.writer)
        self.colleague = make.person(Role.REPORTER, self.room.desk, name="Cora Colleague")
        self.inactive = make.person(Role.EDITOR, self.room.desk, name="Ina Inactive")

    def person(self, name: str) -> User | None:
        if name == "anonymous":
            return None
        return getattr(self, name, None) or getattr(self.room, name)

    def client(self, name: str, **options: Any) -> Client:
        """A browser in which this person is signed in. The inactive one was shut out after signing in."""
        client, user = Client(**options), self.person(name)
        if user is not None:
            client.force_login(user)
        if name == "inactive":
            User.objects.filter(pk=self.inactive.pk).update(is_active=False)
        return client

    def address(self, name: str) -> str:
        """The address of a URL name, about this scene's article or its own-voice claim."""
        if name in ("article-retry",):
            return reverse(name, args=[self.failed.pk])
        if (
            name.startswith("article-") and name not in ("article-new", "article-found")
        ) or name == "article":
            return reverse(name, args=[self.article.pk])
        if name.startswith("claim"):
            return reverse(name, args=[self.own.pk])
        return reverse(name)

    def good(self, name: str) -> dict[str, Any]:
        """What a form that is in order sends to it."""
        key = {"key": make.key()}
        seen = key | {"seen": make.fresh(self.own).version}
        text = key | {"desk": self.room.desk.pk, "text": "Head line\n\nThe bridge is safe."}
        return {
            "sign-in": {"username": "nobody", "password": "wrong"},
            "article-new": text | {"confirmed": "1", "headline": "Head line"},
            "article-found": text,
            "article-retry": key,
            "article-bylines": key | {"written_by": [self.room.reporter.pk]},
            "claim-answer": seen | {"so": "confirmed", "note": "Read it."},
            "claim-evidence": key | {"kind": "document", "title": "Report", "stance": "supports"},
            "claim-move": seen | {"to": "checking"},
            "claim-dismiss": seen | {"note": "An opinion."},
        }.get(name, {})


def claim_of(scene: Scene) -> Claim:
    return make.fresh(scene.own)
