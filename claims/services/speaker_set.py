"""Say who says a claim."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from claims.errors import Refused
from claims.models import Attribution, Claim, Draft, Place, User
from claims.services.claim_change import claim_now
from claims.services.history_rows import speakers_content
from claims.services.mend_places import named_places, said_at, words_of
from claims.services.mending import claim_to_mend, mended, was
from claims.services.speaker_from_register import ENTRY, from_register, linked_by
from claims.services.speakers import OWN, chosen, names, new_attribution, said_anew, speak
from claims.vocabulary import EventKind, Part


@transaction.atomic
def speaker_set(
    *,
    claim_id: int,
    seen: int,
    by: User,
    key: str,
    who: str,
    name: str = "",
    kind: str = "",
    title: str = "",
    below: bool = False,
) -> Claim:
    """Set who says it: `who` is a speaker's id, “entry-” and the id of an entry of the register, “new” (with name, kind
    and title), “open” (nobody knows) or “own” (the article's own voice, this claim alone).

    An attribution is one for all the claims that were cut from it. `below`: also wherever the same words, from here on,
    stood for the same speaker. Each claim is reopened, with an event of its own. A later reading that disagrees doesn't
    overwrite it. All or nothing. Raises Claim.DoesNotExist, Refused, Stale. A key that was used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    if who.startswith(ENTRY):
        speakers = [from_register(claim.article, who, by=by, key=key)]
    else:
        speakers = chosen(claim.article, who, name=name, kind=kind, title=title)
    if who == OWN:
        return _own_voice(claim, draft, by, key)
    said = claim.attribution
    old = sorted(said.speakers.values_list("pk", flat=True)) if said else []
    if said and old == [one.pk for one in speakers]:
        if linked_by(key):
            return claim_now(claim.pk)  # who says it is known in the register now, and stays
        raise Refused(f"{names(speakers)} says it already." if speakers else "Nobody is named already.")
    attributions = (
        (_below(said, draft, old) if below else [said]) if said else [new_attribution(claim, draft)]
    )
    before = names(said.speakers.order_by("pk")) if said else ""
    speak(attributions, speakers)
    told = {"from": before, "to": names(speakers), "speakers": speakers_content(claim.article_id)}
    why = f"{told['to']} says it." if speakers else "Nobody knows who says it."
    said_anew(attributions, draft, why, told, by=by, key=key, first=claim)
    return claim_now(claim.pk)


def _own_voice(claim: Claim, draft: Draft, by: User, key: str) -> Claim:
    if claim.attribution is None:
        raise Refused("The article says it in its own voice already.")
    before, told = was(claim, draft), {"from": names(claim.attribution.speakers.all()), "to": "", "own": True}
    claim.attribution = None
    named_places([claim], draft)
    return mended(
        claim,
        draft,
        "The article says it in its own voice.",
        what=EventKind.SPEAKER_SET,
        by=by,
        key=key,
        after=before | told,
        spoken_anew=True,
        attribution=None,
    )


def _below(said: Attribution, draft: Draft, old: Sequence[int]) -> list[Attribution]:
    """This attribution and those from here on whose source has the same words and stood for the same speaker."""
    source, _ = said_at(said.pk, draft)
    if not source:
        return [said]
    words = words_of(draft, source).casefold()
    later = Place.objects.filter(draft=draft, part=Part.SOURCE, piece=0, start__gte=source[0][0])
    near = Attribution.objects.filter(pk__in=later.values("attribution")).exclude(pk=said.pk)
    return [said] + [
        one
        for one in near.prefetch_related("speakers").order_by("pk")
        if sorted(speaker.pk for speaker in one.speakers.all()) == list(old)
        and words_of(draft, said_at(one.pk, draft)[0]).casefold() == words
    ]
