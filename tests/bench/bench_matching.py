"""How well claims that say the same are found, and how long it takes: `-k matching`."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
from django.db import connection

from claims.matching.meaning import embed
from claims.models import Article, Claim, SearchEntry, User
from claims.selectors.checked_before import checked_before
from claims.services.article_index import article_index
from newsroom.databases import as_owner
from tests import factories as make
from tests.support import claim_pairs
from tests.support.machine import machine, part, proportional_mib

WORDS = "At least 22 people were killed in the strike on the market, a local doctor said on {}."
CLAIMS, IN_ONE, VOCABULARY = int(os.environ.get("BENCH_CLAIMS", 1_000_000)), 50, 60_000
INDEXES = ("vector_by_meaning", "entry_claim_lexemes", "entry_newest")


def test_matching_of_the_pairs() -> None:
    """Both halves, by meaning and by words alone."""
    print(f"\n{machine()}")
    for kept_out in (False, True):
        half = claim_pairs.claims(kept_out=kept_out)
        for name, judge in (("meaning", claim_pairs.by_meaning(half)), ("words", claim_pairs.by_words)):
            found = claim_pairs.score(half, judge)
            told = ", ".join(f"{mark} {share:.0%}" for mark, share in found.told.items())
            print(
                f"{'kept out' if kept_out else 'tuned on'}, by {name}: {len(half)} claims, {found.asked} asked, "
                f"recall at 5 {found.recall:.0%}, first right {found.first:.0%}; kinds told: {told}"
            )


def test_matching_speed_of_the_network() -> None:
    """One claim at a time, and many; and what the network takes."""
    before = proportional_mib(os.getpid())
    embed(["Warm."])
    claims = [WORDS.format(number) for number in range(200)]
    began = time.process_time()
    for one in claims[:50]:
        embed([one])
    alone = (time.process_time() - began) / 50
    began = time.process_time()
    embed(claims)
    together = (time.process_time() - began) / len(claims)
    print(
        f"\n{machine()}; a claim alone {alone * 1000:.1f} ms, among 200 {together * 1000:.1f} ms of processor time; "
        f"{proportional_mib(os.getpid()) - before:.0f} MiB more"
    )


def test_matching_among_a_million_claims(transactional_db: None) -> None:
    """The pairs among a million made-up claims: is what says the same found, and how fast."""
    room = make.newsroom()
    earlier, asked = _told(room, "="), _told(room, "~")
    began = time.monotonic()
    _drop_indexes()
    _fill(room)
    filled = time.monotonic() - began
    began = time.monotonic()
    _make_indexes()
    print(
        f"\n{machine()}; {SearchEntry.objects.filter(kind='claim').count():,} claims with vectors in "
        f"{Article.objects.count():,} articles, filled in {filled:.0f} s, indexed in {time.monotonic() - began:.0f} s"
    )
    _measure("by meaning and words", room.checker, asked, earlier)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_claimvector RENAME TO away")
    try:
        _measure("by words alone", room.checker, asked, earlier)
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO claims_claimvector")


def _told(room: make.Newsroom, mark: str) -> list[Claim]:
    """Each claim of the pairs with this mark, in an article of its own."""
    found = []
    for kept_out in (False, True):
        for one in claim_pairs.claims(kept_out=kept_out):
            if one.mark == mark:
                said = one.said
                article, (claim,) = make.split_article(
                    room, make.Saying(said.words), text=f"A story\n\n{said.words}"
                )
                Claim.objects.filter(pk=claim.pk).update(figures=[asdict(figure) for figure in said.figures])
                article_index(article.pk)
                found.append((one.group, claim))
    return [claim for _, claim in sorted(found, key=lambda pair: pair[0])]


def _measure(name: str, user: User, asked: list[Claim], earlier: list[Claim]) -> None:
    claims = [Claim.objects.select_related("article__desk").get(pk=claim.pk) for claim in asked]
    for claim in claims[:10]:
        checked_before(user, claim)
    times, hits, worst = [], 0, ("", 0.0)
    for claim, wanted in [*zip(claims, earlier, strict=True)] * 4:
        began = time.perf_counter()
        found = checked_before(user, claim)
        times.append((time.perf_counter() - began) * 1000)
        hits += any(one.claim.pk == wanted.pk for one in found.earlier[:5])
        worst = max(worst, (f"claim {claim.pk}", times[-1]), key=lambda one: one[1])
    print(
        f"{name}: {len(times)} asked, p50 {part(times, 0.5):.0f} ms, p95 {part(times, 0.95):.0f} ms, "
        f"worst {worst[1]:.0f} ms ({worst[0]}); the earlier claim among the first five {hits / len(times):.0%}"
    )


def _fill(room: make.Newsroom) -> None:
    """Articles and claims by SQL; entries and vectors by COPY: words of the pairs with others among them, and vectors
    round those of the pairs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_article (desk_id, title, state, published_url, created, hold_why) "
            "SELECT %s, 'Made-up story ' || n, 'checking', '', now() - n * interval '1 minute', '' "
            "FROM generate_series(1, %s) AS n RETURNING id",
            [room.desk.pk, CLAIMS // IN_ONE],
        )
        articles = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(
            "INSERT INTO claims_claim (article_id, state, version, wording, words, risks, high_risk, figures, "
            "instruction, stale_why, origin, confidence, copy, fix, dismissal_why) "
            "SELECT a.id, 'open', 1, 'w', '', '{}', false, '[]', '', '', 'machine', 1, '', '', '' "
            "FROM unnest(%s::bigint[]) AS a(id), generate_series(1, %s) RETURNING id, article_id",
            [articles, IN_ONE],
        )
        claims = cursor.fetchall()
        _entries(room, claims)
        cursor.execute(
            "SELECT id FROM claims_searchentry WHERE kind = 'claim' "
            "AND id NOT IN (SELECT entry_id FROM claims_claimvector)"
        )
        _vectors([pk for (pk,) in cursor.fetchall()])


def _entries(room: make.Newsroom, claims: list[tuple[int, int]]) -> None:
    columns = "kind, desk_id, article_id, claim_id, piece, at, words, called, figures"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY claims_searchentry ({columns}) FROM STDIN") as copy,
    ):
        for (claim, article), (words, called) in zip(claims, _texts(len(claims)), strict=True):
            copy.write_row(("claim", room.desk.pk, article, claim, 0, "2026-01-01", words, called, "{}"))


def _texts(count: int) -> Iterator[tuple[str, str]]:
    """The words of the pairs, every other one in the place of another word, of which few are common and most rare."""
    random = np.random.default_rng(7)
    said = [
        (one.said.words.split(), one.said.speakers[0])
        for half in (False, True)
        for one in claim_pairs.claims(kept_out=half)
    ]
    for number in range(count):
        words, called = said[number % len(said)]
        drawn = (random.zipf(1.3, len(words)) % VOCABULARY).tolist()
        swapped = random.random(len(words)) < 0.5
        yield (
            " ".join(
                f"word{other}" if swap else word
                for word, other, swap in zip(words, drawn, swapped, strict=True)
            ),
            called if number % 3 else f"Speaker {drawn[0]}",
        )


def _vectors(entries: list[int]) -> None:
    """In binary: each vector a claim's of the pairs and as much of its own."""
    random = np.random.default_rng(11)
    around = embed([one.said.words for half in (False, True) for one in claim_pairs.claims(kept_out=half)])
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY claims_claimvector (entry_id, model, digest, vector) FROM STDIN WITH (FORMAT BINARY)"
        ) as copy,
    ):
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for first in range(0, len(entries), 10_000):
            some = entries[first : first + 10_000]
            own = random.standard_normal((len(some), around.shape[1]), dtype=np.float32)
            own /= np.linalg.norm(own, axis=1, keepdims=True)
            made = 0.6 * around[np.arange(first, first + len(some)) % len(around)] + 0.8 * own
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            copy.write(b"".join(_row(pk, row) for pk, row in zip(some, made.astype(">f2"), strict=True)))
        copy.write(b"\xff\xff")


def _row(pk: int, vector: np.ndarray) -> bytes:
    body = len(vector).to_bytes(2, "big") + bytes(2) + vector.tobytes()
    fields = (pk.to_bytes(8, "big"), b"made up", b"made up", body)
    return (4).to_bytes(2, "big") + b"".join(len(one).to_bytes(4, "big") + one for one in fields)


def _drop_indexes() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kept_indexes AS SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)",
            [list(INDEXES)],
        )
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")


def _make_indexes() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '3GB'; SET max_parallel_maintenance_workers = 1")
        cursor.execute("SELECT indexdef FROM kept_indexes")
        for (definition,) in cursor.fetchall():
            cursor.execute(definition)
        cursor.execute("DROP TABLE kept_indexes")
        cursor.execute("ANALYZE")
