"""Who is shown that something is wrong."""

from __future__ import annotations

from django import template

from claims.models import User
from claims.selectors.status import sees_status

register = template.Library()


@register.filter(name="sees_status")
def sees(user: User) -> bool:
    return sees_status(user)
