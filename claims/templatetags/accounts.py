"""What the sign-in page says of ways in besides the password."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def single_sign_on() -> Any:
    """The provider's name and its name in addresses (`pk`); None where there is none."""
    return settings.OIDC
