"""Say that two of an article's speakers are one."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Claim, Speaker, User
from claims.services.claim_change import claim_now
from claims.services.history import record
from claims.services.history_rows import speakers_content
from claims.services.mending import claim_to_mend
from claims.services.speakers import said_anew, speak
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
    attributions = list(goes.attributions.order_by("pk"))
    for one in attributions:
        speak([one], [*one.speakers.exclude(pk__in=(goes.pk, stays.pk)), stays])
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    told = {"from": goes.name, "to": stays.name, "speakers": speakers_content(claim.article_id)}
    record(
        article_id=claim.article_id,
        what=EventKind.SPEAKERS_MERGED,
        by=by,
        key=key,
        after=told
        | {"speaker": goes.pk, "stays": stays.pk, "attributions": [one.pk for one in attributions]},
    )
    why = f"{goes.name} is {stays.name}, somebody said."
    said_anew(attributions, draft, why, told, by=by, key=key)
    return claim_now(claim.pk)
