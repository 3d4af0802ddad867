"""What the newsroom asks of django-allauth: nobody signs up, and secrets are encrypted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from newsroom.sealing import unwrap, wrap
from newsroom.sessions import HAS_FACTOR, needs_second_factor
from newsroom.single_sign_on import TWO_FACTORS

WRONG = "That name and password don't go together. Both matter to the letter but the name's capitals."
TOO_MANY = "Too many tries. Wait five minutes, then try again."


class SignInForm(LoginForm):
    """Name or e-mail address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].max_length = 254


class Accounts(DefaultAccountAdapter):
    """People are made and invited by administrators."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Nothing is said about signing in: the page that comes says it."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse:
        """Note in the session whether single sign-on had two factors: only that answers for one here."""
        response: HttpResponse = super().post_login(request, user, **more)
        login = (more.get("signal_kwargs") or {}).get("sociallogin")
        if login is not None and login.state.get(TWO_FACTORS) is True:
            request.session[HAS_FACTOR] = True
        return response


class SecondFactors(DefaultMFAAdapter):
    """Secrets stand encrypted in the database; what the desk requires can't be taken off."""

    def build_totp_svg(self, url: str) -> str:
        """The drawing, to stand in the page: no address of a picture is let in."""
        drawing = super().build_totp_svg(url)
        return mark_safe(drawing.partition("?>")[2])  # noqa: S308  # made here, of an address that is encoded

    def encrypt(self, text: str) -> str:
        return wrap(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unwrap(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        user: AbstractBaseUser = authenticator.user
        others = type(authenticator).objects.filter(user=user).exclude(type="recovery_codes")
        return others.exclude(pk=authenticator.pk).exists() or not needs_second_factor(user)
