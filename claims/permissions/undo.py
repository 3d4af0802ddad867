"""What a person did last in an article, and whether they may take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField as Boolean
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from claims.errors import YES, Verdict, no
from claims.models import Article, Event, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask
from claims.permissions.roles import may_check
from claims.permissions.talk import may_note
from claims.vocabulary import EventKind

# Every kind of event stands in one of these four. What set columns is undone from what the event has kept of before;
BY_COLUMNS = frozenset(
    {
        *(EventKind.MOVED, EventKind.DISMISSAL_ASKED, EventKind.ASSIGNED, EventKind.CUT, EventKind.FIXED),
        *(EventKind.RISK_RAISED, EventKind.RISK_LOWERED, EventKind.LOWERING_REFUSED),
        *(EventKind.CLEARING_ASKED, EventKind.CLEARED, EventKind.UNCLEARED),
        *(EventKind.USE_CHANGED, EventKind.QUESTION_WITHDRAWN, EventKind.COPY_NOTE),
        *(EventKind.REATTACHED, EventKind.MENDED, EventKind.PARTED, EventKind.MERGED),
        *(EventKind.SPEAKER_SET, EventKind.SPEAKERS_MERGED, EventKind.SPEAKERS_PARTED),
    }
)
# what made a row, by services/undo_made.
BY_ROW = frozenset(
    {
        *(EventKind.ANSWERED, EventKind.EVIDENCE, EventKind.ASKED, EventKind.NOTED, EventKind.NOTE_EDITED),
        *(EventKind.LOWERING_ASKED, EventKind.ADDED),
    }
)
# What is a person's last action all the same, and isn't undone, with the sentence why not.
REFUSED: dict[EventKind, str] = {
    EventKind.SIGNED: "A signature is revoked, not undone.",
    EventKind.OVERRIDDEN: "An override is revoked, not undone.",
    EventKind.SIGNATURE_REVOKED: "A signature that was revoked is given anew.",
    EventKind.ARTICLE_MOVED: "What was done to the article as a whole isn't undone: see Sign-off.",
    EventKind.BYLINES: "Set the bylines again instead.",
    EventKind.RULES_CHANGED: "Set the desk's rules again instead.",
    EventKind.REPLIED: "An answer to a question is given for good: write a note.",
    EventKind.EVIDENCE_WITHDRAWN: "Evidence that was withdrawn stays withdrawn.",
    EventKind.SOURCE_STORED: "What is confidential isn't undone: delete the record instead.",
    EventKind.SOURCE_CHANGED: "What was confidential before isn't kept: change the record again.",
    EventKind.SOURCE_NAMED: "Say again who may open the record.",
    EventKind.SOURCE_APPROVED: "An approval goes when the record or the wording changes.",
    EventKind.SOURCE_DELETED: "A confidential record that was deleted can't be read by anybody.",
}
# What is nobody's action on a claim or a sentence: it's passed over, with the reason.
PASSED_OVER: dict[EventKind, str] = {
    EventKind.PASTED: "Each draft stays: an earlier one is pasted again.",
    EventKind.SPLIT: "The machine's.",
    EventKind.CARRIED: "The machine's: it follows from a new draft.",
    EventKind.SPLIT_FAILED: "The machine's.",
    EventKind.SPLIT_RETRIED: "The machine's work starts again; nothing is decided.",
    EventKind.CAPTURED: "The worker's: a kept copy stays.",
    EventKind.EXPORTED: "What has gone out has gone out.",
    EventKind.SHARED: "What has gone out has gone out: revoke the link.",
    EventKind.UNSHARED: "Make a new link.",
    EventKind.SOURCE_OPENED: "What was seen was seen.",
    EventKind.UNDONE: "Undo again takes back the action before.",
    EventKind.HELD: "An administrator's.",
    EventKind.RELEASED: "An administrator's.",
    EventKind.FILES_ERASED: "What was erased is gone.",
    EventKind.ERASED: "What was erased is gone.",
}
# A worker's own events, in the name of who asked for the copy.
BY_WORKER = Q(key__startswith="capture:")


@dataclass(frozen=True, slots=True)
class Step:
    """One event of an action. `since`: who was the first to touch its claim after that, and when; `kept`: that what was
    before is still there; `newer`: that a draft was pasted after it."""

    number: int
    key: str
    what: str
    claim: int | None
    before: str | None
    to: str | None
    round: int | None
    kept: bool
    erased: bool
    newer: bool
    since: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Act:
    """All that one form did in an article: `action` is its one-time key, the steps are in the order of the history."""

    action: str
    steps: tuple[Step, ...]

    @property
    def main(self) -> Step:
        """The step that bears the key itself."""
        return next((one for one in self.steps if one.key == self.action), self.steps[0])

    @property
    def claims(self) -> list[int]:
        return list(dict.fromkeys(one.claim for one in self.steps if one.claim))

    @property
    def gist(self) -> dict[str, Any]:
        """What it was, in short: the kind, and the states that its claim had before and after."""
        mine = [one for one in self.steps if one.claim == self.main.claim and one.to]
        states = {"from": mine[0].before, "to": mine[-1].to} if mine else {}
        many = {"claims": len(self.claims)} if self.main.what == EventKind.ASSIGNED else {}
        return {"what": self.main.what} | states | many


def last_steps(user_id: int | Ask, article_id: int | Ask) -> QuerySet[Event, Any]:
    """The steps of what the person did last in the article and hasn't undone, each as JSON under `step`."""
    own = Event.objects.standing(article_id).filter(by_id=user_id).exclude(BY_WORKER)
    newest = own.exclude(what__in=list(PASSED_OVER)).order_by("-number").values("action")[:1]
    return _steps(article_id, Subquery(newest))


def act_from(steps: Iterable[dict[str, Any]]) -> Act | None:
    """The action from its steps; None where there are none."""
    found = tuple(Step(**one) for one in steps)
    return Act(found[0].key.split(":")[0], found) if found else None


def last_act(user: User, article_id: int) -> Act | None:
    return act_from(one["step"] for one in last_steps(user.pk, article_id))


def act_named(article_id: int, action: str) -> Act | None:
    return act_from(one["step"] for one in _steps(article_id, action))


def _steps(article_id: int | Ask, action: str | Subquery) -> QuerySet[Event, Any]:
    events = Event.objects.with_action().filter(article_id=article_id, action=action)
    others = Event.objects.standing(article_id).filter(
        claim_id=OuterRef("claim_id"), number__gt=OuterRef("number")
    )
    others = others.exclude(BY_WORKER).exclude(action=OuterRef("action")).order_by("number")
    newer = Event.objects.filter(article_id=article_id, what=EventKind.PASTED, number__gt=OuterRef("number"))
    step = JsonRow(
        *("number", "key", "what"),
        claim="claim_id",
        before=KeyTextTransform("state", "payload__before"),
        to=KeyTextTransform("state", "payload__after"),
        round=KeyTransform("round", "payload__after"),
        kept=ExpressionWrapper(Q(payload__undo__isnull=False), output_field=Boolean()),
        erased=ExpressionWrapper(Q(payload__id=None), output_field=Boolean()),
        newer=Exists(newer),
        since=Subquery(others.values(told=JsonRow("at", who="by__name"))[:1]),
    )
    steps: QuerySet[Event, Any] = events.order_by("number").values(step=step)
    return steps


def may_undo(user: User, article: Article, act: Act) -> Verdict:
    """Whether the person may take back what they did last. That nobody of those who get a claim back is away, and that
    all is as it was left, the service asks besides."""
    if why := REFUSED.get(EventKind(act.main.what)):
        return no(why)
    talks = act.main.what in (EventKind.NOTED, EventKind.NOTE_EDITED)
    if not (verdict := (may_note if talks else may_check)(user, article)).allowed:
        return verdict
    if any(one.round for one in act.steps):
        return no("You have seen the first answers since you gave yours: answer anew, or reopen the claim.")
    if any(one.newer for one in act.steps):
        return no("A new draft came since.")
    if since := next((one.since for one in act.steps if one.since), None):
        which = "it" if len(act.claims) == 1 else "one of them"
        return no(f"{since['who'] or 'The machine'} has acted on {which} since.")
    changed = [one for one in act.steps if one.what in BY_COLUMNS or one.what == EventKind.ANSWERED]
    if any(one.erased for one in act.steps) or not all(one.kept for one in changed):
        return no("What stood before isn't kept any more.")
    return YES
