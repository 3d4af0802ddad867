"""Who gives work to whom."""

from __future__ import annotations

from claims.errors import YES, Verdict, no
from claims.models import Article, Claim, User
from claims.permissions.roles import MAY_PASTE, desks_as, is_away, is_byline, may_check, role_on
from claims.permissions.seeing import SEES_ALL_OF_DESK
from claims.vocabulary import EDITORS, WORKERS, State


def may_see_board(user: User, desk_id: int) -> Verdict:
    """Whether the person sees how a whole desk stands, and who works on what there."""
    if role_on(user, desk_id) in SEES_ALL_OF_DESK:
        return YES
    return no("Checkers, editors and readers of this desk see its board.")


def may_see_figures(user: User, desk_id: int) -> Verdict:
    """Whether the person sees how long the desk's work takes, and what came of it."""
    if role_on(user, desk_id) in EDITORS:
        return YES
    return no("Editors of this desk see its figures.")


def may_assign(user: User, claim: Claim) -> Verdict:
    """Whether the person may say whose claim it is: an editor of the desk, or its owner, who hands it on."""
    if not (verdict := may_check(user, claim.article)).allowed:
        return verdict
    if claim.state in (State.SETTLED, State.DISMISSED, State.SUGGESTED):
        return no(f"This claim is {State(claim.state).label.lower()}: there is nothing to assign.")
    if role_on(user, claim.article.desk_id) in EDITORS:
        return YES
    if claim.owner_id == user.pk and claim.state in (State.CHECKING, State.AWAITING):
        return YES
    return no("Editors of this desk assign claims; whoever checks one hands it on.")


def may_assign_in(user: User, article: Article) -> Verdict:
    """Whether the person may assign any claim of an article, whoever has it."""
    if not (verdict := may_check(user, article)).allowed:
        return verdict
    if role_on(user, article.desk_id) in EDITORS:
        return YES
    return no("Editors of this desk assign claims.")


def may_be_given(person: User, article: Article) -> Verdict:
    """Whether a claim of the article may be given to this person."""
    if role_on(person, article.desk_id) not in WORKERS:
        return no(f"{person} isn't a checker or an editor of this desk.")
    return is_free_for(person, article)


def is_free_for(person: User, article: Article) -> Verdict:
    """Whether nothing keeps one of the desk's checkers and editors from the article: a byline, or being away."""
    if not person.is_active:
        return no(f"{person} can't sign in any more.")
    if is_byline(person, article):
        return no(f"{person} wrote this story: somebody else checks it.")
    if is_away(person):
        return no(
            f"{person} is away until {person.away_until:%-d %b}: leave it to the pool, or to a colleague."
        )
    return YES


def may_set_away(user: User, person: User) -> Verdict:
    """Each says when they are away; editors say it for the people of their desks."""
    led = desks_as(user, EDITORS)
    if user.pk == person.pk or person.memberships.filter(desk_id__in=led).exists():
        return YES
    return no("Each person says when they are away, and editors for the people of their desk.")


def may_hand_over(user: User, person_id: int, desk_id: int) -> Verdict:
    """Whether the person may hand over all that somebody has in work on a desk."""
    role = role_on(user, desk_id)
    if role in EDITORS or (role in WORKERS and user.pk == person_id):
        return YES
    return no("Editors of this desk hand over a colleague's claims.")


def may_set_deadline(user: User, article: Article) -> Verdict:
    """Editors set an article's deadline; whoever wrote it may say one where there is none."""
    role = role_on(user, article.desk_id)
    if role in EDITORS:
        return YES
    if role in MAY_PASTE and is_byline(user, article):
        return YES if article.deadline is None else no("Ask an editor of this desk to move the deadline.")
    return no("Editors of this desk set its deadlines.")
