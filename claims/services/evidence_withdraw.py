"""Withdraw evidence that holds no longer."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Claim, Evidence, Use, User
from claims.permissions import evidence_visible_to, may_withdraw_evidence
from claims.services.claim_change import claim_now
from claims.services.history import lock_article, recorded
from claims.services.use_change import tell_uses, unsettle
from claims.vocabulary import EventKind


@transaction.atomic
def evidence_withdraw(*, evidence_id: int, by: User, key: str, note: str) -> Evidence:
    """Withdraw the thing itself, wherever it is used: each claim at which it is used has its event, and each settled
    claim that rests on it goes stale with the reason, in whatever article. All of it or nothing.

    The rows of all articles that use it are locked first, in the order of their ids. Raises Evidence.DoesNotExist,
    Refused. A key that was used before changes nothing, and so does the same wish sent again.
    """
    evidence_visible_to(by).get(pk=evidence_id)
    evidence = locked(evidence_id)
    if recorded(key, by) or _is_done(evidence, by, note):
        return evidence
    may_withdraw_evidence(by, evidence).or_refuse()
    if not note.strip():
        raise Refused("Give a reason.")
    withdraw_now(evidence, by=by, key=key, why=note)
    return evidence


def withdraw_now(evidence: Evidence, *, by: User, key: str, why: str) -> None:
    """The row, the events of the claims and what goes stale. For services that hold the rows of all its articles."""
    evidence.withdrawn_why, evidence.withdrawn_by, evidence.withdrawn_at = why, by, timezone.now()
    evidence.save(update_fields=["withdrawn_why", "withdrawn_by", "withdrawn_at"])
    uses = Use.objects.filter(evidence=evidence).order_by("claim__article_id", "claim_id", "pk")
    for number, (claim_id, found) in enumerate(groupby(uses, key=lambda use: use.claim_id)):
        claim, rows, event = claim_now(claim_id), list(found), f"{key}:{claim_id}" if number else key
        if is_kept_from(claim, evidence):
            _withdraw_unseen(claim, evidence, rows, f"{key}:{claim_id}")
        else:
            _withdraw_at(claim, evidence, rows, by, event)


class _UsedElsewhere(Exception):
    """Somebody attached it to one more article while the rows of the others were being locked."""


def locked(evidence_id: int) -> Evidence:
    """The evidence, with the rows of the articles that use it locked and then its own, as everybody locks them who
    attaches it. Raises Evidence.DoesNotExist, Article.DoesNotExist.
    """
    while True:
        try:
            with transaction.atomic():  # a savepoint: rolled back, it lets go of what it has locked
                articles = _articles_of(evidence_id)
                for pk in articles:
                    lock_article(pk)
                evidence = Evidence.objects.select_for_update(no_key=True).get(pk=evidence_id)
                if _articles_of(evidence_id) != articles:
                    raise _UsedElsewhere
                return evidence
        except _UsedElsewhere:
            continue


def _articles_of(evidence_id: int) -> list[int]:
    uses = Use.objects.filter(evidence=evidence_id).order_by("claim__article_id")
    return list(uses.values_list("claim__article_id", flat=True).distinct())


def _is_done(evidence: Evidence, by: User, note: str) -> bool:
    """Evidence that nothing uses leaves no event: sent twice, its withdrawal is known by itself."""
    return bool(note.strip()) and (evidence.withdrawn_by_id, evidence.withdrawn_why) == (by.pk, note)


def is_kept_from(claim: Claim, evidence: Evidence) -> bool:
    """Whether it was attached there while it was shared, and its desk is confidential now: neither it nor who works on
    it may show there."""
    return evidence.desk.confidential and evidence.desk_id != claim.article.desk_id


def _withdraw_at(claim: Claim, evidence: Evidence, uses: list[Use], by: User, key: str) -> None:
    why = evidence.withdrawn_why
    after = {"use": uses[0].pk, "evidence": evidence.pk}
    tell_uses(claim, EventKind.EVIDENCE_WITHDRAWN, uses, by=by, key=key, after=after, note=why)
    if any(not use.withdrawn_why for use in uses):
        unsettle(claim, f"Evidence was withdrawn: {evidence}. {why}", by=by, key=key)


def _withdraw_unseen(claim: Claim, evidence: Evidence, uses: list[Use], key: str) -> None:
    after = {"use": uses[0].pk, "evidence": evidence.pk}
    tell_uses(claim, EventKind.EVIDENCE_WITHDRAWN, uses, by=None, key=key, after=after)
    if any(not use.withdrawn_why for use in uses):
        unsettle(claim, "Evidence that is no longer shown here was withdrawn.", by=None, key=key)
