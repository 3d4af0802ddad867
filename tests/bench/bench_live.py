"""Open pages on one article, two to fifty: what they cost the web process, and how long a change takes to each.

By polling as the pages do it, and by streams (tests/bench/live_stream.py), on a real uvicorn and PostgreSQL.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from claims.models import Article, Event
from claims.services.note_write import note_write
from claims.vocabulary import Role
from tests import factories as make
from tests.bench.live_stream import CHANNEL
from tests.support.machine import machine, part, proportional_mib
from tests.support.processes import App

CLAIMS, EVERY = 30, 1.5
WARM, STILL, BETWEEN = 5, 12, 8.0
CHANGES = {2: 12, 5: 6, 20: 3, 50: 3}


@dataclass
class Page:
    """One open page: its person's session and claim, what it knows, and when it saw which event."""

    article: int
    claim: int
    cookie: str
    event: int = 0
    here: str = ""
    saw: dict[int, float] = field(default_factory=dict)
    asked: int = 0
    failed: int = 0
    line: Any = None

    async def get(self, url: str, path: str) -> tuple[int, str]:
        """One request on the page's own connection, as a browser keeps it."""
        if self.line is None:
            to = urlsplit(url)
            self.line = await asyncio.open_connection(to.hostname, to.port)
        reader, writer = self.line
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nHX-Request: true\r\n{self.cookie}\r\n\r\n".encode()
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(length[1])) if length else b""
        return int(head.split()[1]), body.decode()

    async def ask(self, url: str) -> None:
        query = f"claim={self.claim}&card={self.event}&event={self.event}&here={self.here}"
        status, body = await self.get(url, f"/articles/{self.article}/since/?{query}")
        self.asked += 1
        self.failed += status >= 400
        if status == 200:
            self.event = int(re.search(r'data-event="(\d+)"', body)[1])  # type: ignore[index]
            self.here = re.search(r'data-here="([^"]*)"', body)[1]  # type: ignore[index]
            self.saw.setdefault(self.event, time.monotonic())

    async def poll(self, url: str, at: float) -> None:
        await asyncio.sleep(at)
        while True:
            await self.ask(url)
            await asyncio.sleep(EVERY)

    async def listen(self, url: str, at: float) -> None:
        """Hold a stream; after each line of it ask for what changed."""
        await asyncio.sleep(at)
        to = urlsplit(url)
        reader, writer = await asyncio.open_connection(to.hostname, to.port)
        writer.write(
            f"GET /stream/{self.article}/ HTTP/1.1\r\nHost: localhost\r\n{self.cookie}\r\n\r\n".encode()
        )
        while line := await reader.readline():
            if line.startswith(b"data:"):
                self.line = None  # uvicorn closes a line on which nothing is asked for five seconds
                await self.ask(url)


def cpu(pid: int) -> float:
    """The processor's seconds that the process has taken."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def change(article: Article, by: Any) -> tuple[int, float]:
    """Somebody notes something; the event's number, and when it was committed."""
    claim = article.claims.first()
    note_write(
        article_id=article.pk, claim_id=claim.pk, by=by, key=make.key(), text="The report is on the drive."
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(article.pk)])
    at = time.monotonic()
    number = Event.objects.filter(article=article).latest("number").number
    connection.close()
    return number, at


async def run(
    app: App, pages: list[Page], go: Callable[[Page, float], Awaitable[None]], article: Article, by: Any
) -> str:
    """All pages at once: still first, then with a change every BETWEEN seconds."""
    running = [asyncio.create_task(go(page, EVERY * at / len(pages))) for at, page in enumerate(pages)]  # type: ignore[arg-type]
    await asyncio.sleep(WARM)
    asked, before = sum(page.asked for page in pages), cpu(app.pid)
    await asyncio.sleep(STILL)
    still = (cpu(app.pid) - before) / STILL
    rate = (sum(page.asked for page in pages) - asked) / STILL
    before, start, made = cpu(app.pid), time.monotonic(), []
    for number in range(CHANGES[len(pages)]):
        await asyncio.sleep(
            number * EVERY / CHANGES[len(pages)]
        )  # at another moment between two polls each time
        made.append(await asyncio.to_thread(change, article, by))
        await asyncio.sleep(BETWEEN)
    busy = (cpu(app.pid) - before) / (time.monotonic() - start)
    await asyncio.sleep(3)
    ended = sum(one.done() for one in running)
    for one in running:
        one.cancel()
    delays = [
        min(seen for number, seen in page.saw.items() if number >= event) - at
        for event, at in made
        for page in pages
        if any(number >= event for number in page.saw)
    ]
    missed, failed = len(made) * len(pages) - len(delays), sum(page.failed for page in pages)
    return (
        f"still {still:.1%} of a core ({rate:.0f} requests/s), a change every {BETWEEN:g} s {busy:.1%}; "
        f"commit to page p50 {part(delays, 0.5):.2f} s, p95 {part(delays, 0.95):.2f} s, at most {max(delays):.2f} s; "
        f"{missed} not seen, {failed} requests failed, {ended} pages hear nothing any more; "
        f"{proportional_mib(app.pid):.0f} MiB"
    )


@pytest.mark.parametrize(("way", "many"), [("polling", 2), ("polling", 5), ("polling", 50), ("streams", 20)])
def test_pages_on_one_article(
    process_env: dict[str, str], collected_static: None, way: str, many: int
) -> None:
    room = make.newsroom()
    said = [f"Bridge {number} has stood for {number} years" for number in range(10, 10 + CLAIMS)]
    article, claims = make.split_article(
        room, *map(make.Saying, said), text="\n\n".join(f"{one}." for one in said)
    )
    newest = Event.objects.filter(article=article).latest("number").number
    pages = []
    for number in range(many):
        client = Client()
        client.force_login(make.person(Role.CHECKER, room.desk, name=f"Checker {number}"))
        cookie = f"Cookie: sessionid={client.cookies['sessionid'].value}"
        pages.append(Page(article.pk, claims[number % CLAIMS].pk, cookie, newest))
    # A stream’s request doesn’t end while the page is open, and keeps the connection that read its session: fifty
    # are more than PostgreSQL has.
    pool = "8" if way == "polling" else str(many + 4)
    env = process_env | {"DJANGO_SETTINGS_MODULE": "tests.bench.live_settings", "DATABASE_POOL": pool}
    app = App(env)
    app.start()
    try:
        go = (
            (lambda page, at: page.poll(app.url, at))
            if way == "polling"
            else (lambda page, at: page.listen(app.url, at))
        )
        told = asyncio.run(run(app, pages, go, article, room.editor))
        print(f"\n{machine()}; load {os.getloadavg()[0]:.1f}; {many} pages, {CLAIMS} claims, {way}: {told}")
    except BaseException:
        print(app.text()[-3000:])
        raise
    finally:
        app.stop()
