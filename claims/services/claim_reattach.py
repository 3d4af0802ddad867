"""Give a claim that lost its place in the newest draft a place again, because a person points to it."""

from __future__ import annotations

from django.db import transaction

from claims.anchoring.pointed import same_statement
from claims.anchoring.types import Spans
from claims.anchoring.wording import wording_hash
from claims.drafts import is_lost
from claims.errors import Refused
from claims.models import Attribution, Claim, Draft, Place, User
from claims.services.claim_change import change, claim_now, claim_to_change, is_new
from claims.services.claim_move import move
from claims.services.mend_places import held, place_content, said_at, sentences_at
from claims.services.mending import draft_to_mend, mended, words_at
from claims.services.undo_rows import changed_since
from claims.vocabulary import EventKind, Part, State


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
    draft = draft_to_mend(claim.article, by)
    if not is_lost(claim):
        raise Refused("This claim has its place.")
    content = () if instead else words_at(draft, words, "the words at which the claim stands now")
    there = _claim_at(claim, draft, content, instead)
    if there:
        content = _take_place(there, draft, by, key)
    claim.attribution = there.attribution if there else _attribution(claim, content, draft)
    return _now(claim, there, draft, content, by, key)


def _claim_at(claim: Claim, draft: Draft, content: Spans, instead: int | None) -> Claim | None:
    """The claim that is meant, or the one that stands at most of these words already: the same statement."""
    if instead:
        stand = Place.objects.filter(draft=draft, part=Part.CONTENT, claim__article=claim.article_id)
        if not stand.filter(claim=instead).exists():
            raise Refused("That claim has no place in the newest draft.")
        return claim_now(instead)
    near = Place.objects.filter(
        draft=draft, part=Part.CONTENT, start__lt=content[-1][1], end__gt=content[0][0]
    )
    there = Claim.objects.filter(pk__in=near.values("claim")).order_by("pk")
    same = (one.pk for one in there if same_statement(content, held(one, draft).content))
    found = next(same, None)
    return claim_now(found) if found else None


def _take_place(there: Claim, draft: Draft, by: User, key: str) -> Spans:
    """The place of a claim that nobody has worked on, which is dismissed as the same one."""
    if not _untouched(there):
        raise Refused(
            "Another claim stands at these words, and somebody has worked on it. Dismiss one of the two."
        )
    content = held(there, draft).content
    Place.objects.filter(draft=draft, claim=there).delete()
    note = "The same as a claim from an earlier draft."
    move(claim_now(there.pk), to=State.DISMISSED, by=by, key=f"{key}:instead", note=note)
    return content


def _untouched(claim: Claim) -> bool:
    """Whether the machine found it, and that is all that ever happened to it."""
    worked = claim.uses.exists() or claim.questions.exists() or claim.notes.exists()
    return claim.version == 1 and claim.state in (State.SUGGESTED, State.OPEN) and not worked


def _attribution(claim: Claim, content: Spans, draft: Draft) -> Attribution | None:
    """Its own where that stands in the draft, else the one of that sentence."""
    if claim.attribution is None:
        return None
    said = Place.objects.filter(draft=draft, part__in=(Part.SOURCE, Part.CUE))
    if said.filter(attribution=claim.attribution).exists():
        return claim.attribution
    edges = [edge for one in sentences_at(draft, content) for edge in (one.start, one.end)] or [*content[0]]
    near = said.filter(start__gte=min(edges), end__lte=max(edges)).select_related("attribution").first()
    return near.attribution if near else claim.attribution


def _now(claim: Claim, there: Claim | None, draft: Draft, content: Spans, by: User, key: str) -> Claim:
    """Put it there, tell it, and reopen it where the words are others."""
    sentences = place_content(claim, draft, content)
    told = {
        "what": EventKind.REATTACHED,
        "by": by,
        "key": key,
        "after": {"draft": draft.pk},
        "pieces": sentences,
    }
    words = wording_hash(draft.text, content, *said_at(claim.attribution_id, draft))
    if words == (claim.words or claim.wording):
        rows = changed_since(draft)
        return change(claim_now(claim.pk), attribution=claim.attribution, rows=rows, **told)  # type: ignore[arg-type]
    return mended(
        claim,
        draft,
        f"It was given its place in draft {draft.number} again, at other words.",
        attribution=claim.attribution,
        with_risks=there.risks if there else (),
        **told,  # type: ignore[arg-type]
    )
