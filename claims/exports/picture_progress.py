"""Progress over time, against the deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from claims.exports.drawing import label, picture
from claims.exports.looks import TOKENS, ink
from claims.exports.report import Report, ReportMoment
from claims.exports.wording import Wording

PLOT = (22, 112)  # top and bottom
POINTS = 240


def progress(report: Report) -> str:
    """How many claims there were, and how many of them were decided, up to when the report was made; the deadline."""
    if not report.progress:
        return ""
    words = Wording(report)
    moments = sorted(report.progress, key=lambda one: one.at)
    last = moments[-1]
    now = until(report)
    ends = [one for one in (now, report.deadline) if one]
    scale = Scale(moments[0].at, max(ends), max(one.total for one in moments))
    inner = (
        scale.steps([(one.at, one.decided) for one in moments], now)
        + scale.line([(one.at, one.total) for one in moments], now)
        + scale.axis(words, last, now)
        + (scale.deadline(words, report.deadline) if report.deadline else "")
    )
    told = [words.labels("picture.progress", decided=last.decided, total=last.total, at=words.moment(now))]
    if report.deadline:
        told.append(words.labels("picture.progress.deadline", at=words.moment(report.deadline)))
    return picture("progress", PLOT[1] + 22, words.labels("heading.progress"), " ".join(told), inner)


def until(report: Report) -> datetime:
    """Up to when there was progress to see: until all claims were decided, else until the report was made."""
    last = sorted(report.progress, key=lambda one: one.at)[-1]
    return last.at if last.decided == last.total else max(last.at, report.made)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a moment and a number of claims stand in the picture."""

    first: datetime
    last: datetime
    most: int

    def x(self, at: datetime) -> float:
        """In per cent."""
        return 1 + 98 * max(
            0.0, min(1.0, (at - self.first) / max(self.last - self.first, timedelta(minutes=1)))
        )

    def y(self, count: int) -> float:
        """In pixels."""
        return PLOT[1] - (PLOT[1] - PLOT[0]) * count / max(1, self.most)

    def steps(self, points: list[tuple[datetime, int]], end: datetime) -> str:
        """An area under steps, and the steps themselves."""
        return "".join(
            f'<rect class="picture-area" fill="{TOKENS["settled-tint"]}" x="{left:.2f}%" '
            f'width="{right - left + 0.15:.2f}%" y="{self.y(count):.1f}" height="{PLOT[1] - self.y(count):.1f}"/>'
            for left, right, count in self._stairs(points, end)
        ) + self._drawn(points, end, f'{ink("settled")} stroke-width="2"')

    def line(self, points: list[tuple[datetime, int]], end: datetime) -> str:
        """Steps alone, thin."""
        return self._drawn(points, end, f'{ink("muted")} stroke-dasharray="2 3"')

    def axis(self, words: Wording, last: ReportMoment, now: datetime) -> str:
        """From when to when, how many there are, and how many are done."""
        here = self.x(now)
        anchor, shift = ("end", -1) if here > 50 else ("start", 1)
        above = self.y(last.decided) - 8
        done = words.labels("picture.decided", decided=last.decided, total=last.total)
        return (
            f'<line class="picture-line" x1="1%" x2="99%" y1="{PLOT[1]}" y2="{PLOT[1]}" stroke="{TOKENS["edge"]}"/>'
            f'<circle {ink("settled")} fill="currentColor" cx="{here:.2f}%" '
            f'cy="{self.y(last.decided):.1f}" r="4"/>'
            + label(
                here + shift,
                above if above >= PLOT[0] + 10 else above + 26,
                anchor,
                done,
                ' font-weight="600"',
            )
            + label(1, PLOT[1] + 16, "start", words.moment(self.first))
            + label(99, PLOT[1] + 16, "end", words.moment(self.last))
        )

    def deadline(self, words: Wording, at: datetime) -> str:
        """A dashed line, with its word above."""
        here = self.x(at)
        anchor = "end" if here > 50 else "start"
        return (
            f'<line {ink("change")} stroke="currentColor" stroke-width="1.5" '
            f'stroke-dasharray="5 3" x1="{here:.2f}%" x2="{here:.2f}%" y1="{PLOT[0] - 6}" y2="{PLOT[1]}"/>'
        ) + label(here, PLOT[0] - 11, anchor, words.labels("picture.deadline"))

    def _drawn(self, points: list[tuple[datetime, int]], end: datetime, how: str) -> str:
        found, before = [], None
        for left, right, count in self._stairs(points, end):
            y = self.y(count)
            found.append(f'<line x1="{left:.2f}%" x2="{right:.2f}%" y1="{y:.1f}" y2="{y:.1f}"/>')
            if before is not None and before != y:
                found.append(f'<line x1="{left:.2f}%" x2="{left:.2f}%" y1="{before:.1f}" y2="{y:.1f}"/>')
            before = y
        return f'<g stroke="currentColor" {how}>{"".join(found)}</g>'

    def _stairs(
        self, points: list[tuple[datetime, int]], end: datetime
    ) -> Iterator[tuple[float, float, int]]:
        """From where to where, in per cent, each number held; where very many are, the last of each small step."""
        edges = [*points, (end, points[-1][1])]
        kept = edges[:: max(1, len(edges) // POINTS)]
        kept = kept if kept[-1] == edges[-1] else [*kept, edges[-1]]
        for (start, count), (stop, _) in pairwise(kept):
            yield self.x(start), self.x(stop), count
