"""The article's page with 1, 30, 300 and 500 claims: the server's time, queries, bytes, and what a browser feels.

The browser is slowed four times, and not at all for comparison. Processor times are told too: they hold where a machine
does other things meanwhile.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, Claim, Split, User
from claims.services.split_run import split_run
from tests import factories as make
from tests.support.browser import sign_in
from tests.support.machine import machine, part
from tests.support.texts import long_text

ONE = "The tower clock stopped on Sunday, the verger Ida Moss said.\n\n"
# Nothing in it is said by anybody, and nothing can be checked.
FILLER = (
    "It was quiet by the water. Perhaps it would rain later. What else was there to do? And how slow it was! "
    "Where do the gulls go when it rains? Perhaps to the hills, perhaps nowhere. And then what?\n\n"
)
SIZES = (
    ("1 claim", ONE, 0),
    ("some 30 claims in 500 words", long_text(8), 60),
    ("some 300 claims in 5,000 words", long_text(75), 5_000),
    ("some 500 claims in 50,000 words", long_text(125), 50_000),
)
WARMED, ASKED = 10, 60
PRESSED = 12
# Before htmx has gone through the page a step is an ordinary link.
READY = "'htmx-internal-data' in document.querySelector('#claim-rows .row-link')"
OBSERVE = """
    window.__lcp = 0; // a page that scrolls by itself may have none: its first paint counts then
    new PerformanceObserver(list => { for (const one of list.getEntries())
        if (one.name === "first-contentful-paint") window.__lcp ||= one.startTime; })
        .observe({type: "paint", buffered: true});
    window.__events = [];
    new PerformanceObserver(list => { for (const one of list.getEntries()) window.__lcp = one.startTime; })
        .observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => { for (const one of list.getEntries())
        if (one.interactionId) window.__events.push([one.name, one.duration]); })
        .observe({type: "event", durationThreshold: 16, buffered: true});
"""


@pytest.mark.parametrize(("name", "claims", "words"), SIZES, ids=["one", "some", "many", "most"])
def test_the_article_page(
    transactional_db: None,
    broker: Any,
    live_app: Any,
    new_page: Callable[..., Any],
    name: str,
    claims: str,
    words: int,
) -> None:
    room = make.newsroom()
    print(f"\n{machine()}; the server: {ASKED} requests; the browser: one tab, {PRESSED} presses of each key")
    article = article_of(room, claims, words)
    served(live_app, room.checker, article, name)
    for slowed in (4, 1):
        _browser(new_page, room, article, slowed)


def article_of(room: make.Newsroom, claims: str, words: int) -> Article:
    """With the claims' paragraphs spread among the filler, read by the split itself."""
    wanted = max(0, words - len(claims.split()))
    filler = FILLER * -(-wanted // len(FILLER.split()))
    said, quiet = claims.strip().split("\n\n"), filler.strip().split("\n\n") if filler else []
    every = len(quiet) // len(said)
    blocks = ["A year on the quays"]
    for number, one in enumerate(said):
        blocks += [one, *quiet[number * every : (number + 1) * every]]
    article = make.pasted(room, text="\n\n".join(blocks))
    split_run(Split.objects.get(draft__article=article).pk)
    return article


def served(app: Any, person: User, article: Article, name: str) -> None:
    """What the newsroom's own web server takes for the page, by the clock and of its processor; its queries.

    Asked by HTTP and not by Django's test client, which copies each template's context for whoever wants to look.
    """
    client, address = Client(), reverse("article", args=[article.pk])
    client.force_login(User.objects.get(pk=person.pk))  # the app hashed the password anew at the sign-in
    client.get(address)  # notes in the session that somebody is there
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    asked = [1000 * float(one["time"]) for one in queries.captured_queries]
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    request = Request(
        app.url + address, headers={"Cookie": session, "Accept-Encoding": "gzip"}
    )  # our own server
    for _ in range(WARMED):
        _get(request)
    took, used = [], _used(app.pid)
    for _ in range(ASKED):
        began = time.perf_counter()
        _get(request)
        took.append(time.perf_counter() - began)
    own = (_used(app.pid) - used) / ASKED
    text = article.drafts.get().text
    print(
        f"{name}: {Claim.objects.filter(article=article).count()} claims, {len(text.split()):,} words; server "
        f"p50 {part(took, 0.5) * 1000:.0f} ms, p95 {part(took, 0.95) * 1000:.0f} ms "
        f"({own * 1000:.0f} ms of its own processor time on average), {len(asked)} queries "
        f"of {sum(asked):.0f} ms, the longest {max(asked):.0f} ms"
    )


def _get(request: Request) -> None:
    with urlopen(request) as answer:  # our own server
        assert answer.status == 200
        answer.read()


def _used(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _browser(new_page: Callable[..., Any], room: make.Newsroom, article: Article, slowed: int) -> None:
    page = sign_in(new_page(viewport={"width": 1440, "height": 900}), room.checker.username, make.PASSWORD)
    page.goto("about:blank")
    page.add_init_script(OBSERVE)
    session = page.context.new_cdp_session(page)
    wire = _listen(session)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    before = _busy(session)
    page.goto(reverse("article", args=[article.pk]), timeout=120_000)
    usable = _usable(page)
    page.wait_for_function(READY, timeout=120_000)
    page.wait_for_timeout(1500)
    busy, sent = _busy(session) - before, dict(wire)
    moves, picks = _pressed(page, "jk"), _pressed(page, "1c")
    print(
        f"  slowed {slowed} times: LCP {page.evaluate('window.__lcp'):.0f} ms, usable after {usable:.0f} ms "
        f"({busy:.0f} ms of its main thread's own time); j and k p50 {part(moves, 0.5):.0f}, max {max(moves):.0f} ms; "
        f"an answer picked p50 {part(picks, 0.5):.0f}, max {max(picks):.0f} ms; over the wire "
        f"{sum(sent.values()) / 1000:.0f} kB, {sent.get('Script', 0) / 1000:.0f} of it scripts"
    )
    page.close()


def _listen(session: Any) -> Counter[str]:
    """The bytes that come from now on, by kind; nothing comes from a cache."""
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda told: wire.update({kinds.get(told["requestId"], ""): int(told["encodedDataLength"])}),
    )
    return wire


def _busy(session: Any) -> float:
    """Milliseconds of processor time that the page's main thread has had."""
    told = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(one["value"]) for one in told if one["name"] == "TaskDuration")


def _usable(page: Any) -> float:
    """Milliseconds from the click until the page's scripts have run and it has been drawn after them."""
    return float(
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"
        )
    )


def _pressed(page: Any, keys: str) -> list[float]:
    """How long each press took until something was drawn, as the browser's event timing tells it."""
    page.evaluate("window.__events.length = 0")
    for number in range(PRESSED):
        page.keyboard.press(keys[number * 2 // PRESSED])
        page.wait_for_timeout(700)
    return [float(took) for _, took in page.evaluate("window.__events")] or [16.0]
