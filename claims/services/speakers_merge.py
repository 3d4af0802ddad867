"""Say that two of an article's speakers are one."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Claim, Speaker, User
from claims.services.claim_change import claim_now
from claims.services.mending import claim_to_mend
from claims.services.speakers import speak_instead
from claims.vocabulary import EventKind


@transaction.atomic
def speakers_merge(*, claim_id: int, seen: int, by: User, key: str, speaker: int, into: int) -> Claim:
    """Let `into` say all that `speaker` said, who is kept aside and may be parted again (speakers_part).

    What `speaker` said is reopened, each claim with an event of its own; in later drafts the name stands for `into`.
    All or nothing. Raises Claim.DoesNotExist, Refused, Stale. A key that was used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    goes, stays = (
        Speaker.objects.filter(article=claim.article_id, merged_into=None, pk=pk).first()
        for pk in (speaker, into)
    )
    if goes is None or stays is None:
        raise Refused("One of the two isn't a speaker of the article any more. Load the page again.")
    if goes == stays:
        raise Refused("Choose another speaker than this one.")
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    speak_instead(
        claim,
        draft,
        list(goes.attributions.order_by("pk")),
        goes,
        stays,
        what=EventKind.SPEAKERS_MERGED,
        after={"speaker": goes.pk, "stays": stays.pk},
        why=f"{goes.name} is {stays.name}, somebody said.",
        by=by,
        key=key,
    )
    return claim_now(claim.pk)
