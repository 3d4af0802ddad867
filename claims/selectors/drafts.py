"""An article's drafts: who pasted which and when, what each did to the claims, who signed it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, Value

from claims.errors import Verdict
from claims.models import Article, Draft, Event, SignOff, Split, User
from claims.models.json_row import JsonRow
from claims.permissions import may_paste_draft
from claims.selectors.two_drafts import TwoDrafts, two_drafts
from claims.vocabulary import EventKind, SplitState, State


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature under a draft, and whether it was voided or taken back."""

    name: str
    revoked: bool


@dataclass(slots=True)
class Outcome:
    """What a draft's reading did to the claims before it, as its events tell: how many of each.

    `changed` are those with new words or another speaker that were not settled or dismissed; `stale` those that were.
    """

    stood: int = 0
    stale: int = 0
    changed: int = 0
    lost: int = 0
    new: int = 0

    @property
    def kept(self) -> int:
        """Those whose words, speaker and state stayed."""
        return self.stood - self.stale - self.changed


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list, without its text. `outcome` is None for the first one and until it was read."""

    draft: Draft
    words: int
    split: str
    outcome: Outcome | None
    signed: tuple[Signed, ...]

    @property
    def read(self) -> bool:
        return self.split == SplitState.DONE

    @property
    def failed(self) -> bool:
        return self.split == SplitState.FAILED


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """`drafts` are newest first; `two` is None where there is one alone."""

    article: Article
    drafts: tuple[DraftRow, ...]
    two: TwoDrafts | None
    may_paste: Verdict


def drafts_page(user: User, article: Article, *, old: int = 0, new: int = 0) -> DraftsPage | None:
    """The drafts of an article that the person may see, and two of them, by their numbers, side by side.

    0 is the newest, or the one before the other; None where there is no such draft. As many queries for many claims
    and drafts as for few.
    """
    drafts = _drafts(article)
    numbers = [row.draft.number for row in drafts]
    new = new or numbers[0]
    old = old or max((number for number in numbers if number < new), default=numbers[-1])
    if old not in numbers or new not in numbers:
        return None
    two = None if old == new else two_drafts(user, article, old, new)
    return DraftsPage(article, drafts, two, may_paste_draft(user, article))


def _drafts(article: Article) -> tuple[DraftRow, ...]:
    splits = Split.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    signed = SignOff.objects.filter(draft=OuterRef("pk")).order_by("pk")
    shown = JsonRow(name="signer__name", revoked="revoked_at")
    rows = (
        Draft.objects.filter(article=article)
        .defer("text")
        .select_related("by")
        .annotate(
            words=Func(F("text"), Value(r"\S+"), function="regexp_count", output_field=IntegerField()),
            split=ArraySubquery(splits.values("state")[:1]),
            signed=ArraySubquery(signed.values(shown=shown)),
        )
    )
    outcomes = _outcomes(article)
    return tuple(
        DraftRow(
            draft=row,
            words=row.words,
            split=row.split[0] if row.split else "",
            outcome=outcomes.get(row.pk),
            signed=tuple(Signed(one["name"], bool(one["revoked"])) for one in row.signed),
        )
        for row in rows.order_by("-number")
    )


def _outcomes(article: Article) -> dict[int, Outcome]:
    """By draft, what the events of its split tell; nothing where retention has erased what they held."""
    drafts = dict(Split.objects.filter(draft__article=article).values_list("pk", "draft_id"))
    told = Event.objects.filter(article=article, by=None, key__startswith="split:")
    told = told.filter(what__in=(EventKind.SPLIT, EventKind.MOVED, EventKind.CARRIED))
    found: dict[int, Outcome] = defaultdict(Outcome)
    compared = set()
    for key, what, after, note in told.values_list("key", "what", "payload__after", "payload__note"):
        draft = drafts.get(int(key.split(":")[1]))
        if draft is None or after is None:
            continue
        here = found[draft]
        if what == EventKind.SPLIT and "compared" in after:
            compared.add(draft)
            here.stood, here.lost, here.new = after["stood"], len(after["lost"]), len(after["claims"])
        elif what == EventKind.MOVED:
            here.stale += after.get("state") == State.STALE
            here.changed += after.get("state") != State.STALE
        elif what == EventKind.CARRIED and note:
            here.changed += 1
    return {draft: outcome for draft, outcome in found.items() if draft in compared}
