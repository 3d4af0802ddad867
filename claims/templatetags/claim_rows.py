"""The rows of an article's list. Made here and not in a template: a page draws hundreds of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims.models import Article
from claims.selectors.article_page import ArticlePage
from claims.selectors.list_filter import HIGH, Choice, ListFilter
from claims.selectors.rows import ClaimRow
from claims.templatetags.desk import icon, near, percent, rule_word, state_icon, when

register = template.Library()

SHOWN, NUMBERS_SHOWN = 160, 4
# What of the page looks different when the list shows other claims, or other words are looked for.
DRAWN = (
    "#claim-rows",
    "#article-text",
    "#article-notice",
    "#undo",
    "#claim-speakers",
    "#claim-filter-fields",
    "#claim-filter-now",
    "#claim-steps",
    "#find-count",
)
# The counts in the line above an article: the states that each stands for, its colour and its word.
COUNTERS = {
    "settled": (("settled", "dismissed"), "look-settled", "settled"),
    "left": (("open",), "look-open", "open"),
    "work": (("work", "awaiting", "second"), "", "in work"),
    "stale": (("stale",), "look-stale", "stale"),
    "lost": (("lost",), "look-lost", "lost"),
    "change": (("change",), "look-change", "to change"),
}
# What blocks an article, as a filter of its list.
BLOCKED_BY = {
    "suggested": "kind=unsure",
    "checking": "state=work",
    "unnamed": "risk=unnamed_source",
    "asked": "question=open",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the counts above an article, with the attributes of its link."""

    name: str
    count: int
    word: str
    look: str
    attributes: SafeString


ROW = (
    '<li id="claim-row-{pk}" class="row {look}{kind}"{left_out}{swap}>'
    '<a class="row-link" id="claim-link-{pk}" data-claim="{pk}" href="{here}"{current}'
    ' hx-get="{card}" hx-push-url="{here}">'
    '<span class="number">{number}</span> {icon} '
    '<span class="row-speaker" dir="auto">{speaker}</span> '
    '<span class="row-end">{end}</span> '
    '<span class="row-words" dir="auto">{words}</span></a></li>'
)


@register.simple_tag
def claim_rows(page: ArticlePage, rows: Iterable[ClaimRow], swap: bool = False) -> SafeString:
    """The rows; those that the filter leaves out are there but hidden, so that each can change its place in the list
    with the claim. `swap` sends each to be put in the place of the one that is there.
    """
    query, shown = page.listing.filter.query, page.listing.shown
    # the addresses with a place for the claim's number: looking each up takes as long as drawing the row
    here = f"{reverse('article', args=[page.article.pk])}?claim={{0}}{f'&{query}' if query else ''}#claim-card-{{0}}"
    card = reverse("claim-card", args=[0]).replace("0", "{0}") + (f"?{query}" if query else "")
    addresses = escape(here), escape(card)
    opened = page.card.row.pk if page.card else 0
    parts = (_row(row, addresses, row.pk == opened, row.pk in shown, swap) for row in rows)
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


@register.simple_tag
def redraws(article: Article, target: str = "#claim-rows") -> SafeString:
    """The attributes of what draws the list and the marks anew; the open claim stays as it is."""
    rest = [one for one in (*DRAWN, f"#article-line-{article.pk}") if one != target]
    return format_html(
        'hx-target="{0}" hx-select="{0}" hx-swap="outerHTML" hx-select-oob="{1}"', target, ",".join(rest)
    )


@register.simple_tag
def lists(page: ArticlePage, asked: ListFilter) -> SafeString:
    """The attributes of a link that draws the list as this filter has it, within what `redraws`."""
    here = _listed_at(page, asked)
    return format_html('href="{0}" hx-get="{0}"', here)


@register.simple_tag
def counters(page: ArticlePage, alone: bool = False) -> list[Counter]:
    """The counts that aren't nought, and the settled ones first in any case; each leads to its claims in the list."""
    shown: list[Counter] = []
    for name, (states, look, word) in COUNTERS.items():
        count = getattr(page.counts, name)
        if count or not shown:
            asked = page.listing.filter.only(*(("state", state) for state in states))
            attributes = format_html('href="{}"', _listed_at(page, asked))
            if not alone:
                attributes = format_html("{} {}", lists(page, asked), redraws(page.article))
            shown.append(Counter(name, count, word, look, attributes))
    return shown


def _listed_at(page: ArticlePage, asked: ListFilter) -> str:
    claim = f"claim={page.card.row.pk}" if page.card else ""
    return f"{reverse('article', args=[page.article.pk])}?{'&'.join(filter(None, (claim, asked.query)))}"


@register.filter
def blocked_by(name: str) -> str:
    """The query of an article's list that shows what this blocker is about."""
    return BLOCKED_BY.get(name, f"state={name}")


@register.filter
def choice_word(choice: Choice) -> str:
    """What a value of the filter is called."""
    return rule_word(choice.label) if choice.facet == "risk" and choice.value != HIGH else choice.label


def _row(row: ClaimRow, addresses: tuple[str, str], opened: bool, shown: bool, swap: bool) -> str:
    """What isn't a number or our own word is escaped here: format_html asks each of the dozen parts what it is."""
    here, card = addresses
    return ROW.format(
        pk=row.pk,
        number=row.number,
        look=row.look,
        kind=" own-voice" if row.own_voice else "" if row.speaker else " speaker-open",
        left_out="" if shown else " hidden",
        swap=' hx-swap-oob="true"' if swap else "",
        current=' aria-current="true"' if opened else "",
        here=here.format(row.pk),
        card=card.format(row.pk),
        icon=state_icon(row.look),
        speaker=escape(row.said_by),
        end=_end(row),
        words=escape(first_words(row.words)),
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
