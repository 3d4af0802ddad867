"""The grid that newsrooms keep: a row for each fact and source, as CSV that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime

from claims.exports.report import Report, ReportClaim, ReportEvidence

HEADER = (
    "No.",
    "Fact",
    "Speaker",
    "Speaker's title",
    "Attribution",
    "Did they say it?",
    "Is it so?",
    "Status",
    "Why not, note",
    "What happens to the copy",
    "Proposed wording",
    "Risks",
    "Method",
    "Primary or secondary",
    "Source",
    "Link",
    "Locator",
    "Passage or result",
    "Supports or contradicts",
    "Source seen",
    "Date checked",
    "Checked by",
    "Second check on",
    "Second check by",
    "Article",
    "Draft",
    "SHA-256 of the draft",
    "Signed off",
    "Published at",
    "Corrections",
)

HIDDEN = "Shown when you have stored your own answers."

# A spreadsheet takes a cell for a formula by its first sign; some trim blanks and quotes before they look,
# and some take ";", a tab or a line end inside a cell for the start of the next one. Linear in the cell's
# length: inside the cell a look ahead never passes the next such start.
SKIPPED = (
    r" \x0b\x0c\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\"'`´‘’‚“”„«»‹›"
)
SIGN = r"[=+\-@＝＋－＠]"
FORMULA = re.compile(rf"\A(?=[\t\r]|[\s{SKIPPED}]*{SIGN})|(?<=[\n\r;\t])(?=[{SKIPPED}]*{SIGN})")


def inert(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet could take for a formula."""
    return FORMULA.sub("'", cell)


def render_csv(report: Report) -> bytes:
    """The report's grid as UTF-8 with a byte order mark, CRLF, every cell quoted and inert.

    A row for each claim and source, the claim's own columns repeated; a claim without a source has one row.
    The same report gives the same bytes.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows([inert(cell) for cell in row] for row in rows(report))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The cells of the grid below its header, as they are meant, before they are made inert."""
    of_text = (
        report.article,
        str(report.draft),
        report.sha256,
        "\n".join(report.signed()),
        report.published_url,
        "\n".join(report.corrected()),
    )
    if report.signatures and not report.claims:
        yield (*("",) * (len(HEADER) - len(of_text)), *of_text)
    for claim in report.claims:
        fact, checked = _fact(claim), _checked(claim)
        for evidence in claim.evidence or (None,):
            yield (*fact, *_source(evidence), *checked, *of_text)


def _fact(claim: ReportClaim) -> tuple[str, ...]:
    return (
        str(claim.number),
        claim.words,
        "own voice" if claim.own_voice else claim.speaker,
        claim.title,
        " ".join(part for part in (claim.source, claim.cue) if part),
        claim.said,
        claim.so,
        claim.state,
        HIDDEN if claim.hidden else claim.dismissed_why or claim.note,
        claim.copy,
        claim.fix,
        ("high: " if claim.high_risk else "") + " ".join(claim.risks),
    )


def _source(evidence: ReportEvidence | None) -> tuple[str, ...]:
    if evidence is None:
        return ("",) * 8
    kind = f"{evidence.kind} (withdrawn: {evidence.withdrawn})" if evidence.withdrawn else evidence.kind
    source = f"{evidence.title}: {evidence.words}" if evidence.words else evidence.title
    return (
        kind,
        "primary" if evidence.primary else "secondary",
        source,
        evidence.url,
        evidence.locator,
        "\n".join(part for part in (evidence.passage, evidence.result) if part),
        evidence.stance,
        _day(evidence.seen),
    )


def _checked(claim: ReportClaim) -> tuple[str, ...]:
    return (_day(claim.checked_at), claim.checked_by, _day(claim.second_at), claim.second_by)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
