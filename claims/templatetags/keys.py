"""The keys of whoever looks, on the controls that they work and in the list of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.keys import GROUPS, Action, keys_of
from claims.models import User

register = template.Library()
NAMES = {"+": "Plus"}  # as aria-keyshortcuts names it: there a plus joins keys
CAPITAL = "Shift+"
LINE, NO_KEY = "<div><dt>{}</dt><dd>{}</dd></div>", SafeString('<span class="muted" title="No key">–</span>')


@register.simple_tag(takes_context=True)
def keyed(context: Context, name: str) -> SafeString:
    """The attributes of the control that a key works; nothing where the action has no key."""
    if not (key := _keys(context).get(name)):
        return SafeString("")
    named = f"{CAPITAL}{key}" if key.isupper() else NAMES.get(key, key)
    spoken = format_html(' aria-keyshortcuts="{}"', named) if _on(context) else ""
    return format_html('data-key="{}"{}', key, spoken)


@register.simple_tag(takes_context=True)
def shown_key(context: Context, name: str) -> SafeString:
    """The key as the control shows it; hidden from those who hear aria-keyshortcuts instead."""
    key = _keys(context).get(name)
    return format_html('<kbd aria-hidden="true">{}</kbd>', key) if key else SafeString("")


@register.simple_tag(takes_context=True)
def key_groups(context: Context) -> list[tuple[str, SafeString]]:
    """The whole table, in its groups, each with its lines for whoever looks: made here, for four dozen stand on every
    page."""
    keys = _keys(context)
    return [(title, format_html_join("", LINE, _lines(group, keys))) for title, group in GROUPS]


def _lines(group: Iterable[Action], keys: Mapping[str, str]) -> Iterator[tuple[SafeString, str]]:
    for one in group:
        key = format_html('<kbd data-does="{}">{}</kbd>', one.name, keys[one.name])
        yield key if keys[one.name] else NO_KEY, one.words


@register.simple_tag(takes_context=True)
def keys_state(context: Context) -> str:
    """What the page's script asks: whether single keys are on."""
    return "on" if _on(context) else "off"


def _on(context: Context) -> bool:
    user = context.get("user")
    return not isinstance(user, User) or user.single_keys


def _keys(context: Context) -> dict[str, str]:
    """A page has dozens of controls: what somebody has chosen is worked out once."""
    own = getattr(context.get("user"), "own_keys", None) or {}
    return _worked_out(tuple(own.items()))


@lru_cache(maxsize=512)
def _worked_out(own: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return keys_of(dict(own))
