"""What the newsroom makes of a sign-in at its provider: who it is, what they may see, whether it had two factors."""

from __future__ import annotations

import uuid
from typing import Any, cast

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from claims.errors import Refused
from claims.services.person_signs_on import SignedOn, person_signs_on
from newsroom.oidc import Oidc

TWO_FACTORS = "two_factors"
FAILED, REFUSED = "account/single_sign_on_failed.html", "account/single_sign_on_refused.html"


class SingleSignOn(DefaultSocialAccountAdapter):
    """Nobody is taken at their word but the provider: nobody signs up, links or names themselves here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find or make the person, set the roles that the provider gives, and let them in; or say why not."""
        oidc = cast(Oidc, settings.OIDC)  # without one nobody comes here
        token, shown = claims_of(sociallogin.account.extra_data, oidc)
        if not token:
            raise ImmediateHttpResponse(failed(request))
        given = shown | token
        groups = groups_in(given.get(oidc.groups_claim))
        try:
            account = person_signs_on(
                SignedOn(
                    provider=oidc.pk,
                    subject=sociallogin.account.uid,
                    name=str(given.get("name") or given.get("preferred_username") or token["sub"]),
                    username=str(given.get("preferred_username") or given.get("email") or ""),
                    email=verified_email(given),
                    roles=oidc.roles_of(groups),
                    desks=frozenset(oidc.desks),
                    administrator=oidc.administrators in groups if oidc.administrators else None,
                    link_by_email=oidc.link_by_email,
                ),
                key=f"sign-on-{uuid.uuid4().hex}",
            )
        except Refused as error:
            raise ImmediateHttpResponse(_refused(request, oidc, str(error))) from error
        if account is None:
            why = f"{oidc.name} lets you in, but none of your groups there has a place here."
            raise ImmediateHttpResponse(_refused(request, oidc, why))
        sociallogin.account, sociallogin.user = account, account.user
        sociallogin.state |= {"process": "login", TWO_FACTORS: had_two_factors(token, oidc)}

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **more: Any) -> None:
        raise ImmediateHttpResponse(failed(request))


def claims_of(data: dict[str, Any], oidc: Oidc) -> tuple[dict[str, Any], dict[str, Any]]:
    """The token's claims, and what the provider shows besides; both empty where they aren't this provider's, or not of
    one person. allauth has asked for whom the token is, and until when."""
    token, shown = data.get("id_token") or {}, data.get("userinfo") or {}
    issued = str(token.get("iss", "")).rstrip("/") == oidc.issuer
    of_one = bool(token.get("sub")) and shown.get("sub", token["sub"]) == token["sub"]
    return (token, shown) if issued and of_one else ({}, {})


def groups_in(found: object) -> set[str]:
    """A list of names, or one name."""
    names = found if isinstance(found, list) else [found]
    return {one for one in names if isinstance(one, str)}


def verified_email(given: dict[str, Any]) -> str:
    """The address, where the provider says that it has verified it."""
    email = given.get("email")
    return email if isinstance(email, str) and given.get("email_verified") is True else ""


def had_two_factors(token: dict[str, Any], oidc: Oidc) -> bool:
    """Whether the sign-in counts as two factors: the provider always asks for them, or says that it has this time."""
    amr = token.get("amr")
    return oidc.two_factors or (isinstance(amr, list) and "mfa" in amr) or token.get("acr") in oidc.acr


def failed(request: HttpRequest) -> Any:
    """The provider couldn't be asked, or what came back isn't from it."""
    name = settings.OIDC.name if settings.OIDC else ""
    return render(request, FAILED, {"name": name}, status=401)


def _refused(request: HttpRequest, oidc: Oidc, why: str) -> Any:
    return render(request, REFUSED, {"name": oidc.name, "why": why}, status=403)
