"""To whom a claim may be given, and which claims of an article there are to give."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claims.drafts import read_draft
from claims.errors import Verdict
from claims.guards import RULE
from claims.models import Article, Claim, Membership, User
from claims.permissions import (
    claims_visible_to,
    is_free_for,
    may_assign,
    may_assign_in,
    may_set_deadline,
    people_visible_to,
    role_on,
)
from claims.selectors.board import loads_of
from claims.selectors.places import places_of
from claims.selectors.queue import with_due
from claims.selectors.rows import ClaimRow, claims_of, rows_of, speakers_of
from claims.vocabulary import EDITORS, UNFINISHED, WORKERS, State


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checker or editor of the desk: whether they may have a claim of the article, and how much they have."""

    person: User
    free: Verdict
    work: int


@dataclass(frozen=True, slots=True)
class Together:
    """Claims that can be given together: all of a speaker, all of a risk. `value` is what the form sends."""

    value: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class AssignPage:
    """An article's claims as its editor gives them away. `claims` are by the row's primary key."""

    rows: tuple[ClaimRow, ...]
    claims: dict[int, Claim]
    speakers: tuple[Together, ...]
    risks: tuple[Together, ...]
    left: int
    people: tuple[Candidate, ...]
    may: Verdict


def assign_page(user: User, article: Article) -> AssignPage:
    """All that the page shows; as many queries for 300 claims as for 1."""
    draft = read_draft(article)
    every = claims_of(article, user, draft)
    claims = [one for one in every if one.state in UNFINISHED]
    speakers: Counter[tuple[int, str]] = Counter()
    risks: Counter[str] = Counter()
    for claim in claims:
        speakers.update({(one.id, one.name) for one in speakers_of(claim)})
        risks.update({name for name in claim.risks if name in RULE})
    return AssignPage(
        rows=tuple(
            row for row in rows_of(draft.text, every, places_of(draft), {}) if row.state in UNFINISHED
        ),
        claims={claim.pk: claim for claim in claims},
        speakers=tuple(
            Together(str(pk), name, number)
            for (pk, name), number in sorted(speakers.items(), key=lambda one: one[0][1])
        ),
        risks=tuple(Together(name, name, number) for name, number in sorted(risks.items())),
        left=sum(claim.state == State.OPEN and claim.owner_id is None for claim in claims),
        people=candidates(user, article),
        may=may_assign_in(user, article),
    )


def candidates(user: User, article: Article) -> tuple[Candidate, ...]:
    """The checkers and editors of the article's desk, by name, with what they have; two queries."""
    members = Membership.objects.filter(desk=article.desk_id, role__in=WORKERS, user__is_active=True)
    loads = loads_of(
        with_due(claims_visible_to(user).filter(article__desk=article.desk_id, state__in=UNFINISHED))
    )
    return tuple(
        Candidate(one.user, is_free_for(one.user, article), loads.get(one.user_id, {}).get("work", 0))
        for one in members.select_related("user").order_by("user__name", "user_id")
    )


def may_say_whose(user: User, claim: Claim) -> Verdict:
    """Whether the person may assign this claim or hand it on; nothing is asked of the database for what is loaded."""
    return may_assign(user, claim)


def may_say_whose_in(user: User, article: Article) -> Verdict:
    """The same for any claim of an article, whoever has it."""
    return may_assign_in(user, article)


def may_say_when(user: User, article: Article) -> Verdict:
    """Whether the person may set the article's deadline."""
    return may_set_deadline(user, article)


def leads(user: User, article: Article) -> bool:
    """Whether the person is an editor of the article's desk."""
    return role_on(user, article.desk_id) in EDITORS


def somebody(user: User, pk: int) -> User | None:
    """A person of their desks, or themselves."""
    return people_visible_to(user).filter(pk=pk).first() if pk < 1 << 63 else None
