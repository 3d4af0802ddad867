"""Somebody comes by single sign-on: who they are here, and what they may see, as the provider says it now."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from claims.errors import Refused
from claims.models import Desk, User
from claims.services.history import lock_key
from claims.services.people_changes import is_last_administrator, tell
from claims.services.person_administrator import administrator_set
from claims.services.roles_set import roles_set
from claims.vocabulary import PeopleChangeKind, Role

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SignedOn:
    """What the provider says. `email` is verified, or ""; `desks` are those whose roles it gives, `roles` what it gives
    now, both by the desk's name; `administrator` None where it doesn't say."""

    provider: str
    subject: str
    name: str
    username: str
    email: str
    roles: Mapping[str, Role]
    desks: frozenset[str]
    administrator: bool | None
    link_by_email: bool


@transaction.atomic
def person_signs_on(who: SignedOn, *, key: str) -> SocialAccount | None:
    """Set the roles that the provider gives, each change with its line in the record, and give the link between the two
    accounts back; it is made, with the person, for who comes for the first time. All or nothing.

    None where the provider gives no role: what it gave before is taken off all the same. Whoever is disabled stays as
    they are. Raises Refused where the address is linked to another account of the provider. A second run changes
    nothing.
    """
    lock_key(f"signs-on:{who.provider}:{who.subject}")
    found = SocialAccount.objects.filter(provider=who.provider, uid=who.subject)
    found.update(extra_data={})  # allauth has just stored the token there, and nobody needs it again
    account = found.select_related("user").first()
    person = account.user if account else _by_address(who)
    if person is not None and not person.is_active:
        return account or _linked(person, who, key)
    roles = {desk.pk: who.roles.get(desk.name) for desk in _desks(who)}
    welcome = any(roles.values()) or bool(who.administrator)
    if person is None and not welcome:
        return None
    person = (
        _made(who, key) if person is None else User.objects.select_for_update(no_key=True).get(pk=person.pk)
    )
    account = account or _linked(person, who, key)
    _set_administrator(person, who, key)
    roles_set(person=person, roles=roles, by=None, key=key)
    account.user = person
    return account if welcome else None


def _by_address(who: SignedOn) -> User | None:
    """Whoever has the verified address, where the newsroom links by it."""
    if not (who.link_by_email and who.email):
        return None
    person = User.objects.filter(email__iexact=who.email).first()
    if person and SocialAccount.objects.filter(provider=who.provider, user=person).exists():
        raise Refused("Your e-mail address belongs to somebody else's account here.")
    return person


def _desks(who: SignedOn) -> list[Desk]:
    found = list(Desk.objects.filter(name__in=who.desks))
    if missing := len(who.desks) - len(found):
        log.warning("OIDC_ROLES names %s desks that there aren't", missing)
    return found


def _made(who: SignedOn, key: str) -> User:
    """A new person without a password; an address that somebody has already is left out."""
    lock_key("signs-on:new")
    taken = who.email and User.objects.filter(email__iexact=who.email).exists()
    name = who.name.replace("\x00", "").strip()[:200] or who.subject[:200]
    person = User.objects.create_user(
        _free_username(who), name=name, initials=_initials(name), email="" if taken else who.email
    )
    tell(PeopleChangeKind.SIGNED_ON, by=None, key=f"{key}:new", person=person)
    return person


def _free_username(who: SignedOn) -> str:
    wish = re.sub(r"[^\w.+-]", "", who.username.partition("@")[0])[:100] or "person"
    number, name = 1, wish
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{wish}-{number}"
    return name


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())[:4].upper() or "?"


def _linked(person: User, who: SignedOn, key: str) -> SocialAccount:
    tell(PeopleChangeKind.LINKED, by=None, key=f"{key}:link", person=person)
    return SocialAccount.objects.create(user=person, provider=who.provider, uid=who.subject)


def _set_administrator(person: User, who: SignedOn, key: str) -> None:
    """As the provider says; but it can't take the last administrator away."""
    if who.administrator is None or who.administrator == person.administrator:
        return
    if not who.administrator and is_last_administrator(person):
        log.warning("Single sign-on would have taken the last administrator away: person %s", person.pk)
        return
    administrator_set(person=person, on=who.administrator, by=None, key=f"{key}:administrator")
