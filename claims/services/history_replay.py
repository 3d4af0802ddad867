"""What an article's history tells, event by event: how its rows ought to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from claims.models import Event
from claims.services.history_pieces import PIECES
from claims.services.history_rows import NEW_ARTICLE, NEW_CLAIM, Fields
from claims.vocabulary import EventKind, SplitState

Key = tuple[str, int]


@dataclass(slots=True)
class Told:
    """Rows as the history tells them, by primary key. A field that nothing tells (any more) isn't in its dictionary.

    `pieces` are told by kind and primary key, each with its claim and digest. `erased` counts the events whose
    payload retention has erased, by kind and claim, and what kinds of pieces they may have made.
    """

    article: Fields = field(default_factory=lambda: dict(NEW_ARTICLE))
    drafts: dict[int, Fields] = field(default_factory=dict)
    splits: dict[int, Fields] = field(default_factory=dict)
    claims: dict[int, Fields] = field(default_factory=dict)
    pieces: dict[Key, Fields] = field(default_factory=dict)
    speakers: str | None = None
    erased: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    def take(self, event: Event, before: Fields | None, after: Fields | None) -> Iterator[str]:
        """Follow one event. Yields what the event found otherwise than the events before it had left it."""
        here = self._row(event)
        if before is None or after is None:
            self._follow_erased(event, here)
            return
        for name, value in before.items():
            if name in here and here[name] != value:
                yield said(name, here[name], value, who=f"event {event.number} found")
        special = SPECIAL.get(EventKind(event.what))
        if special is not None:
            special(self, after)
        else:
            here |= {name: value for name, value in after.items() if name in TOLD_OF_ROWS}
        self.speakers = after.get("speakers", self.speakers)
        for name, pk, content in after.get("pieces", ()):
            self.pieces[name, pk] = {"claim": _owner(name, event), "content": content}
        for name, pk in after.get("gone", ()):
            self.pieces.pop((name, pk), None)

    def _row(self, event: Event) -> Fields:
        """The row that the event is about, as told so far."""
        if event.claim_id is None:
            return self.article
        return self.claims.setdefault(event.claim_id, {})

    def _follow_erased(self, event: Event, here: Fields) -> None:
        """An erased payload leaves open what the event set; what sets a claim's fields counts its version up."""
        what = EventKind(event.what)
        self.erased[what, event.claim_id] += 1
        for name in SETS.get(what, ()):
            here.pop(name, None)
        if what in SETS and "version" in here:
            here["version"] += 1
        if what in SPEAKS:
            self.speakers = None
        for name in MAKES.get(what, ()):
            self.erased[name, _owner(name, event)] += 1
            for (kind, _), piece in self.pieces.items():
                if kind == name and piece["claim"] == _owner(name, event):
                    piece.pop("content", None)

    def _pasted(self, after: Fields) -> None:
        self.drafts[after["draft"]] = {"sha256": after["sha256"]}
        self.splits[after["split"]] = {}
        self.article |= {name: after[name] for name in ("desk", "title", "bylines") if name in after}

    def _split(self, after: Fields) -> None:
        self.splits[after["split"]] = {"state": SplitState.DONE}
        for claim, state, content in after["claims"]:
            self.claims[claim] = NEW_CLAIM | {"state": state, "content": content}

    def _split_failed(self, after: Fields) -> None:
        self.splits[after["split"]] = {"state": SplitState.FAILED}

    def _split_retried(self, after: Fields) -> None:
        self.splits[after["split"]] = {}


OF_CLAIMS = frozenset(piece.name for piece in PIECES if piece.claim)
# Events that tell of other rows than their own article's or claim's fields.
SPECIAL: dict[EventKind, Callable[[Told, Fields], None]] = {
    EventKind.PASTED: Told._pasted,
    EventKind.SPLIT: Told._split,
    EventKind.SPLIT_FAILED: Told._split_failed,
    EventKind.SPLIT_RETRIED: Told._split_retried,
}
TOLD_OF_ROWS = frozenset({*NEW_ARTICLE, *NEW_CLAIM, "state", "content", "desk", "title", "bylines"})
REWORDED = ("content", "stale_why", "dismissal_by", "dismissal_why")
# Events that may make speakers, or say anew who speaks.
SPEAKS = frozenset(
    {
        EventKind.SPLIT,
        EventKind.ADDED,
        EventKind.SPEAKER_SET,
        EventKind.SPEAKERS_MERGED,
        EventKind.SPEAKERS_PARTED,
        EventKind.UNDONE,
    }
)
# What an event whose payload was erased may have set in its article or claim.
SETS: dict[EventKind, tuple[str, ...]] = {
    EventKind.MOVED: (
        "state",
        "owner",
        "dismissal_by",
        "dismissal_why",
        "stale_why",
        "content",
        "copy",
        "merged_into",
    ),
    EventKind.ANSWERED: ("copy", "fix"),
    EventKind.DISMISSAL_ASKED: ("dismissal_by", "dismissal_why"),
    EventKind.CARRIED: ("copy", *REWORDED),
    EventKind.REATTACHED: REWORDED,
    EventKind.CUT: ("state", "copy", "dismissal_by", "dismissal_why", "stale_why"),
    EventKind.MENDED: REWORDED,
    EventKind.ADDED: (),
    EventKind.PARTED: REWORDED,
    EventKind.MERGED: (*REWORDED, "state", "merged_into"),
    EventKind.SPEAKER_SET: REWORDED,
    EventKind.SPEAKERS_MERGED: REWORDED,
    EventKind.SPEAKERS_PARTED: REWORDED,
    EventKind.ASSIGNED: ("state", "owner", "deadline", "instruction"),
    EventKind.RISK_RAISED: ("content", "state", "stale_why"),
    EventKind.RISK_LOWERED: ("content", "state", "stale_why"),
    EventKind.RULES_CHANGED: ("content",),
    EventKind.ARTICLE_MOVED: ("state", "published_url"),
    EventKind.BYLINES: ("bylines",),
    EventKind.UNDONE: (*NEW_CLAIM, "state", "content"),
    EventKind.HELD: ("hold_why",),
    EventKind.RELEASED: ("hold_why",),
    EventKind.ERASED: ("erased_at",),
}
# Which kinds of pieces an event whose payload was erased may have made or changed.
MAKES: dict[EventKind, tuple[str, ...]] = {
    EventKind.SPLIT: ("sentence",),
    EventKind.REATTACHED: ("sentence",),
    EventKind.REATTACHED: ("sentence",),
    EventKind.MENDED: ("sentence",),
    EventKind.ADDED: ("sentence",),
    EventKind.PARTED: ("use", "sentence"),
    EventKind.MERGED: ("use", "question", "note", "earlier note", "sentence"),
    EventKind.ANSWERED: ("answer",),
    EventKind.EVIDENCE: ("use",),
    EventKind.LOWERING_ASKED: ("lowering",),
    EventKind.RISK_LOWERED: ("lowering",),
    EventKind.LOWERING_REFUSED: ("lowering",),
    EventKind.CLEARING_ASKED: ("sentence",),
    EventKind.CLEARED: ("sentence",),
    EventKind.UNCLEARED: ("sentence",),
    EventKind.CAPTURED: ("capture",),
    EventKind.FILES_ERASED: ("capture",),
    EventKind.SIGNED: ("signature",),
    EventKind.OVERRIDDEN: ("signature",),
    EventKind.SIGNATURE_REVOKED: ("signature",),
    EventKind.USE_CHANGED: ("use",),
    EventKind.EVIDENCE_WITHDRAWN: ("use",),
    EventKind.ASKED: ("question",),
    EventKind.REPLIED: ("question",),
    EventKind.QUESTION_WITHDRAWN: ("question",),
    EventKind.NOTED: ("note",),
    EventKind.COPY_NOTE: ("copy note",),
    EventKind.NOTE_EDITED: ("note", "earlier note"),
    EventKind.SOURCE_STORED: ("source",),
    EventKind.SOURCE_CHANGED: ("source",),
    EventKind.SOURCE_NAMED: ("source",),
    EventKind.SOURCE_DELETED: ("source",),
    EventKind.SOURCE_APPROVED: ("approval",),
    EventKind.UNDONE: tuple(piece.name for piece in PIECES),
}


def _owner(name: str, event: Event) -> int | None:
    """The claim that a piece hangs at, in an event about one; sentences and the like are the article's."""
    return event.claim_id if name in OF_CLAIMS else None


def said(name: str, told: object, row: object, *, who: str = "the row says") -> str:
    """One difference, in one line, whatever the values hold."""
    if name == "content":
        return f"content: {who} something else than the history's digest"
    told, row = (str(value) if isinstance(value, str) else value for value in (told, row))
    return f"{name}: the history says {told!r}, {who} {row!r}"
