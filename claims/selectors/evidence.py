"""Evidence: at a claim, in the desk's library, and a piece of it in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.errors import Verdict
from claims.guards import holds
from claims.models import Capture, Claim, ConfidentialSource, Evidence, Use, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Prepared
from claims.permissions import (
    evidence_visible_to,
    may_change_use,
    may_fetch,
    may_keep,
    may_share,
    may_withdraw_evidence,
    uses_visible_to,
)
from claims.selectors.blind import blind_among, hide_stances
from claims.selectors.queue import first_words
from claims.selectors.rows import said_by, speaker_of, with_speakers
from claims.vocabulary import EvidenceKind

HITS_AT_MOST = 20
SHOWN_OF_COPIES = (
    "pk",
    "evidence_id",
    "origin",
    "state",
    "attempts",
    "error",
    "name",
    "media_type",
    "size",
    "sha256",
    "kept_at",
)
SEARCHED = ("title", "url", "words", "result")


@dataclass(frozen=True, slots=True)
class UseShown:
    """A use as the card shows it. `independent_of` are those of the claim's other uses that it doesn't share
    its source with, by their numbers on the card; `record`: that of what is confidential.
    """

    use: Use
    number: int
    holds: bool
    independent_of: tuple[int, ...]
    copies: tuple[Capture, ...]
    may_change: Verdict
    record: int | None = None


@dataclass(frozen=True, slots=True)
class UseElsewhere:
    """A use as the evidence's own page shows it."""

    use: Use
    words: str
    said_by: str


@dataclass(frozen=True, slots=True)
class EvidencePage:
    evidence: Evidence
    copies: tuple[Capture, ...]
    uses: tuple[UseElsewhere, ...]
    may_withdraw: Verdict
    may_share: Verdict
    may_keep: Verdict
    record: int | None
    may_fetch: Verdict


def uses_of(user: User, claim: Claim) -> tuple[Use, ...]:
    """A claim's uses that the person may see, oldest first, with evidence, author and what `uses_shown` asks for; one
    query.
    """
    uses = uses_visible_to(user).filter(claim=claim).select_related("evidence", "by")
    return tuple(uses.annotate(**beside_use()).order_by("pk"))


@Prepared
def beside_use() -> QuerySet[Use]:
    """What a use's line tells besides: which others it is independent of, its kept copies, its confidential record."""
    independent = Use.independent_of.through.objects.filter(from_use=OuterRef("pk")).order_by("to_use")
    copies = Capture.objects.filter(evidence=OuterRef("evidence")).order_by("pk")
    record = ConfidentialSource.objects.filter(evidence=OuterRef("evidence")).values("pk")[:1]
    return Use.objects.annotate(
        others=ArraySubquery(independent.values("to_use_id")),
        copies=ArraySubquery(copies.values(shown=JsonRow(*SHOWN_OF_COPIES))),
        record=Subquery(record),
    )


def _copy(fields: dict[str, Any]) -> Capture:
    """A kept copy as far as its line shows it, from what the uses' query brought along."""
    kept = fields["kept_at"]
    return Capture(**fields | {"kept_at": datetime.fromisoformat(kept) if kept else None})


def uses_shown(user: User, claim: Claim, uses: Iterable[Use]) -> tuple[UseShown, ...]:
    """The uses that `uses_of` found, numbered from 1; no query besides those of the rules."""
    numbers = {use.pk: number for number, use in enumerate(uses, start=1)}
    return tuple(
        UseShown(
            use=use,
            number=numbers[use.pk],
            holds=holds(use),
            independent_of=tuple(sorted(numbers[pk] for pk in use.others if pk in numbers)),  # type: ignore[attr-defined]
            copies=tuple(_copy(one) for one in use.copies),  # type: ignore[attr-defined]
            may_change=may_change_use(user, use, claim),
            record=use.record,  # type: ignore[attr-defined]
        )
        for use in uses
    )


def uses_at(user: User, claim: Claim) -> tuple[UseShown, ...]:
    """A claim's uses as a page besides the card shows them: without the stances that would tell what others found."""
    uses = uses_of(user, claim)
    hide_stances(uses, user, blind_among(user, {claim.pk}))
    return uses_shown(user, claim, uses)


def evidence_found(user: User, words: str) -> QuerySet[Evidence]:
    """What the person sees whose title, link or words have each of these words; newest first."""
    found = evidence_visible_to(user)
    for word in words.replace("\0", "").split():
        anywhere = Q()
        for field in SEARCHED:
            anywhere |= Q(**{f"{field}__icontains": word})
        found = found.filter(anywhere)
    return found.order_by("-at", "-pk")


def evidence_to_attach(user: User, claim: Claim, words: str) -> list[Evidence]:
    """What may be attached to the claim besides what it has: the desk's own, and what others share; the newest 20."""
    here = Use.objects.filter(claim=claim, withdrawn_why="").values("evidence_id")
    fits = Q(desk_id=claim.article.desk_id) | Q(shared=True)
    found = (
        evidence_found(user, words).filter(fits, withdrawn_why="", confidential=False).exclude(pk__in=here)
    )
    return list(found.select_related("desk", "by")[:HITS_AT_MOST])


def evidence_list(user: User, words: str, kind: str = "", state: str = "") -> QuerySet[Evidence]:
    """The library, newest first, each with `claims`: how many claims rest on it, of those that the person sees.

    `state`: "withdrawn", "shared", or "" for all that isn't withdrawn.
    """
    found = evidence_found(user, words)
    if kind in EvidenceKind.values:
        found = found.filter(kind=kind)
    found = found.exclude(withdrawn_why="") if state == "withdrawn" else found.filter(withdrawn_why="")
    if state == "shared":
        found = found.filter(shared=True)
    live = uses_visible_to(user).filter(evidence=OuterRef("pk"), withdrawn_why="").order_by()
    counted = live.values("evidence").annotate(number=Count("claim", distinct=True)).values("number")
    claims = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return found.annotate(claims=claims).select_related("desk", "by")


def evidence_page(user: User, evidence: Evidence) -> EvidencePage:
    """A piece of evidence that the person may see, with its copies and the claims at which they see it used."""
    uses = (
        uses_visible_to(user).filter(evidence=evidence).select_related("by", "claim__article").order_by("-pk")
    )
    found = list(uses)
    words = first_words([use.claim_id for use in found])
    claims = with_speakers(Claim.objects.filter(pk__in=[use.claim_id for use in found]))
    says = {claim.pk: said_by(claim.attribution_id is None, speaker_of(claim)) for claim in claims}
    return EvidencePage(
        evidence=evidence,
        copies=tuple(evidence.captures.defer("text", "headers")),
        uses=tuple(UseElsewhere(use, words.get(use.claim_id, ""), says[use.claim_id]) for use in found),
        may_withdraw=may_withdraw_evidence(user, evidence),
        may_share=may_share(user, evidence),
        may_keep=may_keep(user, evidence),
        record=next((one.pk for one in evidence.sources.all()), None) if evidence.confidential else None,
        may_fetch=may_fetch(user, evidence),
    )
