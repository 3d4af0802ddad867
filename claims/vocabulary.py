"""Every list of words that the desk uses, and the table of how a claim moves. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class Role(TextChoices):
    REPORTER = "reporter", "Reporter"
    CHECKER = "checker", "Checker"
    EDITOR = "editor", "Editor"
    READER = "reader", "Reader"


class PeopleChangeKind(TextChoices):
    """What was changed about a person, a desk or an invitation: who may see what is told by these alone."""

    INVITED = "invited", "Invited"
    INVITED_AGAIN = "invited again", "Invited again, by a new link"
    INVITATION_WITHDRAWN = "invitation withdrawn", "Invitation withdrawn"
    JOINED = "joined", "Joined by the invitation"
    SIGNED_ON = "signed on", "Came by single sign-on for the first time"
    LINKED = "linked", "Single sign-on linked"
    ROLE = "role", "Role"
    DISABLED = "disabled", "Disabled"
    ENABLED = "enabled", "Enabled"
    ADMINISTRATOR = "administrator", "Administrator"
    DETAILS = "details", "Details changed"
    DESK_MADE = "desk made", "Desk made"
    DESK_RENAMED = "desk renamed", "Desk renamed"
    DESK_CONFIDENTIAL = "desk confidential", "Confidential"
    INTEGRATION_MADE = "integration made", "Token made"
    INTEGRATION_REVOKED = "integration revoked", "Token revoked"
    WEBHOOK_SET = "webhook set", "Webhook set"
    WEBHOOK_OFF = "webhook off", "Webhook taken off"
    WEBHOOK_AGAIN = "webhook again", "Delivery sent again"


class Scope(TextChoices):
    """What an integration may do on its desks by its token."""

    READ = "read", "Read articles, claims and clearance"
    DRAFTS = "drafts", "Send articles and drafts"
    REPORTS = "reports", "Fetch reports made for outside"
    PUBLISH = "publish", "Say that an article is published"


class Topic(TextChoices):
    """What a webhook tells of."""

    DRAFT_STORED = "draft.stored", "A draft is stored"
    DRAFT_SPLIT = "draft.split", "A draft is split, or can't be"
    ARTICLE_MOVED = "article.moved", "An article moves: signed off, published, killed"
    ARTICLE_SIGNED = "article.signed", "A signature comes or goes"
    REPORT_MADE = "report.made", "A report is made for outside"


class DeliveryState(TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Being sent"
    SENT = "sent", "Received"
    FAILED = "failed", "Given up"


class RegisterChangeKind(TextChoices):
    """What was done in the newsroom's register of speakers."""

    LINKED = "linked", "Linked"
    UNLINKED = "unlinked", "Taken off"
    MERGED = "merged", "Merged"
    PARTED = "parted", "Parted"
    EDITED = "edited", "Name, aliases or note changed"
    UNDONE = "undone", "Undone"


class ArticleState(TextChoices):
    OPEN = "open", "Open"
    CHECKING = "checking", "Checking"
    SIGNED_OFF = "signed off", "Signed off"
    PUBLISHED = "published", "Published"
    CORRECTING = "correcting", "Correcting"
    CORRECTED = "corrected", "Corrected"
    KILLED = "killed", "Killed"


# The name under which the sweep tells that it was there.
SWEEPS = "sweep"


class UpkeepKind(TextChoices):
    BACKUP = "backup", "Backup"
    DRILL = "drill", "Restore drill"


class SplitState(TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class CopyNoteKind(TextChoices):
    COMMENT = "comment", "Comment"
    FOOTNOTE = "footnote", "Footnote"


class Coverage(TextChoices):
    CLAIMED = "claimed", "Covered by a claim"
    OPEN = "open", "Nobody has looked at it"
    NOTHING = "nothing to check", "Nothing to check"


class State(TextChoices):
    """Where a claim stands. *Lost* and *change* are ways to see one, not states."""

    SUGGESTED = "suggested", "Suggested"
    OPEN = "open", "Open"
    CHECKING = "checking", "Checking"
    AWAITING = "awaiting reply", "Awaiting reply"
    SECOND = "second check", "Second check"
    SETTLED = "settled", "Settled"
    STALE = "stale", "Stale"
    DISMISSED = "dismissed", "Dismissed"


class Origin(TextChoices):
    MACHINE = "machine", "Found by the machine"
    PERSON = "person", "Added by a person"


class AttributionKind(TextChoices):
    QUOTED = "quoted", "Quoted"
    INDIRECT = "indirect", "Indirect"
    MIXED = "mixed", "Partly quoted"


class SpeakerKind(TextChoices):
    PERSON = "person", "Person"
    ORGANISATION = "organisation", "Organisation"
    GROUP = "group", "Group"
    DOCUMENT = "document", "Document"
    UNNAMED = "unnamed", "Unnamed"


class Part(TextChoices):
    CONTENT = "content", "Content"
    SOURCE = "source", "Source mention"
    CUE = "cue", "Cue"


class How(TextChoices):
    """How a place came to stand where it stands. A claim without one in the newest draft is lost."""

    FOUND = "found", "Found"
    KEPT = "kept", "Kept"
    MOVED = "moved", "Moved"
    REATTACHED = "re-attached", "Re-attached"


class Said(TextChoices):
    """Did they say it?"""

    VERBATIM = "verbatim", "Verbatim"
    FAIR = "fair paraphrase", "Fair paraphrase"
    UNFAIR = "unfair paraphrase", "Unfair paraphrase"
    MISATTRIBUTED = "misattributed", "Misattributed"
    SECOND_HAND = "second-hand only", "Second-hand only"
    NOT_FOUND = "not found", "Not found"


class So(TextChoices):
    """Is it so?"""

    CONFIRMED = "confirmed", "Confirmed"
    CONTEXT = "needs context", "Needs context"
    DISPUTED = "disputed", "Disputed"
    NOT_VERIFIED = "not independently verified", "Not independently verified"
    INSUFFICIENT = "insufficient evidence", "Insufficient evidence"
    WRONG = "wrong", "Wrong"
    NOT_CHECKABLE = "not checkable", "Not checkable"


class Copy(TextChoices):
    """What happens to the copy?"""

    NONE_NEEDED = "none needed", "None needed"
    FIX_PROPOSED = "fix proposed", "Fix proposed"
    FIXED = "fixed", "Fixed"
    HEDGED = "hedged", "Hedged"
    CUT = "cut", "Cut"
    STET = "stet", "Stet"


class EvidenceKind(TextChoices):
    WEB_PAGE = "web page", "Web page"
    DOCUMENT = "document", "Document"
    RECORDING = "recording", "Recording or transcript"
    CALL = "call", "Call or interview"
    DATASET = "dataset", "Dataset"
    PERSON = "person", "Person"
    OBSERVATION = "own observation", "Own observation"
    EARLIER_CHECK = "earlier check", "Earlier check"
    SEARCH = "search", "Search that was made"


class GroundRules(TextChoices):
    """Under which a call or an interview was held."""

    ON_RECORD = "on the record", "On the record"
    BACKGROUND = "on background", "On background"
    DEEP = "on deep background", "On deep background"
    OFF = "off the record", "Off the record"


class Reached(TextChoices):
    """What came of trying to reach somebody."""

    SPOKE = "spoke", "They answered"
    WAITING = "waiting", "They may still answer"
    DECLINED = "declined", "They declined to comment"
    NOT_REACHED = "not reached", "They couldn't be reached"


class Audience(TextChoices):
    """Whom a report is for."""

    FULL = "full", "The desk"
    LEGAL = "legal", "Lawyers, with history"
    OUTSIDE = "outside", "Outside the desk"


class ReportFormat(TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word, the article with comments"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    HTML = "html", "Web page in one file"
    JSON = "json", "JSON"
    CLAIM_REVIEW = "claim-review", "ClaimReview"


class CaptureOrigin(TextChoices):
    FETCHED = "fetched", "Fetched"
    UPLOADED = "uploaded", "Uploaded"


class CaptureState(TextChoices):
    """Where a kept copy stands, and a file of a report."""

    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    KEPT = "kept", "Kept"
    FAILED = "failed", "Failed"


class AskedOf(TextChoices):
    REPORTER = "reporter", "A colleague"
    SOURCE = "source", "A source"


class NoticeKind(TextChoices):
    """What a person is told of."""

    ASSIGNED = "assigned", "A claim was given to you"
    ASKED = "asked", "You were asked a question"
    REPLIED = "replied", "Your question was answered"
    DISAGREED = "disagreed", "A second checker disagrees"
    STALE = "stale", "A claim that you settled went stale"
    READY = "ready", "An article is ready to sign"
    OVERDUE = "overdue", "A deadline has passed"
    MENTIONED = "mentioned", "You were mentioned in a note"


class MailWhen(TextChoices):
    AT_ONCE = "at once", "At once"
    DIGEST = "digest", "Once a day"
    NEVER = "never", "Never"


# When a kind is mailed to who has chosen nothing.
MAIL_DEFAULTS = dict.fromkeys(NoticeKind, MailWhen.DIGEST) | dict.fromkeys(
    (NoticeKind.ASSIGNED, NoticeKind.ASKED, NoticeKind.MENTIONED, NoticeKind.DISAGREED), MailWhen.AT_ONCE
)


class Stance(TextChoices):
    SUPPORTS = "supports", "Supports"
    CONTRADICTS = "contradicts", "Contradicts"
    CONTEXT = "context", "Context"


class EntryKind(TextChoices):
    """What the search finds."""

    CLAIM = "claim", "Claims"
    ARTICLE = "article", "Articles"
    SPEAKER = "speaker", "Speakers"
    EVIDENCE = "evidence", "Evidence"
    NOTE = "note", "Notes"


class EventKind(TextChoices):
    PASTED = "pasted", "Draft pasted"
    SPLIT = "split", "Split into claims"
    CARRIED = "carried", "Carried to the next draft"
    REATTACHED = "re-attached", "Given its place again"
    CUT = "cut", "Cut from the copy"
    MENDED = "mended", "Words or source mended"
    ADDED = "added", "Claim added"
    PARTED = "parted", "Parted into two claims"
    MERGED = "merged", "Claims merged"
    SPEAKER_SET = "speaker set", "Speaker set"
    SPEAKERS_MERGED = "speakers merged", "Speakers merged"
    SPEAKERS_PARTED = "speakers parted", "Speakers parted again"
    FIXED = "fixed", "Fixed in the copy"
    COPY_NOTE = "copy note", "Note in the copy dealt with"
    SPLIT_FAILED = "split failed", "Split failed"
    SPLIT_RETRIED = "split retried", "Split tried again"
    ARTICLE_MOVED = "article moved", "Article moved"
    MOVED = "moved", "Claim moved"
    ANSWERED = "answered", "Answered"
    DISMISSAL_ASKED = "dismissal asked", "Dismissal asked for"
    EVIDENCE = "evidence", "Evidence attached"
    USE_CHANGED = "use changed", "Evidence described anew"
    EVIDENCE_WITHDRAWN = "evidence withdrawn", "Evidence withdrawn"
    CAPTURED = "captured", "Evidence kept"
    ASSIGNED = "assigned", "Assigned"
    RISK_RAISED = "risk raised", "Risk raised"
    LOWERING_ASKED = "lowering asked", "Asked to lower a risk"
    RISK_LOWERED = "risk lowered", "Risk lowered"
    LOWERING_REFUSED = "lowering refused", "Risk left as it is"
    RULES_CHANGED = "rules changed", "The desk's risks changed"
    CLEARING_ASKED = "clearing asked", "Asked to clear a sentence"
    CLEARED = "cleared", "Sentence cleared"
    UNCLEARED = "uncleared", "Sentence opened again"
    ASKED = "asked", "Question asked"
    REPLIED = "replied", "Question answered"
    QUESTION_WITHDRAWN = "question withdrawn", "Question withdrawn"
    NOTED = "noted", "Note written"
    NOTE_EDITED = "note edited", "Note edited"
    SIGNED = "signed", "Signed off"
    OVERRIDDEN = "overridden", "Signed off by override"
    SIGNATURE_REVOKED = "signature revoked", "Signature revoked"
    BYLINES = "bylines", "Bylines set"
    EXPORTED = "exported", "Report made"
    SHARED = "shared", "Report shared"
    UNSHARED = "unshared", "Link to a report revoked"
    UNDONE = "undone", "Undone"
    SOURCE_STORED = "source stored", "Confidential source stored"
    SOURCE_CHANGED = "source changed", "Confidential source changed"
    SOURCE_NAMED = "source named", "Who may open a confidential source"
    SOURCE_OPENED = "source opened", "Confidential source opened"
    SOURCE_APPROVED = "source approved", "Unnamed source approved"
    SOURCE_DELETED = "source deleted", "Confidential source deleted"
    HELD = "held", "Legal hold"
    RELEASED = "released", "Legal hold lifted"
    FILES_ERASED = "files erased", "Kept copies erased"
    ERASED = "erased", "Erased"


# Answers that ask what happens to the copy.
SAID_CALLS_FOR_COPY = frozenset({Said.UNFAIR, Said.MISATTRIBUTED, Said.SECOND_HAND, Said.NOT_FOUND})
SO_CALLS_FOR_COPY = frozenset({So.CONTEXT, So.DISPUTED, So.INSUFFICIENT, So.WRONG})

# What has been decided, until it goes stale.
DECIDED = (State.SETTLED, State.DISMISSED)
# While a claim with a high risk stands here, what was answered is kept from whoever may check it second.
BLIND = (State.SUGGESTED, State.OPEN, State.CHECKING, State.AWAITING, State.SECOND)

# Where a story's retention begins to count.
ENDED = (ArticleState.PUBLISHED, ArticleState.CORRECTED, ArticleState.KILLED)

# A capture, or a file of a report, that a worker may still take up.
CAPTURE_UNFINISHED = (CaptureState.QUEUED, CaptureState.RUNNING)

# A split that a worker may still take up.
SPLIT_UNFINISHED = (SplitState.QUEUED, SplitState.RUNNING)
# After so many tries a split is a person's matter.
SPLIT_ATTEMPTS = 3

DRAFT_CHARACTERS = 1_000_000

# For how many days a link to a report may open.
SHARE_DAYS = (1, 7, 30, 90)

# What waits for its owner, and what isn't done with at all.
HELD = (State.CHECKING, State.AWAITING, State.STALE)
UNFINISHED = (State.SUGGESTED, State.OPEN, *HELD, State.SECOND)

WORKERS = frozenset({Role.CHECKER, Role.EDITOR})
EDITORS = frozenset({Role.EDITOR})


@dataclass(frozen=True, slots=True)
class Move:
    """Who may make a move and on what conditions.

    `roles`: on the article's desk. `owner`: only the claim's owner (an editor may too where `editor` says
    so). `machine`: nobody makes it by hand: it follows from something else that was done. `guards`: names of
    the conditions in guards.GUARDS, asked in this order, of the machine too.
    """

    roles: frozenset[Role] = WORKERS
    owner: bool = False
    editor: bool = True
    machine: bool = False
    guards: tuple[str, ...] = ()


ANSWERED = ("answers", "evidence", "copy")
CONFIRMED = ("confirmed", *ANSWERED)
DISMISSING = ("reason", "second_person")

MOVES: dict[State, dict[State, Move]] = {
    State.SUGGESTED: {
        State.OPEN: Move(),
        State.DISMISSED: Move(),
    },
    State.OPEN: {
        State.CHECKING: Move(),
        State.DISMISSED: Move(guards=DISMISSING),
    },
    State.CHECKING: {
        State.OPEN: Move(owner=True),
        State.AWAITING: Move(owner=True, guards=("question_open",)),
        State.SETTLED: Move(owner=True, editor=False, guards=(*ANSWERED, "low_risk")),
        State.SECOND: Move(owner=True, editor=False, guards=(*ANSWERED, "high_risk")),
        State.DISMISSED: Move(guards=DISMISSING),
    },
    State.AWAITING: {
        State.CHECKING: Move(owner=True, guards=("no_question_open",)),
        State.OPEN: Move(owner=True),
        State.DISMISSED: Move(guards=DISMISSING),
    },
    State.SECOND: {
        State.SETTLED: Move(guards=("not_first", "own_answers", "agreement", "evidence")),
        State.CHECKING: Move(guards=("not_first", "reason")),
        State.OPEN: Move(machine=True, guards=("checker_wrote_it",)),
        State.DISMISSED: Move(guards=DISMISSING),
    },
    State.SETTLED: {
        State.CHECKING: Move(guards=("reason",)),
        State.STALE: Move(machine=True, guards=("reason",)),
        State.DISMISSED: Move(guards=DISMISSING),
    },
    State.DISMISSED: {
        State.OPEN: Move(guards=("not_dismisser",)),
        State.STALE: Move(machine=True, guards=("reason",)),
    },
    State.STALE: {
        State.SETTLED: Move(guards=(*CONFIRMED, "low_risk")),
        State.SECOND: Move(guards=(*CONFIRMED, "high_risk")),
        State.CHECKING: Move(guards=("reason",)),
        State.DISMISSED: Move(guards=DISMISSING),
    },
}


class ArticleAct(TextChoices):
    """What moves an article, or stands for it. What keeps its state is in the table all the same."""

    START = "start", "Take the first claim"
    SIGN = "sign", "Sign"
    OVERRIDE = "override", "Sign by override"
    REVOKE = "revoke", "Revoke the signature"
    VOID = "void", "Void the signatures"
    PUBLISH = "publish", "Published"
    CORRECT = "correct", "Correct it"
    CORRECTED = "corrected", "Correction published"
    KILL = "kill", "Kill the story"
    REVIVE = "revive", "Take it up again"


# What a person does to an article as a whole, told in ARTICLE_MOVED.
ARTICLE_STEPS = (
    ArticleAct.PUBLISH,
    ArticleAct.CORRECT,
    ArticleAct.CORRECTED,
    ArticleAct.KILL,
    ArticleAct.REVIVE,
)


@dataclass(frozen=True, slots=True)
class ArticleMove:
    """Where an act leads, who may do it and on what conditions.

    `roles`: on the article's desk, nobody where it's the machine's alone. `guards`: names of the conditions in
    gate_guards.ARTICLE_GUARDS, asked in this order. An act that takes two signatures leads to `to` with the last one.
    `integration`: the desk's CMS may do it too, by its token.
    """

    to: ArticleState
    roles: frozenset[Role] = EDITORS
    guards: tuple[str, ...] = ()
    integration: bool = False


_SIGN = ("not_byline", "not_signed", "editor_first", "ready")
_REVOKE = ("own_signature", "reason")

ARTICLE_MOVES: dict[ArticleState, dict[ArticleAct, ArticleMove]] = {
    state: {
        ArticleAct.SIGN: ArticleMove(ArticleState.SIGNED_OFF, WORKERS, _SIGN),
        ArticleAct.OVERRIDE: ArticleMove(ArticleState.SIGNED_OFF, guards=("not_byline", "reason")),
        ArticleAct.REVOKE: ArticleMove(state, WORKERS, _REVOKE),
        ArticleAct.VOID: ArticleMove(state, frozenset()),
        ArticleAct.KILL: ArticleMove(ArticleState.KILLED, guards=("reason",)),
    }
    for state in (ArticleState.OPEN, ArticleState.CHECKING)
} | {
    ArticleState.SIGNED_OFF: {
        ArticleAct.REVOKE: ArticleMove(ArticleState.CHECKING, WORKERS, _REVOKE),
        ArticleAct.VOID: ArticleMove(ArticleState.CHECKING, frozenset()),
        ArticleAct.PUBLISH: ArticleMove(
            ArticleState.PUBLISHED, guards=("signed", "address"), integration=True
        ),
        ArticleAct.KILL: ArticleMove(ArticleState.KILLED, guards=("reason",)),
    },
    ArticleState.PUBLISHED: {
        ArticleAct.CORRECT: ArticleMove(ArticleState.CORRECTING, guards=("reason",)),
    },
    ArticleState.CORRECTING: {
        ArticleAct.SIGN: ArticleMove(ArticleState.CORRECTING, WORKERS, ("correction", *_SIGN)),
        ArticleAct.OVERRIDE: ArticleMove(
            ArticleState.CORRECTING, guards=("correction", "not_byline", "reason")
        ),
        ArticleAct.REVOKE: ArticleMove(ArticleState.CORRECTING, WORKERS, _REVOKE),
        ArticleAct.VOID: ArticleMove(ArticleState.CORRECTING, frozenset()),
        ArticleAct.CORRECTED: ArticleMove(ArticleState.CORRECTED, guards=("correction", "signed", "address")),
    },
    ArticleState.CORRECTED: {
        ArticleAct.CORRECT: ArticleMove(ArticleState.CORRECTING, guards=("reason",)),
    },
    ArticleState.KILLED: {
        ArticleAct.REVIVE: ArticleMove(ArticleState.CHECKING, guards=("reason",)),
    },
}
ARTICLE_MOVES[ArticleState.OPEN][ArticleAct.START] = ArticleMove(
    ArticleState.CHECKING, WORKERS, ("not_byline", "split_ended")
)
# Where what is signed may still be voided: nothing of it is published yet.
MAY_BE_VOIDED = frozenset(state for state, acts in ARTICLE_MOVES.items() if ArticleAct.VOID in acts)
