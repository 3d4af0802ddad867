"""The conditions that the MOVES table names: each looks at a claim as it is, and answers yes, or no and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claims.errors import YES, Verdict, no
from claims.extraction.risks.rules import RULES, Rule
from claims.models import Answer, Claim, Use, User
from claims.vocabulary import SAID_CALLS_FOR_COPY, SO_CALLS_FOR_COPY, EvidenceKind

RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}


def latest_answer(claim: Claim, *, round: int, by_id: int | None = None) -> Answer | None:
    """The newest answer of a round for the claim's present wording."""
    found = [
        answer
        for answer in claim.answers.all()
        if answer.round == round
        and answer.wording == claim.wording
        and (by_id is None or answer.by_id == by_id)
    ]
    return max(found, key=lambda answer: answer.pk, default=None)


def answer_is_whole(claim: Claim, answer: Answer | None) -> bool:
    """Both questions answered; an own-voice claim has only the second."""
    return answer is not None and bool(answer.so) and (bool(answer.said) or claim.attribution_id is None)


def is_high_risk(claim: Claim, uses: Iterable[Use]) -> bool:
    """Whether it takes two people to settle the claim: some high risk is left that no attached evidence ends.

    A direct quotation is one until its recording or transcript is attached. `uses` are the claim's.
    """
    attached = {use.evidence.kind for use in uses if not use.withdrawn_why}
    high = [RULE[name] for name in claim.risks if name in RULE and RULE[name].high]
    return claim.high_risk and (not high or any(rule.lowered_by not in attached for rule in high))


def is_enough(use: Use) -> bool:
    """Whether a claim may be settled on it: it says where in the evidence, or is a search that was logged."""
    return not use.withdrawn_why and bool(use.locator or use.evidence.kind == EvidenceKind.SEARCH)


def calls_for_copy(answer: Answer) -> bool:
    return answer.said in SAID_CALLS_FOR_COPY or answer.so in SO_CALLS_FOR_COPY


def _answers(claim: Claim, user: User, note: str) -> Verdict:
    if answer_is_whole(claim, latest_answer(claim, round=1)):
        return YES
    return no("Answer both questions first." if claim.attribution_id else "Answer “Is it so?” first.")


def _evidence(claim: Claim, user: User, note: str) -> Verdict:
    if any(is_enough(use) for use in claim.uses.all()):
        return YES
    return no("Attach evidence with its place (a page, a paragraph, a time), or the search that you made.")


def _copy(claim: Claim, user: User, note: str) -> Verdict:
    answer = latest_answer(claim, round=1)
    if answer is not None and calls_for_copy(answer) and not claim.copy:
        return no("Say what happens to the copy.")
    return YES


def _low_risk(claim: Claim, user: User, note: str) -> Verdict:
    if is_high_risk(claim, claim.uses.all()):
        return no("This claim has a high risk: a second person checks it.")
    return YES


def _high_risk(claim: Claim, user: User, note: str) -> Verdict:
    return YES if is_high_risk(claim, claim.uses.all()) else no("This claim has no high risk: settle it.")


def _reason(claim: Claim, user: User, note: str) -> Verdict:
    return YES if note.strip() else no("Give a reason.")


def _second_person(claim: Claim, user: User, note: str) -> Verdict:
    if not claim.high_risk:
        return YES
    if claim.dismissal_by_id is None:
        return no("This claim has a high risk: a second person confirms that it may be dismissed.")
    if claim.dismissal_by_id == user.pk:
        return no("You asked for this dismissal: a second person confirms it.")
    return YES


def _not_first(claim: Claim, user: User, note: str) -> Verdict:
    first = {answer.by_id for answer in claim.answers.all() if answer.round == 1}
    if user.pk in first or claim.owner_id == user.pk:
        return no("You checked this claim first: a second person looks now.")
    return YES


def _own_answers(claim: Claim, user: User, note: str) -> Verdict:
    if answer_is_whole(claim, latest_answer(claim, round=2, by_id=user.pk)):
        return YES
    return no("Store your own answers first.")


def _agreement(claim: Claim, user: User, note: str) -> Verdict:
    first = latest_answer(claim, round=1)
    second = latest_answer(claim, round=2, by_id=user.pk)
    if first and second and (first.said, first.so) == (second.said, second.so):
        return YES
    return no("Your answers differ from the first: send it back with a comment.")


def _not_dismisser(claim: Claim, user: User, note: str) -> Verdict:
    if claim.dismissal_by_id == user.pk:
        return no("You dismissed this claim: somebody else reopens it.")
    return YES


GUARDS: dict[str, Callable[[Claim, User, str], Verdict]] = {
    "answers": _answers,
    "evidence": _evidence,
    "copy": _copy,
    "low_risk": _low_risk,
    "high_risk": _high_risk,
    "reason": _reason,
    "second_person": _second_person,
    "not_first": _not_first,
    "own_answers": _own_answers,
    "agreement": _agreement,
    "not_dismisser": _not_dismisser,
}
