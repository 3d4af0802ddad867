"""The article's words with their marks. Made here and not in a template: not a blank may be added to them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.article_page import ArticlePage
from claims.selectors.claim_card import ClaimCard, Stretch
from claims.selectors.marked_text import Gap, Paragraph, Segment
from claims.selectors.rows import ClaimRow
from claims.templatetags.desk import LOOKS

if TYPE_CHECKING:
    from claims.exports.report import Report

register = template.Library()

UNSEEN = "Nobody has looked at this."
ELEMENTS = {"headline": "h3", "subheading": "h3", "pull-quote": "blockquote"}


@register.simple_tag
def article_text(page: ArticlePage, query: str = "", swap: bool = False) -> SafeString:
    """The whole text. The `textContent` of the element is the draft's text, to the letter.

    `query` is what an address has of the list; `swap` sends it to be put in the place of the text that is there.
    """
    open_tag = '<div id="article-text" class="text" hx-disable{}>'.format(
        ' hx-swap-oob="true"' if swap else ""
    )
    parts = [open_tag, conditional_escape(page.lead)]
    for number, paragraph in enumerate(page.paragraphs):
        parts += [paragraph_html(paragraph, number, page.gaps, query), conditional_escape(paragraph.gap)]
    parts.append("</div>")
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped


@register.simple_tag
def changed_paragraphs(
    page: ArticlePage, marked: Iterable[int], rows: Iterable[ClaimRow], query: str = ""
) -> SafeString:
    """The paragraphs that look different now: of the open claim, of `rows`, and those that showed the last one."""
    before, changed = frozenset(marked), {row.pk for row in rows}
    return mark_safe(  # noqa: S308  # every part is escaped
        "".join(
            paragraph_html(paragraph, number, page.gaps, query, swap=True)
            for number, paragraph in enumerate(page.paragraphs)
            if number in before
            or any(one.in_open or one.part or changed.intersection(one.claims) for one in paragraph.segments)
        )
    )


def paragraph_html(
    paragraph: Paragraph, number: int, gaps: int, query: str, *, swap: bool = False
) -> SafeString:
    """One block of the text; `swap` marks it as a piece to be put in the place of the one that is there."""
    element = ELEMENTS.get(paragraph.kind, "p")
    return format_html(
        '<{0} id="paragraph-{1}" class="block {2}" dir="auto"{3}>{4}</{0}>',
        element,
        number,
        paragraph.kind,
        mark_safe(' hx-swap-oob="true"') if swap else "",
        mark_safe("".join(segment_html(one, gaps, query) for one in paragraph.segments)),  # noqa: S308
    )


def segment_html(segment: Segment, gaps: int, query: str) -> str:
    """A piece of the text: plain words, a part of the open claim, or a link that opens a claim.

    `gaps` is how many sentences nobody has looked at: the bar before each leads to the next, the last one's back up.
    """
    bar = _bar(segment.gap, gaps) if segment.gap and segment.gap_starts else ""
    words, names = _words(segment), _names(segment)
    if segment.row is None:
        why = format_html(' data-why="{}"', _why(segment.gap)) if segment.gap else ""
        return f'{bar}<span class="{names}"{why}>{words}</span>' if names else words
    return bar + _mark(segment, segment.row, names, words, query)


def _words(segment: Segment) -> str:
    """What the piece says; where somebody looks for it, as a hit, whose number is at its first piece."""
    if not segment.hit:
        return escape(segment.text)
    number = format_html(' id="hit-{}"', segment.hit) if segment.hit_starts else ""
    return format_html('<mark class="sought"{}>{}</mark>', number, segment.text)


# Of what fills it only the words and the query are other people's.
MARK = (
    '<a class="mark {names}" href="?claim={pk}{query}#claim-card-{pk}" data-claims="{claims}"{starts}{current}'
    ' title="{label}">{words}</a>'
)


def _mark(segment: Segment, row: ClaimRow, names: str, words: str, query: str) -> str:
    starts, claims = " ".join(map(str, segment.starts)), " ".join(map(str, segment.claims))
    label = f"Claim {row.number}, {LOOKS.get(row.look, row.look).lower()}"
    label += f"{', own voice' if row.own_voice else ''}{', in conflict' if row.against else ''}"
    return MARK.format(
        pk=row.pk,
        names=f"{row.look} {names}",
        query=escape(f"&{query}") if query else "",
        claims=claims,
        starts=f' data-n="{starts}"' if starts else "",
        current=' aria-current="true"' if segment.in_open else "",
        label=label,
        words=words,
    )


def _bar(gap: Gap, gaps: int) -> str:
    after = f"gap-{gap.number + 1}" if gap.number < gaps else "article-notice"
    return format_html(
        '<a class="gap{}" id="gap-{}" href="#{}" data-sentence="{}" data-reason="{}" aria-label="{}"></a>',
        " reasoned" if gap.why else "",
        gap.number,
        after,
        gap.pk,
        gap.why,
        f"{_why(gap)} {'Go to the next.' if gap.number < gaps else 'Back to the top.'}",
    )


def _why(gap: Gap) -> str:
    """What stands at a sentence that no claim touches."""
    said = gap.why[:1].lower() + gap.why[1:]
    return f"{UNSEEN} The machine: {said}" if said else UNSEEN


def _names(segment: Segment) -> str:
    row = segment.row
    on = {
        "own-voice": row is not None and row.own_voice,
        "in-conflict": row is not None and bool(row.against),
        "is-open": segment.in_open,
        "is-source": segment.part == "source",
        "is-cue": segment.part == "cue",
        "unseen": segment.gap is not None,
    }
    return " ".join(name for name, holds in on.items() if holds)


@register.simple_tag
def claim_words(card: ClaimCard) -> SafeString:
    """The claim's words as they stand, its figures marked, with an ellipsis where something lies between two pieces."""
    pieces = (mark_safe("".join(map(_stretch, piece))) for piece in card.pieces)  # noqa: S308
    return format_html(
        '<blockquote class="words" dir="auto" hx-disable>{}</blockquote>',
        mark_safe(" … ".join(pieces)),  # noqa: S308  # every part is escaped
    )


def _stretch(one: Stretch) -> str:
    if one.figure is None:
        return conditional_escape(one.text)
    return format_html(
        "<mark{}>{}</mark>", mark_safe(' class="clash"') if one.figure.against else "", one.text
    )


@register.simple_tag
def report_text(report: Report) -> SafeString:
    """The report's text with each claim's number after its last words; the numbers lead to the findings."""
    parts = ['<div class="report-text" hx-disable dir="auto">']
    for piece in report.annotated():
        words = conditional_escape(piece.text)
        parts.append(format_html('<span class="fact">{}</span>', words) if piece.numbers else words)
        parts += [format_html('<sup><a href="#fact-{0}">{0}</a></sup>', number) for number in piece.ends]
    parts.append("</div>")
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped
