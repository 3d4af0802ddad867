"""Say who wrote a story, and so who can't check it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Q

from claims.errors import Refused
from claims.guards import latest_of_all
from claims.models import Article, Event, Sentence, User
from claims.permissions import articles_visible_to, may_set_bylines
from claims.services.claim_change import claims_now
from claims.services.claim_move import move
from claims.services.claim_stale import go_stale
from claims.services.gate_watch import after_change
from claims.services.history import lock_living, record, recorded
from claims.services.sentence_clear import put_back
from claims.vocabulary import DECIDED, EventKind, State

IN_WORK = (State.CHECKING, State.AWAITING, State.SECOND)


@transaction.atomic
def article_bylines(*, article_id: int, by: User, key: str, written_by: Collection[int]) -> Article:
    """Set an article's bylines (user ids of its desk's people) with the event, and undo what they did as checkers.

    A claim that a writer has in work is open again; one that they settled or dismissed, first or second, goes
    stale; a sentence that they cleared, or asked to clear, is open. All of it with its events, or nothing. Raises
    Article.DoesNotExist, Refused. A key that was used before changes nothing.
    """
    article = lock_living(articles_visible_to(by).get(pk=article_id).pk)
    if recorded(key, by):
        return article
    may_set_bylines(by, article.desk_id).or_refuse()
    people = list(article.desk.members.filter(pk__in=written_by))
    if len(people) != len(set(written_by)):
        raise Refused("Somebody on the list isn't on this desk.")
    before = sorted(article.bylines.values_list("pk", flat=True))
    article.bylines.set(people)
    record(
        article_id=article.pk,
        what=EventKind.BYLINES,
        by=by,
        key=key,
        before={"bylines": before},
        after={"bylines": sorted(person.pk for person in people)},
    )
    _undo(article, [one for one in people if one.pk not in before], by, key)
    after_change(article.pk, by=by, key=key)
    return article


def _undo(article: Article, writers: Sequence[User], by: User, key: str) -> None:
    names = {one.pk: one.name for one in writers}
    if not names:
        return
    dismissed_by = _who_dismissed(article)
    for claim in claims_now(article.pk, (*IN_WORK, *DECIDED)):
        answers = latest_of_all(claim)
        begun = (claim.owner_id, *(one.by_id for one in answers if one.round == 1))
        done = (*(one.by_id for one in answers), claim.dismissal_by_id, dismissed_by.get(claim.pk))
        if claim.state in IN_WORK and (writer := _first(names, begun)):
            why = f"{names[writer]} counts as a writer of the story now."
            move(claim, to=State.OPEN, by=by, key=f"{key}:{claim.pk}", note=why, machine=True)
        elif claim.state in DECIDED and (writer := _first(names, done)):
            why = f"{names[writer]}, who checked it, counts as a writer of the story now."
            go_stale(claim, why, by, f"{key}:{claim.pk}")
    cleared = Sentence.objects.filter(draft__article=article)
    cleared = cleared.filter(Q(cleared_by__in=names) | Q(clearing_by__in=names)).select_related(
        "draft__article"
    )
    for sentence in cleared.order_by("pk"):
        writer = _first(names, (sentence.cleared_by_id, sentence.clearing_by_id))
        put_back(
            sentence,
            by,
            f"{key}:s{sentence.pk}",
            f"{names[writer or 0]} counts as a writer of the story now.",
        )


def _first(names: dict[int, str], people: Collection[int | None]) -> int | None:
    return next((one for one in people if one in names), None)


def _who_dismissed(article: Article) -> dict[int, int | None]:
    """By dismissed claim, who moved it last: they dismissed it, or confirmed that."""
    moves = Event.objects.standing(article.pk).filter(claim__state=State.DISMISSED, what=EventKind.MOVED)
    return {
        claim: person for claim, person in moves.order_by("number").values_list("claim_id", "by_id") if claim
    }
