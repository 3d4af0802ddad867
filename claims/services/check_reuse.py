"""Take what was found of an earlier claim as evidence of this one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import Answer, Claim, Use, User
from claims.permissions import claims_visible_to, may_attach, may_reuse
from claims.services.claim_change import claim_to_change
from claims.services.evidence_attach import TITLE_AT_MOST, evidence_attach, first_use
from claims.services.history import recorded
from claims.vocabulary import EvidenceKind, Said, So, Stance

LOCATOR_AT_MOST = 300


@transaction.atomic
def check_reuse(
    *,
    claim_id: int,
    earlier_id: int,
    answer_id: int,
    by: User,
    key: str,
    stance: Stance,
    passage: str = "",
) -> Use:
    """Store an earlier check as evidence of the claim's desk and its use at the claim, with the event; all or nothing.

    Its title tells what was found and of which day, its place the article and the draft: neither is typed. `answer_id`:
    the answer that the person saw. The earlier claim isn't locked: what it is found to be tomorrow changes nothing of
    what was found that day. Raises Claim.DoesNotExist (either isn't theirs to see), Refused (not settled any more, or
    with another answer). A key that was used before returns the first use.
    """
    claim = claim_to_change(claim_id, by)
    if first := recorded(key, by):
        return first_use(first.payload.after)
    may_attach(by, claim).or_refuse()
    earlier = claims_visible_to(by).select_related("article__desk").get(pk=earlier_id)
    may_reuse(by, claim, earlier).or_refuse()
    answer = _answer(earlier)
    if answer is None or answer.pk != answer_id:
        raise Refused("What was found of that claim has changed. Load the page again.")
    return evidence_attach(
        claim_id=claim_id,
        by=by,
        key=key,
        kind=EvidenceKind.EARLIER_CHECK,
        title=check_title(answer)[:TITLE_AT_MOST],
        seen_at=answer.at,
        locator=check_locator(earlier, answer),
        passage=passage,
        stance=stance,
    )


def _answer(earlier: Claim) -> Answer | None:
    """What it was settled on: the newest answer for its present wording."""
    answers = Answer.objects.filter(claim=earlier, wording=earlier.wording).select_related("by")
    return answers.order_by("-pk").first()


def check_title(answer: Answer) -> str:
    """ "Confirmed, checked 4 March 2026, of that day"."""
    found = [Said(answer.said).label] if answer.said else []
    found += [So(answer.so).label.lower() if found else So(answer.so).label] if answer.so else []
    at = timezone.localtime(answer.at)
    return f"{', '.join(found)}, checked {at.day} {at:%B %Y}, of that day"


def check_locator(earlier: Claim, answer: Answer) -> str:
    """Where it stands: the article, the newest draft that has it, who checked it."""
    placed = earlier.places.order_by("-draft__number").values_list("draft__number", flat=True).first()
    rest = f", draft {placed}, claim {earlier.pk}, checked by {answer.by}"
    title = earlier.article.title
    room = LOCATOR_AT_MOST - len(rest) - 2
    return f"“{title if len(title) <= room else title[: room - 1] + '…'}”{rest}"
