"""A newsroom in the middle of its day: the sample's people, and an article in each state that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from claims.models import (
    Article,
    Claim,
    ConfidentialSource,
    Desk,
    Evidence,
    Integration,
    Question,
    RegisterEntry,
    Report,
    Speaker,
    Split,
    User,
)
from claims.selectors.report import report_of
from claims.services.article_deadline import article_deadline
from claims.services.article_index import article_index
from claims.services.article_paste import article_paste
from claims.services.claim_dismiss import claim_dismiss
from claims.services.evidence_withdraw import evidence_withdraw
from claims.services.report_share import report_share
from claims.services.sample_drafts import sample_drafts
from claims.services.sample_newsroom import sample_newsroom
from claims.services.sample_report import sample_report
from claims.services.split_run import split_run
from claims.vocabulary import Copy, EvidenceKind, Role, So, SplitState, State
from tests import factories as make
from tests.support.api import deliver, hooked, integrated
from tests.support.texts import long_text

ONE = "Clock stops\n\nThe tower clock stopped on Sunday, the verger Ida Moss said."
AGAIN = (
    "Ferry inquiry opens\n\n"
    "At least eleven people died when the passenger ferry caught fire off Calder Point, the harbour authority said.\n\n"
    "The transport ministry said it had ordered checks on 14 sister ships built at the same yard.\n\n"
    "“We reject the suggestion that maintenance was delayed,” Mr Renwick said on Friday."
)
SHORT = (
    "Library keeps its Sunday hours\n\n"
    "The central library will stay open on Sundays until June, the council said on Wednesday.\n\n"
    "“We counted 412 readers on one afternoon,” said Lena Marsh, who runs it."
)


@dataclass(slots=True)
class Busy:
    """The people's passwords, and the articles and claims by what they show."""

    passwords: dict[str, str]
    room: make.Newsroom
    idle: User
    ferry: Article
    drafts: Article
    one: Article
    long: Article
    ready: Article
    again: Article
    splitting: Article
    failed: Article
    claims: dict[str, Claim]
    question: Question
    evidence: Evidence
    source: ConfidentialSource
    unnamed: Speaker
    invitation: str
    report: Report
    shared: str
    entry: RegisterEntry
    integration: Integration


def busy_newsroom() -> Busy:
    """Made through the services, each article read by the split itself; nothing of it is random but the passwords."""
    passwords = sample_newsroom()
    room = _room()
    ferry = Article.objects.get()
    idle = make.person(Role.CHECKER, Desk.objects.create(name="Features"), name="Una Marsh")
    articles = {"ferry": _read(ferry), "drafts": sample_drafts()}
    articles |= {
        name: _read(_paste(room, text))
        for name, text in {
            "one": ONE,
            "long": "A year on the quays\n\n" + long_text(128),
            "ready": SHORT,
            "again": AGAIN,
        }.items()
    }
    claims = _work_on(ferry, room)
    make.every_claim_done(articles["ready"], room)
    drafted = Claim.objects.filter(article=articles["drafts"])
    claims["stale"] = drafted.filter(state=State.STALE)[0]
    newest = articles["drafts"].drafts.latest("number")
    claims["lost"] = drafted.exclude(places__draft=newest)[0]
    articles["splitting"] = _paste(room, "Ferries held in port\n\n" + long_text(9))
    Split.objects.filter(draft__article=articles["splitting"]).update(
        state=SplitState.RUNNING, attempts=1, progress=40, heartbeat=timezone.now()
    )
    articles["failed"] = _paste(room, "Old pier to be rebuilt\n\n" + long_text(6))
    Split.objects.filter(draft__article=articles["failed"]).update(
        state=SplitState.FAILED, attempts=3, error="Attempt 3 took longer than it may."
    )
    question = Question.objects.filter(claim=claims["awaiting"])[0]
    report = sample_report(report_of)
    link = report_share(
        report_id=report.pk, by=room.editor, key=make.key(), to="The newspaper's lawyers", days=7
    )
    return Busy(
        passwords,
        room,
        idle,
        claims=claims,
        question=question,
        evidence=Evidence.objects.all()[0],
        unnamed=Speaker.objects.get(article=ferry, name="Opposition members"),
        source=_in_confidence(room, claims),
        invitation=make.invited(
            room.administrator, room.desk, name="Ines Holm", email="ines@example.org"
        ).token,
        report=report,
        shared=link.token,
        entry=_in_the_register(room),
        integration=_other_system(room, articles["ready"]),
        **articles,
    )


def busy_and_found() -> Busy:
    """The same, taken in by the search."""
    busy = busy_newsroom()
    for article in Article.objects.order_by("pk"):
        article_index(article.pk)
    return busy


def _in_the_register(room: make.Newsroom) -> RegisterEntry:
    """Somebody who speaks in two stories, under two names."""
    first, *others = Speaker.objects.filter(name__contains="Renwick").order_by("pk")
    entry = make.registered(first, room.checker)
    for other in others:
        make.registered(other, room.checker, entry)
    return make.described(
        entry, room.checker, aliases=["Mr Renwick"], note="Chief executive of Brightwater Lines since 2019."
    )


def _other_system(room: make.Newsroom, article: Article) -> Integration:
    cms = integrated(room.administrator, room.desk)
    hooked(cms.integration, room.administrator)
    deliver(cms.integration, article)
    cms.get("articles")
    cms.get(f"articles/{article.pk}/claims")
    return cms.integration


def _room() -> make.Newsroom:
    """The sample's people in the places of the factories' ones."""
    nora, imre, tess, ruth, dov, ada = (
        User.objects.get(username=name) for name in ("nora", "imre", "tess", "ruth", "dov", "ada")
    )
    world, city = (Desk.objects.get(name=name) for name in ("World", "City"))
    return make.Newsroom(world, city, nora, imre, tess, ruth, dov, ada, dov)


def _paste(room: make.Newsroom, text: str) -> Article:
    headline = text.splitlines()[0]
    return article_paste(desk_id=room.desk.pk, by=room.reporter, key=make.key(), text=text, headline=headline)


def _read(article: Article) -> Article:
    split_run(Split.objects.get(draft__article=article).pk)
    return article


def _in_confidence(room: make.Newsroom, claims: dict[str, Claim]) -> ConfidentialSource:
    """The record of who an unnamed speaker is, approved, and of a paper that nobody else may see."""
    speaker = Speaker.objects.get(name="A union official")
    claim = Claim.objects.filter(attribution__speakers=speaker, risks__contains=["unnamed_source"])[0]
    source = make.confidential(speaker, room.checker, room.editor, pseudonym="Source A")
    make.approved(source, claim, room.editor)
    make.confidential_evidence(claims["awaiting"], room.checker, room.editor, pseudonym="Paper A")
    return source


def _work_on(article: Article, room: make.Newsroom) -> dict[str, Claim]:
    """Some of each state, as on a morning's work; the claims by what they show."""
    imre, tess, ruth = room.checker, room.second, room.editor
    article_deadline(
        article_id=article.pk, by=ruth, key=make.key(), deadline=timezone.now() + timedelta(hours=5)
    )
    claims = Claim.objects.filter(article=article, state=State.OPEN)
    low, high = (list(claims.filter(high_risk=risky).order_by("pk")) for risky in (False, True))
    done, second, (work, awaiting, untouched, *_) = high[:4], high[4:7], high[7:]
    settled, wrong, withdrawn, dismissed = low[:4]
    make.settled(settled, imre)
    for claim in done + second:
        make.evidence(
            claim, imre, kind=EvidenceKind.SEARCH, title="Agency wires", words="Calder", result="Two reports"
        )
        make.answered(claim, imre, settle=True)
    for claim in done:
        make.answered(claim, tess, settle=True)
    make.evidence(wrong, imre, title="Harbour register", locator="p. 88", stance="contradicts")
    fix = {
        "so": So.WRONG,
        "copy": Copy.FIX_PROPOSED,
        "fix": "a 43-year-old vessel",
        "note": "The register has 43.",
    }
    make.answered(wrong, imre, **fix)
    make.evidence(work, imre, title="Answer of the ministry", locator="paragraph 3")
    make.answered(work, imre, so=So.DISPUTED, note="The ministry and the union differ.")
    make.noted(work, tess, "The union's letter of 3 May is on the drive.")
    make.moved(awaiting, State.CHECKING, imre)
    make.asked(awaiting, imre, room.reporter, text="Which of the two reports do you mean?", blocking=True)
    cutting = make.evidence(withdrawn, imre, title="Cutting from a rival's site", locator="second column")
    make.answered(withdrawn, imre, settle=True)
    evidence_withdraw(
        evidence_id=cutting.evidence_id, by=ruth, key=make.key(), note="It was corrected since."
    )
    seen = make.fresh(dismissed).version
    claim_dismiss(claim_id=dismissed.pk, seen=seen, by=imre, key=make.key(), note="Scene-setting.")
    return {
        "settled": settled,
        "second": second[0],
        "wrong": wrong,
        "work": work,
        "awaiting": awaiting,
        "withdrawn": withdrawn,
        "open": untouched,
    }
