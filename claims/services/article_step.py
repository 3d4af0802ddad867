"""Publish an article, correct it, kill it, take it up again."""

from __future__ import annotations

from django.db import transaction

from claims.errors import Refused
from claims.gate import standing_of
from claims.models import Article, User
from claims.permissions import may_act
from claims.services.history import recorded
from claims.services.sign_off import article_to_act, revoke_signatures, set_state
from claims.vocabulary import ARTICLE_MOVES, ARTICLE_STEPS, ArticleAct, ArticleState

PUBLISHES = (ArticleAct.PUBLISH, ArticleAct.CORRECTED)


@transaction.atomic
def article_step(
    *, article_id: int, act: ArticleAct, by: User, key: str, note: str = "", url: str = "", sha256: str = ""
) -> Article:
    """Move the article as ARTICLE_MOVES has it, with its event, both or neither.

    `url`: where it stands, for those acts that publish; `note`: why, for the others; `sha256`: the text that this is
    about, where it mustn't be another one. Killing a story revokes what was
    signed. Raises Article.DoesNotExist, Refused. A key that was used before changes nothing.
    """
    article = article_to_act(article_id, by)
    if recorded(key, by):
        return article
    if act not in ARTICLE_STEPS:
        raise Refused("This isn't done here.")
    at = standing_of(article)
    if sha256 and sha256 != at.draft.sha256:
        raise Refused(f"That isn't the text of draft {at.draft.number}, which is the newest.")
    given = url.strip() if act in PUBLISHES else note.strip()
    may_act(by, at, act, given).or_refuse()
    if act == ArticleAct.KILL and at.open:
        revoke_signatures(at, at.open, why=f"The story was killed: {given}", by=by, key=f"{key}:void")
    fields = {"published_url": given} if act in PUBLISHES else {}
    move = ARTICLE_MOVES[ArticleState(article.state)][act]
    return set_state(article, move.to, by=by, key=key, note="" if act in PUBLISHES else given, **fields)
