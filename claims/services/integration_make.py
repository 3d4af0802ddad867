"""Give another system a token."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from claims.errors import Refused
from claims.models import Desk, Integration, User
from claims.permissions import desks_administered_by, may_administer
from claims.services.invitation_link import digest_of, fresh_token
from claims.services.people_changes import tell, told_of
from claims.vocabulary import PeopleChangeKind, Scope


@dataclass(frozen=True, slots=True)
class Tokened:
    """An integration with its token: known in this moment alone, "" where the form had been sent before."""

    integration: Integration
    token: str = field(repr=False)


@sensitive_variables("secret", "token")
@transaction.atomic
def integration_make(
    *, by: User, key: str, name: str, desks: Collection[int], scopes: Collection[str], days: int
) -> Tokened:
    """Store an integration with the account in whose name it acts, and a line in the record for each desk; what comes
    back holds the token, which isn't stored.

    It holds for `days`. Raises Refused (no administrator; no desk; nothing that it may do). A key that was used before
    returns the first integration without its token.
    """
    may_administer(by).or_refuse()
    if first := told_of(key, by):
        return Tokened(Integration.objects.get(account=first.person), "")
    given = list(desks_administered_by(by).filter(pk__in=desks).order_by("pk"))
    may = [scope for scope in Scope if scope in scopes]
    if not given or not may:
        raise Refused("Choose a desk and something that it may do." if not may else "Choose a desk.")
    prefix = f"nr_{secrets.token_hex(4)}"
    secret, _ = fresh_token()
    token = f"{prefix}_{secret}"
    made = Integration.objects.create(
        name=name,
        account=_account(name),
        scopes=may,
        prefix=prefix,
        digest=digest_of(token),
        by=by,
        expires=timezone.now() + timedelta(days=days),
    )
    made.desks.set(given)
    _tell(made, given, by, key)
    return Tokened(made, token)


def _account(name: str) -> User:
    """Nobody who could sign in: no password, no address."""
    initials = "".join(word[0] for word in name.split())[:4].upper() or "API"
    username = f"integration-{secrets.token_hex(8)}"
    return User.objects.create_user(username, name=name, initials=initials, integration=True)


def _tell(made: Integration, desks: Collection[Desk], by: User, key: str) -> None:
    for number, desk in enumerate(desks):
        tell(
            PeopleChangeKind.INTEGRATION_MADE,
            by=by,
            key=f"{key}:{number}" if number else key,
            person=made.account,
            desk=desk,
            after=" ".join(made.scopes),
        )
