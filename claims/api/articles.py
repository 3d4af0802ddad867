"""Articles by the API: listed, sent, told, said to be published."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from claims.api import shapes
from claims.api.door import Caller, endpoint
from claims.api.problems import Problem
from claims.extraction.normalise import normalise
from claims.forms.article_form import found_in, printed
from claims.gate import Standing
from claims.models import Article, Draft, Report
from claims.selectors.clearance import enough_signed
from claims.selectors.desk import people_of
from claims.selectors.integrated import articles_told, claims_counted, reports_told, standing_told
from claims.selectors.report import ReportChoice, report_of
from claims.services.article_paste import article_paste
from claims.services.article_step import article_step
from claims.services.draft_paste import draft_paste
from claims.services.draft_store import copy_of, hash_of
from claims.views.access import article_or_404
from claims.vocabulary import DRAFT_CHARACTERS, ArticleAct, Scope

READ, SEND = Scope.READ, Scope.DRAFTS


@endpoint(shapes.TokenOut)
def token(caller: Caller) -> shapes.TokenOut:
    """Whose token this is, its desks and its scopes."""
    found = caller.integration
    desks = [shapes.DeskOut(id=desk.pk, name=desk.name) for desk in found.desks.all()]
    return shapes.TokenOut(name=found.name, scopes=found.scopes, desks=desks, expires=found.expires)


@endpoint(shapes.ArticlesOut, scope=READ, asks=shapes.ArticlesAsked)
def articles(caller: Caller, asked: shapes.ArticlesAsked) -> shapes.ArticlesOut:
    """The articles of the token's desks, the newest first."""
    found = articles_told(caller.user, desk=asked.desk, state=asked.state)
    found = found.filter(pk__lt=asked.before) if asked.before else found
    rows = list(found[: asked.limit + 1])
    page = rows[: asked.limit]
    more = {"before": page[-1].pk} if len(rows) > len(page) else {}
    return shapes.ArticlesOut(articles=[line(one) for one in page], next=onward("api-articles", asked, more))


@endpoint(shapes.DraftOut, scope=SEND, takes=shapes.ArticleIn, once=True, status=201)
def article_new(caller: Caller, sent: shapes.ArticleIn) -> shapes.DraftOut:
    """Send the first draft of a new article: it is stored and split."""
    if sent.desk not in caller.desks:
        raise Problem(403, "This token isn't for that desk.")
    lines = lines_of(sent)
    desk = next(desk for desk in caller.integration.desks.all() if desk.pk == sent.desk)
    people = people_of(desk)
    writers = printed(people, lines["byline"])
    if sent.written_by is not None:
        names = {one.username: one.pk for one in people}
        if unknown := [name for name in sent.written_by if name not in names]:
            raise Problem(422, f"Nobody on this desk signs in as {', '.join(map(repr, unknown[:5]))}.")
        writers = {names[name] for name in sent.written_by}
    article = article_paste(
        desk_id=sent.desk,
        by=caller.user,
        key=caller.key,
        text=sent.text,
        written_by=writers,
        headline=lines["headline"],
        byline=lines["byline"],
    )
    return stored(article.drafts.defer("text").get(number=1), sent)


@endpoint(shapes.DraftOut, scope=SEND, takes=shapes.DraftIn, once=True, status=201, fails=(404, 410))
def draft_new(caller: Caller, sent: shapes.DraftIn, pk: int) -> shapes.DraftOut:
    """Send the article's next draft: it is stored, compared with the one before, and split."""
    lines = lines_of(sent)
    article = article_or_404(caller.user, pk)
    draft = draft_paste(
        article_id=article.pk,
        by=caller.user,
        key=caller.key,
        text=sent.text,
        reason=normalise(sent.reason),
        headline=lines["headline"],
        byline=lines["byline"],
    )
    return stored(draft, sent)


@endpoint(shapes.ArticleOut, scope=READ, fails=(404, 410))
def article(caller: Caller, pk: int) -> shapes.ArticleOut:
    """How an article stands: its state, what keeps it from being signed, who has signed, its reports."""
    return whole(caller, article_or_404(caller.user, pk))


@endpoint(shapes.ArticleOut, scope=Scope.PUBLISH, takes=shapes.PublishedIn, once=True, fails=(404, 410))
def published(caller: Caller, sent: shapes.PublishedIn, pk: int) -> shapes.ArticleOut:
    """Say that a signed-off article is published, and where."""
    found = article_or_404(caller.user, pk)
    done = article_step(
        article_id=found.pk,
        act=ArticleAct.PUBLISH,
        by=caller.user,
        key=caller.key,
        url=normalise(sent.url),
        sha256=sent.sha256 or "",
    )
    return whole(caller, done)


@endpoint(shapes.ClaimsOut, scope=READ, asks=shapes.ClaimsAsked, fails=(404, 410))
def claims(caller: Caller, asked: shapes.ClaimsAsked, pk: int) -> shapes.ClaimsOut:
    """The claims of the newest draft that was read, as a report for outside the desk has them."""
    report = report_of(article_or_404(caller.user, pk), caller.user, ReportChoice(audience="outside"))
    left = [one for one in report.claims if one.number > asked.after]
    page = left[: asked.limit]
    more = {"after": page[-1].number} if len(left) > len(page) else {}
    return shapes.ClaimsOut(
        article=pk,
        draft=report.draft,
        sha256=report.sha256,
        claims=[told(shapes.ClaimOut, one) for one in page],
        next=onward("api-claims", asked, more, pk),
    )


def lines_of(sent: Any) -> dict[str, str]:
    """Headline and printed byline as they were sent, or as the text has them. Raises Problem where the text is too
    long, TextRefused where it is none."""
    if len(normalise(sent.text)) > DRAFT_CHARACTERS:
        raise Problem(413, f"The most is {DRAFT_CHARACTERS:,} characters. Send it in parts.")
    found = found_in(sent.text)
    return {name: getattr(sent, name) or found[name] for name in ("headline", "byline")}


def hash_sent(sent: Any) -> str:
    """The hash of the text as it is stored as a draft. Raises Problem, TextRefused."""
    return hash_of(copy_of(sent.text, **lines_of(sent)).text)


def stored(draft: Draft, sent: Any) -> shapes.DraftOut:
    """The draft; a one-time key that has stored another text than this one stores nothing, and mustn't seem to."""
    if draft.sha256 != hash_sent(sent):
        raise Problem(422, "This Idempotency-Key was used for another text: send this one with a new key.")
    url = reverse("api-article", args=[draft.article_id])
    return shapes.DraftOut(article=draft.article_id, draft=draft.number, sha256=draft.sha256, url=url)


def line(one: Article) -> shapes.ArticleLine:
    """Of `articles_told`."""
    return shapes.ArticleLine(**_line(one))


def _line(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "desk": shapes.DeskOut(id=one.desk.pk, name=one.desk.name),
        "title": one.title,
        "state": one.state,
        "draft": one.number,
        "sha256": one.sha256,
        "split": one.split,
        "deadline": one.deadline,
        "published_url": one.published_url,
        "created": one.created,
        "url": reverse("api-article", args=[one.pk]),
        "page": reverse("article", args=[one.pk]),
    }


def whole(caller: Caller, article: Article) -> shapes.ArticleOut:
    """An article that the account sees, with how it stands."""
    one = articles_told(caller.user).get(pk=article.pk)
    at = standing_told(caller.user, one)
    return shapes.ArticleOut(
        **_line(one),
        ready=at.gate.ready,
        blockers=[
            shapes.BlockerOut(name=one.name, words=one.words, claims=list(one.claims))
            for one in at.gate.blockers
        ],
        signed=enough_signed(at),
        signatures=_signatures(at),
        claims=claims_counted(caller.user, one),
        reports=[report_line(report) for report in reports_told(caller.user, one)],
    )


def _signatures(at: Standing) -> list[shapes.SignatureOut]:
    return [
        shapes.SignatureOut(
            name=one.signer.name,
            role=one.role,
            at=one.at,
            draft=one.draft.number,
            sha256=one.sha256,
            override=one.override_why,
        )
        for one in at.sign_offs
        if not one.revoked_at and one.sha256 == at.draft.sha256
    ]


def report_line(report: Report) -> shapes.ReportLine:
    return shapes.ReportLine(**of_report(report))


def of_report(report: Report) -> dict[str, Any]:
    """What a line of a report and the report itself both tell."""
    return {
        "id": report.pk,
        "number": report.number,
        "draft": report.draft.number,
        "made": report.at,
        "sha256": report.sha256,
        "url": reverse("api-report", args=[report.pk]),
    }


def told(kind: Any, one: Any) -> Any:
    """A row of a report as the API's shape of it, which has some of its fields by the same names."""
    return msgspec.convert(one, kind, from_attributes=True)


def onward(name: str, asked: Any, more: dict[str, int], pk: int | None = None) -> str | None:
    """The address of the next page: what was asked, from there on; None where there is none."""
    if not more:
        return None
    kept = {key: value for key, value in msgspec.structs.asdict(asked).items() if value is not None}
    return f"{reverse(name, args=[pk] if pk else [])}?{urlencode(kept | more)}"
