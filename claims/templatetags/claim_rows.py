"""The rows of an article's list. Made here and not in a template: a page draws hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.article_page import ArticlePage
from claims.selectors.rows import ClaimRow
from claims.templatetags.desk import icon, near, percent, state_icon, when

register = template.Library()

SHOWN, NUMBERS_SHOWN = 160, 4
ROW = (
    '<li id="claim-row-{pk}" class="row {look}{kind}"{swap}>'
    '<a class="row-link" id="claim-link-{pk}" data-claim="{pk}" href="{here}"{current}'
    ' hx-get="{card}" hx-push-url="{here}">'
    '<span class="number">{number}</span> {icon} '
    '<span class="row-speaker" dir="auto">{speaker}</span> '
    '<span class="row-end">{end}</span> '
    '<span class="row-words" dir="auto">{words}</span></a></li>'
)


@register.simple_tag
def claim_rows(page: ArticlePage, rows: Iterable[ClaimRow], by: str, swap: bool = False) -> SafeString:
    """The rows; `swap` sends each to be put in the place of the one that is there."""
    by_speaker = by == "speaker"
    here = reverse("article", args=[page.article.pk])
    opened = page.card.row.pk if page.card else 0
    parts = (_row(row, here, by_speaker, row.pk == opened, swap) for row in rows)
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


def _row(row: ClaimRow, here: str, by_speaker: bool, opened: bool, swap: bool) -> str:
    return format_html(
        ROW,
        pk=row.pk,
        number=row.number,
        look=row.look,
        kind=" own-voice" if row.own_voice else "" if row.speaker else " speaker-open",
        swap=mark_safe(' hx-swap-oob="true"') if swap else "",
        current=mark_safe(' aria-current="true"') if opened else "",
        here=f"{here}?claim={row.pk}{'&by=speaker' if by_speaker else ''}#claim-card-{row.pk}",
        card=f"{reverse('claim-card', args=[row.pk])}{'?by=speaker' if by_speaker else ''}",
        icon=state_icon(row.look),
        speaker=row.said_by,
        end=_end(row),
        words=first_words(row.words),
    )


def _end(row: ClaimRow) -> SafeString:
    """What stands at a row's end: unsure, in conflict, high risk, a deadline that is near, whose it is."""
    unsure = row.unsure and format_html(
        '<span class="tag" title="The machine is sure to {}">unsure</span>', percent(row)
    )
    conflict = row.against and format_html(
        '<span class="clash" title="{}">{}</span>',
        f"Its figure conflicts with {_claims(row.against)}",
        icon("conflict", "Conflict between figures"),
    )
    risk = row.high_risk and format_html('<span class="risk-mark">{}</span>', icon("risk", "High risk"))
    owner = row.owner and format_html(
        '<span class="initials" title="{}">{}</span>', row.owner.name, row.owner.initials
    )
    parts = (part for part in (unsure, conflict, risk, _due(row.deadline), owner) if part)
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


def _due(deadline: datetime | None) -> SafeString | str:
    """A deadline that is near; one that has passed says so in a word."""
    if deadline is None or not near(deadline):
        return ""
    late = "late " if deadline < timezone.now() else ""
    return format_html('<span class="near">{}{}</span>', late, when(deadline))


def _claims(numbers: Sequence[int]) -> str:
    """ "claim 3", "claims 3, 7 and 9", "claims 3, 7, 9 and 40 more"."""
    shown = [str(number) for number in numbers[:NUMBERS_SHOWN]]
    last = f"{len(numbers) - len(shown)} more" if len(numbers) > len(shown) else shown.pop()
    return f"claims {', '.join(shown)} and {last}" if shown else f"claim {last}"


def first_words(words: str) -> str:
    """As many whole words as two lines hold."""
    if len(words) <= SHOWN:
        return words
    cut = words[:SHOWN]
    return (cut.rsplit(None, 1)[0] if " " in cut else cut) + "…"
