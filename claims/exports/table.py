"""The grid that newsrooms keep: a row for each fact and source, as CSV that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from claims.exports.labels import LANGUAGES
from claims.exports.report import Report, ReportClaim, ReportEvidence
from claims.exports.wording import Wording

# The columns of a claim, of a piece of evidence at it, of who checked, and of the text that they belong to.
OF_CLAIM = (
    "number",
    "fact",
    "speaker",
    "title",
    "attribution",
    "said",
    "so",
    "state",
    "note",
    "copy",
    "fix",
    "risks",
)
OF_EVIDENCE = ("method", "primary", "source", "link", "locator", "passage", "stance", "seen", "kept")
OF_CHECK = ("checked_at", "checked_by", "second_at", "second_by")
OF_TEXT = ("article", "draft", "sha256", "signed", "published", "corrections")

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

    A row for each claim and piece of evidence, the claim's own columns repeated; a claim without one has one row.
    The same report gives the same bytes.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header(report))
    writer.writerows([inert(cell) for cell in row] for row in rows(report))
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def header(report: Report) -> tuple[str, ...]:
    """The labels of the columns."""
    labels = LANGUAGES[report.language]
    return (
        *(labels(f"column.{name}") for name in OF_CLAIM + OF_EVIDENCE + OF_CHECK),
        *(labels(f"fact.{name}") for name in OF_TEXT),
    )


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The cells of the grid below its header, as they are meant, before they are made inert."""
    wording = Wording(report)
    of_text = (
        report.article,
        str(report.draft),
        report.sha256,
        "\n".join(wording.signed()),
        report.published_url,
        "\n".join(wording.corrected()),
    )
    if report.signatures and not report.claims:
        yield (*("",) * len(OF_CLAIM + OF_EVIDENCE + OF_CHECK), *of_text)
    for claim in (claim for group in wording.groups() for claim in group.claims):
        fact, checked = fact_cells(wording, claim), check_cells(wording, claim)
        for evidence in claim.evidence or (None,):
            yield (*fact, *evidence_cells(wording, evidence), *checked, *of_text)


def fact_cells(wording: Wording, claim: ReportClaim) -> tuple[str, ...]:
    """The cells of OF_CLAIM."""
    labels = wording.labels
    risks = " ".join(wording.risks(claim))
    return (
        str(claim.number),
        claim.words,
        labels("own voice").lower() if claim.own_voice else claim.speaker,
        claim.title,
        " ".join(part for part in (claim.source, claim.cue) if part),
        labels.word("said", claim.said),
        labels.word("so", claim.so),
        wording.status(claim),
        labels("hidden") if claim.hidden else claim.dismissed_why or claim.note,
        labels.word("copy", claim.copy),
        claim.fix,
        f"{labels('high')}: {risks}" if claim.high_risk else risks,
    )


def evidence_cells(wording: Wording, evidence: ReportEvidence | None) -> tuple[str, ...]:
    """The cells of OF_EVIDENCE."""
    if evidence is None:
        return ("",) * len(OF_EVIDENCE)
    labels = wording.labels
    kind = labels.word("evidence", evidence.kind)
    withdrawn = labels("withdrawn", why=evidence.withdrawn) if evidence.withdrawn else ""
    return (
        f"{kind} ({withdrawn})" if withdrawn else kind,
        labels("primary" if evidence.primary else "secondary"),
        ": ".join(part for part in (wording.source(evidence), evidence.words) if part),
        evidence.url,
        evidence.locator,
        "\n".join(part for part in (evidence.passage, evidence.result) if part),
        labels.word("stance", evidence.stance),
        wording.moment(evidence.seen) if evidence.seen else "",
        evidence.sha256,
    )


def check_cells(wording: Wording, claim: ReportClaim) -> tuple[str, ...]:
    """The cells of OF_CHECK."""
    return (
        wording.moment(claim.checked_at) if claim.checked_at else "",
        claim.checked_by,
        wording.moment(claim.second_at) if claim.second_at else "",
        claim.second_by,
    )
