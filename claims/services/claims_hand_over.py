"""Hand over what somebody has in work on a desk: to a colleague, or to the pool."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from claims.errors import Refused
from claims.models import Article, Claim, Desk, Event, User
from claims.permissions import articles_visible_to, desks_of, may_be_given, may_check, may_hand_over
from claims.services.claims_assign import Assigned, Chosen, assign
from claims.services.history import lock_article, lock_key
from claims.vocabulary import HELD, EventKind


@transaction.atomic
def claims_hand_over(*, desk_id: int, of: User, to: User | None, by: User, key: str) -> Assigned:
    """Give all that a person has in work on a desk to a colleague (None: to the pool), article by article.

    All of it with its events, or nothing. Claims of a story that the colleague or the editor wrote, and those of
    which a question is open when the pool is to have them, are left and counted. Raises Desk.DoesNotExist (not a
    desk of theirs), Refused. A key that was used before changes nothing and counts what it gave.
    """
    desk = desks_of(by).get(pk=desk_id)
    lock_key(key)
    if before := _given_before(key, by):
        return Assigned(before)
    may_hand_over(by, of.pk, desk.pk).or_refuse()
    if to is not None and to.pk == of.pk:
        raise Refused(f"{of} has these claims already.")
    came = Assigned()
    for article in _articles(desk, of, by):
        lock_article(article.pk)
        held = Chosen(held_by=of.pk)
        if why := _left_because(article, to, by):
            came.left[why] += held.among(Claim.objects.filter(article=article)).count()
            continue
        one = assign(article, by=by, key=f"{key}:{article.pk}", to=to, claims=held)
        came.given += one.given
        came.left += one.left
    if not came.given:
        raise Refused(f"Nothing was handed over: {_reasons(came)}.")
    return came


def _given_before(key: str, by: User) -> int:
    return Event.objects.filter(key__startswith=f"{key}:", by=by, what=EventKind.ASSIGNED).count()


def _articles(desk: Desk, of: User, by: User) -> Iterable[Article]:
    """Those in which the person has something in work, always in the same order: two of these never wait crosswise."""
    held = Claim.objects.filter(owner=of, state__in=HELD, article__desk=desk).values("article_id")
    found = articles_visible_to(by).filter(pk__in=held).order_by("pk")
    return list(found.select_related("desk").prefetch_related("bylines"))


def _left_because(article: Article, to: User | None, by: User) -> str:
    """Why nothing of this article is handed over, in a word or two; "" where it is."""
    if not may_check(by, article).allowed:
        return "you wrote the story"
    if to is None or (verdict := may_be_given(to, article)).allowed:
        return ""
    if any(person.pk == to.pk for person in article.bylines.all()):
        return f"{to} wrote the story"
    raise Refused(verdict.why)


def _reasons(came: Assigned) -> str:
    return (
        ", ".join(f"{number} left: {why}" for why, number in sorted(came.left.items()))
        or "nothing is in work"
    )
