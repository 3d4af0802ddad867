"""Part two speakers again that somebody had said were one."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.models import Attribution, Claim, Event, Speaker, User
from claims.services.claim_change import claim_now
from claims.services.mending import claim_to_mend
from claims.services.speakers import speak_instead
from claims.vocabulary import EventKind


@transaction.atomic
def speakers_part(*, claim_id: int, seen: int, by: User, key: str, speaker: int) -> Claim:
    """Let `speaker` say again what it said when it was merged, as far as nobody else was set there since.

    What goes back is reopened, each claim with an event of its own. All or nothing. Raises Claim.DoesNotExist, Refused,
    Stale. A key that was used before changes nothing.
    """
    claim, draft = claim_to_mend(claim_id, seen=seen, by=by, key=key)
    if draft is None:
        return claim
    goes = Speaker.objects.filter(article=claim.article_id, pk=speaker).select_related("merged_into").first()
    if goes is None or goes.merged_into is None:
        raise Refused("These two are parted already.")
    stays = goes.merged_into
    attributions = Attribution.objects.filter(pk__in=_moved(goes), speakers=stays)
    goes.merged_into = None
    goes.save(update_fields=["merged_into"])
    speak_instead(
        claim,
        draft,
        list(attributions.order_by("pk")),
        stays,
        goes,
        what=EventKind.SPEAKERS_PARTED,
        after={"speaker": goes.pk, "stays": stays.pk},
        why=f"{goes.name} isn't {stays.name}, somebody said.",
        by=by,
        key=key,
    )
    return claim_now(claim.pk)


def _moved(goes: Speaker) -> list[int]:
    """The attributions that its merge took along. Raises Refused where retention has erased that."""
    merges = Event.objects.filter(article=goes.article_id, what=EventKind.SPEAKERS_MERGED)
    newest = (
        merges.filter(payload__after__speaker=goes.pk).select_related("payload").order_by("-number").first()
    )
    if newest is None:
        raise Refused("What it said before isn't told any more: set the speaker where it is wrong.")
    return list(newest.payload.after["attributions"])
