"""Sign an article's newest draft off."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.gate import standing_of
from claims.models import Article, Event, User
from claims.permissions import may_act
from claims.services.history import recorded
from claims.services.sign_off import article_to_act, set_state, store_signature
from claims.vocabulary import ARTICLE_MOVES, ArticleAct, ArticleState, EventKind

# What happens to a claim or a sentence that a signer should have seen before standing for the draft.
WORTH_A_LOOK = frozenset(
    {
        EventKind.MOVED,
        EventKind.ANSWERED,
        EventKind.EVIDENCE,
        EventKind.EVIDENCE_WITHDRAWN,
        EventKind.USE_CHANGED,
        EventKind.RISK_RAISED,
        EventKind.RISK_LOWERED,
        EventKind.CLEARED,
        EventKind.UNCLEARED,
        EventKind.UNDONE,
    }
)


@transaction.atomic
def article_sign(*, article_id: int, by: User, key: str, sha256: str, seen: int) -> Article:
    """Store this person's signature under the draft with this hash; the last one that it takes signs it off.

    `seen`: the number of the article's last event when the form was drawn. Signature, events and the article's state
    are stored together or not at all. Raises Article.DoesNotExist, Refused: not theirs to do, a newer draft, a claim
    that has moved since, the gate shut. A key that was used before changes nothing.
    """
    article = article_to_act(article_id, by)
    if recorded(key, by):
        return article
    at = standing_of(article)
    if at.draft.sha256 != sha256:
        raise Refused(
            f"There is a newer text, draft {at.draft.number}: look at what changed, then sign that."
        )
    may_act(by, at, ArticleAct.SIGN).or_refuse()
    if Event.objects.filter(article=article, number__gt=seen, what__in=WORTH_A_LOOK).exists():
        raise Refused(
            "A claim or a sentence was worked on since you loaded this page: look again, then sign."
        )
    at = store_signature(at, by=by, key=key)
    if not at.signed:
        return article
    move = ARTICLE_MOVES[ArticleState(article.state)][ArticleAct.SIGN]
    return set_state(article, move.to, by=by, key=f"{key}:article")
