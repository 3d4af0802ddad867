"""What comes after the article in a Word file: the report's head, its claims at a glance, the method, the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.exports.addresses import link_to
from claims.exports.document_base import title_of
from claims.exports.document_remarks import noted, remark
from claims.exports.document_text import Bit, Element, Line, Links, line, make, paragraph, run
from claims.exports.report import Report, ReportClaim
from claims.exports.wording import Wording

FACTS = (2300, 6400)  # widths of columns, twentieths of a point
CLAIMS = (460, 3190, 1500, 1250, 1300, 1000)
HISTORY = (460, 1600, 1500, 5140)


def write_report(body: Element, report: Report, placed: frozenset[int], links: Links) -> None:
    """Everything that isn't the article. `placed`: the numbers of the claims with a comment in it."""
    wording = Wording(report)
    labels = wording.labels
    top = paragraph(body, "Heading1", "")
    make(top[0], "pageBreakBefore")
    run(top, labels("report"))
    line(body, "SmallPrint", (Bit(f"{title_of(report)} · {labels(f'audience.{report.audience}')}"),), links)
    table(body, FACTS, _facts(wording), links)
    _heading(body, labels("heading.claims"))
    _write_claims(body, wording, placed, links)
    _heading(body, labels("heading.method"))
    for words in wording.method():
        line(body, "ReportText", (Bit(words),), links)
    if report.notes:
        _heading(body, labels("heading.notes"))
    for note in report.notes:
        line(body, "ReportText", noted(wording, note), links)
    _write_history(body, wording, links)
    paragraph(body, "ReportCell", "")  # a file may not end with a table


def _facts(wording: Wording) -> Iterator[Row]:
    labels, report = wording.labels, wording.report
    yield _fact(labels("fact.article"), (report.article,))
    for fact in wording.facts():
        yield _fact(fact.label, fact.lines)


def _fact(label: str, lines: tuple[str, ...]) -> Row:
    return ((Bit(label),),), tuple(_linked(words) for words in lines)


def _linked(words: str) -> Line:
    return (Bit(words, link=link_to(words)),)


def _heading(body: Element, words: str) -> None:
    run(paragraph(body, "Heading2", ""), words)


def _write_claims(body: Element, wording: Wording, placed: frozenset[int], links: Links) -> None:
    """All claims in a table, each number a way to its words; then those that have no words in the text, in full."""
    report, labels = wording.report, wording.labels
    if not report.claims:
        words = labels("claims.none.chosen" if report.only else "claims.none")
        line(body, "ReportText", (Bit(words),), links)
        return
    keys = ("number", "fact", "speaker", "said", "so", "state")
    head = tuple(((Bit(labels(f"column.{key}"), strong=True),),) for key in keys)
    rows: list[Row] = [head]
    for group in wording.groups():
        if group.label:
            rows.append((((Bit(group.label, strong=True),),),))
        rows += [_row(wording, claim, placed) for claim in group.claims]
    table(body, CLAIMS, rows, links, headed=True)
    lost = [claim for claim in report.claims if claim.number not in placed]
    if lost:
        _heading(body, labels("heading.lost"))
    for claim in lost:
        line(body, "ReportClaim", (Bit(claim.words),), links)
        for found in remark(wording, claim):
            line(body, "ReportCell", found, links)


def _row(wording: Wording, claim: ReportClaim, placed: frozenset[int]) -> Row:
    labels, number = wording.labels, str(claim.number)
    link = f"#claim_{number}" if claim.number in placed else ""
    cells = (
        Bit(number, link=link),
        Bit(claim.words),
        Bit(wording.who(claim)),
        Bit(labels.word("said", claim.said)),
        Bit(labels.word("so", claim.so)),
        Bit(wording.status(claim)),
    )
    return tuple(((cell,),) for cell in cells)


def _write_history(body: Element, wording: Wording, links: Links) -> None:
    report, labels = wording.report, wording.labels
    if not report.history:
        return
    _heading(body, labels("heading.history"))
    rows: list[Row] = []
    for event in report.history:
        about = labels("claim", number=event.claim) if event.claim is not None else ""
        said = ": ".join(part for part in (about, event.words) if part)
        what = labels.word("event", event.what)
        lines = [" · ".join(part for part in (what, said) if part), event.note]
        firsts = (str(event.number), wording.moment(event.at), event.by or labels("machine"))
        rows.append(
            (*(((Bit(words),),) for words in firsts), tuple((Bit(words),) for words in lines if words))
        )
    table(body, HISTORY, rows, links)


Row = tuple[Sequence[Line], ...]


def table(
    body: Element, widths: Sequence[int], rows: Iterable[Row], links: Links, *, headed: bool = False
) -> None:
    """A table of these rows, each cell of some lines. A row with one cell goes over the whole width; `headed`: the
    first row stands again on every page."""
    made = make(body, "tbl")
    settings = make(made, "tblPr")
    make(settings, "tblStyle", val="ReportGrid")
    make(settings, "tblW", w=str(sum(widths)), type="dxa")
    make(settings, "tblLayout", type="fixed")
    grid = make(made, "tblGrid")
    for width in widths:
        make(grid, "gridCol", w=str(width))
    for at, row in enumerate(rows):
        drawn = make(made, "tr")
        kept = make(drawn, "trPr")
        make(kept, "cantSplit")
        if headed and at == 0:
            make(kept, "tblHeader")
        for number, (width, cell) in enumerate(zip(widths, row, strict=False)):
            _cell(drawn, sum(widths) if len(row) == 1 else width, cell, links, len(row), number, len(widths))


def _cell(
    drawn: Element, width: int, lines: Sequence[Line], links: Links, cells: int, number: int, columns: int
) -> None:
    made = make(drawn, "tc")
    settings = make(made, "tcPr")
    make(settings, "tcW", w=str(width), type="dxa")
    if cells == 1:
        make(settings, "gridSpan", val=str(columns))
    style = "ReportLabel" if number == 0 else "ReportCell"
    for words in lines or ((Bit(""),),):
        line(made, style, words, links)
