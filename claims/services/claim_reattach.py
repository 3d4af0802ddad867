"""Give a claim that lost its place in the newest draft a place again, because a person points to it."""

from __future__ import annotations

from django.db import transaction

from claims.anchoring.wording import fingerprint, wording_hash
from claims.drafts import is_lost, newest_split, read_draft
from claims.errors import Refused
from claims.extraction import Span
from claims.extraction.normalise import normalise
from claims.guards import untouched
from claims.models import Claim, Draft, Place, Sentence, User
from claims.permissions import may_check
from claims.services.claim_change import change, claim_now, claim_to_change, is_new
from claims.services.claim_move import move
from claims.services.claim_reword import reword
from claims.services.mend_places import covered
from claims.vocabulary import EventKind, How, Part, SplitState, State


@transaction.atomic
def claim_reattach(
    *, claim_id: int, seen: int, by: User, key: str, words: str = "", instead: int | None = None
) -> Claim:
    """Say where a lost claim stands now: at `words` of the newest draft, or where the claim `instead` stands. Where the
    machine has found a claim at these words that nobody has worked on, it is dismissed as the same one.

    With the very words that it was checked for it keeps its verdict; with others it reopens as a changed claim does.
    All of it with its events, or nothing. Raises Claim.DoesNotExist, Refused (not lost, no such words, several such
    places, a claim there that somebody has worked on), Stale. A key that was used before changes nothing.
    """
    claim = claim_to_change(claim_id, by)
    if not is_new(claim, seen=seen, key=key, by=by):
        return claim
    may_check(by, claim.article).or_refuse()
    draft = _draft(claim)
    span = _found(draft, words) if instead is None else None
    if span:
        instead = _standing_at(span, draft)
    if instead is not None:
        attribution = _take_place(claim, instead, draft, by, key)
    elif span:
        attribution = _stand(claim, span, draft)
    return _now(claim, draft, attribution, by, key)


def _draft(claim: Claim) -> Draft:
    if newest_split(claim.article).state != SplitState.DONE:
        raise Refused("The newest draft isn't read yet. Wait for it, then look at the claim again.")
    if not is_lost(claim):
        raise Refused("This claim has its place.")
    return read_draft(claim.article)


def _found(draft: Draft, words: str) -> Span:
    """Where the words stand. Raises Refused where they don't, or more than once."""
    words = normalise(words).strip()
    if not words:
        raise Refused("Copy the words from the text at which the claim stands now.")
    start = draft.text.find(words)
    if start < 0:
        raise Refused(f"These words aren't in draft {draft.number}. Copy them from the text to the letter.")
    if draft.text.find(words, start + 1) >= 0:
        raise Refused("These words stand in the text more than once. Copy more of the sentence.")
    return start, start + len(words)


def _standing_at(span: Span, draft: Draft) -> int | None:
    """The claim that stands at the words already, or at most of them: it is the same statement."""
    places = Place.objects.filter(draft=draft, part=Part.CONTENT, start__lt=span[1], end__gt=span[0])
    for place in places:
        shared = min(place.end, span[1]) - max(place.start, span[0])
        if 2 * shared > min(place.end - place.start, span[1] - span[0]):
            return place.claim_id
    return None


def _stand(claim: Claim, span: Span, draft: Draft) -> int | None:
    """Put the claim's content there, under its own attribution where that stands in the draft, else under the one of
    that sentence; the attribution's id."""
    attribution = _attribution(claim, span, draft)
    Place.objects.create(
        draft=draft,
        claim=claim,
        part=Part.CONTENT,
        start=span[0],
        end=span[1],
        how=How.REATTACHED,
        fingerprint=fingerprint((span,), *_said(attribution, draft)),
    )
    return attribution


def _attribution(claim: Claim, span: Span, draft: Draft) -> int | None:
    if claim.attribution_id is None:
        return None
    said = Place.objects.filter(draft=draft, part__in=(Part.SOURCE, Part.CUE))
    if said.filter(attribution=claim.attribution_id).exists():
        return claim.attribution_id
    sentences = Sentence.objects.filter(draft=draft, start__lt=span[1], end__gt=span[0])
    edges = [edge for one in sentences for edge in (one.start, one.end)] or list(span)
    near = said.filter(start__gte=min(edges), end__lte=max(edges)).values_list("attribution_id", flat=True)
    return near.first() or claim.attribution_id


def _take_place(claim: Claim, instead: int, draft: Draft, by: User, key: str) -> int | None:
    """The place of a claim that nobody has worked on is this one's now; the attribution's id."""
    other = Claim.objects.filter(pk=instead, article=claim.article_id).first()
    content = Place.objects.filter(draft=draft, claim=instead)
    if other is None or not content.exists():
        raise Refused("That claim has no place in the newest draft.")
    if not untouched(other):
        raise Refused(
            "Another claim stands at these words, and somebody has worked on it. Dismiss one of the two."
        )
    content.update(claim=claim, how=How.REATTACHED)
    gone = claim_now(other.pk)
    move(
        gone,
        to=State.DISMISSED,
        by=by,
        key=f"{key}:instead",
        note="The same as a claim from an earlier draft.",
    )
    return other.attribution_id


def _said(attribution: int | None, draft: Draft) -> tuple[list[Span], list[Span]]:
    """Source and cue as they stand in the draft."""
    if attribution is None:
        return [], []
    rows = Place.objects.filter(draft=draft, attribution=attribution).order_by("piece")
    found = list(rows.values_list("part", "start", "end"))
    source, cue = (
        [(start, end) for part, start, end in found if part == one] for one in (Part.SOURCE, Part.CUE)
    )
    return source, cue


def _now(claim: Claim, draft: Draft, attribution: int | None, by: User, key: str) -> Claim:
    """Tell that it has its place again, and reopen it where the words are others."""
    content = tuple(
        Place.objects.filter(draft=draft, claim=claim).order_by("piece").values_list("start", "end")
    )
    now = change(
        claim_now(claim.pk),
        what=EventKind.REATTACHED,
        by=by,
        key=key,
        after={"draft": draft.pk},
        pieces=covered(draft, content),
        attribution_id=attribution,
    )
    wording = wording_hash(draft.text, content, *_said(attribution, draft))
    if wording == (claim.words or claim.wording):
        return now
    why = f"It was given its place in draft {draft.number} again, at other words."
    return reword(claim.pk, why, by=by, key=f"{key}:words", wording=wording, words="")
