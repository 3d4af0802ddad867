"""What stands at a claim, in lines: whatever was found about it, and who found it."""

from __future__ import annotations

from collections.abc import Iterator

from claims.exports.addresses import link_to
from claims.exports.document_text import Bit, Line
from claims.exports.report import ReportClaim, ReportEvidence, ReportNote, ReportQuestion
from claims.exports.wording import Wording

DOT = " · "


def remark(wording: Wording, claim: ReportClaim) -> Iterator[Line]:
    """The claim's lines, its words left out: number and speaker, verdicts, copy, checks, evidence, talk."""
    labels = wording.labels
    name = Bit(labels("claim", number=claim.number), strong=True)
    yield name, Bit(f"{DOT}{_who(wording, claim)}{DOT}{wording.status(claim)}")
    yield from _labelled(wording, "column.said", labels.word("said", claim.said))
    yield from _labelled(wording, "column.so", labels.word("so", claim.so))
    if claim.hidden:
        yield (Bit(labels("hidden")),)
    yield from _labelled(wording, "copy.resolution", labels.word("copy", claim.copy))
    yield from _labelled(wording, "fix", f"“{claim.fix}”" if claim.fix else "")
    yield from _labelled(wording, "note", claim.note)
    yield from _labelled(wording, "dismissed.why", claim.dismissed_why)
    attribution = " ".join(part for part in (claim.source, claim.cue) if part)
    yield from _labelled(wording, "column.attribution", attribution)
    risks = " ".join(wording.risks(claim))
    yield from _labelled(wording, "high" if claim.high_risk else "column.risks", risks)
    if claim.high_risk and not risks:
        yield (Bit(labels("high"), strong=True),)
    for conflict in claim.conflicts:
        yield from _labelled(wording, "conflict", conflict)
    yield from _checks(wording, claim)
    yield from _evidence(wording, claim)
    for note in claim.notes:
        yield noted(wording, note)
    for question in claim.questions:
        yield from _question(wording, question)


def _who(wording: Wording, claim: ReportClaim) -> str:
    """Who says it, each with their title."""
    if claim.own_voice or not claim.speakers:
        return wording.who(claim)
    return ", ".join(f"{one.name} ({one.title})" if one.title else one.name for one in claim.speakers)


def noted(wording: Wording, note: ReportNote) -> Line:
    """A remark of the desk, under who made it and when."""
    return Bit(f"{note.by}, {wording.moment(note.at)}: ", strong=True), Bit(note.text)


def _labelled(wording: Wording, key: str, words: str) -> Iterator[Line]:
    if words:
        label = wording.labels(key)
        yield Bit(label + (" " if label.endswith("?") else ": "), strong=True), Bit(words)


def _checks(wording: Wording, claim: ReportClaim) -> Iterator[Line]:
    for key, name, at in (
        ("checked", claim.checked_by, claim.checked_at),
        ("second", claim.second_by, claim.second_at),
    ):
        if name and at:
            yield (Bit(wording.labels(key, name=name, at=wording.moment(at))),)
        elif name:
            yield from _labelled(wording, f"column.{key}_by", name)


def _evidence(wording: Wording, claim: ReportClaim) -> Iterator[Line]:
    for rank, one in enumerate(claim.evidence, start=1):
        title = ", ".join(part for part in (wording.source(one), one.locator) if part)
        yield Bit(f"{claim.number}.{rank} {title}", strong=True), Bit(f" ({', '.join(_kinds(wording, one))})")
        for words in (*wording.evidence(one), wording.independent(claim, one)):
            if words:
                yield (Bit(words, link=link_to(words) if words == one.url else ""),)


def _kinds(wording: Wording, one: ReportEvidence) -> Iterator[str]:
    labels = wording.labels
    yield labels.word("evidence", one.kind).lower()
    yield wording.standing(one)
    if one.stance:
        yield labels.word("stance", one.stance).lower()
    if one.confidential and one.title:  # else it stands in the title's place
        yield labels("confidential").lower()


def _question(wording: Wording, one: ReportQuestion) -> Iterator[Line]:
    labels = wording.labels
    asked = labels("question.to", name=one.to, at=wording.moment(one.at))
    extra = "".join(
        f", {labels(key).lower()}"
        for key, so in (("question.blocking", one.blocking), ("question.withdrawn", one.withdrawn))
        if so
    )
    yield Bit(f"{asked}{extra}: ", strong=True), Bit(one.text)
    if one.answer and one.answered_at:
        yield (
            Bit(labels("question.answer", at=wording.moment(one.answered_at)) + ": ", strong=True),
            Bit(one.answer),
        )
    elif not one.withdrawn:
        yield (Bit(labels("question.open")),)
