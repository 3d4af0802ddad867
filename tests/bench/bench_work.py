"""My queue, a desk's board and the Desk over 100,000 claims, as the test client gets them."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import (
    Article,
    Attribution,
    Claim,
    Desk,
    Draft,
    Membership,
    Place,
    Speaker,
    Split,
    User,
)
from claims.vocabulary import AttributionKind, Part, Role, SpeakerKind, SplitState, State
from newsroom.databases import as_owner
from tests.support.machine import machine, part
from tests.support.texts import long_text

DESKS, ARTICLES, PER_ARTICLE, PEOPLE = 4, 1_000, 100, 40
ASKED = 100
# How many of a hundred claims are in each state.
SHARES = {
    State.SETTLED: 50,
    State.DISMISSED: 10,
    State.OPEN: 20,
    State.CHECKING: 9,
    State.SECOND: 5,
    State.STALE: 3,
    State.SUGGESTED: 3,
}
Row = TypeVar("Row", bound=Model)
OWNED = {State.CHECKING, State.SECOND, State.STALE, State.SETTLED}


def test_work_over_100_000_claims(transactional_db: None) -> None:
    """Each page p50 and p95 over 100 requests, and its queries."""
    desks, people = _people()
    _articles(desks, people)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"\n{machine()}; {Claim.objects.count():,} claims in {Article.objects.count():,} articles")
    client = Client()
    client.force_login(people[0])
    for name, address in (
        ("my queue", reverse("queue")),
        ("my queue, page 20", f"{reverse('queue')}?page=20"),
        ("my queue, the pool", f"{reverse('queue')}?of=pool"),
        ("the board", reverse("desk-board", args=[desks[0].pk])),
        ("the Desk", reverse("desk")),
    ):
        _measure(client, name, address)


def _measure(client: Client, name: str, address: str) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    asked = list(queries.captured_queries)
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        client.get(address)
        took.append(time.perf_counter() - began)
    slowest = max(asked, key=lambda one: float(one["time"]))
    print(
        f"{name}: p50 {part(took, 0.5) * 1000:.0f} ms, p95 {part(took, 0.95) * 1000:.0f} ms; "
        f"{len(asked)} queries, the slowest {float(slowest['time']) * 1000:.0f} ms"
    )


def _people() -> tuple[list[Desk], list[User]]:
    """Four desks of ten checkers; the first of them, who is asked, is an editor of two."""
    desks = _stored(Desk(name=f"Desk {number}") for number in range(DESKS))
    people = _stored(
        User(username=f"p{number}", name=f"Person {number}", initials=f"P{number}")
        for number in range(PEOPLE)
    )
    _stored(
        Membership(user=one, desk=desks[number % DESKS], role=Role.CHECKER if number else Role.EDITOR)
        for number, one in enumerate(people)
    )
    Membership.objects.create(user=people[0], desk=desks[1], role=Role.EDITOR)
    return desks, people


def _articles(desks: Sequence[Desk], people: Sequence[User]) -> None:
    chance, now, text = random.Random(4), timezone.now(), long_text(40)
    articles = _stored(
        Article(
            desk=desks[number % DESKS],
            title=f"Story number {number}",
            deadline=now + timedelta(hours=chance.randint(-20, 200)) if chance.random() < 0.5 else None,
        )
        for number in range(ARTICLES)
    )
    drafts = _stored(
        Draft(article=one, number=1, text=text, sha256="0" * 64, by=people[0]) for one in articles
    )
    _stored(Split(draft=one, state=SplitState.DONE, progress=100) for one in drafts)
    said = _stored(
        Attribution(article=one, kind=AttributionKind.INDIRECT) for one in articles for _ in range(5)
    )
    speakers = _stored(
        Speaker(article=one, name=f"Speaker {number}", kind=SpeakerKind.PERSON)
        for one in articles
        for number in range(5)
    )
    through = Attribution.speakers.through
    _stored(
        through(attribution_id=one.pk, speaker_id=who.pk) for one, who in zip(said, speakers, strict=True)
    )
    states = list(chance.choices(list(SHARES), list(SHARES.values()), k=ARTICLES * PER_ARTICLE))
    claims = _stored(
        _claim(number, state, articles, said, people, chance) for number, state in enumerate(states)
    )
    _stored(
        Place(
            draft=drafts[number // PER_ARTICLE],
            claim=claim,
            part=Part.CONTENT,
            start=number % PER_ARTICLE * 50,
            end=number % PER_ARTICLE * 50 + 120,
        )
        for number, claim in enumerate(claims)
    )


def _claim(
    number: int,
    state: State,
    articles: Sequence[Article],
    said: Sequence[Attribution],
    people: Sequence[User],
    chance: random.Random,
) -> Claim:
    at = number // PER_ARTICLE
    return Claim(
        article=articles[at],
        attribution=said[at * 5 + number % 5] if number % 3 else None,
        state=state,
        wording=f"{number:064x}",
        high_risk=number % 7 == 0,
        owner=people[at % DESKS + DESKS * chance.randrange(PEOPLE // DESKS)] if state in OWNED else None,
        deadline=timezone.now() + timedelta(hours=chance.randint(-5, 90)) if number % 11 == 0 else None,
    )


def _stored(rows: Iterable[Row]) -> list[Row]:
    kept: list[Any] = list(rows)
    type(kept[0])._default_manager.bulk_create(kept, batch_size=2_000)
    return kept
