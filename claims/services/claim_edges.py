"""Move the edges of a claim: other words of the text are what it says."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Claim, User
from claims.services.mend_places import held, not_twice, place_content, shortened, words_of
from claims.services.mending import claim_to_mend, mended, was, words_at
from claims.vocabulary import EventKind


@transaction.atomic
def claim_edges(*, claim_id: int, seen: int, by: User, key: str, words: str, after: str = "") -> Claim:
    """Let the claim stand at `words` of the draft, with the event; its answers were for the old ones.

    Of several places the one nearest to where it stood is meant, or the one right after the words `after`. Sentences
    follow: covered, or open again. All of it or nothing. Raises Claim.DoesNotExist, Refused (no such words, another
    claim stands there), Stale. A key that was used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    stood = held(claim, draft).content
    whole = stood[0][0], max(end for _, end in stood)
    content = words_at(draft, words, "the claim's words", near=None if after else whole, after=after)
    if content == stood:
        raise Refused("These are its words already.")
    not_twice(draft, content, but=[claim.pk])
    before = was(claim, draft)
    told = {"from": shortened(words_of(draft, stood)), "to": shortened(words_of(draft, content))}
    sentences = place_content(claim, draft, content)
    return mended(
        claim,
        draft,
        f"Its edges were moved: it says “{told['to']}” now.",
        what=EventKind.MENDED,
        by=by,
        key=key,
        after=before | told,
        pieces=sentences,
    )
