"""What an article's history tells, event by event: how its rows ought to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.models import Event
from claims.vocabulary import ArticleState, EventKind, SplitState, State

Fields = dict[str, Any]


@dataclass(slots=True)
class Told:
    """Rows as the history tells them, by primary key. A field that nothing tells (any more) isn't in its dictionary.

    `erased` counts, by kind of event and claim, the events whose payload retention has erased.
    """

    article: Fields = field(default_factory=lambda: {"state": ArticleState.OPEN})
    drafts: dict[int, Fields] = field(default_factory=dict)
    splits: dict[int, Fields] = field(default_factory=dict)
    claims: dict[int, Fields] = field(default_factory=dict)
    answers: dict[int, Fields] = field(default_factory=dict)
    uses: dict[int, Fields] = field(default_factory=dict)
    speakers: str | None = None
    erased: Counter[tuple[str, int | None]] = field(default_factory=Counter)

    def take(self, event: Event, before: Fields | None, after: Fields | None, note: str) -> Iterator[str]:
        """Follow one event. Yields what the event found otherwise than the events before it had left it."""
        if before is None or after is None:
            self.erased[event.what, event.claim_id] += 1
            self._follow_erased(event)
            return
        here, found = self._found(event, before)
        for name, value in found.items():
            if name in here and here[name] != value:
                yield said(name, here[name], value, who=f"event {event.number} found")
        if "version" in after and after["version"] != here.get("version", after["version"] - 1) + 1:
            yield said("version", here["version"], after["version"] - 1, who=f"event {event.number} found")
        FOLLOW[EventKind(event.what)](self, event, after, note)

    def _found(self, event: Event, before: Fields) -> tuple[Fields, Fields]:
        """The row that the event is about, as told so far, and as the event found it."""
        if event.claim_id is None:
            return self.article, before
        return self.claims.setdefault(event.claim_id, {}), before

    def _follow_erased(self, event: Event) -> None:
        """An erased payload leaves open what the event set; each of these counts a claim's version up by one."""
        row = self.article if event.claim_id is None else self.claims.setdefault(event.claim_id, {})
        version = row.get("version")
        for name in SETS.get(EventKind(event.what), ()):
            row.pop(name, None)
        if version is not None and event.what in COUNTED:
            row["version"] = version + 1

    def _pasted(self, event: Event, after: Fields, note: str) -> None:
        self.drafts[after["draft"]] = {"sha256": after["sha256"]}
        self.splits[after["split"]] = {}
        self.article |= {name: after[name] for name in ("desk", "title", "bylines") if name in after}

    def _split(self, event: Event, after: Fields, note: str) -> None:
        self.splits[after["split"]] = {"state": SplitState.DONE}
        self.speakers = after["speakers"]
        for claim, state, content in after["claims"]:
            self.claims[claim] = {"state": state, "content": content, "version": 1, "owner": None} | NEW

    def _split_failed(self, event: Event, after: Fields, note: str) -> None:
        self.splits[after["split"]] = {"state": SplitState.FAILED}

    def _split_retried(self, event: Event, after: Fields, note: str) -> None:
        self.splits[after["split"]] = {}

    def _article(self, event: Event, after: Fields, note: str) -> None:
        self.article |= after

    def _moved(self, event: Event, after: Fields, note: str) -> None:
        claim = self.claims[event.claim_id or 0]
        asked = claim.get("dismissal_by") is not None
        if after["state"] != State.DISMISSED:
            claim |= {"dismissal_by": None, "dismissal_why": ""}
        elif not asked:
            claim |= {"dismissal_by": event.by_id, "dismissal_why": note}
        claim |= after

    def _answered(self, event: Event, after: Fields, note: str) -> None:
        claim = self.claims[event.claim_id or 0]
        claim |= {name: after[name] for name in ("copy", "fix", "version") if name in after}
        self.answers[after["answer"]] = _piece(event, after)

    def _dismissal_asked(self, event: Event, after: Fields, note: str) -> None:
        claim = self.claims[event.claim_id or 0]
        claim |= {"dismissal_by": event.by_id, "dismissal_why": note, "version": after["version"]}

    def _evidence(self, event: Event, after: Fields, note: str) -> None:
        self.uses[after["use"]] = _piece(event, after) | {"evidence": after["evidence"]}

    def _nothing(self, event: Event, after: Fields, note: str) -> None:
        """An export changes no row."""


NEW: Fields = {"copy": "", "fix": "", "dismissal_by": None, "dismissal_why": ""}
COUNTED = frozenset({EventKind.MOVED, EventKind.ANSWERED, EventKind.DISMISSAL_ASKED})
SETS: dict[EventKind, tuple[str, ...]] = {
    EventKind.MOVED: ("state", "owner", "dismissal_by", "dismissal_why"),
    EventKind.ANSWERED: ("copy", "fix"),
    EventKind.DISMISSAL_ASKED: ("dismissal_by", "dismissal_why"),
    EventKind.ARTICLE_MOVED: ("state",),
    EventKind.BYLINES: ("bylines",),
}
FOLLOW: dict[EventKind, Callable[[Told, Event, Fields, str], None]] = {
    EventKind.PASTED: Told._pasted,
    EventKind.SPLIT: Told._split,
    EventKind.SPLIT_FAILED: Told._split_failed,
    EventKind.SPLIT_RETRIED: Told._split_retried,
    EventKind.ARTICLE_MOVED: Told._article,
    EventKind.MOVED: Told._moved,
    EventKind.ANSWERED: Told._answered,
    EventKind.DISMISSAL_ASKED: Told._dismissal_asked,
    EventKind.EVIDENCE: Told._evidence,
    EventKind.BYLINES: Told._article,
    EventKind.EXPORTED: Told._nothing,
}


def _piece(event: Event, after: Fields) -> Fields:
    """Whose an answer or a use is, and what is in it."""
    return {"claim": event.claim_id, "by": event.by_id, "content": after["content"]}


def said(name: str, told: object, row: object, *, who: str = "the row says") -> str:
    """One difference, in one line, whatever the values hold."""
    if name == "content":
        return f"content: {who} something else than the history's digest"
    told, row = (str(value) if isinstance(value, str) else value for value in (told, row))
    return f"{name}: the history says {told!r}, {who} {row!r}"
