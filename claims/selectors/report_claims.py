"""The claims of a report, as this person may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from claims.exports.report import ReportClaim, ReportEvidence, ReportNote, ReportQuestion, ReportSpeaker
from claims.models import Answer, Article, Claim, Draft, Note, Question, Use, User
from claims.permissions import (
    answers_visible_to,
    captures_visible_to,
    notes_visible_to,
    questions_visible_to,
    uses_visible_to,
)
from claims.selectors.blind import first_is_hidden, hide_stances, is_blind
from claims.selectors.conflicts import FigureConflict
from claims.selectors.places import Places, words_of
from claims.selectors.rows import ClaimRow, speakers_of
from claims.vocabulary import CaptureState, State

Row = TypeVar("Row", Answer, Use, Note, Question)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the claims of an article, by claim and oldest first."""

    answers: dict[int, list[Answer]]
    uses: dict[int, list[Use]]
    kept: dict[int, str]
    notes: dict[int, list[Note]]
    questions: dict[int, list[Question]]


def beside(user: User, article: Article, claims: Iterable[Claim]) -> Beside:
    """A query for each, whatever the number of claims, and one for which evidence is independent of which."""
    answers = answers_visible_to(user).filter(claim__article=article).select_related("by").order_by("pk")
    uses = uses_visible_to(user).filter(claim__article=article).select_related("evidence").order_by("pk")
    found = list(uses.prefetch_related("independent_of"))
    hide_stances(found, user, {claim.pk for claim in claims if is_blind(claim)})
    copies = captures_visible_to(user).filter(state=CaptureState.KEPT, evidence__uses__claim__article=article)
    notes = notes_visible_to(user).filter(article=article).select_related("by").order_by("at", "pk")
    questions = (
        questions_visible_to(user).filter(claim__article=article).select_related("to").order_by("at", "pk")
    )
    return Beside(
        answers=_by_claim(answers),
        uses=_by_claim(found),
        kept=dict(copies.order_by("pk").values_list("evidence_id", "sha256")),
        notes=_by_claim(notes),
        questions=_by_claim(questions),
    )


def _by_claim(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.claim_id or 0].append(row)
    return found


def report_claim(
    draft: Draft, claim: Claim, row: ClaimRow, places: Places, conflicts: Iterable[FigureConflict], at: Beside
) -> ReportClaim:
    """One claim, with what stands beside it. Where round 1 is hidden, neither its answers nor the copy are in it."""
    rounds = {one.round: one for one in at.answers[claim.pk] if one.wording == claim.wording}
    first, second = rounds.get(1), rounds.get(2)
    hidden = first_is_hidden(claim)
    by_attribution = claim.attribution_id or 0
    return ReportClaim(
        id=claim.pk,
        number=row.number,
        state=row.state.value,
        lost=row.look == "lost",
        words=row.words,
        own_voice=row.own_voice,
        spans=tuple(places.content.get(claim.pk, ())),
        speakers=tuple(_speakers(claim)),
        source=words_of(draft.text, places.source.get(by_attribution, ())),
        cue=words_of(draft.text, places.cue.get(by_attribution, ())),
        said=first.said if first else "",
        so=first.so if first else "",
        copy="" if hidden else claim.copy,
        fix="" if hidden else claim.fix,
        note=first.note if first else "",
        dismissed_why=claim.dismissal_why if row.state == State.DISMISSED else "",
        checked_by=first.by.name if first else "",
        checked_at=first.at if first else None,
        second_by=second.by.name if second else "",
        second_at=second.at if second else None,
        hidden=hidden,
        high_risk=claim.high_risk,
        risks=tuple(rule.name for rule in row.risks),
        conflicts=tuple(_against(row, conflicts)),
        evidence=tuple(_evidence(use, at.kept) for use in at.uses[claim.pk]),
        notes=tuple(report_note(note) for note in at.notes[claim.pk]),
        questions=tuple(_question(one) for one in at.questions[claim.pk]),
    )


def _speakers(claim: Claim) -> Iterator[ReportSpeaker]:
    for one in speakers_of(claim) if claim.attribution else ():
        yield ReportSpeaker(name=one.name, kind=one.kind, title=one.title)


def _against(row: ClaimRow, conflicts: Iterable[FigureConflict]) -> Iterator[str]:
    """Which figures of other claims stand against each of the claim's own."""
    for conflict in conflicts:
        for side in (side for group in conflict.groups for side in group if side.row.pk == row.pk):
            others = (
                f"{one.row.said_by}: {one.figure.words} (claim {one.row.number})"
                for one in conflict.against(row.pk, side.index)
            )
            yield f"{side.figure.words}; {'; '.join(others)}"


def _evidence(use: Use, kept: dict[int, str]) -> ReportEvidence:
    thing = use.evidence
    return ReportEvidence(
        id=use.pk,
        kind=thing.kind,
        title=thing.title,
        url=thing.url,
        words=thing.words,
        result=thing.result,
        seen=thing.seen,
        ground_rules=thing.ground_rules,
        reached=thing.reached,
        locator=use.locator,
        passage=use.passage,
        stance=use.stance,
        primary=use.primary,
        said_there=use.said_there,
        independent_of=tuple(sorted(other.pk for other in use.independent_of.all())),
        sha256=kept.get(thing.pk, ""),
        confidential=thing.confidential,
        withdrawn=use.withdrawn_why or thing.withdrawn_why,
    )


def report_note(note: Note) -> ReportNote:
    return ReportNote(by=note.by.name, at=note.at, text=note.text)


def _question(one: Question) -> ReportQuestion:
    return ReportQuestion(
        to=one.to.name if one.to else one.source,
        text=one.text,
        at=one.at,
        blocking=one.blocking,
        answer=one.answer,
        answered_at=one.answered_at,
        withdrawn=one.withdrawn_at is not None,
    )
