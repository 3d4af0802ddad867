"""What an action was, in a few words: for the button that takes it back, and for history."""

from __future__ import annotations

from typing import Any

from claims.vocabulary import EventKind, State

# By kind: what was done, and the word that leads to the claim ("" where none is needed, None where it isn't named).
DID: dict[EventKind, tuple[str, str | None]] = {
    EventKind.MOVED: ("moved", ""),
    EventKind.ANSWERED: ("answered", ""),
    EventKind.DISMISSAL_ASKED: ("asked to dismiss", ""),
    EventKind.ASSIGNED: ("assigned", ""),
    EventKind.CUT: ("said cut:", ""),
    EventKind.FIXED: ("fixed", ""),
    EventKind.RISK_RAISED: ("raised a risk", "of"),
    EventKind.LOWERING_ASKED: ("asked to lower a risk", "of"),
    EventKind.RISK_LOWERED: ("lowered a risk", "of"),
    EventKind.LOWERING_REFUSED: ("left a risk", "of"),
    EventKind.CLEARING_ASKED: ("asked to clear a sentence", None),
    EventKind.CLEARED: ("cleared a sentence", None),
    EventKind.UNCLEARED: ("opened a sentence", None),
    EventKind.EVIDENCE: ("attached evidence", "to"),
    EventKind.USE_CHANGED: ("changed evidence", "of"),
    EventKind.ASKED: ("asked a question", "about"),
    EventKind.QUESTION_WITHDRAWN: ("withdrew a question", "about"),
    EventKind.NOTED: ("wrote a note", "on"),
    EventKind.NOTE_EDITED: ("changed a note", "on"),
    EventKind.COPY_NOTE: ("put a note of the copy aside", None),
    EventKind.REATTACHED: ("gave a place", "to"),
    EventKind.MENDED: ("mended", ""),
    EventKind.ADDED: ("added", ""),
    EventKind.PARTED: ("parted", ""),
    EventKind.MERGED: ("merged another", "into"),
    EventKind.SPEAKER_SET: ("set the speaker", "of"),
    EventKind.SPEAKERS_MERGED: ("merged two speakers", None),
    EventKind.SPEAKERS_PARTED: ("parted two speakers", None),
    EventKind.SIGNED: ("signed", None),
    EventKind.OVERRIDDEN: ("signed by override", None),
    EventKind.SIGNATURE_REVOKED: ("revoked a signature", None),
    EventKind.ARTICLE_MOVED: ("moved the article", None),
    EventKind.BYLINES: ("set the bylines", None),
    EventKind.RULES_CHANGED: ("changed the desk's rules", None),
    EventKind.REPLIED: ("answered a question", None),
    EventKind.EVIDENCE_WITHDRAWN: ("withdrew evidence", None),
    EventKind.SOURCE_STORED: ("stored a confidential source", None),
    EventKind.SOURCE_CHANGED: ("changed a confidential source", None),
    EventKind.SOURCE_NAMED: ("said who may open a confidential source", None),
    EventKind.SOURCE_APPROVED: ("approved an unnamed source", "of"),
    EventKind.SOURCE_DELETED: ("deleted a confidential source", None),
}
# What bringing a claim to a state is called, by the state that it came from where that matters.
MOVED: dict[State, dict[State | None, str]] = {
    State.SETTLED: {None: "settled"},
    State.SECOND: {None: "handed to second check:"},
    State.DISMISSED: {None: "dismissed"},
    State.AWAITING: {None: "set to wait:"},
    State.OPEN: {None: "handed back", State.SUGGESTED: "kept", State.DISMISSED: "reopened"},
    State.CHECKING: {
        None: "reopened",
        State.OPEN: "took",
        State.SUGGESTED: "took",
        State.SECOND: "sent back",
        State.AWAITING: "took up again:",
    },
    State.STALE: {None: "reopened"},
}


def did(gist: dict[str, Any], claim: str = "") -> str:
    """“settled claim 7”; without a claim “settled”. `gist` is the action's (permissions.undo.Act)."""
    words, link = DID[EventKind(gist["what"])]
    words = _moved(gist) or words
    if gist.get("claims", 0) > 1:
        claim = f"{gist['claims']} claims"
    if not claim or link is None:
        return words.rstrip(":")
    return " ".join(part for part in (words, link, claim) if part)


def _moved(gist: dict[str, Any]) -> str:
    """What a move is called; an answer with which a claim was only taken is an answer."""
    to, before = gist.get("to"), gist.get("from")
    took = to in (State.OPEN, State.CHECKING)
    if gist["what"] not in (EventKind.MOVED, EventKind.ANSWERED) or to not in State.values:
        return ""
    if gist["what"] == EventKind.ANSWERED and took:
        return ""
    names = MOVED.get(State(to), {})
    return names.get(State(before) if before in State.values else None) or names.get(None, "")
