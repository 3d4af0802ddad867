"""The data, one file a family; names and rules are those of docs/architecture.md."""

from claims.models.access import Invitation, InvitedRole, PeopleChange
from claims.models.articles import Article, CopyNote, Draft, Sentence, Split
from claims.models.claims import Attribution, Claim, Lowering, Place, Speaker
from claims.models.confidential import Approval, ConfidentialSource
from claims.models.evidence import Answer, Capture, Evidence, Use
from claims.models.history import Event, EventPayload
from claims.models.integrations import ApiCall, Delivery, Integration, Webhook
from claims.models.matching import ClaimVector
from claims.models.people import Desk, Membership, User
from claims.models.register import RegisterChange, RegisterEntry
from claims.models.reports import Report, ReportFile, ReportOpening, ReportShare
from claims.models.retention import LeftFile, Retention
from claims.models.search import SearchDue, SearchEntry
from claims.models.sign_off import SignOff
from claims.models.talk import MailChoice, Note, NoteEdit, Notice, Question
from claims.models.together import Presence, Typing
from claims.models.upkeep import Heartbeat, Upkeep

__all__ = [
    "Answer",
    "ApiCall",
    "Approval",
    "Article",
    "Attribution",
    "Capture",
    "Claim",
    "ClaimVector",
    "ConfidentialSource",
    "CopyNote",
    "Delivery",
    "Desk",
    "Draft",
    "Event",
    "EventPayload",
    "Evidence",
    "Heartbeat",
    "Integration",
    "Invitation",
    "InvitedRole",
    "LeftFile",
    "Lowering",
    "MailChoice",
    "Membership",
    "Note",
    "NoteEdit",
    "Notice",
    "PeopleChange",
    "Place",
    "Presence",
    "Question",
    "RegisterChange",
    "RegisterEntry",
    "Report",
    "ReportFile",
    "ReportOpening",
    "ReportShare",
    "Retention",
    "SearchDue",
    "SearchEntry",
    "Sentence",
    "SignOff",
    "Speaker",
    "Split",
    "Typing",
    "Upkeep",
    "Use",
    "User",
    "Webhook",
]
