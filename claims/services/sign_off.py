"""What every act on an article as a whole shares: how it stands under lock, its state, and revoking signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from claims.gate import Standing, standing_of
from claims.models import Article, SignOff, User
from claims.permissions import articles_visible_to, role_on
from claims.services.history import lock_living, record
from claims.vocabulary import ArticleState, EventKind


def article_to_act(article_id: int, by: User) -> Article:
    """The article with its row locked. Raises Article.DoesNotExist where the person may not see it."""
    return lock_living(articles_visible_to(by).get(pk=article_id).pk)


def store_signature(at: Standing, *, by: User, key: str, why: str = "") -> Standing:
    """Store a signature under the newest draft, or, with a reason, an override; with its event."""
    role = str(role_on(by, at.article.desk_id) or "")
    signature = SignOff.objects.create(
        draft_id=at.draft.pk,
        signer=by,
        role=role,
        sha256=at.draft.sha256,
        override_why=why,
    )
    record(
        article_id=at.article.pk,
        what=EventKind.OVERRIDDEN if why else EventKind.SIGNED,
        by=by,
        key=key,
        after={"sign_off": signature.pk, "sha256": signature.sha256, "number": at.draft.number, "role": role},
        note=why,
        pieces=[signature],
    )
    return standing_of(at.article)


def revoke_signatures(
    at: Standing, which: Sequence[SignOff], *, why: str, by: User | None, key: str
) -> Standing:
    """Revoke these signatures, in one event; `by` is nobody where the machine does. Changes no article's state."""
    for one in which:
        one.revoked_at, one.revoked_by, one.revoked_why = timezone.now(), by, why
        one.save(update_fields=["revoked_at", "revoked_by", "revoked_why"])
    record(
        article_id=at.article.pk,
        what=EventKind.SIGNATURE_REVOKED,
        by=by,
        key=key,
        after={"sign_offs": [one.pk for one in which]},
        note=why,
        pieces=which,
    )
    return standing_of(at.article)


def set_state(
    article: Article, to: ArticleState, *, by: User | None, key: str, note: str = "", **fields: Any
) -> Article:
    """Move the article and record it with whatever other fields the move sets; nothing where nothing differs."""
    after = {"state": to, **fields}
    before = {name: getattr(article, name) for name in after}
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        Article.objects.filter(pk=article.pk).update(**after)
        record(
            article_id=article.pk,
            what=EventKind.ARTICLE_MOVED,
            by=by,
            key=key,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
            note=note,
        )
    return Article.objects.get(pk=article.pk)
