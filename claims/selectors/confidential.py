"""Sources who can't be named: the records of an article by their pseudonyms, and which claims wait for an approval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.drafts import read_draft
from claims.errors import Verdict
from claims.models import Article, Claim, ConfidentialSource, Speaker, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask
from claims.permissions import may_approve, may_open, may_store_source, people_to_name, uses_visible_to
from claims.selectors.places import places_of
from claims.selectors.rows import ClaimRow, claims_of, rows_of
from claims.unnamed import UNNAMED, approvals_that_count
from claims.vocabulary import State

NO_RECORD: tuple[ConfidentialSource | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A record as the claim's card names it; `mine`: the person may open it."""

    pk: int
    pseudonym: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """A claim of an unnamed speaker. `asks`: it takes an approval; `approved_by` are the editors whose one counts."""

    row: ClaimRow
    asks: bool
    approved_by: tuple[str, ...]
    may_approve: Verdict | None


@dataclass(frozen=True, slots=True)
class SpeakerKept:
    """An unnamed speaker with the record of who it is; None where nobody has stored one."""

    pk: int
    name: str
    source: ConfidentialSource | None
    claims: tuple[ClaimSaid, ...]

    @property
    def waits(self) -> bool:
        """Whether one of its claims still waits for an approval."""
        return any(one.asks and not one.approved_by for one in self.claims)


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """`nobody`: claims that rest on an unnamed source while who says them is open; `evidence`: records of what can't be
    shown; `deleted`: records that were."""

    article: Article
    speakers: tuple[SpeakerKept, ...]
    nobody: tuple[ClaimRow, ...]
    evidence: tuple[ConfidentialSource, ...]
    deleted: tuple[ConfidentialSource, ...]
    may_store: Verdict


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One record. `people` may be named on it; `claims` rest on it; where it is evidence, `uses`."""

    source: ConfidentialSource
    uses: tuple[ClaimRow, ...]
    named: tuple[User, ...]
    people: tuple[User, ...]
    claims: tuple[ClaimSaid, ...]
    may_open: Verdict


def sources_in(article_id: int | Ask) -> ArraySubquery:
    """An article's records as a column of another query."""
    found = ConfidentialSource.objects.filter(article_id=article_id, deleted_at=None, evidence=None)
    named = ConfidentialSource.people.through.objects.filter(confidentialsource=OuterRef("pk"))
    shown = JsonRow(
        *("pk", "pseudonym"),
        speaker="speaker_id",
        merged="speaker__merged_into",
        people=ArraySubquery(named.values("user_id")),
    )
    return ArraySubquery(found.order_by("pk").values(shown=shown))


def source_lines(user: User, row: ClaimRow, sources: Iterable[dict[str, Any]]) -> tuple[SourceLine, ...]:
    """Those of the article's records that are about who says a claim."""
    speakers = {one.id for one in row.speakers}
    return tuple(
        SourceLine(one["pk"], one["pseudonym"], user.pk in one["people"])
        for one in sources
        if speakers & {one["speaker"], one["merged"]}
    )


def sources_page(user: User, article: Article) -> SourcesPage:
    """The unnamed speakers of an article that the person sees, with their records and claims."""
    rows, claims = _rows(user, article)
    kept = _sources(article)
    approved = _approved(claims)
    here = [row for row in rows if row.state != State.DISMISSED]
    unnamed = [row for row in here if _is_unnamed(row)]
    by_speaker: dict[int, list[ClaimRow]] = defaultdict(list)
    names: dict[int, str] = {}
    for row in here:
        for one in row.speakers:
            if row in unnamed or one.id in kept:
                by_speaker[one.id].append(row)
                names[one.id] = one.name
    return SourcesPage(
        article=article,
        speakers=tuple(
            SpeakerKept(pk, names[pk], source, _said(user, source, said, claims, approved))
            for pk, said in by_speaker.items()
            for source in kept.get(pk) or NO_RECORD
        ),
        nobody=tuple(row for row in unnamed if not row.speakers),
        evidence=tuple(_of(article).filter(deleted_at=None, speaker=None).select_related("evidence")),
        deleted=tuple(_of(article).exclude(deleted_at=None).select_related("deleted_by")),
        may_store=may_store_source(user, article),
    )


def source_page(user: User, source: ConfidentialSource) -> SourcePage:
    """A record that the person may know of, as they may see it before they open it."""
    speakers = sources_page(user, source.article).speakers if source.speaker_id else ()
    return SourcePage(
        source=source,
        uses=_used_at(user, source) if source.evidence_id else (),
        named=tuple(sorted(source.people.all(), key=lambda one: one.name)),
        people=tuple(people_to_name(source.article)),
        claims=next((one.claims for one in speakers if one.source == source), ()),
        may_open=may_open(user, source),
    )


def record_of(speaker: Speaker) -> ConfidentialSource | None:
    """The record in force of who a speaker is."""
    return ConfidentialSource.objects.filter(speaker=speaker, deleted_at=None).first()


def _used_at(user: User, source: ConfidentialSource) -> tuple[ClaimRow, ...]:
    here = uses_visible_to(user).filter(evidence=source.evidence_id).values_list("claim_id", flat=True)
    claims = set(here)
    return tuple(row for row in _rows(user, source.article)[0] if row.pk in claims)


def next_pseudonym(article: Article) -> str:
    """“Source A”, or the next letter: what a new record's form proposes."""
    number = _of(article).count()
    return f"Source {chr(ord('A') + number)}" if number < 26 else f"Source {number + 1}"


def _rows(user: User, article: Article) -> tuple[tuple[ClaimRow, ...], dict[int, Claim]]:
    draft = read_draft(article)
    places, claims = places_of(draft), claims_of(article, user, draft)
    for one in claims:
        one.article = article
    return rows_of(draft.text, claims, places, {}), {one.pk: one for one in claims}


def _is_unnamed(row: ClaimRow) -> bool:
    return any(rule.name == UNNAMED for rule in row.risks)


def _of(article: Article) -> Any:
    return ConfidentialSource.objects.filter(article=article).order_by("pk")


def _sources(article: Article) -> dict[int, list[ConfidentialSource]]:
    """The records in force, by the speaker who speaks for them now."""
    found: dict[int, list[ConfidentialSource]] = defaultdict(list)
    live = _of(article).filter(deleted_at=None, evidence=None).select_related("article", "speaker")
    for one in live.prefetch_related("people"):
        found[one.speaker.merged_into_id or one.speaker_id].append(one)
    return dict(found)


def _approved(claims: dict[int, Claim]) -> dict[tuple[int, int], list[str]]:
    """Who has approved, of each record and claim, for the claim's present wording."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in approvals_that_count().filter(claim__in=list(claims)).select_related("by"):
        if one.wording == claims[one.claim_id].wording:
            found[one.source_id, one.claim_id].append(one.by.name)
    return found


def _said(
    user: User,
    source: ConfidentialSource | None,
    rows: Sequence[ClaimRow],
    claims: dict[int, Claim],
    approved: dict[tuple[int, int], list[str]],
) -> tuple[ClaimSaid, ...]:
    return tuple(
        ClaimSaid(
            row=row,
            asks=_is_unnamed(row),
            approved_by=tuple(approved.get((source.pk, row.pk), ())) if source else (),
            may_approve=may_approve(user, source, claims[row.pk]) if source else None,
        )
        for row in rows
    )
