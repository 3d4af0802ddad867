"""The article's page with 1, 30, 300 and 500 claims: the server's time, queries, bytes, and what a browser feels.

The browser is slowed four times, and not at all for comparison. Processor times are told too: they hold where a machine
does other things meanwhile.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
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
ASKED = 20
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
    transactional_db: None, broker: Any, new_page: Callable[..., Any], name: str, claims: str, words: int
) -> None:
    room = make.newsroom()
    print(f"\n{machine()}; the server: {ASKED} requests; the browser: one tab, {PRESSED} presses of each key")
    article = _article(room, claims, words)
    _server(room, article, name)
    for slowed in (4, 1):
        _browser(new_page, room, article, slowed)


def _article(room: make.Newsroom, claims: str, words: int) -> Article:
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


def _server(room: make.Newsroom, article: Article, name: str) -> None:
    client, address = Client(), reverse("article", args=[article.pk])
    client.force_login(
        User.objects.get(pk=room.checker.pk)
    )  # the app hashed the password anew at the sign-in
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    asked = len(queries)
    took, own = [], []
    for _ in range(ASKED):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        took.append(time.perf_counter() - began)
        own.append(time.process_time() - used)
    text = article.drafts.get().text
    print(
        f"{name}: {Claim.objects.filter(article=article).count()} claims, {len(text.split()):,} words; server "
        f"p50 {part(took, 0.5) * 1000:.0f} ms, p95 {part(took, 0.95) * 1000:.0f} ms "
        f"({part(own, 0.5) * 1000:.0f} ms of its own processor time), {asked} queries"
    )


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
