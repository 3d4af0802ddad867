"""How history tells of rows: what an event keeps of each, so that a later change of the row shows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from claims.models import (
    Article,
    Attribution,
    Claim,
    Speaker,
)

Fields = dict[str, Any]
AT_ONCE = 500


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value that digests are taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def content_hash(value: Any) -> str:
    """SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def plain(value: Any) -> Any:
    """A column's value as JSON has it; times in UTC."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


# -- articles and claims: every column that a service changes, by name --------------------------------------


def article_row(article: Article) -> Fields:
    return {
        "state": article.state,
        "desk": article.desk_id,
        "title": article.title,
        "bylines": sorted(article.bylines.values_list("pk", flat=True)),
        "deadline": plain(article.deadline),
        "published_url": article.published_url,
        "hold_why": article.hold_why,
        "erased_at": plain(article.erased_at),
    }


def claim_row(claim: Claim) -> Fields:
    return {
        "state": claim.state,
        "version": claim.version,
        "owner": claim.owner_id,
        "deadline": plain(claim.deadline),
        "instruction": claim.instruction,
        "copy": claim.copy,
        "fix": claim.fix,
        "dismissal_by": claim.dismissal_by_id,
        "dismissal_why": claim.dismissal_why,
        "stale_why": claim.stale_why,
        "merged_into": claim.merged_into_id,
        "content": claim_content(claim),
    }


# What a claim is when its split stores it, besides its state and content.
NEW_CLAIM: Fields = {
    "version": 1,
    "owner": None,
    "deadline": None,
    "instruction": "",
    "copy": "",
    "fix": "",
    "dismissal_by": None,
    "dismissal_why": "",
    "stale_why": "",
    "merged_into": None,
}
NEW_ARTICLE: Fields = {
    "state": "open",
    "deadline": None,
    "published_url": "",
    "hold_why": "",
    "erased_at": None,
}


def claim_content(claim: Claim) -> str:
    """What a claim says and what is at risk in it."""
    reworded = [claim.words] if claim.words else []
    return content_hash(
        [claim.wording, sorted(claim.risks), claim.high_risk, claim.attribution_id, *reworded]
    )


def speakers_content(article_id: int) -> str:
    """An article's speakers, and who speaks in which attribution."""
    people = Speaker.objects.filter(article_id=article_id).order_by("pk")
    speaks = Attribution.speakers.through.objects.filter(attribution__article_id=article_id)
    return content_hash(
        [
            [
                [one.pk, one.name, one.kind, one.title, *([one.merged_into_id] if one.merged_into_id else [])]
                for one in people
            ],
            sorted(list(pair) for pair in speaks.values_list("attribution_id", "speaker_id")),
        ]
    )
