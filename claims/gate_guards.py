"""The conditions that ARTICLE_MOVES names: each looks at an article as it stands, and answers yes, or no and why."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from claims.errors import YES, Verdict, no
from claims.gate import Standing
from claims.models import User
from claims.vocabulary import Role


def _not_byline(at: Standing, user: User, role: Role, given: str) -> Verdict:
    if any(person.pk == user.pk for person in at.article.bylines.all()):
        return no("You wrote this story: somebody else does this.")
    return YES


def _not_signed(at: Standing, user: User, role: Role, given: str) -> Verdict:
    if at.of(user):
        return no("You have signed this draft. It takes another person as well.")
    return YES


def _editor_first(at: Standing, user: User, role: Role, given: str) -> Verdict:
    """A checker signs as the second, so that the desk is never committed by checkers alone."""
    if role == Role.EDITOR or any(one.role == Role.EDITOR for one in at.valid):
        return YES
    if at.article.desk.signers == 1:
        return no("On this desk one signature is enough, and it is an editor's.")
    return no("An editor signs first. You can sign as the second.")


def _ready(at: Standing, user: User, role: Role, given: str) -> Verdict:
    return YES if at.gate.ready else no(at.gate.why)


def _split_ended(at: Standing, user: User, role: Role, given: str) -> Verdict:
    found = next((one for one in at.gate.blockers if one.name == "split"), None)
    return no(f"Not yet: {found.words}.") if found else YES


def _reason(at: Standing, user: User, role: Role, given: str) -> Verdict:
    return YES if given.strip() else no("Give a reason.")


def _signed(at: Standing, user: User, role: Role, given: str) -> Verdict:
    if at.signed:
        return YES
    wanted = "two signatures" if at.article.desk.signers == 2 else "a signature"
    return no(f"It takes {wanted} under this draft first, or an editor's override.")


def _correction(at: Standing, user: User, role: Role, given: str) -> Verdict:
    if at.newer and at.draft.reason:
        return YES
    return no("Paste the correction first: a draft with the reason for it.")


def _own_signature(at: Standing, user: User, role: Role, given: str) -> Verdict:
    if at.of(user) or (at.override and role == Role.EDITOR):
        return YES
    return no("You have no signature under this draft.")


def _address(at: Standing, user: User, role: Role, given: str) -> Verdict:
    try:
        URLValidator(["http", "https"])(given)
    except ValidationError:
        return no("Give the address at which it stands, from https:// on.")
    return YES


ARTICLE_GUARDS: dict[str, Callable[[Standing, User, Role, str], Verdict]] = {
    "not_byline": _not_byline,
    "not_signed": _not_signed,
    "editor_first": _editor_first,
    "ready": _ready,
    "split_ended": _split_ended,
    "reason": _reason,
    "signed": _signed,
    "correction": _correction,
    "own_signature": _own_signature,
    "address": _address,
}
