"""The right of reply: whether whoever is accused in an article was asked, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from claims.guards import holds
from claims.models import Article, Claim, Use, User
from claims.permissions import claims_visible_to, uses_visible_to
from claims.selectors.history import claim_numbers
from claims.selectors.queue import first_words
from claims.selectors.rows import said_by, speaker_of, with_speakers
from claims.vocabulary import EvidenceKind, Reached, State

ACCUSATION = "accusation"
REPLIED = (Reached.SPOKE, Reached.DECLINED)


@dataclass(frozen=True, slots=True)
class Reply:
    """An accusation and the calls in which it was put to whoever is accused, oldest first."""

    claim: Claim
    number: int | None
    words: str
    said_by: str
    calls: tuple[Use, ...]

    @property
    def missing(self) -> bool:
        """Whether nobody has asked."""
        return not self.calls

    @property
    def replied(self) -> bool:
        """Whether they answered, or said that they won't."""
        return any(use.evidence.reached in REPLIED for use in self.calls)

    @property
    def last(self) -> Use | None:
        """The call that counts: the newest in which they replied, else the newest."""
        replied = [use for use in self.calls if use.evidence.reached in REPLIED]
        calls = replied or self.calls
        return calls[-1] if calls else None

    @property
    def waiting(self) -> bool:
        return bool(self.last and self.last.evidence.reached == Reached.WAITING)

    @property
    def overdue(self) -> bool:
        """Whether the time in which they could answer is over, and nobody has said what came of it."""
        until = self.last.evidence.reply_by if self.last and self.waiting else None
        return until is not None and until < timezone.now()


@dataclass(frozen=True, slots=True)
class Replies:
    rows: tuple[Reply, ...]

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def overdue(self) -> int:
        return sum(row.overdue for row in self.rows)

    @property
    def waiting(self) -> int:
        """Those who may still answer."""
        return sum(row.waiting and not row.overdue for row in self.rows)

    @property
    def replied(self) -> int:
        return sum(row.replied for row in self.rows)


def replies_of(user: User, article: Article) -> Replies:
    """Every accusation in the article that isn't dismissed, in the text's order, as the person may see it. As many
    queries for 300 as for 1, and two where there is none.
    """
    claims = with_speakers(claims_visible_to(user)).filter(article=article, risks__contains=[ACCUSATION])
    found = list(claims.exclude(state=State.DISMISSED))
    if not found:
        return Replies(())
    numbers, words = claim_numbers(article), first_words([claim.pk for claim in found])
    calls = _calls(user, found)
    found.sort(key=lambda claim: (numbers.get(claim.pk, len(numbers) + 1), claim.pk))
    return Replies(
        tuple(
            Reply(
                claim=claim,
                number=numbers.get(claim.pk),
                words=words.get(claim.pk, ""),
                said_by=said_by(claim.attribution_id is None, speaker_of(claim)),
                calls=tuple(calls[claim.pk]),
            )
            for claim in found
        )
    )


def _calls(user: User, claims: Sequence[Claim]) -> dict[int, list[Use]]:
    """The calls in which the accused had their right of reply, by claim, in the order in which they were made."""
    uses = uses_visible_to(user).filter(
        claim__in=[claim.pk for claim in claims],
        evidence__kind=EvidenceKind.CALL,
        evidence__right_of_reply=True,
    )
    found: dict[int, list[Use]] = defaultdict(list)
    for use in uses.select_related("evidence", "by").order_by("evidence__seen", "pk"):
        if holds(use):
            found[use.claim_id].append(use)
    return found
