"""The data, one file a family; names and rules are those of docs/architecture.md."""

from claims.models.articles import Article, Draft, Sentence, Split
from claims.models.claims import Attribution, Claim, Place, Speaker
from claims.models.evidence import Answer, Evidence, Use
from claims.models.history import Event, EventPayload
from claims.models.people import Desk, Membership, User

__all__ = [
    "Answer",
    "Article",
    "Attribution",
    "Claim",
    "Desk",
    "Draft",
    "Event",
    "EventPayload",
    "Evidence",
    "Membership",
    "Place",
    "Sentence",
    "Speaker",
    "Split",
    "Use",
    "User",
]
