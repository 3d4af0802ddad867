"""People, articles and claims for tests, made through the services wherever a service makes them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from claims import extraction
from claims.extraction import Span
from claims.models import Article, Claim, Desk, Membership, Split, Use, User
from claims.services.article_paste import article_paste
from claims.services.claim_answer import claim_answer
from claims.services.claim_move import claim_move
from claims.services.evidence_attach import evidence_attach
from claims.services.split_store import store
from claims.vocabulary import EvidenceKind, Role, Said, So, SplitState, State

PASSWORD = "correct-horse-battery-7"
TEXT = (
    "Harbour bridge to stay open\n\n"
    "Mayor Ann Cole said the bridge is safe. It has stood for ninety years.\n\n"
    "“Nobody was hurt on Monday,” a harbour spokesman said. Three barges had struck a pier."
)
numbers = itertools.count(1)


def key() -> str:
    """A one-time key, as a form would carry it."""
    return f"key-{next(numbers)}"


def person(role: Role | None = None, desk: Desk | None = None, *, name: str = "", **fields: Any) -> User:
    """A person, on a desk where one is given."""
    number = next(numbers)
    name = name or f"{role or 'person'} {number}".title()
    user = User.objects.create_user(
        f"person{number}", PASSWORD, name=name, initials=f"P{number % 100}", **fields
    )
    if desk and role:
        Membership.objects.create(user=user, desk=desk, role=role)
    return user


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Two desks; on the first one of each kind of person, on the second an editor."""

    desk: Desk
    other: Desk
    reporter: User
    checker: User
    second: User
    editor: User
    reader: User
    administrator: User
    outsider: User


def newsroom() -> Newsroom:
    number = next(numbers)
    desk, other = (Desk.objects.create(name=f"{name} {number}") for name in ("City", "Foreign"))
    return Newsroom(
        desk=desk,
        other=other,
        reporter=person(Role.REPORTER, desk, name="Rob Reporter"),
        checker=person(Role.CHECKER, desk, name="Chloe Checker"),
        second=person(Role.CHECKER, desk, name="Sam Second"),
        editor=person(Role.EDITOR, desk, name="Edie Editor"),
        reader=person(Role.READER, desk, name="Rita Reader"),
        administrator=person(name="Ada Admin", administrator=True),
        outsider=person(Role.EDITOR, other, name="Otto Other"),
    )


@dataclass(frozen=True, slots=True)
class Count:
    """A figure by its words within a claim's: one number, of people killed unless told otherwise."""

    words: str
    value: float
    bound: str = "exact"
    unit: str = ""
    counted: str = "people"
    happened: str = "killed"
    as_of: str = ""
    when: str = ""
    topic: str = ""

    def figure(self, text: str, start: int) -> extraction.Figure:
        at = text.index(self.words, start)
        return extraction.Figure(
            span=(at, at + len(self.words)),
            low=None if self.bound in ("at_most", "less_than") else self.value,
            high=None if self.bound in ("at_least", "more_than") else self.value,
            bound=self.bound,
            unit=self.unit,
            counted=self.counted,
            as_of=self.as_of,
            when=self.when,
            happened=self.happened,
            topic=self.topic,
        )


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim by its words in the text; an attributed one has a source, a cue and, where it is known, a speaker."""

    words: str
    source: str = ""
    cue: str = ""
    speaker: str = ""
    title: str = ""
    risks: tuple[str, ...] = ()
    unsure: bool = False
    figures: tuple[Count, ...] = ()
    confidence: float = 0.9


SAFE = Saying("the bridge is safe", "Mayor Ann Cole", "said", "Ann Cole", "Mayor")
OWN = Saying("It has stood for ninety years")
HURT = Saying(
    "“Nobody was hurt on Monday,”", "a harbour spokesman", "said", "harbour spokesman", risks=("casualty",)
)
BARGES = Saying("Three barges had struck a pier", unsure=True)
SAYINGS = (SAFE, OWN, HURT, BARGES)


@dataclass(slots=True)
class _Found:
    text: str
    speakers: list[extraction.Speaker] = field(default_factory=list)
    attributions: list[extraction.Attribution] = field(default_factory=list)
    claims: list[extraction.Claim] = field(default_factory=list)
    at: int = 0

    def place(self, words: str, start: int = 0) -> Span:
        at = self.text.index(words, start)
        return at, at + len(words)

    def add(self, saying: Saying) -> None:
        content = self.place(saying.words, self.at)
        self.at = content[0] + 1
        near = max(0, self.text.rfind("\n", 0, content[0]))
        attribution = None
        if saying.cue:
            source = self.place(saying.source, near)
            if saying.speaker:
                self.speakers.append(extraction.Speaker(saying.speaker, "person", saying.title, (source,)))
            self.attributions.append(
                extraction.Attribution(
                    source=(source,),
                    cue=(self.place(saying.cue, near),),
                    content=(content,),
                    kind="indirect",
                    speakers=(len(self.speakers) - 1,) if saying.speaker else (),
                    confidence=saying.confidence,
                )
            )
            attribution = len(self.attributions) - 1
        self.claims.append(
            extraction.Claim(
                content=(content,),
                attribution=attribution,
                kind="indirect" if saying.cue else "own voice",
                confidence=saying.confidence,
                unsure=saying.unsure,
                risks=saying.risks,
                figures=tuple(one.figure(self.text, content[0]) for one in saying.figures),
            )
        )


def found_in(text: str, *sayings: Saying) -> extraction.Split:
    """What the splitter would have found: these claims, each searched for after the one before it."""
    found = _Found(text)
    for saying in sayings:
        found.add(saying)
    sentences, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            sentences.append(extraction.Sentence(at, at + len(line.rstrip()), len(sentences), ""))
        at += len(line)
    blocks = tuple(extraction.Block("paragraph", one.start, one.end) for one in sentences)
    return extraction.Split(
        blocks=blocks,
        sentences=tuple(sentences),
        speakers=tuple(found.speakers),
        attributions=tuple(found.attributions),
        claims=tuple(found.claims),
        model="by hand",
    )


def pasted(room: Newsroom, *, by: User | None = None, text: str = TEXT, **more: Any) -> Article:
    """An article that is stored and not split yet; the reporter's, unless somebody else pasted it."""
    return article_paste(desk_id=room.desk.pk, by=by or room.reporter, key=key(), text=text, **more)


def split_of(article: Article) -> Split:
    """The article's newest split."""
    return Split.objects.filter(draft__article=article).select_related("draft").order_by("-pk")[0]


def running(article: Article) -> Split:
    """Its split, taken by a worker for the first time."""
    split = split_of(article)
    Split.objects.filter(pk=split.pk).update(state=SplitState.RUNNING, attempts=1)
    return split


def split_article(
    room: Newsroom, *sayings: Saying, by: User | None = None, text: str = TEXT
) -> tuple[Article, list[Claim]]:
    """An article with its claims, in the order of the sayings; all of SAYINGS where none are given."""
    article = pasted(room, by=by, text=text)
    split = running(article)
    assert store(split.pk, 1, found_in(split.draft.text, *(sayings or SAYINGS)))
    return article, list(Claim.objects.filter(article=article).order_by("pk"))


def fresh(claim: Claim) -> Claim:
    """The claim as the database has it now."""
    return Claim.objects.select_related("article").get(pk=claim.pk)


def evidence(claim: Claim, by: User, **more: Any) -> Use:
    """Evidence with a locator, enough to settle on."""
    given = {"kind": EvidenceKind.DOCUMENT, "title": "Inspection report", "locator": "p. 12"} | more
    return evidence_attach(claim_id=claim.pk, by=by, key=key(), **given)


def answered(claim: Claim, by: User, *, settle: bool = False, **more: Any) -> Claim:
    """The claim with this person's answers: all is well, unless told otherwise."""
    said = Said.VERBATIM if claim.attribution_id else ""
    given = {"said": said, "so": So.CONFIRMED} | more
    return claim_answer(
        claim_id=claim.pk, seen=fresh(claim).version, by=by, key=key(), settle=settle, **given
    )


def moved(claim: Claim, to: State, by: User, note: str = "") -> Claim:
    return claim_move(claim_id=claim.pk, seen=fresh(claim).version, to=to, by=by, key=key(), note=note)


def settled(claim: Claim, by: User) -> Claim:
    """Answered with evidence and settled; with a high risk it waits for its second check."""
    evidence(claim, by)
    return answered(claim, by, settle=True)
