"""May this text be published? Asked by its hash, of what somebody sees."""

from __future__ import annotations

from dataclasses import dataclass

from claims.gate import Standing, standing_of
from claims.models import Article, User
from claims.permissions import articles_visible_to
from claims.vocabulary import ArticleState, Role

# Nothing unpublished is left in these: what was signed for them is looked at, for the gate's "open" signatures aren't.
PUBLISHED = (ArticleState.PUBLISHED, ArticleState.CORRECTED)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing against it: a name that stays, and words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one article says to it."""

    article: Article
    draft: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Clearance:
    """`clear` where nothing is against it: each article whose newest draft has this very text is signed off by its
    desk's rule, and there is one."""

    sha256: str
    articles: tuple[Cleared, ...] = ()

    @property
    def clear(self) -> bool:
        return bool(self.articles) and not self.reasons

    @property
    def reasons(self) -> tuple[Reason, ...]:
        if not self.articles:
            return (Reason("unknown", "No draft that this token may see has this text."),)
        return tuple(reason for one in self.articles for reason in one.reasons)


def clearance(user: User, sha256: str) -> Clearance:
    """What every article that the person sees and that has a draft of this text says to it.

    A yes is true at the moment in which the signatures were read, which is last: whatever ends one revokes them.
    """
    seen = articles_visible_to(user).filter(drafts__sha256=sha256).distinct().order_by("pk")
    found = [_cleared(standing_of(one), sha256) for one in seen.select_related("desk")]
    newest = [one for one in found if one.reasons[:1] != _older(one.draft)]
    return Clearance(sha256, tuple(newest or found))


def _cleared(at: Standing, sha256: str) -> Cleared:
    reasons = _older(at.draft.number) if at.draft.sha256 != sha256 else _against(at)
    return Cleared(at.article, at.draft.number, reasons)


def _older(draft: int) -> tuple[Reason, ...]:
    return (Reason("older", f"Draft {draft} is newer, and has another text."),)


def _against(at: Standing) -> tuple[Reason, ...]:
    """What stands against publishing the newest draft as it is."""
    state = ArticleState(at.article.state)
    if state in PUBLISHED:
        return () if enough_signed(at) else (_unsigned(at),)
    if state == ArticleState.KILLED:
        return (Reason("killed", "The story was killed."),)
    if state == ArticleState.CORRECTING and not at.newer:
        return (Reason("correcting", "A correction of this article has been started."),)
    if at.signed:
        return ()
    return (*(Reason(one.name, one.words) for one in at.gate.blockers), _unsigned(at))


def enough_signed(at: Standing) -> bool:
    """Whether enough signatures that nobody took back stand under the draft that was published."""
    under = [one for one in at.sign_offs if not one.revoked_at and one.sha256 == at.draft.sha256]
    signers = {one.signer_id for one in under}
    editors = any(one.role == Role.EDITOR for one in under)
    return any(one.override_why for one in under) or (editors and len(signers) >= at.article.desk.signers)


def _unsigned(at: Standing) -> Reason:
    wanted = "two signatures" if at.article.desk.signers == 2 else "a signature"
    return Reason("unsigned", f"It takes {wanted} under draft {at.draft.number}, or an editor's override.")
