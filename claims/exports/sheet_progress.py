"""Progress over time as a sheet: the numbers, and a chart of them that the spreadsheet draws itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from claims.exports.looks import TOKENS
from claims.exports.picture_progress import until
from claims.exports.report import ReportMoment
from claims.exports.sheet_cells import Dressed, Writer
from claims.exports.wording import Wording

WIDTHS = {"at": 20, "decided": 12, "total": 12}
HIGH, WIDE = 9, 20  # centimetres
DAY = timedelta(days=1)


def steps(wording: Wording) -> Iterator[ReportMoment]:
    """How many claims were decided at each moment; before each change what held until then, so that lines are steps."""
    moments = sorted(wording.report.progress, key=lambda one: one.at)
    for before, after in pairwise(moments):
        yield before
        yield ReportMoment(at=after.at, decided=before.decided, total=before.total)
    yield from moments[-1:]
    for last in moments[-1:]:
        yield ReportMoment(at=until(wording.report), decided=last.decided, total=last.total)


def write_progress(sheet: Worksheet, wording: Wording) -> None:
    """The rows of the steps, then the deadline's, and the chart beside them."""
    report, labels = wording.report, wording.labels
    writer = Writer(report, sheet, tuple(WIDTHS.values()))
    writer.row([Dressed(labels(f"column.{name}")) for name in WIDTHS], "head")
    found = list(steps(wording))
    for one in found:
        writer.row([Dressed(one.at), Dressed(one.decided), Dressed(one.total)], "words")
    chart = _chart(wording, found)
    last = len(found) + 1
    for column, name, ink in ((2, "decided", "settled"), (3, "total", "muted")):
        chart.series.append(_series(sheet, column, 2, last, labels(f"column.{name}"), ink))
    if report.deadline:
        most = max(one.total for one in found)
        for height in (0, most):
            writer.row([Dressed(report.deadline), Dressed(height), Dressed(labels("fact.deadline"))], "again")
        chart.series.append(_series(sheet, 2, last + 1, last + 2, labels("fact.deadline"), "change"))
    sheet.add_chart(chart, "E2")


def _chart(wording: Wording, found: Sequence[ReportMoment]) -> ScatterChart:
    chart, report = ScatterChart(), wording.report
    chart.title = wording.labels("heading.progress")
    chart.style, chart.height, chart.width = 2, HIGH, WIDE
    chart.legend.position = "b"
    first, last = found[0].at, max(found[-1].at, report.deadline or found[-1].at)
    long = last - first > DAY
    chart.x_axis.number_format = "d mmm hh:mm" if long else "hh:mm"
    chart.x_axis.majorTickMark, chart.x_axis.majorGridlines = "out", None
    margin = max((last - first) / 40, DAY / 1440)
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = (
        to_excel(at.astimezone(ZoneInfo(report.zone)).replace(tzinfo=None))
        for at in (first - margin, last + margin)
    )
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, max(one.total for one in found) + 1
    chart.y_axis.number_format = "0"
    pale = LineProperties(solidFill=TOKENS["line"].lstrip("#").upper(), w=6_000)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=pale)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.layout = Layout(manualLayout=ManualLayout(x=0.05, y=0.15, w=0.9, h=0.62))
    return chart


def _series(sheet: Worksheet, column: int, first: int, last: int, name: str, ink: str) -> Series:
    line = Series(
        Reference(sheet, min_col=column, min_row=first, max_row=last),
        Reference(sheet, min_col=1, min_row=first, max_row=last),
    )
    line.tx = SeriesLabel(v=name)
    line.marker.symbol, line.smooth = "none", False
    dash = {"settled": None, "muted": "dash", "change": "sysDash"}[ink]
    line.spPr = GraphicalProperties(
        ln=LineProperties(solidFill=TOKENS[ink].lstrip("#").upper(), w=22_000, prstDash=dash)
    )
    return line
