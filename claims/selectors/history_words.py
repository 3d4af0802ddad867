"""What an event tells, in a few plain words: one small function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from claims.guards import RULE
from claims.models import (
    Answer,
    Capture,
    ConfidentialSource,
    Draft,
    Event,
    Question,
    Sentence,
    SignOff,
    Use,
    User,
)
from claims.selectors.undo_words import did
from claims.vocabulary import ArticleState, Audience, EventKind, EvidenceKind, Role, Said, So, State

Fields = dict[str, Any]
AUDIENCES = {audience.value: f"for {audience.label[0].lower()}{audience.label[1:]}" for audience in Audience}


@dataclass(slots=True)
class Known:
    """The rows that a page of history refers to, by primary key, of those that the reader may see."""

    users: Mapping[int, User] = field(default_factory=dict)
    answers: Mapping[int, Answer] = field(default_factory=dict)
    uses: Mapping[int, Use] = field(default_factory=dict)
    questions: Mapping[int, Question] = field(default_factory=dict)
    captures: Mapping[int, Capture] = field(default_factory=dict)
    sentences: Mapping[int, Sentence] = field(default_factory=dict)
    drafts: Mapping[int, Draft] = field(default_factory=dict)
    sign_offs: Mapping[int, SignOff] = field(default_factory=dict)
    sources: Mapping[int, ConfidentialSource] = field(default_factory=dict)

    def name(self, pk: object) -> str:
        found = self.users.get(pk) if isinstance(pk, int) else None
        return found.name if found else "somebody"


Words = Callable[[Fields, Fields, Known], str]


def words_of(event: Event, before: Fields, after: Fields, known: Known) -> str:
    """The words of one event; "" for a kind whose name and note say it all."""
    words = WORDS.get(EventKind(event.what))
    return words(before, after, known) if words else ""


def _joined(parts: Iterator[str]) -> str:
    return "; ".join(part for part in parts if part)


def _label(states: type[State] | type[ArticleState], value: object) -> str:
    return str(states(value).label) if value in states.values else "unknown"


def _time(value: object) -> str:
    """A moment of a payload, in the newsroom's own time."""
    moment = timezone.localtime(datetime.fromisoformat(value)) if isinstance(value, str) else None
    return f"{moment.day} {moment:%b %Y %H:%M}" if moment else ""


def _hash(value: object) -> str:
    return f"SHA-256 {str(value)[:12]}…"


def _pasted(before: Fields, after: Fields, known: Known) -> str:
    draft = known.drafts.get(after.get("draft", 0))
    return f"Draft {draft.number if draft else 1}, {_hash(after.get('sha256', ''))}"


def _split(before: Fields, after: Fields, known: Known) -> str:
    number = len(after.get("claims", ()))
    if "compared" not in after:
        return f"{number} claim{'' if number == 1 else 's'}"
    stood, lost, earlier = after["stood"], len(after["lost"]), known.drafts.get(after["compared"])
    compared = f"Compared with draft {earlier.number}: " if earlier else ""
    return f"{compared}{stood} carried over, {lost} lost, {number} new"


def _article_moved(before: Fields, after: Fields, known: Known) -> str:
    def parts() -> Iterator[str]:
        if "state" in after:
            yield f"{_label(ArticleState, before.get('state'))} → {_label(ArticleState, after['state'])}"
        yield str(after.get("published_url", ""))

    return _joined(parts())


def _moved(before: Fields, after: Fields, known: Known) -> str:
    """States and owner. Never what happens to the copy, which would give away an answer; why is the event's note."""

    def parts() -> Iterator[str]:
        if "state" in after:
            yield f"{_label(State, before.get('state'))} → {_label(State, after['state'])}"
        yield from _given(before, after, known)

    return _joined(parts())


def _given(before: Fields, after: Fields, known: Known) -> Iterator[str]:
    """To whom, until when, with which instruction."""
    if "owner" in after:
        yield f"to {known.name(after['owner'])}" if after["owner"] else "to the pool"
    if "deadline" in after:
        yield f"until {_time(after['deadline'])}" if after["deadline"] else "no deadline any more"
    if after.get("instruction"):
        yield f"“{after['instruction']}”"


def _answered(before: Fields, after: Fields, known: Known) -> str:
    answer = known.answers.get(after.get("answer", 0))
    if answer is None:
        return ""
    said, so = (Said(answer.said).label if answer.said else ""), (So(answer.so).label if answer.so else "")
    found = " · ".join(part for part in (said, so) if part)
    return f"{found}: {answer.note}" if answer.note else found


def _evidence(before: Fields, after: Fields, known: Known) -> str:
    use = known.uses.get(after.get("use", 0))
    if use is None:
        return ""
    place = f", {use.locator}" if use.locator else ""
    return f"{EvidenceKind(use.evidence.kind).label}: {use.evidence.title}{place}"


def _captured(before: Fields, after: Fields, known: Known) -> str:
    capture = known.captures.get(after.get("capture", 0))
    return f"{capture.name or capture.url}, {_hash(capture.sha256)}" if capture else ""


def _risk(before: Fields, after: Fields, known: Known) -> str:
    rule = RULE.get(str(after.get("risk", "")))
    return rule.sentence if rule else str(after.get("risk", ""))


def _sentence(before: Fields, after: Fields, known: Known) -> str:
    sentence = known.sentences.get(after.get("sentence", 0))
    return f"“{sentence.words}”" if sentence else ""  # type: ignore[attr-defined]


def _asked(before: Fields, after: Fields, known: Known) -> str:
    question = known.questions.get(after.get("question", 0))
    if question is None:
        return ""

    def parts() -> Iterator[str]:
        yield f"of {question.to.name if question.to else question.source}"
        if question.answer_by:
            yield f"by {_time(question.answer_by.isoformat())}"
        if question.blocking:
            yield "blocking"

    return _joined(parts())


def _replied(before: Fields, after: Fields, known: Known) -> str:
    question = known.questions.get(after.get("question", 0))
    return f"To: “{question.text}”" if question else ""


def _signed(before: Fields, after: Fields, known: Known) -> str:
    role = after.get("role")
    who = f", as {Role(role).label.lower()}" if role in Role.values else ""
    return f"Draft {after.get('number', '')}{who}, {_hash(after.get('sha256', ''))}"


def _revoked(before: Fields, after: Fields, known: Known) -> str:
    found = [known.sign_offs[pk] for pk in after.get("sign_offs", ()) if pk in known.sign_offs]
    return (
        "Of " + ", ".join(f"{one.signer.name} (draft {one.draft.number})" for one in found) if found else ""
    )


def _bylines(before: Fields, after: Fields, known: Known) -> str:
    return "Written by " + (", ".join(known.name(pk) for pk in after.get("bylines", ())) or "an agency")


def _mended(before: Fields, after: Fields, known: Known) -> str:
    """From which words, or from whom, to which; the claim that came of it, or went into it."""

    def parts() -> Iterator[str]:
        if was := after.get("from"):
            yield f"“{was}” → “{after['to']}”" if after.get("to") else f"“{was}” → nobody"
        elif after.get("to"):
            yield f"“{after['to']}”"
        for name, words in LINEAGE.items():
            if after.get(name):
                yield f"{words} {after[name]}"

    return _joined(parts())


def _undone(before: Fields, after: Fields, known: Known) -> str:
    """What was taken back. Never what it had stored, which may be another one's to find."""
    words = f"Undid: {did(after['did'])}" if "did" in after else ""
    states = _moved(
        before, {name: value for name, value in after.items() if name in ("state", "owner")}, known
    )
    return _joined(iter((words, states)))


def _source(before: Fields, after: Fields, known: Known) -> str:
    """The pseudonym, and who may open it where that was said; nothing else is known here."""
    source = known.sources.get(after.get("source", 0))
    pseudonym = source.pseudonym if source else "a confidential source"
    named = ", ".join(known.name(pk) for pk in after.get("named", ()))
    return f"{pseudonym}: {named}" if named else pseudonym


# Claims by the number of their address: that in the list differs from draft to draft.
LINEAGE = {
    "into": "the rest is claim",
    "parted_from": "parted from claim",
    "merged": "took in claim",
    "merged_into": "merged into claim",
}


def _report(before: Fields, after: Fields, known: Known) -> str:
    return f"report {after.get('report', '')}, {AUDIENCES.get(after.get('audience', ''), '')}".rstrip(", ")


WORDS: dict[EventKind, Words] = {
    EventKind.PASTED: _pasted,
    EventKind.SPLIT: _split,
    EventKind.ARTICLE_MOVED: _article_moved,
    EventKind.MOVED: _moved,
    EventKind.ASSIGNED: _moved,
    EventKind.ANSWERED: _answered,
    EventKind.EVIDENCE: _evidence,
    EventKind.USE_CHANGED: _evidence,
    EventKind.EVIDENCE_WITHDRAWN: _evidence,
    EventKind.CAPTURED: _captured,
    EventKind.RISK_RAISED: _risk,
    EventKind.LOWERING_ASKED: _risk,
    EventKind.RISK_LOWERED: _risk,
    EventKind.LOWERING_REFUSED: _risk,
    EventKind.CLEARING_ASKED: _sentence,
    EventKind.CLEARED: _sentence,
    EventKind.UNCLEARED: _sentence,
    EventKind.ASKED: _asked,
    EventKind.REPLIED: _replied,
    EventKind.QUESTION_WITHDRAWN: _replied,
    EventKind.EXPORTED: _report,
    EventKind.SHARED: _report,
    EventKind.UNSHARED: _report,
    EventKind.SIGNED: _signed,
    EventKind.OVERRIDDEN: _signed,
    EventKind.SIGNATURE_REVOKED: _revoked,
    EventKind.BYLINES: _bylines,
    EventKind.MENDED: _mended,
    EventKind.ADDED: _mended,
    EventKind.PARTED: _mended,
    EventKind.MERGED: _mended,
    EventKind.SPEAKER_SET: _mended,
    EventKind.SPEAKERS_MERGED: _mended,
    EventKind.SPEAKERS_PARTED: _mended,
    EventKind.UNDONE: _undone,
    EventKind.SOURCE_STORED: _source,
    EventKind.SOURCE_CHANGED: _source,
    EventKind.SOURCE_NAMED: _source,
    EventKind.SOURCE_OPENED: _source,
    EventKind.SOURCE_APPROVED: _source,
    EventKind.SOURCE_DELETED: _source,
}
