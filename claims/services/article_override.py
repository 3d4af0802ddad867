"""Sign an article off although its gate is shut: an editor alone, with a reason that every report prints."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.gate import standing_of
from claims.models import Article, User
from claims.permissions import may_act
from claims.services.history import recorded
from claims.services.sign_off import article_to_act, revoke_signatures, set_state, store_signature
from claims.vocabulary import ARTICLE_MOVES, ArticleAct, ArticleState


@transaction.atomic
def article_override(*, article_id: int, by: User, key: str, sha256: str, note: str) -> Article:
    """Store the override under the draft with this hash, with its reason, and move the article; all or nothing.

    A signature of the same person's gives way to it. Raises Article.DoesNotExist, Refused. A key that was used before
    changes nothing.
    """
    article = article_to_act(article_id, by)
    if recorded(key, by):
        return article
    at = standing_of(article)
    if at.draft.sha256 != sha256:
        raise Refused(f"There is a newer text, draft {at.draft.number}: look at it before you override.")
    may_act(by, at, ArticleAct.OVERRIDE, note).or_refuse()
    if at.override:
        raise Refused(f"{at.override.signer} has overridden the gate for this draft already.")
    if own := at.of(by):
        at = revoke_signatures(
            at, [own], why="The same person's override takes its place.", by=by, key=f"{key}:own"
        )
    store_signature(at, by=by, key=key, why=note.strip())
    move = ARTICLE_MOVES[ArticleState(article.state)][ArticleAct.OVERRIDE]
    return set_state(article, move.to, by=by, key=f"{key}:article")
