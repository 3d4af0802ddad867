"""Where a claim, its source and its cue stand in the draft, put elsewhere by a person; the sentences under them follow.

For services that hold the article's row.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.anchoring.pointed import same_statement
from claims.anchoring.types import Held, Span, Spans
from claims.anchoring.wording import fingerprint
from claims.errors import Refused
from claims.models import Claim, Draft, Place, Sentence
from claims.vocabulary import Coverage, How, Part

WORDS_TOLD = 300


def held(claim: Claim, draft: Draft) -> Held:
    """Where the claim, its source and its cue stand in the draft."""
    source, cue = said_at(claim.attribution_id, draft)
    content = Place.objects.filter(draft=draft, claim=claim, part=Part.CONTENT).order_by("piece")
    return Held(tuple(content.values_list("start", "end")), source, cue)


def said_at(attribution: int | None, draft: Draft) -> tuple[Spans, Spans]:
    """Where an attribution's source and cue stand in the draft."""
    if attribution is None:
        return (), ()
    rows = Place.objects.filter(draft=draft, attribution=attribution).order_by("piece")
    found = list(rows.values_list("part", "start", "end"))
    source, cue = (
        tuple((start, end) for part, start, end in found if part == one) for one in (Part.SOURCE, Part.CUE)
    )
    return source, cue


def words_of(draft: Draft, spans: Spans) -> str:
    return " … ".join(draft.text[start:end] for start, end in spans)


def shortened(words: str) -> str:
    words = words.strip()
    return words if len(words) <= WORDS_TOLD else f"{words[: WORDS_TOLD - 1]}…"


def not_twice(draft: Draft, content: Spans, but: Iterable[int] = ()) -> None:
    """Raise Refused where another claim stands at most of these words; one within another is none."""
    start, end = content[0][0], max(stop for _, stop in content)
    near = Place.objects.filter(draft=draft, part=Part.CONTENT, start__lt=end, end__gt=start)
    others = Place.objects.filter(
        draft=draft, claim__in=near.exclude(claim__in=list(but)).values("claim")
    ).exclude(claim__merged_into__isnull=False)
    spans: dict[int, list[Span]] = {}
    for claim, first, last in others.order_by("piece").values_list("claim_id", "start", "end"):
        spans.setdefault(claim, []).append((first, last))
    for other in spans.values():
        if same_statement(content, tuple(other)):
            words = shortened(words_of(draft, tuple(other)))
            raise Refused(f"A claim stands at most of these words: “{words}”. Mend that one, or merge them.")


def place_content(claim: Claim, draft: Draft, content: Spans) -> list[Sentence]:
    """Put the claim's content there instead of where it stood; the sentences that look different now."""
    stood = held(claim, draft).content
    Place.objects.filter(draft=draft, claim=claim).delete()
    Place.objects.bulk_create(
        Place(
            draft=draft,
            claim=claim,
            part=Part.CONTENT,
            piece=piece,
            start=start,
            end=end,
            how=How.REATTACHED,
        )
        for piece, (start, end) in enumerate(content)
    )
    named_places([claim], draft)
    return [*covered(draft, content), *uncovered(draft, stood)]


def place_said(attribution: int, draft: Draft, source: Spans, cue: Spans) -> None:
    """Put the attribution's source and cue there instead of where they stood."""
    Place.objects.filter(draft=draft, attribution=attribution).delete()
    Place.objects.bulk_create(
        Place(
            draft=draft,
            attribution_id=attribution,
            part=part,
            piece=piece,
            start=start,
            end=end,
            how=How.REATTACHED,
        )
        for part, spans in ((Part.SOURCE, source), (Part.CUE, cue))
        for piece, (start, end) in enumerate(spans)
    )


def named_places(claims: Iterable[Claim], draft: Draft) -> None:
    """The fingerprints of claims whose content, source or cue stands elsewhere now. Raises Refused for a second claim
    at the same places."""
    for claim in claims:
        now = held(claim, draft)
        name = fingerprint(now.content, now.source, now.cue)
        others = Place.objects.filter(draft=draft, fingerprint=name).exclude(claim=claim)
        if others.exists():
            raise Refused("There is a claim with these words, source and cue already.")
        Place.objects.filter(draft=draft, claim=claim, piece=0).update(fingerprint=name)


def sentences_at(draft: Draft, spans: Spans) -> list[Sentence]:
    found: dict[int, Sentence] = {}
    for start, end in spans:
        touched = Sentence.objects.filter(draft=draft, start__lt=end, end__gt=start).order_by("start")
        found |= {one.pk: one for one in touched}
    return list(found.values())


def covered(draft: Draft, spans: Spans) -> list[Sentence]:
    """Sentences that a claim touches now need no mark any more; those that hadn't been covered."""
    return _set(
        [one for one in sentences_at(draft, spans) if one.coverage != Coverage.CLAIMED], Coverage.CLAIMED
    )


def uncovered(draft: Draft, spans: Spans) -> list[Sentence]:
    """Sentences that no claim touches any more are open again; those."""
    contents = Place.objects.filter(draft=draft, part=Part.CONTENT)
    free = [
        one
        for one in sentences_at(draft, spans)
        if one.coverage == Coverage.CLAIMED
        and not contents.filter(start__lt=one.end, end__gt=one.start).exists()
    ]
    return _set(free, Coverage.OPEN)


def _set(sentences: list[Sentence], coverage: Coverage) -> list[Sentence]:
    for one in sentences:
        one.coverage, one.why, one.cleared_by, one.clearing_by, one.clearing_why = (
            coverage,
            "",
            None,
            None,
            "",
        )
    fields = ["coverage", "why", "cleared_by", "clearing_by", "clearing_why"]
    Sentence.objects.bulk_update(sentences, fields)
    return sentences
