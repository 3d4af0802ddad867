"""Put right where the text says who says it, and by which words."""

from __future__ import annotations

from django.db import transaction

from claims.anchoring.types import Spans
from claims.errors import Refused
from claims.models import Claim, Draft, User
from claims.services.claim_change import claim_now
from claims.services.mend_places import held, named_places, place_said, shortened, words_of
from claims.services.mending import claim_to_mend, mended, of_attribution, was, words_at
from claims.services.speakers import new_attribution
from claims.vocabulary import EventKind


@transaction.atomic
def attribution_mend(
    *, claim_id: int, seen: int, by: User, key: str, source: str = "", cue: str = ""
) -> Claim:
    """Let source mention and cue stand at these words, those nearest to the claim; none where they are empty.

    An attribution is one for all the claims that were cut from it: each of them is reopened, with an event of its own.
    A claim in the article's own voice gets an attribution. All or nothing. Raises Claim.DoesNotExist, Refused, Stale. A
    key that was used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    stood = held(claim, draft)
    near = stood.content[0][0], max(end for _, end in stood.content)
    spans = tuple(
        words_at(draft, words, f"the {name}", near=near) if words.strip() else ()
        for words, name in ((source, "source mention"), (cue, "cue"))
    )
    if spans == (stood.source, stood.cue):
        raise Refused("Source mention and cue stand so already.")
    return _stand(claim, draft, *spans, by=by, key=key)


def _stand(claim: Claim, draft: Draft, source: Spans, cue: Spans, *, by: User, key: str) -> Claim:
    stood = held(claim, draft)
    said = claim.attribution or new_attribution(claim, draft)
    claims = of_attribution(said, draft) or [claim]
    before = {one.pk: was(one, draft) for one in claims}
    place_said(said.pk, draft, source, cue)
    told = {"from": _line(draft, stood.source, stood.cue), "to": _line(draft, source, cue)}
    for one in claims:
        one.attribution = said
    named_places(claims, draft)
    for one in claims:
        mended(
            one,
            draft,
            f"Its source was put right: “{told['to']}”." if told["to"] else "Its source was taken off.",
            what=EventKind.MENDED,
            by=by,
            key=key if one.pk == claim.pk else f"{key}:{one.pk}",
            after=before[one.pk] | told,
            attribution=said,
        )
    return claim_now(claim.pk)


def _line(draft: Draft, source: Spans, cue: Spans) -> str:
    return " · ".join(shortened(words_of(draft, spans)) for spans in (source, cue) if spans)
