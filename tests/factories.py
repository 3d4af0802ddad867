"""People, articles and claims for tests, made through the services wherever a service makes them."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from claims import extraction
from claims.drafts import read_draft
from claims.exports.report import Report as Snapshot
from claims.extraction import Span
from claims.models import (
    Article,
    Capture,
    Claim,
    ConfidentialSource,
    CopyNote,
    Desk,
    Draft,
    Event,
    Evidence,
    Membership,
    Note,
    Notice,
    Place,
    Question,
    RegisterEntry,
    Report,
    Sentence,
    SignOff,
    Speaker,
    Split,
    Use,
    User,
)
from claims.models.confidential import Unsaid
from claims.selectors.report import ReportChoice, narrowed, report_of
from claims.services.article_override import article_override
from claims.services.article_paste import article_paste
from claims.services.article_revoke import article_revoke
from claims.services.article_sign import article_sign
from claims.services.capture_store import store_file
from claims.services.claim_answer import claim_answer
from claims.services.claim_change import claim_now
from claims.services.claim_dismiss import claim_dismiss
from claims.services.claim_move import claim_move
from claims.services.claim_stale import go_stale
from claims.services.confidential_approve import confidential_approve
from claims.services.confidential_attach import confidential_attach
from claims.services.confidential_store import confidential_store
from claims.services.draft_paste import draft_paste
from claims.services.evidence_attach import evidence_attach
from claims.services.invitation_link import Invited
from claims.services.invitation_make import invitation_make
from claims.services.note_write import note_write
from claims.services.notices import notify
from claims.services.question_ask import question_ask
from claims.services.register_edit import register_edit
from claims.services.report_make import report_make
from claims.services.report_share import Shared, report_share
from claims.services.risk_lower import risk_lower
from claims.services.risk_raise import risk_raise
from claims.services.sentence_clear import sentence_clear
from claims.services.speaker_register import speaker_register
from claims.services.speakers_merge import speakers_merge
from claims.services.split_store import store
from claims.vocabulary import (
    CaptureOrigin,
    CaptureState,
    CopyNoteKind,
    Coverage,
    EvidenceKind,
    NoticeKind,
    Part,
    Role,
    Said,
    So,
    SplitState,
    State,
)

PASSWORD = "correct-horse-battery-7"
STRAIGHT = str.maketrans({"“": '"', "”": '"'})  # a later draft may differ in its quotes: nothing reopens
TEXT = (
    "Harbour bridge to stay open\n\n"
    "Mayor Ann Cole said the bridge is safe. It has stood for ninety years.\n\n"
    "“Nobody was hurt on Monday,” a harbour spokesman said. Three barges had struck a pier."
)
KEPT_TITLE = "Harbour log"
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


def invited(by: User, desk: Desk, role: Role = Role.CHECKER, **more: Any) -> Invited:
    """An invitation to a desk, with what its link holds."""
    given: dict[str, Any] = {"name": "Ines Invited", "email": ""} | more
    return invitation_make(by=by, key=key(), roles={desk.pk: role}, **given)


def report(article: Article, by: User, choice: ReportChoice | None = None) -> Report:
    """A report of the article, as this person makes it: for the desk unless it is chosen otherwise."""
    choice = choice or ReportChoice()

    def draw(article: Article, number: int) -> Snapshot:
        return narrowed(report_of(article, by, choice, number=number), choice.only)

    return report_make(article_id=article.pk, by=by, key=key(), audience=choice.audience, draw=draw)


def shared(report: Report, by: User, *, days: int = 7) -> Shared:
    """A link to a report, with its secret."""
    return report_share(report_id=report.pk, by=by, key=key(), to="Counsel", days=days)


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
OWN_FIXED = Saying("It has stood for eighty years")
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
        attribution = self.attribution(saying, content, near) if saying.cue else None
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

    def attribution(self, saying: Saying, content: Span, near: int) -> int:
        """Its index: statements of one source and cue are one attribution's."""
        source, cue = self.place(saying.source, near), self.place(saying.cue, near)
        for index, one in enumerate(self.attributions):
            if (one.source, one.cue) == ((source,), (cue,)):
                self.attributions[index] = replace(one, content=(*one.content, content))
                return index
        if saying.speaker:
            self.speakers.append(extraction.Speaker(saying.speaker, "person", saying.title, (source,)))
        self.attributions.append(
            extraction.Attribution(
                source=(source,),
                cue=(cue,),
                content=(content,),
                kind="indirect",
                speakers=(len(self.speakers) - 1,) if saying.speaker else (),
                confidence=saying.confidence,
            )
        )
        return len(self.attributions) - 1


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


def every_claim_done(article: Article, room: Newsroom) -> None:
    """Every claim settled, the high ones by two people, suggestions dismissed, and every sentence looked at."""
    for claim in Claim.objects.filter(article=article).order_by("pk"):
        if claim.state == State.SUGGESTED:
            claim_dismiss(
                claim_id=claim.pk, seen=claim.version, by=room.checker, key=key(), note="Nothing to check."
            )
        elif settled(claim, room.checker).state == State.SECOND:
            answered(claim, room.second, settle=True)
    every_sentence_cleared(article, room)


def every_sentence_cleared(article: Article, room: Newsroom) -> None:
    """Nothing to check in any sentence that no claim covers; two people say so where a risk rule fires."""
    for sentence in Sentence.objects.filter(draft=read_draft(article), coverage=Coverage.OPEN):
        sentence_clear(sentence_id=sentence.pk, by=room.checker, key=key(), why="No statement.")
        sentence.refresh_from_db()
        if sentence.coverage == Coverage.OPEN:
            sentence_clear(sentence_id=sentence.pk, by=room.second, key=key(), asked=room.checker.pk)


def signable(room: Newsroom) -> Article:
    """An article whose gate is open."""
    article, _ = split_article(room)
    every_claim_done(article, room)
    return article


def signed(article: Article, by: User) -> Article:
    """The article with this person's signature under its newest draft."""
    draft = article.drafts.latest("number")
    seen = Event.objects.filter(article=article).latest("number").number
    return article_sign(article_id=article.pk, by=by, key=key(), sha256=draft.sha256, seen=seen)


def next_draft(article: Article, by: User, text: str, *sayings: Saying, reason: str = "") -> Draft:
    """The next draft of the article, read and compared; the reading finds these claims, else what it has of SAYINGS."""
    draft = draft_paste(article_id=article.pk, by=by, key=key(), text=text, reason=reason)
    assert store(running(article).pk, 1, found_in(draft.text, *(sayings or _still_said(draft.text))))
    return draft


def _still_said(text: str) -> list[Saying]:
    """Those of SAYINGS that a text has, in its order."""
    said = [one for one in SAYINGS if all(words in text for words in (one.words, one.source, one.cue))]
    return sorted(said, key=lambda one: text.index(one.words))


def asked(claim: Claim, by: User, to: User | None = None, **more: Any) -> Question:
    """A question about a claim, to a colleague or to a source."""
    given: dict[str, Any] = {"to": to.pk} if to else {"source": "The harbour master"}
    given |= {"key": key(), "text": "Who counted them?"} | more
    return question_ask(claim_id=claim.pk, by=by, **given)


def noted(on: Claim | Article, by: User, text: str = "The report is on the drive.") -> Note:
    """A note on a claim, or on an article."""
    if isinstance(on, Claim):
        return note_write(article_id=on.article_id, claim_id=on.pk, by=by, key=key(), text=text)
    return note_write(article_id=on.pk, by=by, key=key(), text=text)


def told(to: User, claim: Claim, kind: NoticeKind = NoticeKind.ASSIGNED, **more: Any) -> Notice:
    """What a person was told about a claim."""
    given = {"article_id": claim.article_id, "claim_id": claim.pk, "key": key()} | more
    notify(kind, [to], **given)
    return Notice.objects.get(to=to, key=given["key"])


def overridden(article: Article, by: User, note: str) -> Article:
    """The article, signed off by this editor's override."""
    sha256 = article.drafts.latest("number").sha256
    return article_override(article_id=article.pk, by=by, key=key(), sha256=sha256, note=note)


def void_override(article: Article, by: User) -> SignOff:
    """An override that the same editor took back."""
    overridden(article, by, "It runs at six.")
    article_revoke(article_id=article.pk, by=by, key=key(), note="It can wait.")
    return SignOff.objects.filter(draft__article=article).latest("pk")


def page_kept(by: User, desk: Desk, *, state: str = CaptureState.KEPT, **more: Any) -> Capture:
    """A copy of a web page that nothing rests on yet: kept, with its file in the store, or as `state` says."""
    thing = Evidence.objects.create(
        desk=desk, kind=EvidenceKind.WEB_PAGE, title=KEPT_TITLE, url="https://port.example/log", by=by
    )
    given: dict[str, Any] = {"origin": CaptureOrigin.FETCHED, "url": thing.url, "state": state}
    if state == CaptureState.KEPT:
        stored = store_file(io.BytesIO(b"<p>Three barges had struck a pier.</p>"))
        given |= {"stored": stored.name, "size": stored.size, "sha256": stored.sha256}
        given |= {"name": "log", "media_type": "text/html", "text": "Three barges had struck a pier."}
        given |= {"kept_at": timezone.now(), "final_url": thing.url, "status": 200}
    return Capture.objects.create(evidence=thing, by=by, **given | more)


# -- states that take more than one step ---------------------------------------------------------------------


def stale(claim: Claim, by: User, why: str = "Its report was withdrawn.") -> Claim:
    """The claim, which was settled or dismissed, gone stale."""
    with transaction.atomic():
        return go_stale(claim_now(claim.pk), why, by, key())


def lowering(claim: Claim, by: User, risk: str = "casualty") -> Claim:
    """The claim, with this person's wish that a risk be taken off it."""
    why = "Nobody is counted here."
    return risk_lower(claim_id=claim.pk, seen=fresh(claim).version, by=by, key=key(), risk=risk, note=why)


def cleared(sentence: Sentence, by: User, why: str = "It states nothing.") -> Sentence:
    """The sentence, in which nothing is at risk, said to need no check."""
    return sentence_clear(sentence_id=sentence.pk, by=by, key=key(), why=why)


def copy_note(claim: Claim, text: str = "The harbour's own register, p. 4.", **more: Any) -> CopyNote:
    """A comment that came with the copy, at the words of the claim in the newest draft."""
    place = Place.objects.filter(claim=claim, part=Part.CONTENT).order_by("-draft__number", "piece")[0]
    given = {"kind": CopyNoteKind.COMMENT, "by": "Ann Cole", "start": place.start, "end": place.end} | more
    return CopyNote.objects.create(draft=place.draft, text=text, **given)


def speakers_are_one(claim: Claim, by: User, speaker: Speaker, into: Speaker) -> Claim:
    """What `speaker` said is said by `into` from now on."""
    seen = fresh(claim).version
    return speakers_merge(claim_id=claim.pk, seen=seen, by=by, key=key(), speaker=speaker.pk, into=into.pk)


def registered(speaker: Speaker, by: User, to: RegisterEntry | None = None) -> RegisterEntry:
    """The entry to which this person links the speaker: a new one where none is given."""
    told = str(to.pk) if to else "new"
    linked = speaker_register(speaker_id=speaker.pk, by=by, key=key(), to=told)
    return RegisterEntry.objects.select_related("desk").get(pk=linked.entry_id)


def described(entry: RegisterEntry, by: User, **words: Any) -> RegisterEntry:
    """The entry with other words of its own."""
    given = {"name": entry.name, "aliases": entry.aliases, "note": entry.note} | words
    return register_edit(entry_id=entry.pk, seen=entry.version, by=by, key=key(), **given)


# -- sources who can't be named ------------------------------------------------------------------------------

SECRET = Unsaid(
    who="Nadia Quill",
    reach="By the side door, Tuesdays",
    why_unnamed="She would lose her post",
    agreed="No job and no town",
)


def unnamed(claim: Claim, by: User) -> Claim:
    """The claim, at which somebody has said that nobody is named as saying it."""
    seen = fresh(claim).version
    return risk_raise(claim_id=claim.pk, seen=seen, by=by, key=key(), risk="unnamed_source")


def confidential(speaker: Speaker, by: User, *people: User, **more: Any) -> ConfidentialSource:
    """The record of who a speaker is; whoever stores it is named on it, with these people."""
    given = {"pseudonym": f"Source {speaker.pk}", "secret": SECRET, "people": people} | more
    return confidential_store(speaker_id=speaker.pk, by=by, key=key(), **given)


THING = Unsaid(what="Minutes of the board", link="", inside="p. 4", told="The pier was closed")


def confidential_evidence(claim: Claim, by: User, *people: User, **more: Any) -> ConfidentialSource:
    """Evidence for a claim of which nobody but these sees more than a pseudonym, with a file."""
    given = {"kind": EvidenceKind.DOCUMENT, "pseudonym": f"Paper {claim.pk}", "secret": THING} | more
    given.setdefault("upload", SimpleUploadedFile("minutes.txt", b"The pier was closed."))
    return confidential_attach(claim_id=claim.pk, by=by, key=key(), people=people, **given)


def approved(source: ConfidentialSource, claim: Claim, by: User) -> None:
    """The editor knows who says the claim, and approves."""
    confidential_approve(source_id=source.pk, claim_id=claim.pk, by=by, key=key())
