"""The article's gate: whether its newest draft may be signed, and if not, all that stands in the way.

*Ready* is derived from the rows here, and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from claims.drafts import newest_split
from claims.models import Article, Claim, Draft, Event, Place, Question, Sentence, SignOff, User
from claims.models.prepared import Ask
from claims.unnamed import UNNAMED, with_approval
from claims.vocabulary import ArticleState, Coverage, EventKind, Part, Role, SplitState, State

DONE = frozenset({State.SETTLED, State.DISMISSED})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at, of an article and its newest draft.

    `states` and `unnamed` are of its claims; `lost`: without a place in the draft; `asked`: a blocking question about
    them is open; `unapproved`: no editor who knows their unnamed source has approved. `unseen` counts the sentences
    that nobody has looked at.
    """

    split: str
    states: Mapping[int, str]
    lost: frozenset[int] = frozenset()
    unnamed: frozenset[int] = frozenset()
    unapproved: frozenset[int] = frozenset()
    asked: tuple[int, ...] = ()
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way, in words. `claims` are those that it is about; without any it's about the text."""

    name: str
    words: str
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    blockers: tuple[Blocker, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.blockers

    @property
    def why(self) -> str:
        """All that blocks, in one sentence; "" where nothing does."""
        return f"Not ready: {', '.join(one.words for one in self.blockers)}." if self.blockers else ""


# A state that keeps the gate shut, and what it's called of one claim and of several.
STATES_THAT_BLOCK: dict[State, tuple[str, str]] = {
    State.SUGGESTED: ("1 suggestion is undecided", "{} suggestions are undecided"),
    State.OPEN: ("1 claim is open", "{} claims are open"),
    State.CHECKING: ("1 claim is being checked", "{} claims are being checked"),
    State.AWAITING: ("1 claim awaits a reply", "{} claims await a reply"),
    State.SECOND: ("1 claim awaits its second check", "{} claims await their second check"),
    State.STALE: ("1 claim is stale", "{} claims are stale"),
}
SPLITS_THAT_BLOCK = {
    SplitState.QUEUED: "the newest draft is not split yet",
    SplitState.RUNNING: "the newest draft is being split",
    SplitState.FAILED: "the split of the newest draft failed",
}


def gate(facts: Facts) -> Gate:
    """All that keeps the newest draft from being signed, in the order in which one would do away with it."""
    found: list[Blocker] = []
    if words := SPLITS_THAT_BLOCK.get(SplitState(facts.split)):
        found.append(Blocker("split", words))
    for state, (one, many) in STATES_THAT_BLOCK.items():
        claims = [pk for pk, here in facts.states.items() if here == state]
        found += _blocker(state.name.lower(), claims, one, many)
    lost = [pk for pk in facts.lost if facts.states.get(pk) != State.DISMISSED]
    found += _blocker("lost", sorted(lost), "1 claim has lost its place", "{} claims have lost their place")
    waiting = [pk for pk in facts.unnamed if facts.states.get(pk) not in DONE]
    found += _blocker(
        "unnamed",
        sorted(waiting),
        "1 of them rests on an unnamed source, which two people settle",
        "{} of them rest on an unnamed source, which two people settle",
    )
    unapproved = [pk for pk in facts.unapproved if facts.states.get(pk) != State.DISMISSED]
    found += _blocker(
        "unapproved",
        sorted(unapproved),
        "1 claim rests on an unnamed source whom no editor who knows them has approved",
        "{} claims rest on unnamed sources whom no editor who knows them has approved",
    )
    asked = [pk for pk in facts.asked if facts.states.get(pk) != State.DISMISSED]
    found += _blocker("asked", asked, "1 blocking question is open", "{} blocking questions are open")
    unseen = "1 sentence nobody has looked at", "{} sentences nobody has looked at"
    if facts.unseen:
        found.append(Blocker("unseen", _counted(facts.unseen, *unseen)))
    return Gate(tuple(found))


def _blocker(name: str, claims: list[int], one: str, many: str) -> Iterable[Blocker]:
    return [Blocker(name, _counted(len(claims), one, many), tuple(claims))] if claims else []


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number)


# -- an article with all that its moves ask for --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """An article (with desk and bylines) as it stands: its newest draft, its gate, and who has signed.

    `sign_offs` are all of them, oldest first, with signer and draft number; `published`: how many of its drafts were
    there when it was last published, so that those after are corrections.
    """

    article: Article
    draft: Draft
    gate: Gate
    sign_offs: tuple[SignOff, ...]
    published: int = 0

    @property
    def newer(self) -> bool:
        """Whether the newest draft is one that hasn't been published."""
        return self.draft.number > self.published

    @property
    def valid(self) -> tuple[SignOff, ...]:
        """The signatures that hold for the newest draft."""
        return tuple(one for one in self.open if one.sha256 == self.draft.sha256)

    @property
    def open(self) -> tuple[SignOff, ...]:
        """Signatures that aren't revoked, under drafts that aren't published."""
        return tuple(
            one for one in self.sign_offs if not one.revoked_at and one.draft.number > self.published
        )

    @property
    def override(self) -> SignOff | None:
        return next((one for one in self.valid if one.override_why), None)

    @property
    def signed(self) -> bool:
        """Whether enough people stand for the newest draft, one of them an editor; or one editor by override."""
        if self.override:
            return True
        signers = {one.signer_id for one in self.valid}
        return len(signers) >= self.article.desk.signers and any(
            one.role == Role.EDITOR for one in self.valid
        )

    def of(self, user: User) -> SignOff | None:
        """The person's own signature that holds."""
        return next((one for one in self.valid if one.signer_id == user.pk), None)


def facts_of(article: Article, draft: Draft, split: str) -> Facts:
    """The facts by themselves, for who has loaded nothing else; four queries however long the article.

    While the newest draft isn't read nothing can be lost from it: that it isn't read is what blocks.
    """
    claims = with_approval(Claim.objects.filter(article=article)).order_by("pk")
    rows = [(one.pk, one.state, one.risks, one.unapproved) for one in claims.only("state", "risks")]
    content = Place.objects.filter(draft=draft, part=Part.CONTENT)
    read = split == SplitState.DONE
    placed = set(content.values_list("claim_id", flat=True)) if read else {pk for pk, *_ in rows}
    return Facts(
        split=split,
        states={pk: state for pk, state, *_ in rows},
        lost=frozenset(pk for pk, *_ in rows if pk not in placed),
        unnamed=frozenset(pk for pk, _, risks, _ in rows if UNNAMED in risks),
        unapproved=frozenset(pk for pk, *_, unapproved in rows if unapproved),
        asked=tuple(blocking_questions(article.pk)),  # type: ignore[arg-type]
        unseen=Sentence.objects.filter(draft=draft, coverage=Coverage.OPEN).count() if read else 0,
    )


def blocking_questions(article_id: int | Ask) -> QuerySet[Question]:
    """The claim of each open question that blocks, each once."""
    found = Question.objects.filter(claim__article_id=article_id, blocking=True)
    found = found.filter(answered_at=None, withdrawn_at=None).order_by("claim_id")
    return found.values_list("claim_id", flat=True)  # type: ignore[return-value]


def standing_of(article: Article) -> Standing:
    """How an article stands, by a constant number of queries; the drafts' texts stay in the database."""
    split = newest_split(article)
    return Standing(
        article=article,
        draft=split.draft,
        gate=gate(facts_of(article, split.draft, split.state)),
        sign_offs=sign_offs_of(article.pk),
        published=published_drafts(article),
    )


def sign_offs_of(article_id: int) -> tuple[SignOff, ...]:
    found = SignOff.objects.filter(draft__article_id=article_id).select_related(
        "signer", "revoked_by", "draft"
    )
    return tuple(found.defer("draft__text").order_by("pk"))


def published_drafts(article: Article) -> int:
    """How many drafts were there when the article was last published, by its history and not by a clock.

    Each draft has one event, so those before the move to *correcting* count them; 0 where nothing was published.
    """
    state = ArticleState(article.state)
    if state not in (ArticleState.PUBLISHED, ArticleState.CORRECTING, ArticleState.CORRECTED):
        return 0
    events = Event.objects.filter(article=article)
    moved = events.filter(what=EventKind.ARTICLE_MOVED).order_by("-number").values("number")[:1]
    return int(events.filter(what=EventKind.PASTED, number__lt=moved).aggregate(number=Count("pk"))["number"])
