"""An article's fact-check report, made from what one person may see and cut to what an audience may have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone

from claims.drafts import read_draft
from claims.exports.audience import outside
from claims.exports.report import (
    SCHEMA,
    Audience,
    Chain,
    Dates,
    Order,
    Paper,
    Publisher,
    Report,
    ReportClaim,
    ReportCorrection,
    ReportCounts,
    ReportEvent,
    ReportMoment,
    ReportSignature,
)
from claims.exports.wording import Wording
from claims.gate import sign_offs_of
from claims.models import Article, Draft, Event, Note, Sentence, Split, User
from claims.permissions import articles_visible_to, notes_visible_to
from claims.selectors.conflicts import conflicts_of
from claims.selectors.history import article_history
from claims.selectors.places import places_of
from claims.selectors.report_claims import beside, report_claim, report_note
from claims.selectors.rows import IN_WORK, LEFT, ClaimRow, claims_of, rows_of
from claims.vocabulary import DECIDED, ArticleState, Coverage, EventKind, So, State

# Which claims may be chosen, as the page has it, but for those with one answer or of one speaker.
ONLY = {
    "decided": "Settled or dismissed",
    "open": "Neither settled nor dismissed",
    "high": "With a high risk",
    "problems": "Not simply so",
}
NOT_CONFIRMED = frozenset(So) - {So.CONFIRMED, So.NOT_CHECKABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """What was chosen of a report: for whom, which claims, in what order, how dates are written.

    `only` is "", "decided", "open", "high", "problems", "so:<code>" or "speaker:<name>".
    """

    audience: Audience = "full"
    only: str = ""
    order: Order = "text"
    dates: Dates = "iso"
    zone: str = ""
    paper: Paper = "a4"


def report_of(article: Article, user: User, choice: ReportChoice | None = None, *, number: int = 0) -> Report:
    """The report of the newest draft that was read, of all its claims whichever are chosen (`narrowed` does that); as
    many queries for 300 claims as for 1.

    Where round 1 is hidden from this person, neither its answers nor the copy resolution are in it. Raises
    Article.DoesNotExist where they may not see the article.
    """
    choice = choice or ReportChoice()
    seen = articles_visible_to(user).select_related("desk").prefetch_related("bylines")
    article = seen.get(pk=article.pk)
    draft = read_draft(article)
    places, claims = places_of(draft), claims_of(article, user, draft)
    at = beside(user, article, claims)
    rows = rows_of(draft.text, claims, places, {})
    conflicts = conflicts_of(draft.text, rows, places)
    by_pk = {claim.pk: claim for claim in claims}
    found = tuple(report_claim(draft, by_pk[row.pk], row, places, conflicts, at) for row in rows)
    last = Event.objects.filter(article=article).order_by("-number").first()
    signatures = _signatures(article)
    numbers = {row.pk: row.number for row in rows}
    legal, ours = choice.audience == "legal", choice.audience != "outside"
    report = Report(
        schema=SCHEMA,
        article_id=article.pk,
        number=number,
        audience=choice.audience,
        zone=choice.zone or settings.TIME_ZONE,
        dates=choice.dates,
        order=choice.order,
        paper=choice.paper,
        publisher=Publisher(**settings.PUBLISHER),
        article=article.title,
        desk=article.desk.name,
        state=article.state,
        bylines=tuple(person.name for person in article.bylines.all()),
        deadline=article.deadline,
        draft=draft.number,
        sha256=draft.sha256,
        made=timezone.now(),
        made_by=user.name,
        reader=_reader(draft),
        counts=_counts(draft, rows, len(conflicts)),
        text=draft.text,
        headline=_span(draft.headline_start, draft.headline_end),
        byline=_span(draft.byline_start, draft.byline_end),
        claims=found,
        signatures=signatures,
        one_enough=_one_enough(article, draft, signatures),
        published_url=article.published_url,
        corrections=_corrections(article),
        chain=Chain(number=last.number, hash=last.chain) if last else None,
        progress=tuple(_progress(article, numbers)),
        notes=tuple(report_note(note) for note in _notes(article, user)) if ours else (),
        history=tuple(_history(article, user, numbers)) if legal else (),
    )
    return report if ours else outside(report)


def narrowed(report: Report, only: str) -> Report:
    """The report with the chosen claims alone; the article's counts stay."""
    claims = tuple(claim for claim in report.claims if _is_chosen(claim, only))
    return replace(report, claims=claims, only=Wording(report).only(only))


def is_choice(only: str) -> bool:
    """Whether it says which claims."""
    kind, _, what = only.partition(":")
    return not only or only in ONLY or (kind == "so" and what in So) or (kind == "speaker" and bool(what))


def _is_chosen(claim: ReportClaim, only: str) -> bool:
    kind, _, what = only.partition(":")
    if kind == "speaker":
        return any(one.name == what for one in claim.speakers)
    if kind == "so":
        return claim.so == what
    if only == "high":
        return claim.high_risk
    if only == "problems":
        return claim.so in NOT_CONFIRMED
    return not only or (claim.state in DECIDED) == (only == "decided")


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return None if start is None or end is None else (start, end)


def _reader(draft: Draft) -> str:
    """The name of the model that read the draft; "" where people marked it."""
    return Split.objects.filter(draft=draft).order_by("-pk").values_list("model", flat=True).first() or ""


def _signatures(article: Article) -> tuple[ReportSignature, ...]:
    """Those that nobody took back and that are not void; one query."""
    return tuple(
        ReportSignature(
            name=one.signer.name,
            role=one.role,
            at=one.at,
            draft=one.draft.number,
            sha256=one.sha256,
            override=one.override_why,
        )
        for one in sign_offs_of(article.pk)
        if not one.revoked_at
    )


def _one_enough(article: Article, draft: Draft, signatures: Sequence[ReportSignature]) -> bool:
    """Whether one signature is enough here, or was when this draft was signed off."""
    under = [one for one in signatures if one.sha256 == draft.sha256]
    signed = article.state in (ArticleState.SIGNED_OFF, ArticleState.PUBLISHED, ArticleState.CORRECTED)
    return article.desk.signers == 1 or (signed and len(under) == 1 and not under[0].override)


def _corrections(article: Article) -> tuple[ReportCorrection, ...]:
    drafts = Draft.objects.filter(article=article).exclude(reason="").order_by("number")
    return tuple(
        ReportCorrection(draft=number, at=at, reason=reason)
        for number, at, reason in drafts.values_list("number", "at", "reason")
    )


def _notes(article: Article, user: User) -> Iterator[Note]:
    """Those on the article itself, oldest first."""
    notes = notes_visible_to(user).filter(article=article, claim=None)
    yield from notes.select_related("by").order_by("at", "pk")


def _history(article: Article, user: User, numbers: dict[int, int]) -> Iterator[ReportEvent]:
    """What the person may know of what happened, oldest first."""
    for line in article_history(user, article):
        event = line.event
        yield ReportEvent(
            number=event.number,
            at=event.at,
            by=event.by.name if event.by else "",
            what=EventKind(event.what).label,
            claim=numbers.get(event.claim_id or 0),
            words=line.words,
            note=line.note,
        )


def _progress(article: Article, claims: Collection[int]) -> Iterator[ReportMoment]:
    """How many of these claims were decided after each move that changed it; nothing where history is erased."""
    moves = Event.objects.filter(article=article, what=EventKind.MOVED, claim__in=claims)
    decided: set[int] = set()
    for at, claim, state in moves.order_by("number").values_list("at", "claim_id", "payload__after__state"):
        before = len(decided)
        decided.add(claim) if state in DECIDED else decided.discard(claim)
        if len(decided) != before:
            yield ReportMoment(at=at, decided=len(decided), total=len(claims))


def _counts(draft: Draft, rows: Sequence[ClaimRow], conflicts: int) -> ReportCounts:
    return ReportCounts(
        total=len(rows),
        settled=sum(row.state == State.SETTLED for row in rows),
        dismissed=sum(row.state == State.DISMISSED for row in rows),
        in_work=sum(row.state in IN_WORK for row in rows),
        left=sum(row.state in LEFT for row in rows),
        stale=sum(row.state == State.STALE for row in rows),
        unseen=Sentence.objects.filter(draft=draft, coverage=Coverage.OPEN).count(),
        conflicts=conflicts,
    )
