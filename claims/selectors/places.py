"""Where an article's claims, sources and cues stand in one draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.extraction import Span
from claims.models import Claim, Draft, Place
from claims.vocabulary import Part


@dataclass(slots=True)
class Places:
    """Spans in code points of the draft, end exclusive, by claim and by attribution; lost ones are left
    out.
    """

    content: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    source: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    cue: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def start(self, claim: Claim) -> int:
        """Where the claim begins; past the text's end for one that has no place."""
        spans = self.content.get(claim.pk)
        return spans[0][0] if spans else 1 << 40

    def in_order(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims in the order of the text: their numbers are their ranks here."""
        return sorted(claims, key=lambda claim: (self.start(claim), claim.pk))


def places_of(draft: Draft) -> Places:
    """All places of a draft, in one query, in the order of the text."""
    places = Places()
    rows = Place.objects.filter(draft=draft).order_by("start", "piece")
    for part, claim, attribution, start, end in rows.values_list(
        "part", "claim_id", "attribution_id", "start", "end"
    ):
        if part == Part.CONTENT:
            places.content[claim].append((start, end))
        else:
            (places.source if part == Part.SOURCE else places.cue)[attribution].append((start, end))
    return places


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words of the spans, as they stand, with an ellipsis where something lies between two."""
    return " … ".join(text[start:end] for start, end in spans)
