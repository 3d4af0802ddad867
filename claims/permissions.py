"""Who sees what, who may do what, and why not. Every read and every write asks here first."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from claims.errors import YES, Verdict, no
from claims.guards import GUARDS
from claims.models import Answer, Article, Claim, Desk, Evidence, Use, User
from claims.vocabulary import (
    EDITORS,
    MOVES,
    WORKERS,
    Copy,
    Role,
    State,
)

SEES_ALL_OF_DESK = (Role.CHECKER, Role.EDITOR, Role.READER)
MAY_PASTE = frozenset({Role.REPORTER, Role.CHECKER, Role.EDITOR})


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
