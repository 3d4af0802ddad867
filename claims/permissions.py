"""Who sees what, who may do what, and why not. Every read and every write asks here first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from claims.errors import Refused
from claims.extraction.risks import RULES, Rule
from claims.models import Answer, Article, Claim, Desk, Evidence, Use, User
from claims.vocabulary import (
    EDITORS,
    MOVES,
    SAID_CALLS_FOR_COPY,
    SO_CALLS_FOR_COPY,
    WORKERS,
    Copy,
    EvidenceKind,
    Role,
    State,
)

SEES_ALL_OF_DESK = (Role.CHECKER, Role.EDITOR, Role.READER)
RULE: dict[str, Rule] = {rule.name: rule for rule in RULES}
MAY_PASTE = frozenset({Role.REPORTER, Role.CHECKER, Role.EDITOR})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A yes, or a no with the sentence that the page shows."""

    allowed: bool
    why: str = ""

    def or_refuse(self) -> None:
        """Raise Refused with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.why)


YES = Verdict(True)


def no(why: str) -> Verdict:
    return Verdict(False, why)


# -- what a person sees ------------------------------------------------------------------------------------


def desks_of(user: User) -> QuerySet[Desk]:
    """The desks that the person is a member of, whatever the role."""
    return Desk.objects.filter(memberships__user_id=user.pk) if user.is_active else Desk.objects.none()


def articles_visible_to(user: User) -> QuerySet[Article]:
    """All of a desk for its checkers, editors and readers; their own for its reporters; nothing else."""
    if not user.is_active:
        return Article.objects.none()
    whole = Desk.objects.filter(memberships__user_id=user.pk, memberships__role__in=SEES_ALL_OF_DESK)
    reported = Desk.objects.filter(memberships__user_id=user.pk, memberships__role=Role.REPORTER)
    own = Article.bylines.through.objects.filter(user_id=user.pk).values("article_id")
    return Article.objects.filter(
        Q(desk__in=whole.values("pk")) | Q(desk__in=reported.values("pk"), pk__in=own)
    )


def claims_visible_to(user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(article__in=articles_visible_to(user).values("pk"))


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """A desk's evidence, for those who check there; others see only what is used in an article they see."""
    if not user.is_active:
        return Evidence.objects.none()
    checks = Desk.objects.filter(memberships__user_id=user.pk, memberships__role__in=WORKERS)
    used = Use.objects.filter(claim__in=claims_visible_to(user).values("pk")).values("evidence_id")
    return Evidence.objects.filter(Q(desk__in=checks.values("pk")) | Q(pk__in=used), confidential=False)


def uses_visible_to(user: User) -> QuerySet[Use]:
    return Use.objects.filter(
        claim__in=claims_visible_to(user).values("pk"), evidence__in=evidence_visible_to(user).values("pk")
    )


def answers_visible_to(user: User) -> QuerySet[Answer]:
    """All answers of visible claims, but a second checker sees none of round 1 before storing their own.

    While a claim waits for its second check, round 1 is hidden from everybody who could be that checker.
    """
    seen = Answer.objects.filter(claim__in=claims_visible_to(user).values("pk"))
    own_second = Answer.objects.filter(by_id=user.pk, round=2, wording=F("claim__wording")).values("claim_id")
    could_check = Desk.objects.filter(memberships__user_id=user.pk, memberships__role__in=WORKERS)
    hidden = (
        Q(claim__state=State.SECOND, round=1, claim__article__desk__in=could_check.values("pk"))
        & ~Q(by_id=user.pk)
        & ~Q(claim__owner_id=user.pk)
        & ~Q(claim__in=own_second)
    )
    return seen.exclude(hidden)


# -- what a person may do ----------------------------------------------------------------------------------


def role_on(user: User, desk_id: int) -> Role | None:
    """The person's role on a desk, read once and kept on the user object for the request."""
    if not user.is_active:
        return None
    roles: dict[int, str] | None = getattr(user, "_roles", None)
    if roles is None:
        roles = dict(user.memberships.values_list("desk_id", "role"))
        user._roles = roles  # type: ignore[attr-defined]
    found = roles.get(desk_id)
    return Role(found) if found else None


def is_byline(user: User, article: Article) -> bool:
    return any(person.pk == user.pk for person in article.bylines.all())


def may_paste(user: User, desk_id: int) -> Verdict:
    if role_on(user, desk_id) in MAY_PASTE:
        return YES
    return no("Reporters, checkers and editors of this desk paste articles here.")


def may_set_bylines(user: User, desk_id: int) -> Verdict:
    if role_on(user, desk_id) in EDITORS:
        return YES
    return no("Editors of this desk say who wrote a story.")


def may_retry_split(user: User, article: Article) -> Verdict:
    return may_paste(user, article.desk_id)


def may_check(user: User, article: Article) -> Verdict:
    """Whether the person may do checking work on an article at all."""
    if role_on(user, article.desk_id) not in WORKERS:
        return no("Checkers and editors of this desk do this.")
    if is_byline(user, article):
        return no("You wrote this story: somebody else checks it.")
    return YES


def may_answer(user: User, claim: Claim) -> Verdict:
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if claim.state == State.SECOND:
        return GUARDS["not_first"](claim, user, "")
    if claim.state in (State.SUGGESTED, State.OPEN):
        return YES
    if claim.state == State.CHECKING:
        return YES if claim.owner_id == user.pk else no(f"{claim.owner} is checking this claim.")
    return no(f"This claim is {State(claim.state).label.lower()}: reopen it to answer anew.")


def may_attach(user: User, claim: Claim) -> Verdict:
    return may_check(user, claim.article)


def may_export(user: User, article: Article) -> Verdict:
    if role_on(user, article.desk_id) in WORKERS:
        return YES
    return no("Checkers and editors of this desk export the full report.")


def may_set_copy(user: User, claim: Claim, copy: str) -> Verdict:
    if copy == Copy.STET and role_on(user, claim.article.desk_id) not in EDITORS:
        return no("Stet is the editor's alone.")
    return YES


def may_move(user: User, claim: Claim, to: State, note: str = "") -> Verdict:
    """Ask the MOVES table: is there such a move, has the person the role, does each guard hold."""
    move = MOVES.get(State(claim.state), {}).get(to)
    if move is None:
        return no(f"A claim that is {State(claim.state).label.lower()} can't become {to.label.lower()}.")
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    role = role_on(user, claim.article.desk_id)
    if role not in move.roles:
        return no("Your role on this desk doesn't do this.")
    if move.owner and claim.owner_id != user.pk and not (move.editor and role in EDITORS):
        return no(f"{claim.owner} is checking this claim.")
    for guard in move.guards:
        if not (verdict := GUARDS[guard](claim, user, note)).allowed:
            return verdict
    return YES


# -- the guards of the table -------------------------------------------------------------------------------


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


def calls_for_copy(answer: Answer) -> bool:
    return answer.said in SAID_CALLS_FOR_COPY or answer.so in SO_CALLS_FOR_COPY


def _answers(claim: Claim, user: User, note: str) -> Verdict:
    if answer_is_whole(claim, latest_answer(claim, round=1)):
        return YES
    return no("Answer both questions first." if claim.attribution_id else "Answer “Is it so?” first.")


def _evidence(claim: Claim, user: User, note: str) -> Verdict:
    for use in claim.uses.all():
        if not use.withdrawn_why and (use.locator or use.evidence.kind == EvidenceKind.SEARCH):
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
