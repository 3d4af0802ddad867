"""What a person may do with evidence and its uses."""

from __future__ import annotations

from django.conf import settings

from claims.errors import YES, Verdict, no
from claims.models import Claim, Desk, Evidence, Use, User
from claims.permissions.roles import may_check, role_on
from claims.vocabulary import EDITORS, WORKERS, State


def may_attach(user: User, claim: Claim) -> Verdict:
    return may_check(user, claim.article)


def may_reuse(user: User, claim: Claim, earlier: Claim) -> Verdict:
    """Whether what was found of an earlier claim may become evidence here. Both are visible to the person; the words of
    a confidential desk would else be read by whoever sees this story.
    """
    if earlier.article.desk.confidential and earlier.article.desk_id != claim.article.desk_id:
        return no("That desk is confidential: nothing of it is told in another desk's story.")
    if earlier.article_id == claim.article_id:
        return no("It stands in this article: look at it there.")
    if earlier.state != State.SETTLED:
        return no("It isn't settled: nobody knows yet what will be found.")
    return may_attach(user, claim)


def may_keep(user: User, evidence: Evidence) -> Verdict:
    """Whether the person may have a copy of it fetched, or upload one."""
    if evidence.confidential:
        return no("What is confidential has its file in its record.")
    if role_on(user, evidence.desk_id) not in WORKERS:
        return no("Checkers and editors of the desk that it belongs to keep copies of it.")
    if Use.objects.filter(evidence=evidence, claim__article__bylines=user).exists():
        return no("You wrote a story that rests on this: somebody else keeps a copy.")
    return YES


def may_fetch(user: User, evidence: Evidence) -> Verdict:
    """Whether the person may have the page fetched that it links to: whoever fetches a page tells its site of it."""
    if not (verdict := may_keep(user, evidence)).allowed:
        return verdict
    return may_go_out(evidence.desk)


def may_go_out(desk: Desk) -> Verdict:
    """Whether pages are fetched for a desk: for a confidential one only by way of a proxy that is set for it."""
    if desk.confidential and not settings.CONFIDENTIAL_FETCH_PROXY:
        return no("This desk is confidential: no page is fetched for it. Save the page and upload the file.")
    return YES


def may_use(user: User, evidence: Evidence, claim: Claim) -> Verdict:
    """Whether stored evidence may be attached to a claim: the desk's own or shared with it, and not withdrawn."""
    if evidence.confidential:
        return no("Confidential evidence stands at the claim that it was stored for, and nowhere else.")
    if not (evidence.shared or evidence.desk_id == claim.article.desk_id):
        return no(f"This belongs to {evidence.desk}: an editor there shares it first.")
    if evidence.withdrawn_why:
        return no(f"This was withdrawn: {evidence.withdrawn_why}")
    return may_attach(user, claim)


def may_change_use(user: User, use: Use, claim: Claim) -> Verdict:
    """Whoever attached it, the claim's owner and editors describe a use anew, or take it off."""
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if use.evidence.confidential:
        return no("What is confidential is described in its record. Withdraw the evidence to take it off.")
    if use.withdrawn_why:
        return no(f"This was taken off: {use.withdrawn_why}")
    if user.pk not in (use.by_id, claim.owner_id) and role_on(user, claim.article.desk_id) not in EDITORS:
        return no(f"{use.by} attached this: they, whoever checks the claim or an editor change it.")
    return YES


def may_withdraw_evidence(user: User, evidence: Evidence) -> Verdict:
    if role_on(user, evidence.desk_id) not in WORKERS:
        return no("Checkers and editors of the desk that it belongs to withdraw evidence.")
    if evidence.withdrawn_why:
        return no(f"{evidence.withdrawn_by} withdrew this already.")
    if Use.objects.filter(evidence=evidence, claim__article__bylines=user).exists():
        return no("You wrote a story that rests on this: somebody else withdraws it.")
    return YES


def may_share(user: User, evidence: Evidence) -> Verdict:
    if role_on(user, evidence.desk_id) not in EDITORS:
        return no("Editors of the desk that it belongs to share evidence.")
    if evidence.confidential:
        return no("Confidential evidence isn't shared.")
    if evidence.desk.confidential:
        return no("This desk is confidential: nothing of it is shared.")
    return YES
