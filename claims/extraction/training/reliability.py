"""Draws reliability tables: how sure the machine said it was, across, and how often it was right, up."""

import math
from collections.abc import Sequence
from html import escape
from typing import Protocol

SIDE = 360  # of the square that is drawn in, in pixels
LEFT, TOP = 64, 24
WIDTH, HEIGHT = LEFT + SIDE + 24, TOP + SIDE + 104
TICKS = 5
LEAST, MOST = 2.5, 11.0  # radii of a mark: its area follows the bin's count
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1c1b19 }
.paper { fill: #faf9f5 } .grid { stroke: #ddd9cf; fill: none } .ideal { stroke: #5f5c55; stroke-dasharray: 2 4 }
.series { fill: none; stroke-width: 1.5 } .mark { stroke-width: 1.5 }
.s0 { stroke: #7a5200 } .s1 { stroke: #1f4f8f } .mark.s0 { fill: #faf9f5 } .mark.s1 { fill: #1f4f8f }
@media (prefers-color-scheme: dark) {
  text { fill: #ece9e2 } .paper { fill: #15161a } .grid { stroke: #363941 } .ideal { stroke: #a8a59c }
  .s0 { stroke: #e0b357 } .s1 { stroke: #8db6f2 } .mark.s0 { fill: #15161a } .mark.s1 { fill: #8db6f2 }
}
""".strip()


class Row(Protocol):
    """A bin of a reliability table."""

    @property
    def count(self) -> int: ...
    @property
    def confidence(self) -> float: ...
    @property
    def right(self) -> float: ...


def drawing(series: Sequence[tuple[str, Sequence[Row], float]]) -> str:
    """An SVG of at most two tables, each with its name and its expected calibration error (0 to 1); no library.

    A mark's area follows its bin's count, and empty bins have none. Legible on light and on dark pages, and without
    colour: the first table's marks are rings, the second's are discs.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title">',
        '<title id="title">How often attributions were right, by how sure the machine was</title>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        *_axes(),
    ]
    largest = max((row.count for _, rows, _ in series for row in rows), default=0)
    for number, (name, rows, error) in enumerate(series[:2]):
        parts += _curve(number, [row for row in rows if row.count], largest)
        parts += _legend(number, f"{name}: expected calibration error {100 * error:.1f} points")
    return "\n".join([*parts, "</svg>", ""])


def _place(confidence: float, right: float) -> tuple[float, float]:
    """Where a point of the table lies on the paper."""
    return round(LEFT + SIDE * confidence, 1), round(TOP + SIDE * (1 - right), 1)


def _axes() -> list[str]:
    low, high = _place(0, 0), _place(1, 1)
    parts = []
    for tick in range(TICKS + 1):
        share = tick / TICKS
        x, y = _place(share, share)
        parts.append(f'<path class="grid" d="M{x} {high[1]}V{low[1]}M{low[0]} {y}H{high[0]}"/>')
        parts.append(f'<text x="{x}" y="{low[1] + 20}" text-anchor="middle">{100 * share:.0f}</text>')
        parts.append(f'<text x="{low[0] - 8}" y="{y + 4}" text-anchor="end">{100 * share:.0f}</text>')
    middle = LEFT + SIDE / 2
    return [
        *parts,
        f'<path class="ideal" d="M{low[0]} {low[1]}L{high[0]} {high[1]}"/>',
        f'<text x="{middle}" y="{low[1] + 42}" text-anchor="middle">said to be right, per cent</text>',
        f'<text transform="translate(18 {TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">'
        "were right, per cent</text>",
    ]


def _curve(number: int, rows: Sequence[Row], largest: int) -> list[str]:
    points = [_place(row.confidence, row.right) for row in rows]
    line = "L".join(f"{x} {y}" for x, y in points)
    parts = [f'<path class="series s{number}" d="M{line}"/>'] if len(points) > 1 else []
    for (x, y), row in zip(points, rows, strict=True):
        radius = max(LEAST, MOST * math.sqrt(row.count / largest))
        tip = f"{row.count}: said {100 * row.confidence:.0f}, right {100 * row.right:.0f}"
        parts.append(
            f'<circle class="mark s{number}" cx="{x}" cy="{y}" r="{radius:.1f}"><title>{tip}</title></circle>'
        )
    return parts


def _legend(number: int, words: str) -> list[str]:
    y = TOP + SIDE + 66 + 22 * number
    return [
        f'<circle class="mark s{number}" cx="{LEFT + 6}" cy="{y - 4}" r="5"/>',
        f'<text x="{LEFT + 20}" y="{y}">{escape(words)}</text>',
    ]
