"""What a person finds: one question of each kind of thing, newest first, and only among what they see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import DateTimeField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from claims.models import Answer, Claim, Desk, SearchEntry, User
from claims.permissions import (
    answers_visible_to,
    claims_visible_to,
    desks_of,
    findable_by,
    people_visible_to,
)
from claims.searching.hits import Run, runs_of
from claims.searching.letters import TOKENS
from claims.searching.query import Term
from claims.selectors.rows import look_of, newest, said_by, speaker_of, with_speakers
from claims.selectors.search_asked import STATES, Asked, cursor_of
from claims.selectors.search_names import names_like
from claims.vocabulary import EntryKind, State

ON_A_PAGE, IN_A_PART = 30, 4  # of one kind; of each where all are shown
BESIDE = {
    EntryKind.ARTICLE: ("article",),
    EntryKind.SPEAKER: ("article", "speaker"),
    EntryKind.EVIDENCE: ("evidence",),
    EntryKind.NOTE: ("article", "note__by"),
}
UNSHOWN = ("lexemes", "figures")


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found. `runs` are its words with what was looked for apart, `title` in the same way who says
    them or what it is called, `story` the article that it belongs to. Of a claim, `look` is its state's shape, and
    `verdict` the newest answer that the person may see.
    """

    entry: SearchEntry
    runs: tuple[Run, ...]
    title: tuple[Run, ...] = ()
    story: str = ""
    claim: Claim | None = None
    look: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Things of one kind; `more` asks for those after them, where there are any."""

    kind: EntryKind
    hits: tuple[Hit, ...]
    more: Asked | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`alike`: names that are written much like what was looked for, where no claim and no speaker has it."""

    asked: Asked
    parts: tuple[Found, ...]
    alike: tuple[str, ...]
    desks: tuple[Desk, ...]
    people: tuple[User, ...]

    @property
    def found(self) -> bool:
        return any(part.hits for part in self.parts)


def search_page(user: User, asked: Asked) -> SearchPage:
    """All kinds a few of each, claims as many as a page has, or one kind page by page."""
    parts = tuple(_found(user, asked, kind) for kind in asked.kinds) if asked.something else ()
    parts = tuple(part for part in parts if part.hits)
    told = any(part.kind in (EntryKind.SPEAKER, EntryKind.CLAIM) for part in parts)
    looks_for_name = EntryKind.SPEAKER in asked.kinds and asked.terms and not told
    people = people_visible_to(user).filter(is_active=True).exclude(pk=user.pk).order_by("name")
    return SearchPage(
        asked=asked,
        parts=parts,
        alike=names_like(user, asked) if looks_for_name else (),
        desks=tuple(desks_of(user).order_by("name")),
        people=tuple(people),
    )


def _found(user: User, asked: Asked, kind: EntryKind) -> Found:
    size = ON_A_PAGE if asked.kind or kind == EntryKind.CLAIM else IN_A_PART
    rows = list(entries_found(user, asked, kind)[: size + 1])
    shown = rows[:size]
    more = None
    if len(rows) > size:
        last = shown[-1]
        more = replace(asked.of_kind(kind), after=cursor_of(last.at, last.pk) if size == ON_A_PAGE else "")
    return Found(kind, tuple(_hits(user, asked, kind, shown)), more)


def entries_found(user: User, asked: Asked, kind: EntryKind) -> QuerySet[SearchEntry]:
    """The entries of a kind that have all that is asked for, newest first."""
    rows = findable_by(user, kind).select_related("desk", *BESIDE.get(kind, ())).defer(*UNSHOWN)
    if asked.terms:
        rows = rows.filter(lexemes=query_of(asked.terms))
    if asked.desk:
        rows = rows.filter(desk_id=int(asked.desk))
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until) + timedelta(days=1))
    if asked.of_claims:
        rows = _of_claims(user, asked, rows)
    if cursor := asked.cursor:
        at, number = cursor
        rows = rows.filter(Q(at__lte=at) & ~Q(at=at, pk__lte=number))
    # Through the index of words, never that of times: PostgreSQL takes names for as common as words in claims are, and
    # a phrase for as common as its words.
    if kind == EntryKind.SPEAKER or any(term.is_phrase for term in asked.terms):
        newest_first = ExpressionWrapper(F("at") + timedelta(0), DateTimeField()).desc()
        return rows.order_by(newest_first, "pk")
    return rows.order_by("-at", "pk")


def query_of(terms: Iterable[Term]) -> Any:
    """All of them, each in one of the ways in which it may stand there."""
    return reduce(and_, (_query(term) for term in terms))


def _query(term: Term) -> Any:
    exact = SearchQuery(term.exact, config="search_words", search_type="raw")
    return exact | SearchQuery(term.stem, config="search_stems", search_type="raw") if term.stem else exact


def _of_claims(user: User, asked: Asked, rows: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
    if asked.state:
        rows = rows.filter(claim__state__in=STATES[asked.state][1])
    if asked.person:
        rows = rows.filter(claim__owner_id=user.pk if asked.person == "me" else int(asked.person))
    if words := TOKENS.findall(asked.speaker):
        named = " & ".join(f"'{word}':B" for word in words)
        rows = rows.filter(lexemes=SearchQuery(named, config="search_words", search_type="raw"))
    if asked.verdict:
        mine = answers_visible_to(user).filter(
            claim_id=OuterRef("claim_id"), wording=OuterRef("claim__wording")
        )
        rows = rows.annotate(verdict=Subquery(mine.order_by("-pk").values("so")[:1]))
        rows = rows.filter(verdict=asked.verdict)
    return rows


def _midnight(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time()))


def _hits(user: User, asked: Asked, kind: EntryKind, rows: Sequence[SearchEntry]) -> Iterable[Hit]:
    terms = asked.terms
    if kind == EntryKind.CLAIM:
        yield from _claims(user, terms, rows)
        return
    seen = set()
    for one in rows:
        # a long text has several rows, and a speaker one in each article
        thing = one.folded if one.speaker_id else (one.article_id, one.evidence_id, one.note_id)
        if thing not in seen:
            seen.add(thing)
            title, words, story = _about(one)
            yield Hit(one, runs_of(words, terms), runs_of(title, terms, whole=True), story)


def _about(entry: SearchEntry) -> tuple[str, str, str]:
    """What stands before its words, its words without that, and its article's title."""
    story = entry.article.title if entry.article_id and entry.article else ""
    if entry.note_id and entry.note is not None:
        return entry.note.by.name, entry.words, story
    if entry.speaker_id and entry.speaker is not None:
        return entry.speaker.name, entry.words.removeprefix(entry.speaker.name), story
    return entry.called, entry.words.removeprefix(entry.called).lstrip(), ""


def _claims(user: User, terms: Sequence[Term], rows: Sequence[SearchEntry]) -> Iterable[Hit]:
    """As they are now, with the newest answer that isn't kept from this reader; two queries."""
    ids = [one.claim_id for one in rows if one.claim_id]
    if not ids:
        return
    claims = with_speakers(claims_visible_to(user).filter(pk__in=ids).select_related("article"))
    by_pk = {claim.pk: claim for claim in claims}
    answers = newest(_answers(user, ids))
    for one in rows:
        if claim := by_pk.get(one.claim_id or 0):
            answer, who = answers.get(claim.pk), said_by(claim.attribution_id is None, speaker_of(claim))
            yield Hit(
                one,
                runs_of(one.words, terms, whole=True),
                runs_of(who, terms, whole=True),
                story=claim.article.title,
                claim=claim,
                look=look_of(claim, answer),
                verdict=_verdict(claim, answer),
            )


def _answers(user: User, ids: Iterable[int]) -> QuerySet[Answer]:
    return answers_visible_to(user).filter(claim_id__in=ids).select_related("claim").order_by("pk")


def _verdict(claim: Claim, answer: Answer | None) -> str:
    """What was found, where it counts: of a claim that is decided, or in work, never of a dismissed one."""
    return answer.so if answer and claim.state != State.DISMISSED else ""
