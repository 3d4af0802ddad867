"""The article's page in a database of 1,000,000 claims, from the newsroom's own web server: `-k million`."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection

from claims.models import Article, Claim, Event
from claims.vocabulary import State
from tests import factories as make
from tests.bench.bench_page import article_of, served
from tests.bench.copies import copy_all
from tests.support.machine import machine
from tests.support.texts import long_text

CLAIMS, CHECKED = 1_000_000, 150


def test_the_article_page_in_a_million_claims(transactional_db: None, live_app: Any) -> None:
    """300 claims of which half have answers and evidence, by three people, among 1,000,000 like them."""
    room = make.newsroom()
    article = article_of(room, long_text(75), 5_000)
    _check(room, article)
    began, own = time.monotonic(), Claim.objects.count()
    copy_all(CLAIMS // own)
    print(
        f"\n{machine()}; {Claim.objects.count():,} claims in {Article.objects.count():,} articles, "
        f"{Event.objects.count():,} events, {_size() / 1e9:.1f} GB, made in {time.monotonic() - began:.0f} s"
    )
    served(live_app, room.checker, article, "300 claims, half of them checked")


def _check(room: make.Newsroom, article: Article) -> None:
    """Settled with evidence by two checkers in turns; what has a high risk waits for its second check."""
    claims = Claim.objects.filter(article=article, state=State.OPEN).order_by("pk")[:CHECKED]
    for number, claim in enumerate(claims):
        make.settled(claim, room.second if number % 3 else room.checker)


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
