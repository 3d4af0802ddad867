"""Search over 1,000,000 claims, as the test client gets it: `-k search`.

The rows are made in the database itself, words by Zipf's law out of 60,000, so that "common" and "rare" are what they
are in copy. The entries are those that the worker would make, for their lexemes are the database's own doing.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Desk, Membership, SearchEntry, User
from claims.vocabulary import Role
from newsroom.databases import as_owner
from tests.support.machine import machine, part

ARTICLES, CLAIMS, WORDS, NAMES, ASKED = 50_000, 20, 60_000, 8_000, 40
COMMON = "the of to and in a said that was for on it with as he at by from have has".split()
DESKS = 4
CHANCE = random.Random(9)

SAYINGS = f"""
INSERT INTO claims_claim (article_id, state, version, wording, words, risks, high_risk, figures, instruction, stale_why,
                          origin, confidence, copy, fix, dismissal_why, owner_id)
SELECT a.id, (ARRAY['settled', 'settled', 'settled', 'open', 'dismissed'])[1 + floor(random() * 5)::int], 1,
       md5(a.id || '-' || i), '', '{{}}', random() < 0.1, '[]'::jsonb, '', '', 'machine', 1, '', '', '', NULL
FROM claims_article a, generate_series(1, {CLAIMS}) i ORDER BY a.id, i
"""
ANSWERS = """
INSERT INTO claims_answer (claim_id, by_id, round, wording, said, so, note, at)
SELECT c.id, u.id, 1, c.wording, '',
       (ARRAY['confirmed', 'confirmed', 'confirmed', 'wrong'])[1 + floor(random() * 4)::int], '', now()
FROM claims_claim c, (SELECT min(id) AS id FROM claims_user) u WHERE c.state = 'settled'
"""
OF_ARTICLES = """
INSERT INTO claims_searchentry (kind, desk_id, article_id, piece, at, words, called, figures)
SELECT 'article', a.desk_id, a.id, 0, a.created, e.words, a.title, '{}' FROM claims_article a
JOIN (SELECT article_id, string_agg(words, '. ') AS words FROM claims_searchentry WHERE kind = 'claim' GROUP BY 1) e
ON e.article_id = a.id
"""
# One piece of evidence and one note for each article, at a claim of it, in words of its claims.
EVIDENCE = """
INSERT INTO claims_evidence (desk_id, kind, title, url, words, result, ground_rules, reached, right_of_reply, shared,
                             confidential, withdrawn_why, by_id, at)
SELECT desk_id, 'document', title, '', '', '', '', '', false, id % 10 = 0, false, '',
       (SELECT min(id) FROM claims_user), created FROM claims_article ORDER BY id
"""
USES = """
INSERT INTO claims_use (claim_id, evidence_id, locator, passage, stance, "primary", withdrawn_why, by_id, at)
SELECT c.id, e.id, 'p. 1', '', 'supports', false, '', e.by_id, e.at FROM
(SELECT id, by_id, at, row_number() OVER (ORDER BY id) AS n FROM claims_evidence) e JOIN
(SELECT min(id) AS id, row_number() OVER (ORDER BY article_id) AS n FROM claims_claim GROUP BY article_id) c USING (n)
"""
NOTES = """
INSERT INTO claims_note (article_id, claim_id, text, by_id, at)
SELECT e.article_id, e.claim_id, e.words, (SELECT min(id) FROM claims_user), e.at
FROM claims_searchentry e WHERE kind = 'claim' AND claim_id % 20 = 3
"""
OF_EVIDENCE = """
INSERT INTO claims_searchentry (kind, desk_id, evidence_id, piece, at, words, called, figures)
SELECT 'evidence', e.desk_id, e.id, 0, e.at, e.title || ' ' || s.words, e.title, s.figures
FROM claims_evidence e JOIN claims_use u ON u.evidence_id = e.id
JOIN claims_searchentry s ON s.claim_id = u.claim_id
"""
OF_NOTES = """
INSERT INTO claims_searchentry (kind, desk_id, article_id, note_id, piece, at, words, called, figures)
SELECT 'note', a.desk_id, a.id, n.id, 0, n.at, n.text, '', '{}'
FROM claims_note n JOIN claims_article a ON a.id = n.article_id
"""
OF_SPEAKERS = """
INSERT INTO claims_searchentry (kind, desk_id, article_id, speaker_id, piece, at, words, called, figures)
SELECT 'speaker', a.desk_id, a.id, s.id, 0, a.created, s.name, s.name, '{}'
FROM claims_speaker s JOIN claims_article a ON a.id = s.article_id
"""


def test_search_over_1_000_000_claims(transactional_db: None) -> None:
    """p50 and p95 of the whole answer while somebody types, by what is asked; the slowest question with its plan."""
    people = _made()
    print(f"\n{machine()}; {SearchEntry.objects.count():,} entries, {_size()}")
    for who, user in people.items():
        client = Client()
        client.force_login(user)
        for name, asked in _questions():
            _measure(client, f"{who}: {name}", asked)


def _questions() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What people ask, by kind; each several times with other words."""
    common, usual, rare = (_words(*ranks) for ranks in ((1, 20), (300, 3_000), (20_000, 60_000)))
    names = [_name(number) for number in (3, 50, 700, 5_000)]
    yield "a common word", [{"q": word} for word in common]
    yield "a usual word", [{"q": word} for word in usual]
    yield "a rare word", [{"q": word} for word in rare]
    yield "two usual words", [{"q": f"{one} {other}"} for one, other in pairwise(usual)]
    yield "a common and a rare word", [{"q": f"{one} {two}"} for one, two in zip(common, rare, strict=False)]
    yield "a phrase", [{"q": f'"{one} {two}"'} for one, two in zip(common, usual, strict=False)]
    yield "a figure", [{"q": number} for number in ("22", "twenty-two", "7", "4,711", "a hundred")]
    yield "a name", [{"q": name} for name in names]
    yield "a misspelt name", [{"q": name[:2] + name[3:] + "e"} for name in names]
    yield "as it is typed", [{"q": word[:many]} for word in usual[:8] for many in range(2, len(word))]
    yield "with filters", [{"q": word, "state": "settled", "desk": str(_desk())} for word in usual]
    yield "a verdict", [{"q": word, "verdict": "wrong"} for word in (*common[:5], *usual[:5], *rare[:5])]
    yield "filters alone", [{"speaker": name, "verdict": "wrong"} for name in names]
    yield "nothing has it", [{"q": f"{word}qqx"} for word in rare]


def _measure(client: Client, name: str, asked: list[dict[str, str]]) -> None:
    took, worked, slowest = list[float](), list[float](), (0.0, "")
    for number in range(max(ASKED, len(asked))):
        address = f"{reverse('search')}?{urlencode(asked[number % len(asked)])}"
        began, busy = time.perf_counter(), _processor_time()
        assert client.get(address, headers={"HX-Request": "true"}).status_code == 200
        took.append(time.perf_counter() - began)
        worked.append(_processor_time() - busy)
        slowest = max(slowest, (took[-1], address))
    print(
        f"{name}: p50 {part(took, 0.5) * 1000:.0f} ms, p95 {part(took, 0.95) * 1000:.0f} ms; processor time "
        f"{part(worked, 0.5) * 1000:.0f} and {part(worked, 0.95) * 1000:.0f} ms; load {os.getloadavg()[0]:.0f}",
        flush=True,
    )
    if part(worked, 0.95) > 0.1:
        with CaptureQueriesContext(connection) as queries:
            client.get(slowest[1], headers={"HX-Request": "true"})
        worst = max(queries.captured_queries, key=lambda one: float(one["time"]))
        print(
            f"  {slowest[1]}: {slowest[0] * 1000:.0f} ms, its slowest question {float(worst['time']) * 1000:.0f} ms"
        )
        print(_plan(worst["sql"]), flush=True)


def _processor_time() -> float:
    """Of this process and of its connection's, in seconds: what a request takes where nobody else is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        database = int(Path(f"/proc/{cursor.fetchone()[0]}/schedstat").read_text().split()[0]) / 1e9
    return time.process_time() + database


def _plan(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) {question}")
        return "\n".join(f"    {line}" for (line,) in cursor.fetchall())


def _made() -> dict[str, User]:
    """The newsroom; an editor of all desks, and a checker of one."""
    desks = [Desk.objects.create(name=f"Desk {number}") for number in range(DESKS)]
    people = {name: User.objects.create(username=name, name=name) for name in ("of all desks", "of one desk")}
    for number, desk in enumerate(desks):
        Membership.objects.create(user=people["of all desks"], desk=desk, role=Role.EDITOR)
        if not number:
            Membership.objects.create(user=people["of one desk"], desk=desk, role=Role.CHECKER)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        indexes = _without_indexes(cursor)
        _copied(
            cursor, "claims_article", "desk_id title state published_url created hold_why", _articles(desks)
        )
        cursor.execute("SELECT id FROM claims_article ORDER BY id")
        articles = [pk for (pk,) in cursor.fetchall()]
        names = [_drawn_names() for _ in articles]
        speakers = (
            (pk, name, "person", "", "[]") for pk, four in zip(articles, names, strict=True) for name in four
        )
        _copied(cursor, "claims_speaker", "article_id name kind title mentions", speakers)
        cursor.execute(SAYINGS)
        cursor.execute(ANSWERS)
        cursor.execute(
            "SELECT c.id, a.id, a.desk_id, a.created FROM claims_claim c JOIN claims_article a ON a.id = c.article_id"
            " ORDER BY c.id"
        )
        claims = cursor.fetchall()
        fields = "kind claim_id article_id desk_id at piece words called figures"
        _copied(cursor, "claims_searchentry", fields, _entries(claims, names))
        cursor.execute("ANALYZE")
        for made in (OF_ARTICLES, OF_SPEAKERS, EVIDENCE, USES, NOTES, OF_EVIDENCE, OF_NOTES, *indexes):
            cursor.execute(made)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM (ANALYZE)")
    return people


def _copied(cursor: Any, table: str, fields: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(fields.split())}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _articles(desks: list[Desk]) -> Iterator[tuple[Any, ...]]:
    now = timezone.now()
    for number in range(ARTICLES):
        when = now - timedelta(minutes=20 * (ARTICLES - number))
        yield desks[number % DESKS].pk, " ".join(_drawn(7)).capitalize(), "open", "", when, ""


def _entries(claims: list[tuple[Any, ...]], names: list[list[str]]) -> Iterator[tuple[Any, ...]]:
    """Some 15 words each, every third with a number, by one of the article's four speakers."""
    for number, row in enumerate(claims):
        figure = str(int(10_000 ** CHANCE.random())) if number % 3 == 0 else ""
        words, who = " ".join([*_drawn(15), figure]).strip(), names[number // CLAIMS][number % 4]
        yield "claim", *row, 0, words, who, [figure] if figure else []


def _drawn(many: int) -> list[str]:
    """Words by Zipf's law: a rank is spread evenly by its logarithm."""
    return [VOCABULARY[int(WORDS ** CHANCE.random()) - 1] for _ in range(many)]


def _drawn_names() -> list[str]:
    return [_name(int(NAMES ** CHANCE.random())) for _ in range(4)]


def _without_indexes(cursor: Any) -> list[str]:
    """Take the entries' word indexes away; what makes them again, once, after all rows."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%claims_searchentry USING gin%'"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return [made for _, made in found]


def _word(rank: int) -> str:
    if rank <= len(COMMON):
        return COMMON[rank - 1]
    chance = random.Random(rank)
    syllables = [chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(2 + rank % 3)]
    return "".join(syllables) + chance.choice(["", "n", "r", "st", "ing", "ed", "s"])


VOCABULARY = [_word(rank) for rank in range(1, WORDS + 1)]


def _words(low: int, high: int) -> list[str]:
    chance = random.Random(low)
    return [_word(chance.randint(low, high)) for _ in range(20)]


def _name(number: int) -> str:
    return f"{_word(1_000 + number % 300)} {_word(5_000 + number)}".title()


def _desk() -> int:
    return Desk.objects.order_by("pk").values_list("pk", flat=True)[0]


def _size() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_table_size('claims_searchentry')) || ' of rows, ' || "
            "pg_size_pretty(pg_indexes_size('claims_searchentry')) || ' of indexes'"
        )
        return str(cursor.fetchone()[0])
