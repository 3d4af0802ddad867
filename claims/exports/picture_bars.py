"""Bars beside each other's names: how much of each there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.exports.drawing import label, picture
from claims.exports.letters import short
from claims.exports.looks import ink

LINE, NAME, VALUE = 36, 44, 80  # pixels a bar; characters of its name; the longest bar, in per cent


@dataclass(frozen=True, slots=True)
class Bar:
    """`shown`: the value as it is read; `colour` is a token of the style sheet; `second` is where a thin line leads
    on, as to a 90th percentile beyond a median."""

    name: str
    value: float
    shown: str
    colour: str = "settled"
    second: float | None = None


def bars(title: str, rows: Sequence[Bar]) -> str:
    """A bar for each row, in the order given; "" for none. Values are at least 0."""
    if not rows:
        return ""
    most = max((max(one.value, one.second or 0) for one in rows), default=0) or 1
    inner = "".join(_row(at, one, most) for at, one in enumerate(rows))
    told = "; ".join(f"{one.name}: {one.shown}" for one in rows)
    return picture("bars", len(rows) * LINE, title, told, inner)


def _row(at: int, one: Bar, most: float) -> str:
    top = at * LINE
    wide = VALUE * max(0.0, one.value) / most
    bar = f'<rect x="0" width="{max(0.3, wide):.2f}%" y="{top + 17}" height="10" fill="currentColor"/>'
    reach = max(wide, VALUE * (one.second or 0) / most)
    return (
        label(0, top + 11, "start", short(one.name, NAME))
        + f"<g {ink(one.colour)}>{bar}{_mark(one, most, top)}</g>"
        + label(reach + 1, top + 26, "start", one.shown, ' font-weight="600"')
    )


def _mark(one: Bar, most: float, top: int) -> str:
    """A line from the bar's end to the second value, with a tick there."""
    if one.second is None:
        return ""
    left, right = VALUE * one.value / most, VALUE * one.second / most
    return (
        f'<line x1="{left:.2f}%" x2="{right:.2f}%" y1="{top + 22}" y2="{top + 22}" '
        f'stroke="currentColor"/><line x1="{right:.2f}%" x2="{right:.2f}%" y1="{top + 17}" y2="{top + 27}" '
        f'stroke="currentColor" stroke-width="2"/>'
    )
