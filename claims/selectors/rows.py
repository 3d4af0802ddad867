"""One line of an article's list of claims, and the counts above it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Substr

from claims.drafts import with_lost
from claims.extraction import Figure
from claims.extraction.risks.rules import Rule
from claims.guards import RULE, calls_for_copy
from claims.models import Answer, Article, Claim, Draft, Place, Question, Speaker, User
from claims.models.json_row import JsonRow
from claims.models.prepared import Ask, Prepared
from claims.permissions import claims_visible_to
from claims.selectors.blind import hide_first, with_blindness
from claims.selectors.claim_risks import with_wishes
from claims.selectors.figures import figures_of
from claims.selectors.places import Places, words_of
from claims.unnamed import with_approval
from claims.vocabulary import UNFINISHED, Part, State

IN_WORK = frozenset({State.CHECKING, State.AWAITING, State.SECOND})
LEFT = frozenset({State.OPEN, State.SUGGESTED})
DONE = frozenset({State.SETTLED, State.DISMISSED})
OWN_VOICE, SPEAKER_OPEN = "Own voice", "Speaker open"


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """A speaker; `merged` are those of whom somebody said that they are this one, each with id and name."""

    id: int
    name: str
    title: str
    kind: str
    merged: tuple[dict[str, Any], ...] | list[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What a list shows of a claim. `look` names its shape and colour: its state, or *change*, or *lost*.

    `who` are its speakers' ids, as conflicts between figures ask for them; `against` the numbers of the claims
    whose figures stand against its own. `confidence` is the machine's, from 0 to 1. `asked`: a question is open.
    """

    pk: int
    number: int
    state: State
    look: str
    words: str
    speaker: str
    own_voice: bool
    high_risk: bool
    risks: tuple[Rule, ...]
    owner: User | None
    deadline: datetime | None = None
    confidence: float = 1
    figures: tuple[Figure, ...] = ()
    who: tuple[Hashable, ...] = ()
    against: tuple[int, ...] = ()
    speakers: tuple[SpeakerShown, ...] = ()
    asked: bool = False

    @property
    def unsure(self) -> bool:
        """Whether it is only a suggestion of the machine's."""
        return self.state == State.SUGGESTED

    @property
    def said_by(self) -> str:
        """Who says it, in a word or two, also where nobody is named."""
        return said_by(self.own_voice, self.speaker)


@dataclass(frozen=True, slots=True)
class Counts:
    total: int
    settled: int
    work: int
    left: int
    stale: int
    lost: int
    change: int


def said_by(own_voice: bool, speaker: str) -> str:
    """Who says a claim, also where nobody is named."""
    return OWN_VOICE if own_voice else speaker or SPEAKER_OPEN


def with_speakers(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with what `speakers_of` reads, in the same query."""
    speakers = Speaker.objects.filter(attributions=OuterRef("attribution_id")).order_by("pk")
    merged = Speaker.objects.filter(merged_into=OuterRef("pk")).order_by("pk")
    others = ArraySubquery(merged.values(shown=JsonRow("id", "name")))
    shown = JsonRow("id", "name", "title", "kind", merged=others)
    return claims.annotate(shown_speakers=ArraySubquery(speakers.values(shown=shown)))


def speakers_of(claim: Claim) -> tuple[SpeakerShown, ...]:
    """Who says it: none for the article's own voice, and where nobody knows yet."""
    return tuple(SpeakerShown(**one) for one in claim.shown_speakers)  # type: ignore[attr-defined]


def speaker_of(claim: Claim) -> str:
    return " and ".join(speaker.name for speaker in speakers_of(claim))


def claims_of(article: Article, user: User, draft: Draft) -> list[Claim]:
    """An article's claims that the person may see, with owner and speakers, whether a question is open, whether an
    unnamed source is still to be approved, and their words of before where they have lost their place in the draft; one
    query. They have no copy resolution where that would tell a second checker what the first one answered. One that was
    dismissed and never stood anywhere is none of them: its adding was undone.
    """
    placed = Exists(Place.objects.filter(claim=OuterRef("pk")))
    claims = claims_visible_to(user).filter(placed | ~Q(state=State.DISMISSED), article=article)
    claims = claims.select_related("owner", "dismissal_by", "attribution").annotate(
        **beside_claim(draft=draft.pk)
    )
    return hide_first(with_blindness(claims, user))


@Prepared
def beside_claim() -> QuerySet[Claim]:
    """What each claim of a draft brings along."""
    questions = Question.objects.filter(claim=OuterRef("pk"), answered_at=None, withdrawn_at=None)
    claims = with_lost(Claim.objects.annotate(has_question=Exists(questions)), Ask("draft"))
    return with_approval(with_last_words(with_wishes(with_speakers(claims))))


def with_last_words(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with what `last_words` reads, in the same query: nothing for those that aren't lost."""
    places = Place.objects.filter(claim=OuterRef("pk"), part=Part.CONTENT)
    words = Substr("draft__text", F("start") + 1, F("end") - F("start"))
    stood = places.order_by("-draft__number", "piece").values(shown=JsonRow(draft="draft_id", words=words))
    return claims.annotate(stood=Case(When(lost=True, then=ArraySubquery(stood)), default=None))


def last_words(claim: Claim) -> str:
    """The words of a lost claim where they stood last; "" for one that stands."""
    stood: Sequence[Mapping[str, Any]] = claim.stood or ()  # type: ignore[attr-defined]
    return " … ".join(one["words"] for one in stood if one["draft"] == stood[0]["draft"])


def newest(answers: Iterable[Answer]) -> dict[int, Answer]:
    """Each claim's newest answer for its present wording; the answers come oldest first."""
    return {one.claim_id: one for one in answers if one.wording == one.claim.wording}


def look_of(claim: Claim, answer: Answer | None, *, lost: bool = False) -> str:
    if lost and claim.state != State.DISMISSED:
        return "lost"
    if claim.state == State.SETTLED and answer is not None and calls_for_copy(answer):
        return "change"
    return State(claim.state).name.lower()


def rows_of(
    text: str, claims: Iterable[Claim], places: Places, answers: Mapping[int, Answer]
) -> tuple[ClaimRow, ...]:
    """The claims in the text's order, numbered from 1."""
    return tuple(
        ClaimRow(
            pk=claim.pk,
            number=number,
            state=State(claim.state),
            look=look_of(claim, answers.get(claim.pk), lost=claim.pk not in places.content),
            words=words_of(text, places.content.get(claim.pk, ())) or last_words(claim),
            speaker=speaker_of(claim),
            own_voice=claim.attribution_id is None,
            high_risk=claim.high_risk,
            risks=tuple(RULE[name] for name in claim.risks if name in RULE),
            owner=claim.owner,
            deadline=claim.deadline if claim.state in UNFINISHED else None,
            confidence=claim.confidence,
            figures=figures_of(claim.figures),
            who=_who(claim),
            speakers=speakers_of(claim),
            asked=bool(getattr(claim, "has_question", False)),
        )
        for number, claim in enumerate(places.in_order(claims), start=1)
    )


def _who(claim: Claim) -> tuple[Hashable, ...]:
    """Its speakers, its attribution where none is known, () for the article's own voice."""
    if claim.attribution_id is None:
        return ()
    return tuple(speaker.id for speaker in speakers_of(claim)) or (("?", claim.attribution_id),)


def counts_of(rows: Sequence[ClaimRow]) -> Counts:
    return Counts(
        total=len(rows),
        settled=sum(row.state in DONE for row in rows),
        work=sum(row.state in IN_WORK for row in rows),
        left=sum(row.state in LEFT for row in rows),
        stale=sum(row.state == State.STALE for row in rows),
        lost=sum(row.look == "lost" for row in rows),
        change=sum(row.look == "change" for row in rows),
    )
