"""What others did since a page was drawn, in a few words, and how much of the page looks different for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Article, Claim, Event, User
from claims.permissions import articles_visible_to
from claims.vocabulary import EventKind, State

EVENTS_READ = 300
# What changes one claim and nothing of the others, their numbers and the text but its marks; after all else the page
# is drawn anew.
OF_ONE_CLAIM = frozenset(
    {
        EventKind.MOVED,
        EventKind.ANSWERED,
        EventKind.DISMISSAL_ASKED,
        EventKind.EVIDENCE,
        EventKind.USE_CHANGED,
        EventKind.EVIDENCE_WITHDRAWN,
        EventKind.CAPTURED,
        EventKind.ASSIGNED,
        EventKind.RISK_RAISED,
        EventKind.LOWERING_ASKED,
        EventKind.RISK_LOWERED,
        EventKind.LOWERING_REFUSED,
        EventKind.ASKED,
        EventKind.REPLIED,
        EventKind.QUESTION_WITHDRAWN,
        EventKind.NOTED,
        EventKind.NOTE_EDITED,
        EventKind.FIXED,
        EventKind.SOURCE_APPROVED,
    }
)
# What changes the line above the article alone; a note on the whole article stands on a page of its own.
OF_NO_CLAIM = frozenset(
    {
        EventKind.NOTED,
        EventKind.NOTE_EDITED,
        EventKind.SIGNED,
        EventKind.OVERRIDDEN,
        EventKind.SIGNATURE_REVOKED,
        EventKind.ARTICLE_MOVED,
        EventKind.BYLINES,
        EventKind.EXPORTED,
        EventKind.SHARED,
        EventKind.UNSHARED,
        EventKind.SOURCE_OPENED,
    }
)
# What changes every open claim, whichever it is.
OF_ALL_CLAIMS = frozenset(
    {
        EventKind.SPLIT,
        EventKind.CARRIED,
        EventKind.SPEAKERS_MERGED,
        EventKind.SPEAKERS_PARTED,
        EventKind.RULES_CHANGED,
        EventKind.UNDONE,
    }
)
DID = {
    EventKind.ANSWERED: "answered",
    EventKind.EVIDENCE: "put evidence on",
    EventKind.ASSIGNED: "assigned",
    EventKind.ASKED: "asked about",
    EventKind.NOTED: "wrote a note on",
    EventKind.RISK_RAISED: "raised a risk on",
    EventKind.DISMISSAL_ASKED: "asks to dismiss",
}
MOVED_TO = {
    State.SECOND: "handed on",
    State.SETTLED: "settled",
    State.DISMISSED: "dismissed",
    State.OPEN: "opened",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """`whole`: more than single claims look different; `claims`: those that do. `by_others` are the events of others,
    oldest first; `on_open` those of them that the open claim doesn't show yet.
    """

    whole: bool
    claims: frozenset[int]
    by_others: tuple[Event, ...]
    on_open: tuple[Event, ...]

    @property
    def read(self) -> bool:
        """Whether a worker read a draft meanwhile."""
        return any(one.what in (EventKind.SPLIT, EventKind.CARRIED) for one in self.by_others)


def changes_since(user: User, article: Article, *, event: int, claim_id: int, card: int) -> Changes:
    """What happened after the event numbered `event`; the open claim was drawn after that numbered `card`. One query.

    Of each event the kind, the moment and the person are told: what the article's page shows to anybody who sees it.
    That somebody looked at a confidential source changes nothing and is announced to nobody: history has it.
    """
    seen = articles_visible_to(user).filter(pk=article.pk)
    events = Event.objects.filter(article__in=seen.values("pk"), number__gt=min(event, card or event))
    found = list(events.select_related("by", "claim").order_by("-number")[: EVENTS_READ + 1])[::-1]
    fresh = [one for one in found if one.number > event]
    others = tuple(one for one in fresh if one.by_id != user.pk and one.what != EventKind.SOURCE_OPENED)
    on_open = (one for one in found if one.number > card and one.by_id != user.pk)
    return Changes(
        whole=len(found) > EVENTS_READ or not all(_of_one_claim(one) for one in fresh),
        claims=frozenset(one.claim_id for one in fresh if one.claim_id),
        by_others=others,
        on_open=tuple(one for one in on_open if one.claim_id == claim_id or one.what in OF_ALL_CLAIMS),
    )


def _of_one_claim(event: Event) -> bool:
    return (event.what in OF_ONE_CLAIM and event.claim_id is not None) or event.what in OF_NO_CLAIM


def said_of(events: Iterable[Event]) -> str:
    """The weightiest of some events as the end of “Chloe …”: “settled”, “put evidence on”, “changed”."""
    events = list(events)
    claim, by = events[-1].claim, events[-1].by_id
    if (
        claim
        and claim.state == State.CHECKING
        and claim.owner_id == by
        and events[-1].what == EventKind.MOVED
    ):
        return "took"
    if claim and any(one.what == EventKind.MOVED for one in events):
        return MOVED_TO.get(State(claim.state), "changed")
    return DID.get(EventKind(events[-1].what), "changed")


def who_did(event: Event) -> str:
    return event.by.name if event.by else "The machine"


def claim_of(events: Iterable[Event]) -> Claim | None:
    """The one claim that all of them are about; None where there are several, or none."""
    about = {one.claim_id: one.claim for one in events}
    return next(iter(about.values())) if len(about) == 1 else None
