"""Who may ask, reply and note."""

from __future__ import annotations

from claims.errors import YES, Verdict, no
from claims.models import Article, Claim, Note, Question, User
from claims.permissions.roles import MAY_PASTE, may_check, role_on
from claims.vocabulary import EDITORS, AskedOf, State


def may_ask(user: User, claim: Claim) -> Verdict:
    """Whether the person may ask a colleague or a source about a claim."""
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if claim.state == State.DISMISSED:
        return no("This claim is dismissed: reopen it to ask about it.")
    return YES


def may_reply(user: User, question: Question) -> Verdict:
    """Whether the person may store the answer: their own, or, of a source, the one that they were given."""
    if question.withdrawn_at is not None:
        return no("This question was withdrawn.")
    if question.answered_by is not None:
        return no(f"{question.answered_by} has answered this already. A second thought is a new question.")
    if question.asked_of == AskedOf.SOURCE:
        return may_check(user, question.claim.article)
    if question.to_id != user.pk:
        return no(f"{question.to} is asked.")
    if role_on(user, question.claim.article.desk_id) not in MAY_PASTE:
        return no("Reporters, checkers and editors of this desk answer questions.")
    return YES


def may_withdraw(user: User, question: Question) -> Verdict:
    """Whoever asked, the claim's owner and editors take a question back."""
    claim = question.claim
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    asked_or_owns = user.pk in (question.by_id, claim.owner_id)
    if not (asked_or_owns or role_on(user, claim.article.desk_id) in EDITORS):
        return no(f"{question.by} asked this: they or an editor take it back.")
    if not question.is_open:
        return no("This question is no longer open.")
    return YES


def may_note(user: User, article: Article) -> Verdict:
    if role_on(user, article.desk_id) in MAY_PASTE:
        return YES
    return no("Reporters, checkers and editors of this desk write notes.")


def may_edit_note(user: User, note: Note) -> Verdict:
    if note.by_id != user.pk:
        return no(f"{note.by} wrote this note: only they change it.")
    return may_note(user, note.article)
