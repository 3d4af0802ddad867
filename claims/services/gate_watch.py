"""What a change does to the signatures under an article: where the gate no longer holds, they are void."""

from __future__ import annotations

from collections.abc import Sequence

from claims.gate import DONE, Standing, standing_of
from claims.models import Article, Claim, SignOff, User
from claims.services.history import lock_article
from claims.services.notices import notify
from claims.services.sign_off import revoke_signatures, set_state
from claims.vocabulary import (
    ARTICLE_MOVES,
    MAY_BE_VOIDED,
    ArticleAct,
    ArticleState,
    NoticeKind,
    Role,
)


def after_change(article_id: int, *, by: User | None, key: str) -> bool:
    """Void the signatures that no longer hold, or tell the desk's editors that the article is ready to sign.

    To be called, in the caller's transaction and with the key of what was done, after anything that the gate asks for
    may have changed: a claim settled or reopened, a sentence cleared or opened, a blocking question asked or answered,
    a draft pasted, bylines set. What is published or killed is left alone. True where signatures were voided. A second
    call for the same change changes nothing.
    """
    article = lock_article(article_id)
    if article.state not in MAY_BE_VOIDED:
        return False
    signed = SignOff.objects.filter(draft__article=article, revoked_at=None).exists()
    if not signed and Claim.objects.filter(article=article).exclude(state__in=DONE).exists():
        return False
    at = standing_of(article)
    if void := _void(at):
        void_signatures(at, void, key=key)
        return True
    if at.gate.ready and at.newer and not at.valid:
        _tell_ready(at, by, key)
    return False


def void_signatures(at: Standing, void: dict[str, Sequence[SignOff]], *, key: str) -> Article:
    """Revoke signatures by reason, each reason with its event, and move the article back where too few are left."""
    for number, (why, which) in enumerate(void.items()):
        at = revoke_signatures(at, which, why=why, by=None, key=f"{key}:void{number or ''}")
    if at.signed:
        return at.article
    move = ARTICLE_MOVES[ArticleState(at.article.state)][ArticleAct.VOID]
    return set_state(at.article, move.to, by=None, key=f"{key}:voided", note="; ".join(void))


def _void(at: Standing) -> dict[str, Sequence[SignOff]]:
    """The signatures that no longer hold, by the reason. An override doesn't ask for the gate, only for its text."""
    bylines = {person.pk for person in at.article.bylines.all()}
    found: dict[str, list[SignOff]] = {}
    for one in at.open:
        if one not in at.valid:
            found.setdefault(
                f"Draft {at.draft.number} has another text than the one that was signed.", []
            ).append(one)
        elif one.signer_id in bylines:
            found.setdefault(f"{one.signer} counts as a writer of the story now.", []).append(one)
        elif not one.override_why and not at.gate.ready:
            found.setdefault(at.gate.why, []).append(one)
    return dict(found)


def _tell_ready(at: Standing, by: User | None, key: str) -> None:
    people = at.article.desk.memberships.filter(role=Role.EDITOR).select_related("user")
    bylines = {person.pk for person in at.article.bylines.all()}
    editors = [one.user for one in people if one.user_id not in bylines]
    notify(NoticeKind.READY, editors, article_id=at.article.pk, by=by, key=f"ready:{key}")
