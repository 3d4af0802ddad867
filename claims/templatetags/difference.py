"""What changed, word by word. Made here and not in a template: not a blank may be added to the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.shown_runs import ShownRun

register = template.Library()
LINES = re.compile(r"\n+|[^\n]+")


@register.simple_tag
def difference_text(runs: Iterable[ShownRun]) -> SafeString:
    """The runs, one after the other."""
    parts = [_run(one) for one in runs]
    return mark_safe("".join(['<div class="difference" dir="auto" hx-disable>', *parts, "</div>"]))  # noqa: S308


def _run(one: ShownRun) -> str:
    if one.left_out:
        words = f"{one.left_out} word{'' if one.left_out == 1 else 's'} unchanged"
        return format_html('<span class="left-out">{}</span>', words)
    if one.deleted or one.inserted:
        return changed_words("del" if one.deleted else "ins", one.text)
    return format_html("{}", one.text)


def changed_words(element: str, text: str, *, goes_on: bool = False) -> SafeString:
    """Words that were taken out or put in. `goes_on`: the words before were too, so that these need no sign."""
    return format_html_join("", "<{0}{2}>{1}</{0}>", _lines(element, text, goes_on))


def _lines(element: str, text: str, goes_on: bool) -> Iterator[tuple[str, str, str]]:
    """Each line in an element of its own, the ends of lines in one that carries no sign."""
    for number, part in enumerate(LINES.findall(text)):
        name = "blank" if part.isspace() else "goes-on" if goes_on and not number else ""
        yield element, part, format_html(' class="{}"', name) if name else ""
