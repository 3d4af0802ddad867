"""What leaves the desk: a report without what only the desk may know."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.exports.report import Report, ReportClaim, ReportEvidence

# An address for mail, as it stands in a line or in a link. Bounded, so that a hostile line is read once.
ADDRESS = re.compile(r"(?:mailto:)?[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE)
LEFT_OUT = "[address left out]"
NAMED = ("", "on the record")


def outside(report: Report) -> Report:
    """The report for readers outside the desk.

    Left out are notes, questions and history; the reasons and wordings that the desk gave to itself, but for why the
    copy stands knowingly (`stet`); all of a confidential source, and of who spoke other than on the record, but that
    there was one; and e-mail addresses. The article's text, and what is cut from it, stay: that is published.
    """
    return replace(
        report,
        claims=tuple(_claim(one) for one in report.claims),
        notes=(),
        history=(),
        progress=(),
        deadline=None,
    )


def _claim(claim: ReportClaim) -> ReportClaim:
    return replace(
        claim,
        note=without_addresses(claim.note) if claim.copy == "stet" else "",
        fix="",
        dismissed_why="",
        notes=(),
        questions=(),
        evidence=tuple(_evidence(one) for one in claim.evidence if not one.withdrawn),
    )


def _evidence(one: ReportEvidence) -> ReportEvidence:
    if one.confidential or one.ground_rules not in NAMED:
        return ReportEvidence(
            id=one.id, kind=one.kind, title="", stance=one.stance, primary=one.primary, confidential=True
        )
    return replace(
        one,
        title=without_addresses(one.title),
        url=without_addresses(one.url),
        words=without_addresses(one.words),
        result=without_addresses(one.result),
        locator=without_addresses(one.locator),
        passage=without_addresses(one.passage),
    )


def without_addresses(text: str) -> str:
    """The text with a word in the place of each e-mail address. Linear in its length."""
    return ADDRESS.sub(LEFT_OUT, text) if "@" in text else text
