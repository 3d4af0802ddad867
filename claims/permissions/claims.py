"""What a person may do with a claim and with a sentence."""

from __future__ import annotations

from claims.errors import YES, Verdict, no
from claims.guards import GUARDS, answer_is_whole, asked_to_dismiss, old_verdict, was_dismissed, wrote
from claims.models import Claim, Lowering, Sentence, User
from claims.permissions.roles import may_check, role_on
from claims.vocabulary import EDITORS, MOVES, Copy, Coverage, Move, State

WHY_NO_ANSWER = {
    State.AWAITING: "This claim awaits a reply: answer it when that has come, or take the question back.",
    State.SETTLED: "This claim is settled: reopen it to answer anew.",
    State.DISMISSED: "This claim is dismissed: reopen it to answer anew.",
    State.STALE: "This claim is stale: say that its answers still hold, or look again.",
}


def may_answer(user: User, claim: Claim) -> Verdict:
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if claim.state == State.SECOND:
        return GUARDS["not_first"](claim, user, "")
    if claim.state in (State.SUGGESTED, State.OPEN):
        return YES
    if claim.state == State.CHECKING:
        return YES if claim.owner_id == user.pk else no(f"{claim.owner} is checking this claim.")
    return no(WHY_NO_ANSWER[State(claim.state)])


def may_set_copy(user: User, claim: Claim, copy: str) -> Verdict:
    if copy == Copy.STET and role_on(user, claim.article.desk_id) not in EDITORS:
        return no("Stet is the editor's alone.")
    return YES


def may_move(user: User | None, claim: Claim, to: State, note: str = "", *, machine: bool = False) -> Verdict:
    """Ask the MOVES table: is there such a move, has the person the role, does each guard hold.

    `machine`: the move follows from something that was allowed already, by a person or (None) by a new draft: only the
    guards are asked.
    """
    user = user or User()  # nobody: has no role, owns nothing and has answered nothing
    move = MOVES.get(State(claim.state), {}).get(to)
    if move is None or (move.machine and not machine):
        return no(f"A claim that is {State(claim.state).label.lower()} can't become {to.label.lower()}.")
    if not machine and not (verdict := _has_the_role(user, claim, move)).allowed:
        return verdict
    for guard in move.guards:
        if not (verdict := GUARDS[guard](claim, user, note)).allowed:
            return verdict
    return YES


def _has_the_role(user: User, claim: Claim, move: Move) -> Verdict:
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    role = role_on(user, claim.article.desk_id)
    if role not in move.roles:
        return no("Your role on this desk doesn't do this.")
    if move.owner and claim.owner_id != user.pk and not (move.editor and role in EDITORS):
        return no(f"{claim.owner} is checking this claim.")
    return YES


def may_confirm(user: User, claim: Claim) -> Verdict:
    """Whether the person may say that a stale claim stands as it was settled, or dismissed."""
    if claim.state != State.STALE:
        return no("This claim isn't stale.")
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if was_dismissed(claim):
        asked = asked_to_dismiss(claim)
        return GUARDS["second_person"](claim, user, "") if claim.high_risk and asked else YES
    if not answer_is_whole(claim, old_verdict(claim)):
        return no("Its old answers don't fit what it says now: look again.")
    return GUARDS["evidence"](claim, user, "")


def may_decide(user: User, claim: Claim, lowering: Lowering) -> Verdict:
    """Whether the person may agree to lower a risk, or leave it as it is."""
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if lowering.by_id == user.pk:
        return no("You asked to lower this risk: a second person decides.")
    if lowering.by_id in wrote(claim):
        return no(f"{lowering.by} wrote this story, so that wish doesn't count: ask anew.")
    return YES


def may_clear(user: User, sentence: Sentence) -> Verdict:
    """Whether the person may say that a sentence needs no check, or open it again."""
    if not (verdict := may_check(user, sentence.draft.article)).allowed:
        return verdict
    if sentence.coverage == Coverage.CLAIMED:
        return no("A claim covers this sentence.")
    return YES
