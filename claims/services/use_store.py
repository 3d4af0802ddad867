"""What every new use of evidence shares: the row, what it is independent of, and its event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from claims.errors import YES, Refused, Verdict, no
from claims.models import Claim, Evidence, Use, User
from claims.services.history import record
from claims.vocabulary import EventKind


def store_use(
    claim: Claim,
    evidence: Evidence,
    *,
    by: User,
    key: str,
    independent_of: Sequence[int],
    said_there: bool = False,
    **described: Any,
) -> Use:
    """Store a use at a claim and tell it, with the uses that it is independent of: those are so of it too.

    For services that hold the article's row. Raises Refused where one of the other uses isn't at this claim, or where
    nobody can have said the claim there.
    """
    if said_there:
        may_be_said(claim, evidence).or_refuse()
    others = uses_named(claim, independent_of)
    use = Use.objects.create(claim=claim, evidence=evidence, by=by, said_there=said_there, **described)
    use.independent_of.set(others)
    record(
        article_id=claim.article_id,
        claim=claim,
        what=EventKind.EVIDENCE,
        by=by,
        key=key,
        after={"use": use.pk, "evidence": evidence.pk},
        pieces=rows_now([use, *others]),
    )
    return use


def may_be_said(claim: Claim, evidence: Evidence) -> Verdict:
    """Whether evidence can be where a claim was said: somebody says it, and the place has an address."""
    if claim.attribution_id is None:
        return no("This claim is the article's own voice: nobody said it elsewhere.")
    if not evidence.url:
        return no("Give the link to where they said it.")
    return YES


def uses_named(claim: Claim, ids: Iterable[int], *, but: Use | None = None) -> list[Use]:
    """The claim's uses with these ids. Raises Refused where one of them isn't there."""
    wanted = set(ids)
    found = [use for use in Use.objects.filter(claim=claim, pk__in=wanted) if use != but]
    if len(found) != len(wanted):
        raise Refused("What it is independent of is no longer at this claim. Load the page again.")
    return found


def rows_now(uses: Iterable[Use]) -> list[Use]:
    """The uses as the database has them, with their evidence: what history takes the digest of."""
    wanted = [use.pk for use in uses]
    found = Use.objects.filter(pk__in=wanted).select_related("evidence")
    return list(found.prefetch_related("independent_of").order_by("pk"))
