"""The conditions that the MOVES table names: each looks at a claim as it is, and answers yes, or no and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from claims.drafts import is_lost
from claims.errors import YES, Verdict, no
from claims.extraction.risks.rules import RULES, Rule
from claims.models import Answer, Claim, Desk, Event, Use, User
from claims.vocabulary import SAID_CALLS_FOR_COPY, SO_CALLS_FOR_COPY, EventKind, EvidenceKind, State

RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}


def wrote(claim: Claim) -> set[int]:
    """The ids of who wrote the claim's story: nothing that they did to it as checkers counts."""
    return {person.pk for person in claim.article.bylines.all()}


def latest_answer(
    claim: Claim, *, round: int, by_id: int | None = None, after: int = 0, any_wording: bool = False
) -> Answer | None:
    """The newest answer of a round for the claim's present wording, by nobody who wrote the story.

    `after`: only one that was stored after the answer with this id.
    """
    found = [
        answer
        for answer in claim.answers.all()
        if answer.round == round
        and (any_wording or answer.wording == claim.wording)
        and (by_id is None or answer.by_id == by_id)
        and answer.pk > after
    ]
    authors = wrote(claim) if found else set()
    return max((one for one in found if one.by_id not in authors), key=lambda one: one.pk, default=None)


def old_verdict(claim: Claim) -> Answer | None:
    """What a claim that went stale was settled on, whatever its wording was then."""
    found = (one for one in claim.answers.all() if one.round == 1 and one.so)
    return max(found, key=lambda one: one.pk, default=None)


def latest_of_all(claim: Claim) -> list[Answer]:
    """The newest first and second answers for the present wording, whoever gave them: the first ones first."""
    found = {
        one.round: one
        for one in sorted(claim.answers.all(), key=lambda one: one.pk)
        if one.wording == claim.wording
    }
    return [found[number] for number in sorted(found)]


def was_dismissed(claim: Claim) -> bool:
    """Whether a claim that is stale was dismissed before, and not settled: its last move tells."""
    moves = (
        Event.objects.standing(claim.article_id)
        .filter(claim_id=claim.pk, what=EventKind.MOVED)
        .select_related("payload")
    )
    last = moves.order_by("-number").first()
    if last is None or not hasattr(last, "payload"):
        return bool(claim.dismissal_why)
    return bool(last.payload.before.get("state") == State.DISMISSED)


def fresh_second(claim: Claim, by_id: int) -> Answer | None:
    """The second person's answer, given after the newest first one."""
    first = latest_answer(claim, round=1)
    return latest_answer(claim, round=2, by_id=by_id, after=first.pk if first else 0)


def answer_is_whole(claim: Claim, answer: Answer | None) -> bool:
    """Both questions answered; an own-voice claim has only the second."""
    return answer is not None and bool(answer.so) and (bool(answer.said) or claim.attribution_id is None)


def high_rules(risks: Iterable[str], desk: Desk) -> list[Rule]:
    """The rules among these that are high on a desk: its own choice, or what the table of rules says."""
    rules = (RULE[name] for name in risks if name in RULE)
    return [one for one in rules if (one.high if desk.high_risks is None else one.name in desk.high_risks)]


def is_high(risks: Iterable[str], desk: Desk) -> bool:
    """Whether a claim with these risks has a high one on a desk: what `Claim.high_risk` holds."""
    return bool(high_rules(risks, desk))


def rules_spelled(desk: Desk) -> str:
    """A desk's rules in a line, for a form to carry: two of the same spelling are the same rules."""
    high = "-" if desk.high_risks is None else " ".join(sorted(desk.high_risks))
    pairs = hashlib.sha256(repr(desk.spellings).encode()).hexdigest() if desk.spellings else ""
    return " ".join(filter(None, (f"{desk.signers}: {high}", pairs)))


def is_high_risk(claim: Claim, uses: Iterable[Use]) -> bool:
    """Whether it takes two people to settle the claim: some high risk is left that no attached evidence ends.

    A direct quotation is one until its recording or transcript is attached. `uses` are the claim's.
    """
    if not claim.high_risk:
        return False
    attached = {use.evidence.kind for use in uses if holds(use)}
    high = high_rules(claim.risks, claim.article.desk)
    return not high or any(rule.lowered_by not in attached for rule in high)


def holds(use: Use) -> bool:
    """Whether neither the use nor the evidence itself was withdrawn."""
    return not (use.withdrawn_why or use.evidence.withdrawn_why)


def is_enough(use: Use) -> bool:
    """Whether a claim may be settled on it: it says where in the evidence, or is a search that was logged. Where in
    what is confidential, its record says."""
    thing = use.evidence
    return holds(use) and bool(use.locator or thing.kind == EvidenceKind.SEARCH or thing.confidential)


def asked_to_dismiss(claim: Claim) -> int | None:
    """Who asked for the claim's dismissal; nobody where they wrote the story."""
    return None if claim.dismissal_by_id in wrote(claim) else claim.dismissal_by_id


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
    if not claim.high_risk or is_lost(claim):
        return YES  # of a lost claim no words stand in the copy that could do harm
    if claim.merged_into_id:
        return YES  # they are another claim's now, with all that is at risk in them
    asked = asked_to_dismiss(claim)
    if asked is None:
        return no("This claim has a high risk: a second person confirms that it may be dismissed.")
    if asked == user.pk:
        return no("You asked for this dismissal: a second person confirms it.")
    return YES


def _not_first(claim: Claim, user: User, note: str) -> Verdict:
    first = latest_answer(claim, round=1)
    if claim.owner_id == user.pk or (first is not None and first.by_id == user.pk):
        return no("You checked this claim first: a second person looks now.")
    return YES


def _own_answers(claim: Claim, user: User, note: str) -> Verdict:
    if answer_is_whole(claim, fresh_second(claim, user.pk)):
        return YES
    return no("Store your own answers first.")


def _agreement(claim: Claim, user: User, note: str) -> Verdict:
    first, second = latest_answer(claim, round=1), fresh_second(claim, user.pk)
    if first and second and (first.said, first.so) == (second.said, second.so):
        return YES
    return no("Your answers differ from the first: send it back with a comment.")


def _not_dismisser(claim: Claim, user: User, note: str) -> Verdict:
    """Whoever moved a dismissed claim last dismissed it; where it took two, the other one asked for it."""
    moves = (
        Event.objects.standing(claim.article_id)
        .filter(claim_id=claim.pk, what=EventKind.MOVED)
        .order_by("-number")
    )
    if user.pk in (claim.dismissal_by_id, moves.values_list("by_id", flat=True).first()):
        return no("You dismissed this claim: somebody else reopens it.")
    return YES


def _question_open(claim: Claim, user: User, note: str) -> Verdict:
    if any(one.is_open for one in claim.questions.all()):
        return YES
    return no("No question is open: ask one first.")


def _no_question_open(claim: Claim, user: User, note: str) -> Verdict:
    if any(one.is_open for one in claim.questions.all()):
        return no("A question is still open: wait for its answer, or take it back.")
    return YES


def _checker_wrote_it(claim: Claim, user: User, note: str) -> Verdict:
    first = {one.by_id for one in latest_of_all(claim) if one.round == 1}
    if {claim.owner_id, *first} & wrote(claim):
        return YES
    return no("Whoever checked this claim first hasn't written the story.")


def _confirmed(claim: Claim, user: User, note: str) -> Verdict:
    """The last that happened to its state or its answers is that this person answered: after it went stale."""
    kinds = (EventKind.MOVED, EventKind.ANSWERED)
    told = Event.objects.standing(claim.article_id).filter(claim_id=claim.pk, what__in=kinds)
    last = told.order_by("-number").values_list("what", "by_id").first()
    if last == (EventKind.ANSWERED, user.pk):
        return YES
    return no("Confirm first that the old answers still hold.")


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
    "question_open": _question_open,
    "no_question_open": _no_question_open,
    "checker_wrote_it": _checker_wrote_it,
    "confirmed": _confirmed,
}
