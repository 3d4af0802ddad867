"""Two drafts side by side. Made here and not in a template: not a blank may be added to the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.rows import ClaimRow
from claims.selectors.two_drafts import Group, PairShown, Piece, TwoDrafts
from claims.templatetags.desk import LOOKS, claim_address, icon
from claims.templatetags.difference import changed_words

register = template.Library()


@register.simple_tag
def two_columns(two: TwoDrafts) -> SafeString:
    """The rows; what is far from any change is folded away."""
    return _joined(_group(two, group) for group in two.groups)


def _group(two: TwoDrafts, group: Group) -> str:
    rows = _joined(_pair(two, pair) for pair in group.pairs)
    if not group.words:
        return rows
    words = f"{group.words:,} word{'' if group.words == 1 else 's'} unchanged"
    claims = len({one.pk for pair in group.pairs for piece in pair.new for one in piece.starts})
    if claims:
        words += f", {claims} claim{'' if claims == 1 else 's'} in them"
    return format_html('<details class="fold"><summary>{}</summary>{}</details>', words, rows)


def _pair(two: TwoDrafts, pair: PairShown) -> str:
    return format_html(
        '<div class="pair{}">{}{}{}</div>',
        "" if pair.number else " same",
        _bar(pair.number, two.changes) if pair.number else "",
        _side("was", two.old.number, _column(two, pair.old, new=False)),
        _side("now", two.new.number, _column(two, pair.new, new=True)),
    )


def _side(name: str, number: int, words: SafeString) -> SafeString:
    """One side of a row; where the two stand above each other it says of which draft it is."""
    names = name if words else f"{name} none"
    return format_html('<div class="{}" dir="auto" data-draft="Draft {}">{}</div>', names, number, words)


def _bar(number: int, changes: int) -> SafeString:
    """The link in the margin of a change, which leads to the next one; the last one's back up."""
    last = number == changes
    return format_html(
        '<a class="change-bar" id="change-{}" href="#{}" aria-label="{}">{}</a>',
        number,
        "changes" if last else f"change-{number + 1}",
        f"Change {number} of {changes}. {'Back to the top.' if last else 'Go to the next.'}",
        number,
    )


def _column(two: TwoDrafts, pieces: Sequence[Piece], *, new: bool) -> SafeString:
    """The pieces; those that moved together in one frame."""
    parts = []
    for move, group in groupby(zip([None, *pieces], pieces, strict=False), key=lambda both: both[1].move):
        moved = list(group)
        words = _joined(_piece(two, one, before, new=new) for before, one in moved)
        frame = '<span class="moved">{}{}</span>'
        parts.append(format_html(frame, _moved(moved[0][1], new=new), words) if move else words)
    return _joined(parts)


def _piece(two: TwoDrafts, piece: Piece, before: Piece | None, *, new: bool) -> str:
    words = conditional_escape(piece.text)
    if piece.changed:
        goes_on = before is not None and before.changed
        words = changed_words("ins" if new else "del", piece.text, goes_on=goes_on)
    return _mark(two, piece, piece.row, words) if piece.row else words


def _mark(two: TwoDrafts, piece: Piece, row: ClaimRow, words: SafeString) -> SafeString:
    """Words of a claim as a link that opens it; before its first ones stand its number and its state's shape."""
    return format_html(
        '<a class="mark {}{}" href="{}" title="{}">{}{}</a>',
        row.look,
        " own-voice" if row.own_voice else "",
        claim_address(two.new.article_id, row.pk),
        f"Claim {row.number}, {LOOKS.get(row.look, row.look).lower()}",
        _joined(_number(one) for one in piece.starts),
        words,
    )


def _number(row: ClaimRow) -> SafeString:
    return format_html('<span class="claim-at look-{}">{}{}</span>', row.look, icon(row.look), row.number)


def _moved(piece: Piece, *, new: bool) -> SafeString | str:
    """Where the same words stand in the other draft, at the beginning of what moved."""
    if not piece.move_starts:
        return ""
    here, there = ("now", "was") if new else ("was", "now")
    words = "moved here" if new else "moved up" if piece.up else "moved down"
    return format_html(
        '<a class="move-at" id="{}-{}" href="#{}-{}">{} {}</a>',
        here,
        piece.move,
        there,
        piece.move,
        "↑" if piece.up else "↓",
        words,
    )


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped
