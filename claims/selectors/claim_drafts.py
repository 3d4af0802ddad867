"""What the open claim's card tells of earlier drafts: its words then and now, and where a lost claim may stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import F, Q
from django.db.models.functions import Substr

from claims.anchoring.wording import hash_of_words, stands_in
from claims.drafts import is_lost
from claims.models import Answer, Claim, Draft, Place
from claims.selectors.rows import LEFT, ClaimRow, last_words
from claims.selectors.shown_runs import ShownRun, shown_runs
from claims.vocabulary import Part, State

PARTS = (Part.CONTENT, Part.SOURCE, Part.CUE)
ALIKE = 0.3  # below it nobody would take one claim for the other
MOST = 3
AROUND = 2_000  # code points on either side in which a proposed wording is looked for


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words that were checked, of the draft with that number, against those of now: each part as runs."""

    number: int
    content: tuple[ShownRun, ...]
    source: tuple[ShownRun, ...]
    cue: tuple[ShownRun, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A claim without a place: its words of before, and the claims that the machine found instead, likest first."""

    words: str
    likely: tuple[ClaimRow, ...]


def reworded(draft: Draft, claim: Claim, answers: Sequence[Answer]) -> Reworded | None:
    """What changed since the claim was answered; None where nothing did, or nobody had answered. At most one query."""
    wordings = {one.wording for one in answers if one.round == 1} - {claim.wording}
    if draft.number == 1 or is_lost(claim) or not wordings or _is_answered(claim, answers):
        return None
    drafts = _words_by_draft(claim)
    now = drafts.pop(draft.number)
    earlier = [(number, then) for number, then in sorted(drafts.items(), reverse=True) if then[Part.CONTENT]]
    if not earlier:
        return None
    answered = (one for one in earlier if hash_of_words(*(one[1][part] for part in PARTS)) in wordings)
    number, then = next(answered, earlier[0])  # under another attribution the words have another hash
    runs = {part: shown_runs(_line(then[part]), _line(now[part])) for part in PARTS}
    return Reworded(number, runs[Part.CONTENT], runs[Part.SOURCE], runs[Part.CUE])


def _is_answered(claim: Claim, answers: Sequence[Answer]) -> bool:
    return claim.state != State.STALE and any(one.wording == claim.wording for one in answers)


def _words_by_draft(claim: Claim) -> dict[int, dict[str, list[str]]]:
    """The words of each part in each draft, by the draft's number; the texts stay in the database."""
    places = Place.objects.filter(Q(claim=claim) | Q(attribution__claims=claim))
    words = Substr("draft__text", F("start") + 1, F("end") - F("start"))
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for number, part, one in places.order_by("piece").values_list("draft__number", "part", words):
        found[number][part].append(one)
    return found


def _line(words: Iterable[str]) -> str:
    return " … ".join(words)


def lost(claim: Claim, rows: Sequence[ClaimRow], claims: Iterable[Claim]) -> Lost | None:
    """None for a claim that stands. `rows` and `claims` are the article's."""
    if not is_lost(claim) or claim.state == State.DISMISSED:
        return None
    words = last_words(claim)
    fresh = {one.pk for one in claims if one.version == 1 and one.state in LEFT and not is_lost(one)}
    scored = [(_likeness(words, row.words), row.number, row) for row in rows if row.pk in fresh]
    best = sorted((-score, number, row.pk) for score, number, row in scored if score >= ALIKE)[:MOST]
    by_pk = {row.pk: row for row in rows}
    return Lost(words, tuple(by_pk[pk] for _, _, pk in best))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def fix_stands(draft: Draft, claim: Claim, content: Sequence[tuple[int, int]]) -> bool:
    """Whether the wording that was proposed for a claim stands in the copy, where the claim is, or anywhere where it is
    lost.
    """
    if not claim.fix.strip() or draft.number == 1:
        return False
    if not content:
        return stands_in(claim.fix, draft.text)
    start, end = max(0, content[0][0] - AROUND), content[-1][1] + AROUND
    return stands_in(claim.fix, draft.text[start:end])
