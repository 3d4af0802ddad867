"""The rule for unnamed sources: an editor who knows who it is has approved.

A claim that nobody named says rests on people of whom the newsroom has a record each, and on each of these an
editor's approval for the claim's present wording. A claim whose speaker is open has no such people: somebody says first
who speaks.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from claims.models import Approval, Claim, ConfidentialSource, Speaker

# The name of the risk that asks for all this.
UNNAMED = "unnamed_source"


def with_approval(claims: QuerySet[Claim]) -> QuerySet[Claim, Any]:
    """The claims with `unapproved`: whether the rule keeps the article from being signed for them."""
    speakers = Speaker.objects.filter(attributions=OuterRef("attribution_id"))
    theirs = Q(source__speaker=OuterRef("pk")) | Q(source__speaker__merged_into=OuterRef("pk"))
    mine = {"claim_id": OuterRef(OuterRef("pk")), "wording": OuterRef(OuterRef("wording"))}
    unknown = speakers.filter(~Exists(approvals_that_count().filter(theirs, **mine)))
    rule = Q(risks__contains=[UNNAMED]) & (~Q(Exists(speakers)) | Q(Exists(unknown)))
    return claims.annotate(unapproved=ExpressionWrapper(rule, output_field=BooleanField()))


def approvals_that_count() -> QuerySet[Approval]:
    """Those for records as they are now, by editors who are still named on them; whether for the present wording is the
    caller's to ask."""
    return Approval.objects.filter(
        version=F("source__version"), source__deleted_at=None, source__people=F("by")
    )


def says(source: ConfidentialSource, claim: Claim) -> bool:
    """Whether the claim is said by the record's speaker, or by whom that speaker was merged into."""
    speakers = Speaker.objects.filter(attributions=claim.attribution_id)
    return speakers.filter(Q(pk=source.speaker_id) | Q(merged=source.speaker_id)).exists()
