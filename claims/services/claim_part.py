"""Part a claim in two."""

from __future__ import annotations

from django.db import transaction

from claims.anchoring.pointed import parted
from claims.anchoring.types import Spans
from claims.errors import Refused
from claims.models import Claim, Draft, Use, User
from claims.services.claim_add import stored, told_new
from claims.services.history_rows import speakers_content
from claims.services.mend_places import held, not_twice, place_content, shortened, words_of
from claims.services.mending import claim_to_mend, mended, was
from claims.services.use_store import rows_now
from claims.vocabulary import EventKind


@transaction.atomic
def claim_part(*, claim_id: int, seen: int, by: User, key: str, words: str) -> Claim:
    """Part the claim after these words of it; the first part stays this claim, the rest is a new, open one under the
    same speaker.

    Its answers were for the whole and no longer count. Evidence stays with both; notes and questions stay here; the new
    one inherits risks and deadline, and both events name the other claim. All or nothing. Raises Claim.DoesNotExist,
    Refused (the words aren't in it, or not once; nothing is left on one side), Stale. A key that was used before
    changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    stood = held(claim, draft).content
    first, rest = parted(draft.text, stood, _place(draft, stood, words))
    if not (first and rest):
        raise Refused("Nothing would be left on one side: part it between two statements.")
    not_twice(draft, first, but=[claim.pk])
    not_twice(draft, rest, but=[claim.pk])
    before = was(claim, draft)
    sentences = place_content(claim, draft, first)
    new, more = stored(
        claim.article, draft, rest, claim.attribution, risks=claim.risks, deadline=claim.deadline
    )
    told = {
        "from": shortened(words_of(draft, stood)),
        "to": shortened(words_of(draft, first)),
        "into": new.pk,
    }
    now = mended(
        claim,
        draft,
        f"It was parted: it says “{told['to']}” now.",
        what=EventKind.PARTED,
        by=by,
        key=key,
        after=before | told,
        pieces=sentences,
    )
    copies = _copies(claim, new)
    after = {"parted_from": claim.pk, "speakers": speakers_content(claim.article_id)}
    told_new(new, draft, more, by=by, key=f"{key}:new", after=after, pieces=[*rows_now(copies)])
    return now


def _place(draft: Draft, stood: Spans, words: str) -> int:
    """Where in the claim the words end. Raises Refused."""
    words = words.strip()
    found = [
        at + len(words)
        for start, end in stood
        if words and draft.text.count(words, start, end) == 1
        for at in [draft.text.index(words, start, end)]
    ]
    if len(found) == 1:
        return found[0]
    if sum(draft.text.count(words, start, end) for start, end in stood) > 1 and words:
        raise Refused("These words stand in the claim more than once. Give more of them.")
    raise Refused("Copy from the claim the words after which it is to be parted.")


def _copies(claim: Claim, new: Claim) -> list[Use]:
    """What holds of the claim's evidence, at the new claim too, independent of one another as it was."""
    copies: dict[int, Use] = {}
    uses = claim.uses.filter(withdrawn_why="", evidence__withdrawn_why="").prefetch_related("independent_of")
    for use in uses.order_by("pk"):
        copies[use.pk] = Use.objects.create(
            claim=new,
            evidence=use.evidence,
            locator=use.locator,
            passage=use.passage,
            stance=use.stance,
            primary=use.primary,
            said_there=use.said_there,
            by=use.by,
        )
    for use in uses:
        copies[use.pk].independent_of.set(
            copies[one.pk] for one in use.independent_of.all() if one.pk in copies
        )
    return list(copies.values())
