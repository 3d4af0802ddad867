"""My queue: what I have in work, the second checks that I may do, and what nobody has yet; across articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Now, Substr

from claims.models import Answer, Article, Claim, Membership, Place, User
from claims.permissions import claims_visible_to
from claims.selectors.rows import said_by, speaker_of, with_speakers
from claims.vocabulary import HELD, UNFINISHED, WORKERS, ArticleState, Part, State

ON_A_PAGE = 30
IN_SHORT = 12
WORDS_SHOWN = 240


class Kind(StrEnum):
    """Why a claim is in somebody's queue, in the order in which they come where all else is equal."""

    MINE = "mine"
    SECOND = "second"
    POOL = "pool"
    OTHER = ""


# In a queue the state alone tells which part a claim is in.
STATES = {Kind.MINE: HELD, Kind.SECOND: (State.SECOND,), Kind.POOL: (State.OPEN,)}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A claim as a queue shows it. `due` is its own deadline, or its article's."""

    claim: Claim
    words: str
    said_by: str
    kind: Kind
    due: datetime | None
    overdue: bool

    @property
    def is_free(self) -> bool:
        """Whether it's there to be taken."""
        return self.kind == Kind.POOL


@dataclass(frozen=True, slots=True)
class QueueCounts:
    mine: int
    second: int
    pool: int
    overdue: int

    @property
    def all(self) -> int:
        return self.mine + self.second + self.pool

    def of(self, kind: Kind | None) -> int:
        return self.all if kind is None else int(getattr(self, kind.value))


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a queue; `kind` None is all of it."""

    rows: tuple[QueueRow, ...]
    counts: QueueCounts
    kind: Kind | None
    number: int
    pages: int


def queue_page(user: User, *, kind: Kind | None = None, number: int = 1) -> QueuePage:
    """A page of the person's queue: what is overdue first, then by deadline, risk, and article.

    As many queries for 100,000 claims as for one. A number past the end is the last page's.
    """
    found = in_queue(user)
    counts = _counts(found)
    pages = max(1, -(-counts.of(kind) // ON_A_PAGE))
    number = min(max(number, 1), pages)
    wanted = found.filter(state__in=STATES[kind]) if kind else found
    ids = _first(wanted, (number - 1) * ON_A_PAGE, ON_A_PAGE)
    return QueuePage(_rows(user, ids), counts, kind, number, pages)


def queue_in_short(user: User) -> QueuePage:
    """What is the person's own to do next: in work, or a second check; the first 12, and how much there is."""
    found = in_queue(user)
    own = found.filter(state__in=(*STATES[Kind.MINE], *STATES[Kind.SECOND]))
    return QueuePage(_rows(user, _first(own, 0, IN_SHORT)), _counts(found), None, 1, 1)


def queue_row(user: User, claim: Claim) -> QueueRow:
    """The row of one claim that the person may see, also where it's no longer theirs to do."""
    return _rows(user, [claim.pk])[0]


def in_queue(user: User) -> QuerySet[Claim]:
    """All that is in the person's queue, on the desks where they check; nothing of a story that they wrote.

    A second check isn't for whoever gave the first answer. Each condition is on the claim's own columns, or in a query
    that doesn't look back at it, so that the database runs that once.
    """
    checks_on = Membership.objects.filter(user=user, role__in=WORKERS).values("desk_id")
    wrote = Article.bylines.through.objects.filter(user_id=user.pk).values("article_id")
    claims = claims_visible_to(user).filter(state__in=UNFINISHED, article__desk__in=checks_on)
    claims = claims.exclude(article__in=wrote).exclude(article__state=ArticleState.KILLED)
    mine = Q(owner=user, state__in=STATES[Kind.MINE])
    second = Q(state__in=STATES[Kind.SECOND]) & ~Q(owner=user) & ~Q(pk__in=_answered_first(user))
    pool = Q(state__in=STATES[Kind.POOL], owner=None)
    return with_due(claims.filter(mine | second | pool))


def _answered_first(user: User) -> QuerySet[Answer, int]:
    """The claims at second check whose newest first answer for their present wording is the person's."""
    later = Answer.objects.filter(
        claim=OuterRef("claim"), wording=OuterRef("wording"), round=1, pk__gt=OuterRef("pk")
    )
    own = Answer.objects.filter(by=user, round=1, claim__state=State.SECOND, wording=F("claim__wording"))
    return own.filter(~Exists(later)).values_list("claim_id", flat=True)


def with_due(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With `due`, the claim's own deadline or its article's, and `late`: it has passed, by the database's clock."""
    late = Case(When(due__lt=Now(), then=Value(True)), default=Value(False))
    return claims.annotate(due=Coalesce("deadline", "article__deadline")).annotate(late=late)


def _counts(found: QuerySet[Claim]) -> QueueCounts:
    parts = {kind.value: Count("pk", filter=Q(state__in=states)) for kind, states in STATES.items()}
    return QueueCounts(**found.aggregate(**parts, overdue=Count("pk", filter=Q(late=True))))


def _first(found: QuerySet[Claim], start: int, number: int) -> list[int]:
    ranks = (When(state__in=states, then=Value(rank)) for rank, states in enumerate(STATES.values()))
    order = (F("due").asc(nulls_last=True), "-high_risk", Case(*ranks), "article_id", "pk")
    return list(found.order_by(*order).values_list("pk", flat=True)[start : start + number])


def _rows(user: User, ids: Sequence[int]) -> tuple[QueueRow, ...]:
    """The rows of these claims, in this order; two queries."""
    claims = with_due(with_speakers(claims_visible_to(user))).select_related("article", "owner")
    found = {claim.pk: claim for claim in claims.filter(pk__in=ids)}
    words = first_words(ids)
    return tuple(_row(user, found[pk], words.get(pk, "")) for pk in ids if pk in found)


def _row(user: User, claim: Claim, words: str) -> QueueRow:
    return QueueRow(
        claim=claim,
        words=words,
        said_by=said_by(claim.attribution_id is None, speaker_of(claim)),
        kind=_kind(user, claim),
        due=claim.due,  # type: ignore[attr-defined]
        overdue=claim.late,  # type: ignore[attr-defined]
    )


def _kind(user: User, claim: Claim) -> Kind:
    if claim.owner_id == user.pk and claim.state in HELD:
        return Kind.MINE
    if claim.state == State.SECOND and claim.owner_id != user.pk:
        return Kind.SECOND
    return Kind.POOL if claim.state == State.OPEN and claim.owner_id is None else Kind.OTHER


def first_words(claim_ids: Iterable[int]) -> dict[int, str]:
    """The first words of each claim in its newest draft, cut by the database: a draft may be long."""
    first = Place.objects.filter(claim__in=claim_ids, part=Part.CONTENT, piece=0).order_by("draft__number")
    cut = first.annotate(words=Substr("draft__text", F("start") + 1, F("end") - F("start")))
    return {claim: words[:WORDS_SHOWN] for claim, words in cut.values_list("claim_id", "words")}
