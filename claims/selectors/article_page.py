"""The article with its claims marked, the list beside it, and the open claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from claims.drafts import newest_split, read_first
from claims.errors import Verdict
from claims.gate import (
    Facts,
    Standing,
    blocking_questions,
    gate,
    published_drafts,
)
from claims.models import Article, Claim, Draft, Event, Sentence, Split, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask, Prepared
from claims.permissions import may_check, may_paste_draft, may_retry_split, may_set_bylines
from claims.permissions.undo import act_from, last_steps
from claims.selectors.blind import answers_of
from claims.selectors.claim_card import ClaimCard, card_of
from claims.selectors.confidential import sources_in
from claims.selectors.conflicts import FigureConflict, conflicts_of, marked
from claims.selectors.copy_notes import has_copy_notes
from claims.selectors.hits import Hits, hits_of
from claims.selectors.list_filter import ListFilter, Listing, listing_of
from claims.selectors.marked_text import Paragraph, marked_text
from claims.selectors.mending import NameShown, speakers_in
from claims.selectors.places import Places, places_of
from claims.selectors.rows import LEFT, ClaimRow, Counts, claims_of, counts_of, newest, rows_of
from claims.selectors.sign_off import SignOffPanel, panel_of, sign_offs_from, sign_offs_in
from claims.selectors.undoing import UndoShown, undo_shown
from claims.unnamed import UNNAMED
from claims.vocabulary import SPLIT_UNFINISHED, Coverage, SplitState, State

# What the page asks of the newest draft and its split, where it shows the one before.
NEWEST = (
    "id",
    "state",
    "progress",
    "error",
    "draft__id",
    "draft__number",
    "draft__sha256",
    "draft__reason",
    "draft__article_id",
)
EVERYTHING = ListFilter()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All that the page shows. `draft` is the newest that was read, `split` that of the newest one: while that is read
    and compared, work goes on at the one before. `lead` is what stands before the first block; `unseen` counts open
    sentences, `gaps` those of them that are marked in the text, `reasoned` those for which the machine has a reason;
    `people` are
    those of the desk, each with pk and name.
    """

    article: Article
    draft: Draft
    split: Split
    lead: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[ClaimRow, ...]
    listing: Listing
    hits: Hits
    counts: Counts
    unseen: int
    gaps: int
    reasoned: int
    conflicts: tuple[FigureConflict, ...]
    card: ClaimCard | None
    sign_off: SignOffPanel
    people: tuple[dict[str, Any], ...]
    speakers: tuple[NameShown, ...]
    copy_notes: bool
    undo: UndoShown | None
    may_check: Verdict
    may_retry: Verdict
    may_paste: Verdict
    may_set_bylines: Verdict

    @property
    def queued(self) -> bool:
        return self.split.state == SplitState.QUEUED

    @property
    def failed(self) -> bool:
        return self.split.state == SplitState.FAILED

    @property
    def waiting(self) -> bool:
        """Whether the page should ask again."""
        return self.split.state in SPLIT_UNFINISHED

    @property
    def next(self) -> Draft | None:
        """The newest draft where it isn't the one shown: it waits, is read, or couldn't be."""
        return self.split.draft if self.split.draft_id != self.draft.pk else None


def split_shown(article: Article, user: User) -> Split:
    """The split of the draft that the page shows, with the draft and what stands beside the claims; one query.

    `newest`: the newest split, with its draft; `unseen`: the open sentences; `asked`: the claims that blocking
    questions are about; `signed`: the signatures; `people`: those of the desk, by name; `seen`: the number of the
    article's last event; `copy_notes`: whether any wait; `done`: what this person did last;
    `sources`: the confidential ones.
    """
    columns = beside_split(article=article.pk, desk=article.desk_id, user=user.pk)
    splits = Split.objects.filter(draft__article=article).select_related("draft")
    return read_first(splits.annotate(**columns))[0]


@Prepared
def beside_split() -> QuerySet[Split]:
    """What stands beside the claims."""
    article, by = Ask("article"), Ask("user")
    newest = Split.objects.filter(draft__article=article).order_by("-draft__number", "-pk")
    unseen = Sentence.objects.filter(draft=OuterRef("draft"), coverage=Coverage.OPEN).order_by("start")
    people = User.objects.filter(memberships__desk=Ask("desk"), is_active=True).order_by("name")
    events = Event.objects.filter(article=article).order_by("-number").values("number")
    return Split.objects.annotate(
        newest=Subquery(newest.values(shown=JsonRow(*NEWEST))[:1]),
        unseen=ArraySubquery(unseen.values(shown=JsonRow("pk", "start", "end", "why"))),
        asked=ArraySubquery(blocking_questions(article)),
        signed=sign_offs_in(article),
        people=ArraySubquery(people.values(shown=JsonRow("pk", "name"))),
        seen=Subquery(events[:1]),
        copy_notes=has_copy_notes(article),
        done=ArraySubquery(last_steps(by, article)),
        sources=sources_in(article),
    )


def _newest(shown: Split) -> Split:
    """The newest split, of which `split_shown` has told what is asked of it here; its draft has no text."""
    told: dict[str, Any] = shown.newest  # type: ignore[attr-defined]
    if told["id"] == shown.pk:
        return shown
    draft = Draft(
        **{name.removeprefix("draft__"): told[name] for name in NEWEST if name.startswith("draft__")}
    )
    return Split(draft=draft, **{name: told[name] for name in NEWEST if not name.startswith("draft__")})


def split_now(article: Article) -> Split:
    """The newest split alone, for a page that asks each second: the text stays in the database."""
    return newest_split(article)


def article_page(
    user: User, article: Article, *, open_id: int | None = None, asked: ListFilter = EVERYTHING
) -> ArticlePage:
    """The page as this person sees it; the article is one that they may see. As many queries for 300 claims
    as for 1.

    `open_id`: the claim to show in full; else the first that is left to do, of those that the list shows if it shows
    any. An id that isn't here opens nothing.
    """
    beside = split_shown(article, user)
    draft, split = beside.draft, _newest(beside)
    places = places_of(draft)
    claims = claims_of(article, user, draft)
    answers = answers_of(article, claims, user)
    rows = rows_of(draft.text, claims, places, newest(answers))
    conflicts = conflicts_of(draft.text, rows, places)
    rows = marked(rows, conflicts)
    sentences = [Sentence(draft=draft, **one) for one in beside.unseen]  # type: ignore[attr-defined]
    listing = listing_of(asked, rows, user, beside.people)  # type: ignore[attr-defined]
    hits = hits_of(asked.find, draft.text, places)
    opened = _opened(rows, listing, open_id)
    shown = next((claim for claim in claims if opened and claim.pk == opened.pk), None)
    if shown:
        shown.article = article
    card = (
        card_of(
            user,
            draft,
            shown,
            opened,
            places,
            answers,
            conflicts,
            rows=rows,
            claims=claims,
            sources=beside.sources,  # type: ignore[attr-defined]
        )
        if shown and opened
        else None
    )
    text = marked_text(draft, rows, places, card=card, unseen=sentences, hits=hits.spans)
    return ArticlePage(
        article=article,
        draft=draft,
        split=split,
        lead=text.lead,
        paragraphs=text.paragraphs,
        rows=rows,
        listing=listing,
        hits=hits,
        counts=counts_of(rows),
        unseen=len(sentences),
        gaps=text.gaps,
        reasoned=sum(bool(one.why) for one in sentences),
        conflicts=conflicts,
        card=card,
        sign_off=_sign_off(user, article, split, beside, claims, rows, places, len(sentences)),
        people=tuple(beside.people),  # type: ignore[attr-defined]
        speakers=speakers_in(claims),
        copy_notes=beside.copy_notes,  # type: ignore[attr-defined]
        undo=undo_shown(user, article, act_from(beside.done), {row.pk: row.number for row in rows}),  # type: ignore[attr-defined]
        may_check=may_check(user, article),
        may_retry=may_retry_split(user, article),
        may_paste=may_paste_draft(user, article),
        may_set_bylines=may_set_bylines(user, article.desk_id),
    )


def _sign_off(
    user: User,
    article: Article,
    split: Split,
    beside: Split,
    claims: Sequence[Claim],
    rows: Sequence[ClaimRow],
    places: Places,
    unseen: int,
) -> SignOffPanel:
    """The gate and the signatures, from what the page has loaded already: see `facts_of`."""
    read = split.state == SplitState.DONE
    facts = Facts(
        split=split.state,
        states={claim.pk: claim.state for claim in claims},
        lost=frozenset(claim.pk for claim in claims if claim.pk not in places.content)
        if read
        else frozenset(),
        unnamed=frozenset(claim.pk for claim in claims if UNNAMED in claim.risks),
        unapproved=frozenset(claim.pk for claim in claims if claim.unapproved),  # type: ignore[attr-defined]
        asked=tuple(beside.asked),  # type: ignore[attr-defined]
        unseen=unseen if read else 0,
    )
    signed = sign_offs_from(beside.signed, article)  # type: ignore[attr-defined]
    at = Standing(article, split.draft, gate(facts), signed, published_drafts(article))
    numbers = {row.pk: row.number for row in rows}
    return panel_of(user, at, seen=beside.seen or 0, numbers=numbers)  # type: ignore[attr-defined]


def _opened(rows: Sequence[ClaimRow], listing: Listing, open_id: int | None) -> ClaimRow | None:
    if open_id is not None:
        return next((row for row in rows if row.pk == open_id), None)
    listed = [row for row in rows if row.pk in listing.shown] or rows
    left = (row for row in listed if row.state in LEFT or row.state == State.STALE)
    return next(left, listed[0] if listed else None)
