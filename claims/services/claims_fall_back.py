"""Give to the pool what somebody has in work where they check no longer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Claim, Membership, User
from claims.services.claim_change import change, claim_now
from claims.services.claim_move import move
from claims.services.history import lock_article
from claims.vocabulary import HELD, WORKERS, EventKind, State

MOST_AT_ONCE = 200
DISABLED = "They can't sign in any more."
OFF_DESK = "They no longer check on this desk."


@transaction.atomic
def claims_fall_back(*, person: User, by: User | None, key: str) -> int:
    """Everything that the person has in work where they are no checker or editor any more goes to the desk's pool,
    each claim with its event; how many did. Answers and evidence stay. A second run finds nothing.
    """
    claims = left_behind().filter(owner=person).order_by("article_id", "pk")
    return sum(_fall(pk, article, by, key) for pk, article in claims.values_list("pk", "article_id"))


def claims_fall_sweep() -> int:
    """The same for everybody, 200 claims at most: what was given to somebody in the moment in which they left. Each
    claim is its own transaction, in nobody's name. A second run finds nothing.
    """
    found = list(left_behind().order_by("article_id", "pk").values_list("pk", "article_id", "version"))
    return sum(_fall(pk, article, None, f"left:{version}") for pk, article, version in found[:MOST_AT_ONCE])


def left_behind() -> QuerySet[Claim]:
    """What is in work with somebody who was shut out, or is no checker or editor of its desk any more."""
    checks = Membership.objects.filter(
        user=OuterRef("owner"), desk=OuterRef("article__desk"), role__in=WORKERS, user__is_active=True
    )
    return Claim.objects.filter(~Exists(checks), owner__isnull=False, state__in=HELD)


@transaction.atomic
def _fall(claim_id: int, article_id: int, by: User | None, key: str) -> bool:
    """One claim; False where somebody has dealt with it while we waited for its article's row."""
    lock_article(article_id)
    if not left_behind().filter(pk=claim_id).exists():
        return False
    claim = claim_now(claim_id)
    said = {"by": by, "key": f"{key}:{claim_id}", "what": EventKind.ASSIGNED}
    why = OFF_DESK if claim.owner and claim.owner.is_active else DISABLED
    if claim.state == State.STALE:
        change(claim, owner=None, note=why, **said)  # type: ignore[arg-type]
    else:
        move(claim, to=State.OPEN, machine=True, note=why, **said)  # type: ignore[arg-type]
    return True
