"""What people do with evidence in tests, by the services."""

from __future__ import annotations

from claims.models import Claim, Evidence, Use, User
from claims.services.evidence_share import evidence_share
from claims.services.evidence_withdraw import evidence_withdraw
from claims.services.use_attach import use_attach
from claims.vocabulary import Role
from tests import factories as make


def withdraw(evidence: Evidence, by: User, note: str = "A forgery.", key: str = "") -> Evidence:
    return evidence_withdraw(evidence_id=evidence.pk, by=by, key=key or make.key(), note=note)


def share(evidence: Evidence, by: User, shared: bool = True) -> Evidence:
    return evidence_share(evidence_id=evidence.pk, by=by, key=make.key(), shared=shared)


def attach(evidence: Evidence, claim: Claim, by: User) -> Use:
    return use_attach(claim_id=claim.pk, evidence_id=evidence.pk, by=by, key=make.key(), locator="p. 1")


def on_other_desk(room: make.Newsroom) -> Claim:
    """A claim of the second desk, whose editor is the outsider."""
    other = make.Newsroom(
        room.other,
        room.desk,
        make.person(Role.REPORTER, room.other),
        room.outsider,
        room.outsider,
        room.outsider,
        room.reader,
        room.administrator,
        room.checker,
    )
    return make.split_article(other)[1][1]
