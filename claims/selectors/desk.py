"""The Desk: what is mine to check, and how each article stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Substr

from claims.models import Article, Claim, Desk, Membership, Place, Split, User
from claims.permissions import MAY_PASTE, articles_visible_to, claims_visible_to
from claims.selectors.rows import DONE, IN_WORK, LEFT, Counts, said_by, speaker_of, with_speakers
from claims.vocabulary import Part, SplitState, State

MINE_AT_MOST = 100
WORDS_SHOWN = 240


@dataclass(frozen=True, slots=True)
class MyClaim:
    claim: Claim
    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    article: Article
    counts: Counts
    split: Split | None

    @property
    def failed(self) -> bool:
        return self.split is not None and self.split.state == SplitState.FAILED

    @property
    def blocks(self) -> str:
        """What keeps it from being ready, in words; "" where nothing does."""
        if self.split is None or self.split.state in (SplitState.QUEUED, SplitState.RUNNING):
            return "being split"
        if self.split.state == SplitState.FAILED:
            return "the split failed, needs a person"
        parts = [(self.counts.left, "open"), (self.counts.work, "in work"), (self.counts.stale, "stale")]
        return ", ".join(f"{number} {word}" for number, word in parts if number)


def desk_articles(user: User) -> QuerySet[Article]:
    """The articles of the person's desks, newest first; for the paginator."""
    return (
        articles_visible_to(user)
        .select_related("desk")
        .prefetch_related("bylines")
        .order_by("-created", "-pk")
    )


def article_rows(articles: Sequence[Article]) -> list[ArticleRow]:
    """A page of articles with their counts and splits; two queries whatever their number."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    states = Claim.objects.filter(article__in=[one.pk for one in articles]).values("article_id", "state")
    for found in states.annotate(number=Count("pk")).order_by():
        counted[found["article_id"]][found["state"]] = found["number"]
    newest: dict[int, Split] = {}
    splits = Split.objects.filter(draft__article__in=articles).select_related("draft").defer("draft__text")
    for split in splits.order_by("draft__number", "pk"):
        newest[split.draft.article_id] = split
    return [ArticleRow(one, _counts(counted[one.pk]), newest.get(one.pk)) for one in articles]


def _counts(states: dict[str, int]) -> Counts:
    def of(*wanted: State) -> int:
        return sum(states.get(state, 0) for state in wanted)

    return Counts(
        total=sum(states.values()),
        settled=of(*DONE),
        work=of(*IN_WORK),
        left=of(*LEFT),
        stale=of(State.STALE),
        change=0,
    )


def my_claims(user: User) -> list[MyClaim]:
    """What the person has taken and not settled, by deadline, then risk; the first 100."""
    claims = list(
        with_speakers(claims_visible_to(user))
        .filter(owner=user, state__in=[*IN_WORK, State.STALE])
        .select_related("article")
        .order_by(F("deadline").asc(nulls_last=True), "-high_risk", "pk")[:MINE_AT_MOST]
    )
    words = _words([claim.pk for claim in claims])
    return [
        MyClaim(claim, words.get(claim.pk, ""), said_by(claim.attribution_id is None, speaker_of(claim)))
        for claim in claims
    ]


def _words(claim_ids: Sequence[int]) -> dict[int, str]:
    """The first words of each claim in its newest draft, cut by the database: a draft may be long."""
    first = Place.objects.filter(claim__in=claim_ids, part=Part.CONTENT, piece=0).order_by("draft__number")
    cut = first.annotate(words=Substr("draft__text", F("start") + 1, F("end") - F("start")))
    return {claim: words[:WORDS_SHOWN] for claim, words in cut.values_list("claim_id", "words")}


def desks_to_paste_on(user: User) -> list[Desk]:
    """The desks on which the person may paste an article."""
    memberships = Membership.objects.filter(user=user, role__in=MAY_PASTE).select_related("desk")
    return [one.desk for one in memberships.order_by("desk__name")]


def people_of(desk: Desk) -> list[User]:
    """Who is on a desk, by name."""
    return list(desk.members.filter(is_active=True).order_by("name"))
