"""Take one's signature back, or an override."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.gate import standing_of
from claims.models import Article, User
from claims.permissions import may_act
from claims.services.history import recorded
from claims.services.sign_off import article_to_act, revoke_signatures, set_state
from claims.vocabulary import ARTICLE_MOVES, ArticleAct, ArticleState


@transaction.atomic
def article_revoke(*, article_id: int, by: User, key: str, note: str) -> Article:
    """Revoke this person's signature under the newest draft, or, where they have none and are an editor, the override.

    The article goes back to being checked where too few are left to stand for it. Raises Article.DoesNotExist,
    Refused. A key that was used before changes nothing.
    """
    article = article_to_act(article_id, by)
    if recorded(key, by):
        return article
    at = standing_of(article)
    may_act(by, at, ArticleAct.REVOKE, note).or_refuse()
    which = at.of(by) or at.override
    if which is None:
        raise Refused("There is no signature to take back.")
    at = revoke_signatures(at, [which], why=note.strip(), by=by, key=key)
    if at.signed:
        return article
    move = ARTICLE_MOVES[ArticleState(article.state)][ArticleAct.REVOKE]
    return set_state(article, move.to, by=by, key=f"{key}:article", note=note.strip())
