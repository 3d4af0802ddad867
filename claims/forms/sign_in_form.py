"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    error_messages = {  # noqa: RUF012  # as the form that it extends has it
        "invalid_login": "That name and password don't go together. Both matter to the letter but the name's capitals.",
        "inactive": "This account is closed. Ask an administrator.",
    }
