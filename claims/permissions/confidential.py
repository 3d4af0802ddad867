"""Who keeps records of sources that can't be named, who opens them, and who approves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from claims.errors import YES, Verdict, no
from claims.models import Article, Claim, ConfidentialSource, Membership, User
from claims.permissions.roles import MAY_PASTE, is_byline, role_on
from claims.unnamed import UNNAMED
from claims.vocabulary import EDITORS, WORKERS, Role


def may_store_source(user: User, article: Article) -> Verdict:
    """Whether the person may say who an unnamed source is; the article is one that they see."""
    if role_on(user, article.desk_id) in MAY_PASTE:
        return YES
    return no("Reporters, checkers and editors of this desk keep records of sources.")


def may_open(user: User, source: ConfidentialSource) -> Verdict:
    """Whether the person may see who it is, and change, delete or share the record: those named on it, nobody else."""
    if source.deleted_at:
        return no("This record was deleted: nobody can read it any more.")
    if role_on(user, source.article.desk_id) not in MAY_PASTE:
        return no("Only the people named on it open this.")
    if not any(person.pk == user.pk for person in source.people.all()):
        return no("Only the people named on it open this.")
    return YES


def may_approve(user: User, source: ConfidentialSource, claim: Claim) -> Verdict:
    """Whether the person may say that they know who a claim's source is, and approve; the claim has its article with
    bylines."""
    if not (verdict := may_open(user, source)).allowed:
        return verdict
    if role_on(user, claim.article.desk_id) not in EDITORS:
        return no("An editor who is named on the record approves.")
    if is_byline(user, claim.article):
        return no("You wrote this story: another editor who is named on the record approves.")
    if UNNAMED not in claim.risks:
        return no("This claim rests on no unnamed source.")
    return YES


def people_to_name(article: Article) -> QuerySet[User]:
    """Who may be named on a record: who checks on the desk, and who wrote the story."""
    here = Membership.objects.filter(desk_id=article.desk_id)
    checks, writes = here.filter(role__in=WORKERS), here.filter(role=Role.REPORTER)
    own = Article.bylines.through.objects.filter(article_id=article.pk)
    return User.objects.filter(
        Q(pk__in=checks.values("user_id"))
        | Q(pk__in=writes.values("user_id")) & Q(pk__in=own.values("user_id")),
        is_active=True,
    ).order_by("name")


def may_be_named(article: Article, people: Iterable[User]) -> Verdict:
    """Whether exactly these may be named on a record: people of the story, and an editor who can approve."""
    wanted = {person.pk for person in people}
    if wanted - set(people_to_name(article).values_list("pk", flat=True)):
        return no("Name people who check on this desk, or who wrote the story.")
    editors = Membership.objects.filter(desk_id=article.desk_id, role=Role.EDITOR, user_id__in=wanted)
    bylines = {person.pk for person in article.bylines.all()}
    if not set(editors.values_list("user_id", flat=True)) - bylines:
        return no("Name at least one editor who didn't write the story: somebody has to approve.")
    return YES
