"""What a person may do with an article as a whole, and with its desk's rules."""

from __future__ import annotations

from claims.errors import YES, Verdict, no
from claims.gate import Standing
from claims.gate_guards import ARTICLE_GUARDS
from claims.models import Article, User
from claims.permissions.roles import MAY_PASTE, is_byline, may_send, role_on
from claims.vocabulary import ARTICLE_MOVES, EDITORS, ArticleAct, ArticleState, Role


def may_paste(user: User, desk_id: int) -> Verdict:
    if role_on(user, desk_id) in MAY_PASTE or may_send(user, desk_id):
        return YES
    return no("Reporters, checkers and editors of this desk paste articles here.")


def may_paste_draft(user: User, article: Article) -> Verdict:
    """Whether the person may paste the article's next draft; the article has its bylines."""
    role = role_on(user, article.desk_id)
    if role not in MAY_PASTE and not may_send(user, article.desk_id):
        return no("Reporters, checkers and editors of this desk paste drafts here.")
    if role == Role.REPORTER and not is_byline(user, article):
        return no("Reporters paste drafts of their own stories.")
    if article.state == ArticleState.KILLED:
        return no("This story was killed. An editor can take it up again, then paste the draft.")
    if article.state in (ArticleState.PUBLISHED, ArticleState.CORRECTED):
        return no(
            "This article is published. An editor starts a correction first, then paste the corrected draft."
        )
    return YES


def may_set_bylines(user: User, desk_id: int) -> Verdict:
    if role_on(user, desk_id) in EDITORS:
        return YES
    return no("Editors of this desk say who wrote a story.")


def may_name_writers(user: User, desk_id: int) -> Verdict:
    """Whether the person may say who wrote what they paste: a CMS knows it, editors do."""
    return YES if may_send(user, desk_id) else may_set_bylines(user, desk_id)


def may_retry_split(user: User, article: Article) -> Verdict:
    return may_paste(user, article.desk_id)


def may_set_rules(user: User, desk_id: int) -> Verdict:
    if role_on(user, desk_id) in EDITORS:
        return YES
    return no("Editors of this desk set its rules.")


def may_act(user: User, at: Standing, act: ArticleAct, given: str = "") -> Verdict:
    """Ask the ARTICLE_MOVES table: is there such a move, has the person the role, does each guard hold.

    `given`: the reason or the address that the act asks for.
    """
    state, role = ArticleState(at.article.state), role_on(user, at.article.desk_id)
    move = ARTICLE_MOVES[state].get(act)
    if move is None:
        return no(f"The article is {state.label.lower()}: this isn't done now.")
    if not (role in move.roles or (move.integration and may_send(user, at.article.desk_id))) or role is None:
        return no(f"{'Editors' if move.roles <= EDITORS else 'Checkers and editors'} of this desk do this.")
    for guard in move.guards:
        if not (verdict := ARTICLE_GUARDS[guard](at, user, role, given)).allowed:
            return verdict
    return YES
