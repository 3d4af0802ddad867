"""Give claims to a person, or to the desk's pool, with a deadline and an instruction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.errors import Refused, Stale
from claims.models import Article, Claim, Event, User
from claims.permissions import articles_visible_to, claims_visible_to, may_assign, may_be_given, role_on
from claims.services.claim_change import change
from claims.services.claim_move import move
from claims.services.history import lock_living, recorded
from claims.services.notices import notify
from claims.vocabulary import EDITORS, HELD, EventKind, NoticeKind, State

# What may be given to somebody; a claim of another state is left as it is.
GIVEN = (State.OPEN, *HELD)


class Keep(Enum):
    """What a field is set to that is to stay as it is: None and "" mean that there is none any more."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which claims of an article: these by their ids, all of a speaker, all in which a risk rule fires, all that
    nobody has (`left`), all that this person has in work (`held_by`).
    """

    ids: tuple[int, ...] = ()
    speaker: int | None = None
    risk: str = ""
    left: bool = False
    held_by: int | None = None

    def among(self, claims: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.speaker is not None:
            return claims.filter(attribution__speakers=self.speaker)
        if self.risk:
            return claims.filter(risks__contains=[self.risk])
        if self.left:
            return claims.filter(state=State.OPEN, owner=None)
        if self.held_by is not None:
            return claims.filter(owner=self.held_by, state__in=HELD)
        return claims.filter(pk__in=self.ids)


@dataclass(slots=True)
class Assigned:
    """How many claims were given, and how many were left as they are, by the reason in a word or two."""

    given: int = 0
    left: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        left = ", ".join(f"{number} left: {why}" for why, number in sorted(self.left.items()))
        return ", ".join(part for part in (f"{self.given} assigned", left) if part)


@transaction.atomic
def claims_assign(
    *,
    article_id: int,
    by: User,
    key: str,
    to: User | None,
    claims: Chosen,
    deadline: datetime | Keep | None = KEEP,
    instruction: str | Keep = KEEP,
    seen: int | None = None,
) -> Assigned:
    """Give the chosen claims to a person (None: to the desk's pool), each with its event; all of it or nothing.

    An open claim that is given to somebody is in work, one that goes back to the pool is open. What is settled,
    dismissed, only suggested or with its second checker is left as it is and counted; a second check may be given a
    deadline and an instruction, which `to=None` does. `seen` is the version of the one claim that a form was about.
    Raises Article.DoesNotExist, Refused (the person may not have it; nothing was left to give), Stale. A key that
    was used before changes nothing and counts what it gave.
    """
    article = lock_living(articles_visible_to(by).get(pk=article_id).pk)
    if recorded(key, by):
        return given_before(key)
    came = assign(
        article, by=by, key=key, to=to, claims=claims, deadline=deadline, instruction=instruction, seen=seen
    )
    if not came.given:
        why = ", ".join(f"{number} {word}" for word, number in sorted(came.left.items()))
        raise Refused(
            f"Nothing was assigned: {why}." if why else "Nothing was assigned: no claim was chosen."
        )
    return came


def assign(
    article: Article,
    *,
    by: User,
    key: str,
    to: User | None,
    claims: Chosen,
    deadline: datetime | Keep | None = KEEP,
    instruction: str | Keep = KEEP,
    seen: int | None = None,
) -> Assigned:
    """The same, for services that hold the article's row and have asked whether the key is new."""
    if to is not None:
        may_be_given(to, article).or_refuse()
    if deadline is not KEEP and role_on(by, article.desk_id) not in EDITORS:
        raise Refused("Editors of this desk set deadlines.")
    more = {"deadline": deadline, "instruction": instruction}
    more = {name: value for name, value in more.items() if value is not KEEP}
    came, chosen = Assigned(), []
    for claim in _loaded(article, by, claims):
        if seen is not None and claim.version != seen:
            raise Stale(claim)
        if why := _left_because(by, claim, to, more):
            came.left[why] += 1
        else:
            chosen.append(claim)
    for claim in chosen:
        _give(claim, to=to, by=by, key=f"{key}:{claim.pk}" if came.given else key, more=more)
        came.given += 1
    _tell(article, chosen, to, by, key)
    return came


def given_before(key: str) -> Assigned:
    """What this key has given already."""
    events = Event.objects.filter(Q(key=key) | Q(key__startswith=f"{key}:"), what=EventKind.ASSIGNED)
    return Assigned(events.count())


def _loaded(article: Article, by: User, claims: Chosen) -> Iterable[Claim]:
    found = claims.among(claims_visible_to(by).filter(article=article))
    found = found.select_related("article__desk", "owner", "attribution", "dismissal_by")
    return found.prefetch_related("article__bylines", "answers__by", "uses__evidence").order_by("pk")


def _left_because(by: User, claim: Claim, to: User | None, more: dict[str, Any]) -> str:
    """Why this claim stays as it is, in a word or two; "" where it doesn't."""
    state = State(claim.state)
    second = state == State.SECOND and to is None and bool(more)
    if state not in GIVEN and not second:
        return state.label.lower()
    if not may_assign(by, claim).allowed:
        return "not yours to assign"
    if state == State.AWAITING and to is None:
        return "a question is open, so somebody has to have it"
    if not more and claim.owner == to:
        return "there already"
    return ""


def _give(claim: Claim, *, to: User | None, by: User, key: str, more: dict[str, Any]) -> Claim:
    if claim.state == State.SECOND:
        return change(claim, what=EventKind.ASSIGNED, by=by, key=key, **more)
    if to is not None and claim.state == State.OPEN:
        return move(claim, to=State.CHECKING, by=by, key=key, what=EventKind.ASSIGNED, owner=to, **more)
    if to is None and claim.state == State.CHECKING:
        return move(claim, to=State.OPEN, by=by, key=key, what=EventKind.ASSIGNED, **more)
    return change(claim, what=EventKind.ASSIGNED, by=by, key=key, owner=to, **more)


def _tell(article: Article, given: Sequence[Claim], to: User | None, by: User, key: str) -> None:
    """One notice, of the claim or, where there are several, of the article."""
    new = [
        claim for claim in given if to is not None and claim.owner_id != to.pk and claim.state != State.SECOND
    ]
    if to is None or not new:
        return
    notify(
        NoticeKind.ASSIGNED,
        [to],
        article_id=article.pk,
        claim_id=new[0].pk if len(new) == 1 else None,
        by=by,
        key=f"assigned:{key}",
    )
