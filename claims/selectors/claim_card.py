"""The open claim, in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from claims.anchoring.segments import Mark, segments
from claims.drafts import is_lost
from claims.errors import Verdict, no
from claims.extraction import Figure, Span
from claims.extraction.risks.rules import Rule
from claims.guards import (
    asked_to_dismiss,
    calls_for_copy,
    is_enough,
    is_high_risk,
)
from claims.models import Answer, Article, Claim, Draft, Use, User
from claims.permissions import may_answer, may_attach, may_check, may_confirm, may_move, may_set_copy
from claims.selectors.blind import first_is_hidden, hide_stances, is_blind
from claims.selectors.claim_drafts import Lost, Reworded, fix_stands, lost, reworded
from claims.selectors.claim_past import Comment, comment_on, settled_on
from claims.selectors.claim_risks import RiskShown, risks_of, risks_to_raise
from claims.selectors.confidential import SourceLine, source_lines
from claims.selectors.conflicts import FigureConflict, Side
from claims.selectors.evidence import UseShown, uses_of, uses_shown
from claims.selectors.figures import FigureShown, figure_shown
from claims.selectors.mending import Mending, mending_of
from claims.selectors.places import Places, words_of
from claims.selectors.rows import ClaimRow, SpeakerShown, speakers_of
from claims.vocabulary import DECIDED, MOVES, Copy, Origin, State

# A reason is asked for in the form, so a move is offered although there is none yet.
SOME_REASON = "…"


@dataclass(frozen=True, slots=True)
class MoveOption:
    to: State
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A figure of the claim, and what other claims give for the same thing that can't be true as well."""

    shown: FigureShown
    against: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the claim's words, all of one figure or of none."""

    text: str
    figure: CardFigure | None


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """All that the card shows. Spans are code points of the draft, end exclusive.

    `first_hidden`: round 1 exists and this person may not see it before storing an answer of their own; the
    copy resolution and others' stances, which would give it away, are then hidden too. `old`: what a stale claim
    was settled on; `comment`: why a second person sent it back. `reworded`: what changed since it was answered;
    `lost`: that it has no place in the draft; `fix_stands`: the proposed wording is in the copy;
    `sources`: the records of who says it, where that is confidential; `unapproved`: an editor has still to approve.
    """

    article: Article
    draft: Draft
    claim: Claim
    row: ClaimRow
    pieces: tuple[tuple[Stretch, ...], ...]
    figures: tuple[CardFigure, ...]
    source: str
    cue: str
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    speakers: tuple[SpeakerShown, ...]
    answers: tuple[Answer, ...]
    mine: Answer | None
    first_hidden: bool
    copy: str
    fix: str
    uses: tuple[Use, ...]
    uses_shown: tuple[UseShown, ...]
    needs_evidence: bool
    second_round: bool
    settles_as: State
    may_check: Verdict
    may_answer: Verdict
    may_attach: Verdict
    may_stet: Verdict
    may_dismiss: Verdict
    may_confirm: Verdict
    old: Answer | None
    risks: tuple[RiskShown, ...]
    to_raise: tuple[Rule, ...]
    dismissal_asked: bool
    comment: Comment | None
    reworded: Reworded | None
    lost: Lost | None
    fix_stands: bool
    moves: tuple[MoveOption, ...]
    mending: Mending | None
    sources: tuple[SourceLine, ...]
    unapproved: bool

    @property
    def shown_answer(self) -> Answer | None:
        """The newest answer for the present wording that this person may see."""
        return next((one for one in reversed(self.answers) if one.wording == self.claim.wording), None)

    @property
    def suggested(self) -> bool:
        return self.claim.state == State.SUGGESTED

    @property
    def by_machine(self) -> bool:
        """Whether the machine found it and was not in doubt: where it was, the card says so elsewhere."""
        return self.claim.origin == Origin.MACHINE and not self.suggested

    @property
    def decided(self) -> bool:
        return self.claim.state in DECIDED

    @property
    def stale(self) -> bool:
        return self.claim.state == State.STALE

    @property
    def dismissed(self) -> bool:
        return self.claim.state == State.DISMISSED

    @property
    def hands_on(self) -> bool:
        """Whether “settle” gives the claim to a second person first."""
        return self.settles_as == State.SECOND

    @property
    def may_fix(self) -> Verdict:
        """Whether the person may say that the proposed wording stands in the copy."""
        return (
            self.may_check
            if self.stale and self.claim.fix
            else no("It isn't stale, or nothing was proposed.")
        )

    @property
    def may_place(self) -> Verdict:
        """Whether the person may say where a lost claim stands, or that it was cut."""
        return self.may_check if self.lost else no("This claim has its place.")

    @property
    def may_mend(self) -> Verdict:
        """Whether the person may put right what the machine made of it."""
        return self.may_check if self.mending else no("This claim has lost its place.")

    @property
    def differs(self) -> bool:
        """Whether this person's second answers are stored and aren't the first ones: it goes back, with a comment."""
        now = [one for one in self.answers if one.wording == self.claim.wording]
        first = next((one for one in reversed(now) if one.round == 1), None)
        mine = next((one for one in reversed(now) if one == self.mine and one.round == 2), None)
        if not (self.second_round and first and mine):
            return False
        return (first.said, first.so) != (mine.said, mine.so)

    @property
    def calls_for_copy(self) -> bool:
        return self.shown_answer is not None and calls_for_copy(self.shown_answer)


def card_of(
    user: User,
    draft: Draft,
    claim: Claim,
    row: ClaimRow,
    places: Places,
    answers: Iterable[Answer],
    conflicts: Sequence[FigureConflict] = (),
    *,
    rows: Sequence[ClaimRow] = (),
    claims: Iterable[Claim] = (),
    sources: Sequence[dict[str, Any]] = (),
) -> ClaimCard:
    """The card of a claim that the person may see, with its article, owner and speakers loaded.

    `answers`: what they may see of the article's, oldest first; `conflicts`, `rows`, `claims` and `sources`
    (confidential ones) are the article's.
    """
    content = places.content.get(claim.pk, ())
    figures = _figures(draft.text, content, row, conflicts)
    answers = tuple(one for one in answers if one.claim_id == claim.pk)
    uses = uses_of(user, claim)
    hide_stances(uses, user, {claim.pk} if is_blind(claim) else ())
    if claim.state in (State.SECOND, State.STALE):
        prefetch_related_objects([claim], "answers__by")  # the guards ask for all of them, several times
    by_attribution = claim.attribution_id or 0
    source = tuple(places.source.get(by_attribution, ()))
    cue = tuple(places.cue.get(by_attribution, ()))
    second = claim.state == State.SECOND
    return ClaimCard(
        article=claim.article,
        draft=draft,
        claim=claim,
        row=row,
        pieces=tuple(_stretches(draft.text, span, row.figures, figures) for span in content),
        figures=figures,
        source=" ".join(draft.text[start:end] for start, end in source),
        cue=" ".join(draft.text[start:end] for start, end in cue),
        source_spans=source,
        cue_spans=cue,
        speakers=speakers_of(claim),
        answers=answers,
        mine=next((one for one in reversed(answers) if one.by_id == user.pk), None),
        first_hidden=first_is_hidden(claim),
        copy=claim.copy,
        fix=claim.fix,
        uses=uses,
        uses_shown=uses_shown(user, claim, uses),
        needs_evidence=not any(is_enough(use) for use in uses),
        second_round=second,
        settles_as=State.SECOND if not second and is_high_risk(claim, uses) else State.SETTLED,
        may_check=may_check(user, claim.article),
        may_answer=may_answer(user, claim),
        may_attach=may_attach(user, claim),
        may_stet=may_set_copy(user, claim, Copy.STET),
        may_dismiss=_may_dismiss(user, claim),
        may_confirm=may_confirm(user, claim),
        old=settled_on(claim),
        risks=risks_of(user, claim),
        to_raise=risks_to_raise(claim),
        dismissal_asked=asked_to_dismiss(claim) is not None,
        comment=comment_on(claim, answers),
        reworded=reworded(draft, claim, answers),
        lost=lost(claim, rows, claims),
        fix_stands=claim.copy == Copy.FIX_PROPOSED and fix_stands(draft, claim, content),
        moves=_moves(user, claim),
        mending=mending_of(
            claim,
            words_of(draft.text, content),
            words_of(draft.text, source),
            words_of(draft.text, cue),
            rows,
            claims,
        ),
        sources=source_lines(user, row, sources),
        unapproved=bool(getattr(claim, "unapproved", False)),
    )


def _figures(
    text: str, spans: Iterable[Span], row: ClaimRow, conflicts: Iterable[FigureConflict]
) -> tuple[CardFigure, ...]:
    return tuple(
        CardFigure(
            figure_shown(text, spans, figure),
            tuple(side for conflict in conflicts for side in conflict.against(row.pk, index)),
        )
        for index, figure in enumerate(row.figures)
    )


def _stretches(
    text: str, span: Span, figures: Iterable[Figure], shown: Sequence[CardFigure]
) -> tuple[Stretch, ...]:
    """One piece of the claim, cut at its figures' edges; joined they are its words, to the letter."""
    marks = [Mark(*figure.span, index) for index, figure in enumerate(figures)]
    return tuple(
        Stretch(text[piece.start : piece.end], shown[piece.owners[0]] if piece.owners else None)
        for piece in segments(*span, marks)
    )


def _may_dismiss(user: User, claim: Claim) -> Verdict:
    """Dismissing, or asking for it where it takes two people."""
    verdict = may_move(user, claim, State.DISMISSED, SOME_REASON)
    asks = (
        claim.high_risk
        and not is_lost(claim)
        and asked_to_dismiss(claim) is None
        and State.DISMISSED in MOVES.get(State(claim.state), {})
    )
    return may_check(user, claim.article) if asks and not verdict.allowed else verdict


def _moves(user: User, claim: Claim) -> tuple[MoveOption, ...]:
    """The moves that have a button of their own: settling goes with the answers, dismissing with its
    reason.
    """
    by_answer = {State.SETTLED, State.SECOND, State.DISMISSED}
    ways = (to for to in MOVES.get(State(claim.state), {}) if to not in by_answer)
    return tuple(MoveOption(to, may_move(user, claim, to, SOME_REASON)) for to in ways)
