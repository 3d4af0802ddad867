"""Single sign-on by OpenID Connect: what the environment says of it, or that there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from claims.vocabulary import Role
from newsroom import env

LOWEST_FIRST = (Role.READER, Role.REPORTER, Role.CHECKER, Role.EDITOR)
SHAPE = 'OIDC_ROLES must be JSON like {"city-checkers": {"desk": "City", "role": "checker"}}'


@dataclass(frozen=True, slots=True)
class Oidc:
    """A provider, and what its claims mean here. `roles`: for each group the role that it gives on each desk;
    `two_factors`: whether it always asks for two, or the `acr` values by which it says that it has.
    """

    issuer: str
    client_id: str
    secret: str
    name: str = "single sign-on"
    groups_claim: str = "groups"
    roles: Mapping[str, Mapping[str, Role]] = field(default_factory=dict)
    administrators: str = ""
    link_by_email: bool = False
    two_factors: bool = False
    acr: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile", "email")

    @property
    def pk(self) -> str:
        """Its name in addresses and in the table of linked accounts: another issuer's subjects are never these."""
        parts = urlsplit(self.issuer)
        return re.sub(r"[^A-Za-z0-9.]+", "-", parts.netloc + parts.path).strip("-")[:150]

    @property
    def desks(self) -> set[str]:
        """The desks whose roles are the provider's to give."""
        return {desk for given in self.roles.values() for desk in given}

    def roles_of(self, groups: set[str]) -> dict[str, Role]:
        """The role on each desk that these groups give, the highest of several."""
        given = [pair for group in groups for pair in self.roles.get(group, {}).items()]
        return dict(sorted(given, key=lambda pair: LOWEST_FIRST.index(pair[1])))


def single_sign_on(*, https: bool) -> Oidc | None:
    """What the environment says; None where it names no provider. Raises ImproperlyConfigured."""
    issuer = env.url("OIDC_ISSUER", "https", "http").rstrip("/")
    if not issuer:
        return None
    if https and not issuer.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https://.")
    env.require("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    given = {"name": env.text("OIDC_NAME"), "groups_claim": env.text("OIDC_GROUPS_CLAIM")}
    return Oidc(
        issuer=issuer,
        client_id=env.text("OIDC_CLIENT_ID"),
        secret=env.text("OIDC_CLIENT_SECRET"),
        roles=_roles(env.text("OIDC_ROLES", "{}")),
        administrators=env.text("OIDC_ADMINISTRATORS"),
        link_by_email=env.flag("OIDC_LINK_BY_EMAIL", False),
        two_factors=env.flag("OIDC_SECOND_FACTOR", False),
        acr=tuple(env.words("OIDC_ACR")),
        scopes=tuple(env.words("OIDC_SCOPES", "openid,profile,email")),
        **{name: value for name, value in given.items() if value},
    )


def _roles(text: str) -> dict[str, dict[str, Role]]:
    """Group → desk → role; a group gives one role, or a list of them."""
    try:
        found = json.loads(text)
        return {
            group: {one["desk"]: Role(one["role"]) for one in (given if isinstance(given, list) else [given])}
            for group, given in found.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ImproperlyConfigured(f"{SHAPE}; the roles are {', '.join(Role.values)}.") from error


def providers(oidc: Oidc | None) -> dict[str, Any]:
    """The same in django-allauth's words; nothing where there is none."""
    if oidc is None:
        return {}
    app = {
        "provider_id": oidc.pk,
        "name": oidc.name,
        "client_id": oidc.client_id,
        "secret": oidc.secret,
        "settings": {"server_url": oidc.issuer, "scope": list(oidc.scopes), "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
