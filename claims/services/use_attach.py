"""Attach evidence that is stored already to one more claim."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from claims.models import Claim, Evidence, Use, User
from claims.permissions import evidence_visible_to, may_attach, may_use
from claims.services.capture_told import captures_told
from claims.services.claim_change import claim_to_change
from claims.services.evidence_attach import first_use
from claims.services.history import record, recorded
from claims.services.use_store import store_use
from claims.vocabulary import EventKind, Stance


@transaction.atomic
def use_attach(
    *,
    claim_id: int,
    evidence_id: int,
    by: User,
    key: str,
    locator: str = "",
    passage: str = "",
    stance: Stance = Stance.SUPPORTS,
    primary: bool = False,
    said_there: bool = False,
    independent_of: Sequence[int] = (),
) -> Use:
    """Store one more use of the same evidence, with its event; where it is new to the article, its kept copies
    are told there too.

    It only adds, so it needs no version. The evidence's row is locked after the article's, so that nobody withdraws
    it or stops sharing it meanwhile. Raises Claim.DoesNotExist, Evidence.DoesNotExist (not theirs to see), Refused.
    A key that was used before returns the first use.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return first_use(first.payload.after)
    may_attach(by, claim).or_refuse()
    evidence_visible_to(by).get(pk=evidence_id)
    evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence_id)
    may_use(by, evidence, claim).or_refuse()
    is_new_here = not Use.objects.filter(evidence=evidence, claim__article=claim.article_id).exists()
    use = store_use(
        claim,
        evidence,
        by=by,
        key=key,
        locator=locator,
        passage=passage,
        stance=stance,
        primary=primary,
        said_there=said_there,
        independent_of=independent_of,
    )
    if is_new_here:
        _tell_copies(claim, evidence, by, key)
    return use


def _tell_copies(claim: Claim, evidence: Evidence, by: User, key: str) -> None:
    """Kept copies are the article's, not the claim's: they have an event of their own."""
    if copies := captures_told(evidence):
        record(
            article_id=claim.article_id,
            what=EventKind.CAPTURED,
            by=by,
            key=f"{key}:copies",
            after={"evidence": evidence.pk},
            pieces=copies,
        )
