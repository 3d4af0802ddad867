"""What people have put right in the machine's work, draft by draft, and what the machine had made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.anchoring.types import Span
from claims.exports.standoff import standoff
from claims.models import Claim, Draft, Event
from claims.selectors.places import Places, places_of
from claims.vocabulary import EventKind, Origin

MENDS = (
    EventKind.MENDED,
    EventKind.ADDED,
    EventKind.PARTED,
    EventKind.MERGED,
    EventKind.SPEAKER_SET,
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A draft in which somebody mended something: what is said in it by whom now, and as the machine had it, both in
    brat's standoff form."""

    draft: Draft
    now: str
    machine: str


def corrections(desk: str = "") -> Iterator[Corrected]:
    """Every draft that was mended, of the desk with that name; without one of all desks but the confidential.

    For the newsroom's own administrator at the machine itself, as training data; no page shows it. What retention has
    erased is left as it stands now.
    """
    mends = Event.objects.filter(what__in=MENDS, payload__after__has_key="draft")
    mends = (
        mends.filter(article__desk__name=desk) if desk else mends.exclude(article__desk__confidential=True)
    )
    ids = sorted(set(mends.values_list("payload__after__draft", flat=True)))
    for pk in ids:
        draft = Draft.objects.get(pk=pk)
        found = _corrected(draft, list(mends.filter(payload__after__draft=pk).order_by("number")))
        if found.now != found.machine:
            yield found


def _corrected(draft: Draft, mends: list[Event]) -> Corrected:
    places = places_of(draft)
    claims = dict(
        Claim.objects.filter(pk__in=places.content, merged_into=None).values_list("pk", "attribution_id")
    )
    return Corrected(draft, _sayings(draft.text, claims, places), _by_machine(draft, mends))


def _by_machine(draft: Draft, mends: list[Event]) -> str:
    """As it stood before the first mend of each claim and attribution."""
    places = places_of(draft)
    theirs = Claim.objects.filter(pk__in=places.content, origin=Origin.MACHINE)
    claims: dict[int, int | None] = dict(theirs.values_list("pk", "attribution_id"))
    for event in reversed(mends):
        was: dict[str, Any] = event.payload.after.get("was") or {}
        if not was or event.claim_id not in claims:
            continue
        said = claims[event.claim_id] = was["attribution"]
        places.content[event.claim_id] = _spans(was["content"])
        if said is not None:
            places.source[said], places.cue[said] = _spans(was["source"]), _spans(was["cue"])
    return _sayings(draft.text, claims, places)


def _spans(rows: list[list[int]]) -> list[Span]:
    return [(start, end) for start, end in rows]


def _sayings(text: str, claims: Mapping[int, int | None], places: Places) -> str:
    """The attributions with all that stands under them, in the order of the text; none for own voice."""
    content: dict[int, list[Span]] = defaultdict(list)
    for claim, said in claims.items():
        if said is not None:
            content[said] += places.content[claim]
    found = [
        (sorted(spans), places.source.get(said, []), places.cue.get(said, []))
        for said, spans in content.items()
    ]
    return standoff(text, [(source, cue, spans) for spans, source, cue in sorted(found)])
