"""Wrap all that the database keeps secret under the first of SECRETS_KEYS."""

from __future__ import annotations

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.db import transaction

from claims.models import ConfidentialSource, Webhook
from newsroom.sealing import Unreadable, rewrapped


@dataclass(slots=True)
class Rotation:
    """How many were wrapped anew and how many stood under the first key already; `unreadable` names the others."""

    anew: int = 0
    already: int = 0
    unreadable: list[str] = field(default_factory=list)

    def turn(self, name: str, wrapped: bytes) -> bytes | None:
        """The same under the first key; None where there is nothing to write."""
        try:
            found = rewrapped(wrapped)
        except Unreadable:
            self.unreadable.append(name)
            return None
        self.anew, self.already = self.anew + bool(found), self.already + (found is None)
        return found


def secrets_rotate() -> Rotation:
    """Wrap the keys of confidential records, and the secrets of second factors and webhooks, under the first key.

    What none of the keys opens is left as it is and named. Each row is its own transaction, locked: people go on
    working meanwhile. A second run finds nothing to do.
    """
    rotation = Rotation()
    for pk in ConfidentialSource.objects.filter(deleted_at=None).order_by("pk").values_list("pk", flat=True):
        _record(pk, rotation)
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        _factor(pk, rotation)
    for pk in Webhook.objects.order_by("pk").values_list("pk", flat=True):
        _webhook(pk, rotation)
    return rotation


@transaction.atomic
def _webhook(pk: int, rotation: Rotation) -> None:
    webhook = Webhook.objects.select_for_update().filter(pk=pk).first()
    if webhook and (found := rotation.turn(f"webhook {pk}", bytes(webhook.sealed))):
        Webhook.objects.filter(pk=pk).update(sealed=found)


@transaction.atomic
def _record(pk: int, rotation: Rotation) -> None:
    source = ConfidentialSource.objects.select_for_update().get(pk=pk)
    if source.wrapped_key is None:
        return  # deleted since
    found = rotation.turn(f"confidential source {pk}", bytes(source.wrapped_key))
    if found:
        ConfidentialSource.objects.filter(pk=pk).update(wrapped_key=found)


@transaction.atomic
def _factor(pk: int, rotation: Rotation) -> None:
    """What allauth keeps of apps and recovery codes newsroom.accounts encrypts; a passkey has no secret."""
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    for name in ("secret", "seed", "migrated_codes"):
        if factor is None or name not in factor.data:
            continue
        stood = factor.data[name]
        many = [_text(rotation, pk, one) for one in (stood if isinstance(stood, list) else [stood])]
        factor.data[name] = many if isinstance(stood, list) else many[0]
        factor.save(update_fields=["data"])


def _text(rotation: Rotation, pk: int, wrapped: str) -> str:
    found = rotation.turn(f"second factor {pk}", wrapped.encode())
    return found.decode() if found else wrapped
