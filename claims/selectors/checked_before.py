"""What other articles say of the same as a claim, and what was found of it there, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from claims.errors import Verdict
from claims.matching.likeness import Kind, Likeness, Said, kind_of, likeness
from claims.models import Answer, Claim, Place, User
from claims.models.json_row import JsonRow
from claims.permissions import claims_visible_to, may_reuse, uses_visible_to
from claims.selectors.blind import is_blind, with_blindness
from claims.selectors.figures import figures_of
from claims.selectors.matched import Candidate, candidates, told_of
from claims.selectors.rows import said_by, speaker_of, with_speakers
from claims.vocabulary import ENDED, Part, State

SHOWN_AT_MOST = 8
# In this order they are shown.
KINDS = (Kind.SAME, Kind.FIGURE, Kind.OPPOSITE)


@dataclass(frozen=True, slots=True)
class Found:
    """What an earlier claim was settled on: the answer, who gave it and when. It holds of that day."""

    answer: int
    said: str
    so: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of another article. `at`: when its words were pasted; `as_of`: of what day its figures are, in its own
    words; `found`: None where nothing is settled or the reader may not know; `newer`: it came after the open claim.
    """

    claim: Claim
    kind: Kind
    words: str
    said_by: str
    draft: int
    at: datetime
    as_of: str
    found: Found | None
    evidence: tuple[dict[str, Any], ...]
    newer: bool
    may_use: Verdict

    @property
    def unsettled(self) -> str:
        """Why there is no verdict, "" for what is settled."""
        if self.claim.state == State.STALE:
            return "what was found no longer holds"
        return "" if self.claim.state == State.SETTLED else "no verdict yet"


@dataclass(frozen=True, slots=True)
class CheckedBefore:
    """What the section at an open claim shows. `by_meaning`: whether meanings were compared, or words alone."""

    claim: Claim
    earlier: tuple[Earlier, ...]
    by_meaning: bool

    @property
    def groups(self) -> tuple[tuple[str, tuple[Earlier, ...]], ...]:
        """By what they say, those that aren't there left out."""
        found = ((kind.value, tuple(one for one in self.earlier if one.kind == kind)) for kind in KINDS)
        return tuple((kind, some) for kind, some in found if some)

    @property
    def look_again(self) -> tuple[Earlier, ...]:
        """Newer figures for what stands settled in a story that isn't out: worth another look."""
        settled = self.claim.state == State.SETTLED and self.claim.article.state not in ENDED
        return tuple(one for one in self.earlier if settled and one.newer and one.kind == Kind.FIGURE)


def checked_before(user: User, claim: Claim) -> CheckedBefore:
    """Other articles' claims that say the same, give another figure or deny it; of the likeliest eight those that the
    person sees. `claim` is one that they see, with its article and desk.
    """
    mine, by_meaning, others = candidates(user, claim)
    if mine is None:
        return CheckedBefore(claim, (), by_meaning=False)
    alike = _alike(mine, others)
    rows = {pk: row for pk, row in _rows(user, [pk for pk, _ in alike]).items() if row.stood}
    earlier = [_earlier(user, claim, rows[pk], how.kind) for pk, how in alike if pk in rows]
    return CheckedBefore(claim, tuple(earlier), by_meaning)


def earlier_claim(user: User, claim: Claim, pk: int) -> Earlier | None:
    """One claim of another article as the section shows it, whatever its likeness; None where it stands nowhere."""
    row = _rows(user, [pk]).get(pk)
    if row is None or not row.stood:
        return None
    told = told_of([claim.pk, pk])
    kind = kind_of(told[claim.pk], told[pk]) if len(told) == 2 else Kind.SAME
    return _earlier(user, claim, row, kind)


def _alike(mine: Said, others: Iterable[Candidate]) -> Sequence[tuple[int, Likeness]]:
    """Those of one statement, the likeliest first; what says the same before what doesn't."""
    scored = [(one.claim, likeness(mine, one.said, one.meaning)) for one in others]
    found = [(pk, how) for pk, how in scored if how.kind != Kind.OTHER]
    found.sort(key=lambda one: (KINDS.index(one[1].kind), -one[1].score, -one[0]))
    return found[:SHOWN_AT_MOST]


def _rows(user: User, pks: Sequence[int]) -> dict[int, Any]:
    """The claims with all that is shown of them; one query."""
    if not pks:
        return {}
    claims = with_speakers(with_blindness(claims_visible_to(user).filter(pk__in=pks), user))
    places = Place.objects.filter(claim=OuterRef("pk"), part=Part.CONTENT).order_by("-draft__number", "piece")
    words = Substr("draft__text", F("start") + 1, F("end") - F("start"))
    stood = places.values(shown=JsonRow(draft="draft__number", at="draft__at", words=words))
    answers = Answer.objects.filter(claim=OuterRef("pk"), wording=OuterRef("wording")).order_by("-pk")
    answer = answers.values(shown=JsonRow("said", "so", "at", answer="pk", by="by__name"))[:1]
    return {
        claim.pk: claim
        for claim in claims.select_related("article__desk").annotate(
            stood=ArraySubquery(stood), answer=Subquery(answer), evidence=ArraySubquery(_uses(user))
        )
    }


def _uses(user: User) -> QuerySet[Any, Any]:
    """The evidence that holds and that the person sees."""
    uses = uses_visible_to(user).filter(claim=OuterRef("pk"), withdrawn_why="", evidence__withdrawn_why="")
    shown = JsonRow("locator", pk="evidence", kind="evidence__kind", title="evidence__title")
    return uses.order_by("pk").values(shown=shown)


def _earlier(user: User, claim: Claim, row: Any, kind: Kind) -> Earlier:
    draft, at, words = _stood(row)
    return Earlier(
        claim=row,
        kind=kind,
        words=words,
        said_by=said_by(row.attribution_id is None, speaker_of(row)),
        draft=draft,
        at=at,
        as_of=next((one.as_of for one in figures_of(row.figures) if one.as_of), ""),
        found=_found(row),
        evidence=tuple(row.evidence),
        newer=row.article.created > claim.article.created,
        may_use=may_reuse(user, claim, row),
    )


def _stood(row: Any) -> tuple[int, datetime, str]:
    """The newest draft that has it, when that was pasted, and its words there."""
    newest = [one for one in row.stood if one["draft"] == row.stood[0]["draft"]]
    at = datetime.fromisoformat(newest[0]["at"])
    return newest[0]["draft"], at, " … ".join(one["words"] for one in newest)


def _found(row: Any) -> Found | None:
    """What was found, of a settled claim alone: of any other it isn't known yet, or may not be."""
    if row.state != State.SETTLED or is_blind(row) or not row.answer:
        return None
    return Found(**row.answer | {"at": datetime.fromisoformat(row.answer["at"])})
