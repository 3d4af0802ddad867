"""A desk's figures: how long checks take, where claims wait, what was wrong, what was corrected after publication.

All from history and rows, of the articles that the reader sees; of no person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from claims.exports.pictures import Bar, bars
from claims.guards import RULE
from claims.models import Desk, Event, User
from claims.permissions import articles_visible_to, claims_visible_to
from claims.selectors.register_said import Verdicts, verdicts_of
from claims.vocabulary import ENDED, ArticleState, EventKind, State

PERIODS = (30, 90, 365)
ALL, HIGH, OTHER = "all", "high", "other"
NAMES = {ALL: "All claims", HIGH: "High risk", OTHER: "No high risk"}
SHORT = {"casualty": "Casualty figure", "quote": "Direct quotation", "date_age_title": "Date, age or title"}
WAITS = {State.OPEN: "Nobody has it", State.AWAITING: "Awaiting reply", State.SECOND: "Second check"}

# Each claim's states in their order, `until` the next one; a split tells of the claims that it stored.
STEPS = """
WITH told AS (
    SELECT e.claim_id, e.number, e.at, p.after->>'state' AS state, p.before->>'state' AS was
    FROM claims_event e JOIN claims_eventpayload p ON p.event_id = e.id
    WHERE e.claim_id IS NOT NULL AND p.after ? 'state' AND e.article_id IN ({articles})
    UNION ALL
    SELECT (stored->>0)::bigint, e.number, e.at, stored->>1, NULL
    FROM claims_event e JOIN claims_eventpayload p ON p.event_id = e.id,
        jsonb_array_elements(p.after->'claims') AS stored
    WHERE e.what = %s AND e.article_id IN ({articles})
), steps AS (
    SELECT *, lead(at) OVER (PARTITION BY claim_id ORDER BY number) AS until,
        max(at) FILTER (WHERE state = %s AND was = ANY(%s))
            OVER (PARTITION BY claim_id ORDER BY number) AS taken
    FROM told
)
"""
SUMMARY = """count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)"""
CHECKS = """
SELECT kind, {summary} FROM (
    SELECT unnest(ARRAY['all', CASE WHEN c.high_risk THEN 'high' ELSE 'other' END] || c.risks) AS kind,
        extract(epoch FROM s.at - s.taken) AS seconds
    FROM steps s JOIN claims_claim c ON c.id = s.claim_id
    WHERE s.state = %s AND s.was = ANY(%s) AND s.at >= %s AND s.taken IS NOT NULL
) AS checks GROUP BY kind
"""
WAITED = """
SELECT state, {summary} FROM (
    SELECT s.state, extract(epoch FROM coalesce(s.until, now()) - s.at) AS seconds
    FROM steps s JOIN claims_claim c ON c.id = s.claim_id JOIN claims_article a ON a.id = c.article_id
    WHERE s.state = ANY(%s)
        AND (s.until >= %s OR s.until IS NULL AND c.state = s.state AND a.state <> ALL(%s))
) AS waits GROUP BY state
"""


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long something took: of how many, the median, and within what nine in ten did, in seconds."""

    name: str
    number: int
    median: float
    ninth: float

    @property
    def median_words(self) -> str:
        return spelled(self.median)

    @property
    def ninth_words(self) -> str:
        return spelled(self.ninth)


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """`checks` from taken to settled, by risk; `waits` by where; `verdicts` of what was settled meanwhile; how many
    stories were published, and how many corrections begun and published."""

    desk: Desk
    days: int
    checks: tuple[Lasted, ...]
    waits: tuple[Lasted, ...]
    verdicts: Verdicts
    published: int
    correcting: int
    corrected: int

    @property
    def is_empty(self) -> bool:
        return not (self.checks or self.waits or self.published or self.correcting)

    @property
    def picture_checks(self) -> SafeString:
        return _picture("How long checks take", self.checks, "settled")

    @property
    def picture_waits(self) -> SafeString:
        return _picture("Where claims wait", self.waits, "open")


def period(asked: str) -> int:
    """The days that an address asks for; the shortest where it asks for something else."""
    return next((days for days in PERIODS if str(days) == asked), PERIODS[0])


def desk_figures(user: User, desk: Desk, days: int) -> DeskFigures:
    """The figures of the last days; six queries whatever the number of articles."""
    since = timezone.now() - timedelta(days=days)
    articles = articles_visible_to(user).filter(desk=desk)
    moved = _moved_articles(articles, since)
    return DeskFigures(
        desk=desk,
        days=days,
        checks=_checks(articles, since),
        waits=_waits(articles, since),
        verdicts=verdicts_of(user, _settled_since(user, desk, since)),
        published=moved.get(ArticleState.PUBLISHED, 0),
        correcting=moved.get(ArticleState.CORRECTING, 0),
        corrected=moved.get(ArticleState.CORRECTED, 0),
    )


def spelled(seconds: float) -> str:
    """“2 d 4 h”, “3 h 5 min”, “12 min”, “under a minute”."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute"
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "d"), (hours, "h"), (0 if days else minutes, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def _checks(articles: Any, since: datetime) -> tuple[Lasted, ...]:
    """By risk, those that take longest first, after all of them and what is high."""
    working, free = [State.CHECKING, State.SECOND], [State.OPEN, State.SUGGESTED, State.STALE, State.SETTLED]
    found = _asked(CHECKS, articles, free, [State.SETTLED, _plain(working), since])
    names = NAMES | {name: SHORT.get(name, name.replace("_", " ").capitalize()) for name in RULE}
    order = sorted(found, key=lambda row: (tuple(names).index(row[0]) if row[0] in NAMES else 9, -row[2]))
    return tuple(Lasted(names[kind], *rest) for kind, *rest in order if kind in names)


def _waits(articles: Any, since: datetime) -> tuple[Lasted, ...]:
    found = _asked(WAITED, articles, [], [_plain(WAITS), since, _plain(ENDED)])
    rows = {row[0]: row[1:] for row in found}
    return tuple(Lasted(name, *rows[state]) for state, name in WAITS.items() if state in rows)


def _asked(query: str, articles: Any, free: Iterable[State], given: list[Any]) -> list[Any]:
    """The rows of a query over the steps of these articles' claims."""
    inner, params = articles.order_by().values("pk").query.sql_with_params()
    steps = [*params, EventKind.SPLIT, *params, State.CHECKING, _plain(free)]
    with connection.cursor() as cursor:
        cursor.execute(
            (STEPS + query).format(articles=inner, summary=SUMMARY), [*map(_word, steps), *map(_word, given)]
        )
        return list(cursor.fetchall())


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _plain(states: Iterable[str]) -> list[str]:
    return [str(state) for state in states]


def _settled_since(user: User, desk: Desk, since: datetime) -> Any:
    moved = Event.objects.filter(claim=OuterRef("pk"), at__gte=since, payload__after__state=State.SETTLED)
    return claims_visible_to(user).filter(Exists(moved), article__desk=desk)


def _moved_articles(articles: Any, since: datetime) -> dict[str, int]:
    """How many articles came to each state since then."""
    moved = Event.objects.filter(
        article__in=articles.values("pk"), what=EventKind.ARTICLE_MOVED, at__gte=since
    )
    counted = moved.annotate(to=KeyTextTransform("state", "payload__after")).values("to").order_by()
    return {one["to"]: one["number"] for one in counted.annotate(number=Count("article", distinct=True))}


def _picture(title: str, rows: Iterable[Lasted], colour: str) -> SafeString:
    drawn = [
        Bar(f"{one.name}: {one.median_words}", one.median, one.ninth_words, colour, one.ninth) for one in rows
    ]
    return mark_safe(bars(title, drawn))  # noqa: S308  # it escapes its words


def rows_of(figures: DeskFigures) -> list[tuple[str, ...]]:
    """The same as a table: what it is, of which, how many, and for times their median and 90th percentile."""
    times = (("Taken to settled", figures.checks), ("Waiting", figures.waits))
    rows = [
        (what, one.name, str(one.number), f"{one.median:.0f}", f"{one.ninth:.0f}")
        for what, found in times
        for one in found
    ]
    answers = (("Is it so?", figures.verdicts.so), ("Did they say it?", figures.verdicts.said))
    rows += [(what, name, str(number), "", "") for what, found in answers for name, number in found]
    articles = (
        ("Published", figures.published),
        ("Corrections begun", figures.correcting),
        ("Corrections published", figures.corrected),
    )
    return [*rows, *(("Articles", name, str(number), "", "") for name, number in articles)]
