"""What stands in the cells of the grid that newsrooms keep, whatever the grid is written as."""

from __future__ import annotations

from datetime import datetime

from claims.exports.report import ReportClaim, ReportEvidence
from claims.exports.wording import Wording

Cell = str | int | datetime | None


def fact_cells(wording: Wording, claim: ReportClaim) -> dict[str, Cell]:
    """A claim's own cells, by their columns' names."""
    labels = wording.labels
    risks = " ".join(wording.risks(claim))
    if claim.high_risk:
        risks = f"{labels('high')}: {risks}" if risks else labels("high")
    return {
        "number": claim.number,
        "fact": claim.words,
        "speaker": wording.who(claim),
        "title": "" if claim.own_voice else claim.title,
        "attribution": " ".join(part for part in (claim.source, claim.cue) if part),
        "said": labels.word("said", claim.said),
        "so": labels.word("so", claim.so),
        "state": wording.status(claim),
        "note": _joined(labels("hidden") if claim.hidden else "", claim.dismissed_why, claim.note),
        "copy": labels.word("copy", claim.copy),
        "fix": claim.fix,
        "risks": risks,
        "conflicts": _joined(*claim.conflicts),
    }


def source_cells(wording: Wording, claim: ReportClaim, one: ReportEvidence) -> dict[str, Cell]:
    """A piece of evidence at the claim. Its kind is the method's first line: by that a sheet is read again."""
    labels = wording.labels
    asked = labels("put" if one.kind == "call" else "searched", words=one.words) if one.words else ""
    titles = {other.id: wording.source(other) for other in claim.evidence}
    others = ", ".join(titles[other] for other in one.independent_of if titles.get(other))
    return {
        "method": _joined(
            labels.word("evidence", one.kind),
            labels.word("rules", one.ground_rules),
            labels.word("reached", one.reached),
            labels("confidential") if one.confidential and one.title else "",
            labels("there").capitalize() if one.said_there else "",
            labels("independent", others=others) if others else "",
            labels("withdrawn", why=one.withdrawn) if one.withdrawn else "",
        ),
        "primary": labels("primary" if one.primary else "secondary"),
        "source": _joined(wording.source(one), asked),
        "link": one.url,
        "locator": one.locator,
        "passage": _joined(one.passage, one.result),
        "stance": labels.word("stance", one.stance),
        "seen": one.seen,
        "kept": one.sha256,
    }


def check_cells(claim: ReportClaim) -> dict[str, Cell]:
    """Who checked, and when."""
    return {
        "checked_at": claim.checked_at,
        "checked_by": claim.checked_by,
        "second_at": claim.second_at,
        "second_by": claim.second_by,
    }


def _joined(*lines: str) -> str:
    return "\n".join(one for one in lines if one)
