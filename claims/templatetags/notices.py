"""The count of unread notices in the top line."""

from __future__ import annotations

from django import template
from django.template import Context

from claims.selectors.notices import UNREAD_AT_MOST, unread

register = template.Library()

# Pages whose queries are counted: there the script asks for the count as soon as the page stands.
COUNTED_LATER = frozenset({"article", "claim"})


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int | None:
    """How many the person hasn't read; None where the count comes later."""
    request = context["request"]
    match = request.resolver_match
    return None if match and match.url_name in COUNTED_LATER else unread(request.user)


@register.filter
def capped(number: int) -> str:
    """“7”, and “99+” where nobody counted on."""
    return f"{UNREAD_AT_MOST - 1}+" if number >= UNREAD_AT_MOST else str(number)
