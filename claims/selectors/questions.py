"""Questions: those of a claim, those that a person is asked, and the words that one is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from claims.anchoring.segments import Mark, segments
from claims.errors import Verdict
from claims.models import Article, Claim, Draft, Membership, Place, Question, Sentence, User
from claims.models.prepared import Prepared
from claims.permissions import (
    MAY_PASTE,
    claims_visible_to,
    may_ask,
    may_reply,
    may_withdraw,
    questions_visible_to,
)
from claims.vocabulary import Part

ANSWERED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class QuestionShown:
    question: Question
    may_reply: Verdict
    may_withdraw: Verdict

    @property
    def overdue(self) -> bool:
        """Whether it is still open after the time to answer by."""
        by = self.question.answer_by
        return self.question.is_open and by is not None and by < timezone.now()

    @property
    def left(self) -> bool:
        """Whether nobody is there any more to answer: they were shut out, or write on this desk no longer."""
        there: bool = getattr(self.question, "is_there", True)
        return self.question.is_open and self.question.to_id is not None and not there

    @property
    def of_source(self) -> bool:
        return bool(self.question.source)

    @property
    def asked(self) -> str:
        """Who is asked, by name."""
        return self.question.source or str(self.question.to)


@dataclass(frozen=True, slots=True)
class ClaimQuestions:
    """The section of the open claim. `may_ask`: whether this person asks here."""

    shown: tuple[QuestionShown, ...]
    may_ask: Verdict

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(one.question.is_open for one in self.shown)


@dataclass(frozen=True, slots=True)
class Context:
    """A claim's words in their sentences: stretches of the draft, each of the claim or beside it."""

    stretches: tuple[tuple[str, bool], ...]


def shown(user: User, question: Question) -> QuestionShown:
    return QuestionShown(question, may_reply(user, question), may_withdraw(user, question))


def questions_of(user: User, claim: Claim) -> ClaimQuestions:
    """Those of a claim that the person sees, with its article, bylines and owner loaded; one query."""
    found = list(_with_people(questions_visible_to(user).filter(claim=claim)))
    for question in found:
        question.claim = claim
    return ClaimQuestions(tuple(shown(user, one) for one in found), may_ask(user, claim))


def question_for(user: User) -> QuerySet[Question]:
    """The questions that this person may open, with all that a question's page asks."""
    found = _with_people(questions_visible_to(user)).select_related("claim__article", "claim__owner")
    return found.prefetch_related("claim__article__bylines")


def asked_of(user: User) -> list[QuestionShown]:
    """What the person is asked and hasn't answered, what is due first first."""
    mine = question_for(user).filter(to=user, answered_at=None, withdrawn_at=None)
    return [shown(user, one) for one in mine.order_by(F("answer_by").asc(nulls_last=True), "at", "pk")]


def answered_by(user: User) -> list[QuestionShown]:
    """What they have answered, the newest first; the last 20."""
    mine = question_for(user).filter(to=user, answered_at__isnull=False)
    return [shown(user, one) for one in mine.order_by("-answered_at", "-pk")[:ANSWERED_AT_MOST]]


def people_to_ask(article: Article, but: User) -> list[tuple[User, bool]]:
    """Who of the desk can be asked, and whether they wrote the story; those who did come first. One query."""
    writers = {one.pk for one in article.bylines.all()}
    people = User.objects.filter(
        memberships__desk_id=article.desk_id, memberships__role__in=MAY_PASTE, is_active=True
    ).exclude(pk=but.pk)
    return sorted(((one, one.pk in writers) for one in people.order_by("name")), key=lambda pair: not pair[1])


def sees_claim(user: User, claim: Claim) -> bool:
    """Whether the person may open the claim itself: who is only asked may not."""
    return claims_visible_to(user).filter(pk=claim.pk).exists()


def context_of(claim: Claim) -> Context:
    """The claim's words with the sentences that they stand in, from the newest draft that still has them."""
    spans = _spans(claim)
    if not spans:
        return Context(())
    draft, start, end = spans[0][0], min(one[1] for one in spans), max(one[2] for one in spans)
    around = Sentence.objects.filter(draft_id=draft, start__lt=end, end__gt=start)
    edges = [(start, end), *around.values_list("start", "end")]
    first, last = min(one[0] for one in edges), max(one[1] for one in edges)
    text = (
        Draft.objects.filter(pk=draft).values_list(Substr("text", first + 1, last - first), flat=True).get()
    )
    marks = [Mark(one[1], one[2], True) for one in spans]
    pieces = segments(first, last, marks)
    return Context(tuple((text[one.start - first : one.end - first], bool(one.owners)) for one in pieces))


def _spans(claim: Claim) -> Sequence[tuple[int, int, int]]:
    """Draft, start and end of each piece of the claim, in the newest draft that it isn't lost from."""
    places = Place.objects.filter(claim=claim, part=Part.CONTENT)
    rows = places.order_by("-draft__number", "piece").values_list("draft_id", "start", "end")
    found = list(rows)
    return [one for one in found if one[0] == found[0][0]]


def _with_people(questions: QuerySet[Question]) -> QuerySet[Question]:
    found = questions.select_related("to", "by", "answered_by", "withdrawn_by")
    return found.annotate(**beside_question())


@Prepared
def beside_question() -> QuerySet[Question]:
    """Whether who is asked still works on the claim's desk."""
    desk = Claim.objects.filter(pk=OuterRef(OuterRef("claim"))).values("article__desk")
    works = Membership.objects.filter(user=OuterRef("to"), role__in=MAY_PASTE, user__is_active=True)
    return Question.objects.annotate(is_there=Exists(works.filter(desk__in=desk)))
