"""The API for other systems: what each call answers and writes, and what it refuses."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import ApiCall, Article, Draft, Event, Integration, Report
from claims.selectors.report import ReportChoice
from claims.services.article_override import article_override
from claims.services.article_revoke import article_revoke
from claims.services.article_step import article_step
from claims.services.history_check import Tally, check_history
from claims.services.integration_revoke import integration_revoke
from claims.vocabulary import ArticleAct, ArticleState, EventKind, Role, Scope, So
from tests import factories as make
from tests.support.api import ROOT, Cms, integrated
from tests.support.database import at_once, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def cms(room: make.Newsroom) -> Cms:
    return integrated(room.administrator, room.desk)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# -- may this be published? ------------------------------------------------------------------------------------


def asked(cms: Cms, sha256: str) -> tuple[bool, list[str]]:
    answer = cms.get("clearance", sha256=sha256)
    assert answer.status_code == 200
    return answer.told["clear"], [one["name"] for one in answer.told["reasons"]]


def signed_off(room: make.Newsroom) -> Article:
    article = make.signable(room)
    make.signed(article, room.editor)
    return make.signed(article, room.second)


def test_clearance_says_yes_for_a_signed_text_alone(room: make.Newsroom, cms: Cms) -> None:
    """The same article, step by step: each answer with what is in the way."""
    article, _ = make.split_article(room)
    digest = article.drafts.get().sha256
    assert digest == sha(make.TEXT)
    clear, reasons = asked(cms, digest)
    assert not clear and reasons[-1] == "unsigned" and {"suggested", "open", "unseen"} <= set(reasons)
    make.every_claim_done(article, room)
    assert asked(cms, digest) == (False, ["unsigned"])
    make.signed(article, room.editor)
    assert asked(cms, digest) == (False, ["unsigned"])
    make.signed(article, room.second)
    assert asked(cms, digest) == (True, [])
    assert asked(cms, sha("another")) == (False, ["unknown"])
    article_revoke(article_id=article.pk, by=room.editor, key=make.key(), note="I missed a figure.")
    assert asked(cms, digest) == (False, ["unsigned"])


def test_a_new_draft_takes_the_clearance_away(room: make.Newsroom, cms: Cms) -> None:
    article = signed_off(room)
    first = article.drafts.get().sha256
    changed = make.TEXT.replace("ninety", "eighty")
    make.next_draft(article, room.reporter, changed, make.SAFE, make.OWN_FIXED, make.HURT, make.BARGES)
    assert asked(cms, first) == (False, ["older"])
    clear, reasons = asked(cms, sha(changed))
    assert not clear and "stale" in reasons and "unsigned" in reasons


def test_an_override_clears_and_a_killed_story_doesnt(room: make.Newsroom, cms: Cms) -> None:
    article, _ = make.split_article(room)
    digest = article.drafts.get().sha256
    article_override(
        article_id=article.pk, by=room.editor, key=make.key(), sha256=digest, note="It runs at six."
    )
    assert asked(cms, digest) == (True, [])
    article_step(
        article_id=article.pk, act=ArticleAct.KILL, by=room.editor, key=make.key(), note="It isn't news."
    )
    assert asked(cms, digest) == (False, ["killed"])


def test_the_same_text_twice_is_clear_only_where_both_are(room: make.Newsroom, cms: Cms) -> None:
    article = signed_off(room)
    digest = article.drafts.get().sha256
    make.split_article(room)
    assert not asked(cms, digest)[0]


def test_published_text_is_clear_until_its_correction_begins(room: make.Newsroom, cms: Cms) -> None:
    article = signed_off(room)
    digest = article.drafts.get().sha256
    url = "https://paper.example/bridge"
    assert cms.post(f"articles/{article.pk}/published", {"url": url, "sha256": digest}).status_code == 200
    assert asked(cms, digest) == (True, [])
    article_step(
        article_id=article.pk, act=ArticleAct.CORRECT, by=room.editor, key=make.key(), note="A wrong name."
    )
    assert asked(cms, digest) == (False, ["correcting"])


def test_the_text_itself_is_asked_for_as_it_would_be_stored(room: make.Newsroom, cms: Cms) -> None:
    article = signed_off(room)
    before = len(everything()["claims.Draft"])
    sent = "\ufeff" + make.TEXT.replace("\n", "\r\n") + "\r\n"
    answer = cms.post("clearance", {"text": sent}, key=None)
    assert answer.told["clear"] and answer.told["sha256"] == article.drafts.get().sha256
    assert cms.post("clearance", {"text": make.TEXT + " So."}, key=None).told["clear"] is False
    assert len(everything()["claims.Draft"]) == before


# -- read ------------------------------------------------------------------------------------------------------


def test_articles_come_page_by_page(room: make.Newsroom, cms: Cms) -> None:
    stories = [make.pasted(room, text=f"Story {number} of the day, in short.") for number in range(5)]
    seen, address = [], "articles?limit=2"
    while address:
        page = cms.ask("GET", address).told
        assert len(page["articles"]) <= 2
        seen += [one["id"] for one in page["articles"]]
        address = page["next"]
    assert seen == [one.pk for one in reversed(stories)]
    one = cms.get("articles", limit=1).told["articles"][0]
    assert (one["state"], one["split"], one["draft"], one["desk"]["id"]) == (
        "open",
        "queued",
        1,
        room.desk.pk,
    )
    assert cms.get("articles", state="killed").told["articles"] == []
    assert cms.get("articles", state="made up").status_code == 422
    assert cms.get("articles", colour="red").status_code == 422


def test_an_article_says_how_it_stands(room: make.Newsroom, cms: Cms) -> None:
    article, claims = make.split_article(room)
    told = cms.get(f"articles/{article.pk}").told
    assert (told["ready"], told["signed"], told["claims"]) == (False, False, {"open": 3, "suggested": 1})
    blockers = {one["name"]: one for one in told["blockers"]}
    assert blockers["suggested"]["claims"] == [claims[3].pk]
    assert blockers["open"]["words"] == "3 claims are open"
    done = signed_off(room)
    told = cms.get(f"articles/{done.pk}").told
    assert (told["state"], told["ready"], told["signed"]) == ("signed off", True, True)
    assert [one["name"] for one in told["signatures"]] == ["Edie Editor", "Sam Second"]


def test_claims_are_the_articles_words(room: make.Newsroom, cms: Cms) -> None:
    article, claims = make.split_article(room)
    make.settled(claims[0], room.checker)
    told = cms.get(f"articles/{article.pk}/claims").told
    for one in told["claims"]:
        assert [make.TEXT[start:end] for start, end in one["spans"]] == [one["words"]]
    first = told["claims"][0]
    assert (first["id"], first["state"], first["so"], first["said"]) == (
        claims[0].pk,
        "settled",
        "confirmed",
        "verbatim",
    )
    assert first["speakers"] == [{"name": "Ann Cole", "kind": "person", "title": "Mayor"}]
    seen, address = [], f"articles/{article.pk}/claims?limit=1"
    while address:
        page = cms.ask("GET", address).told
        seen += [one["number"] for one in page["claims"]]
        address = page["next"]
    assert seen == [1, 2, 3, 4]


def test_first_answers_are_kept_from_it_until_the_second(room: make.Newsroom, cms: Cms) -> None:
    """Whoever reads the CMS may be the second checker."""
    article, claims = make.split_article(room)
    hurt = claims[2]
    make.evidence(hurt, room.checker)
    make.answered(hurt, room.checker, settle=True, so=So.WRONG, copy="fix proposed", fix="Somebody was hurt")

    def told() -> dict[str, object]:
        rows = cms.get(f"articles/{article.pk}/claims").told["claims"]
        one = next(row for row in rows if row["id"] == hurt.pk)
        return {name: one[name] for name in ("state", "said", "so", "copy", "hidden")}

    assert told() == {"state": "second check", "said": "", "so": "", "copy": "", "hidden": True}
    report = make.report(article, room.editor, ReportChoice(audience="outside"))
    assert report.tells == [hurt.pk]
    assert cms.get(f"reports/{report.pk}").status_code == 404
    make.answered(hurt, room.second, settle=True, so=So.WRONG, copy="fix proposed", fix="Somebody was hurt")
    assert told() == {
        "state": "settled",
        "said": "verbatim",
        "so": "wrong",
        "copy": "fix proposed",
        "hidden": False,
    }


def test_a_report_for_outside_is_fetched_and_no_other(room: make.Newsroom, cms: Cms) -> None:
    article = make.signable(room)
    outside = make.report(article, room.editor, ReportChoice(audience="outside"))
    full = make.report(article, room.editor)
    assert cms.get(f"reports/{full.pk}").status_code == 404
    assert [one["id"] for one in cms.get(f"articles/{article.pk}").told["reports"]] == [outside.pk]
    told = cms.get(f"reports/{outside.pk}").told
    assert told["report"]["audience"] == "outside" and told["sha256"] == outside.sha256
    assert cms.get(f"reports/{outside.pk}/files/csv").status_code == 404
    for _ in range(2):
        asked = cms.ask("POST", f"reports/{outside.pk}/files/csv")
        assert (asked.status_code, asked.told["state"]) == (200, "kept")
    file = cms.get(f"reports/{outside.pk}/files/csv")
    assert file.status_code == 200 and file["Content-Disposition"].startswith("attachment")
    assert cms.ask("POST", f"reports/{outside.pk}/files/exe").status_code == 404
    Report.objects.filter(pk=outside.pk).update(content="")
    assert cms.get(f"reports/{outside.pk}").status_code == 410


# -- written ---------------------------------------------------------------------------------------------------


def test_an_article_is_sent_once_however_often(room: make.Newsroom, cms: Cms) -> None:
    body = {"desk": room.desk.pk, "text": make.TEXT}
    one, two = (cms.post("articles", body, key="a") for _ in range(2))
    assert one.status_code == two.status_code == 201
    assert one.told == two.told and one["Location"] == f"{ROOT}/articles/{one.told['article']}"
    assert Article.objects.count() == 1
    other = cms.post("articles", body | {"text": make.TEXT + " More."}, key="a")
    assert other.status_code == 422 and "another text" in other.told["detail"]
    assert Article.objects.count() == 1
    article = Article.objects.get()
    assert article.title == "Harbour bridge to stay open"
    event = Event.objects.get(article=article, what=EventKind.PASTED)
    assert event.by == cms.user and event.by.integration
    assert list(article.bylines.all()) == [], "the CMS wrote nothing"
    assert list(check_history(Tally())) == []


def test_who_wrote_it_is_found_or_said(room: make.Newsroom, cms: Cms) -> None:
    printed = "Harbour bridge to stay open\nBy Rob Reporter\n\n" + make.TEXT.split("\n\n", 1)[1]
    made = cms.post("articles", {"desk": room.desk.pk, "text": printed}).told
    assert list(Article.objects.get(pk=made["article"]).bylines.all()) == [room.reporter]
    said = {"desk": room.desk.pk, "text": make.TEXT, "written_by": [room.checker.username]}
    made = cms.post("articles", said).told
    assert list(Article.objects.get(pk=made["article"]).bylines.all()) == [room.checker]
    wrong = cms.post("articles", said | {"written_by": [room.outsider.username]})
    assert wrong.status_code == 422 and Article.objects.count() == 2


def test_the_next_draft_voids_what_was_signed(room: make.Newsroom, cms: Cms) -> None:
    article = signed_off(room)
    changed = make.TEXT.replace("ninety", "eighty")
    one, two = (cms.post(f"articles/{article.pk}/drafts", {"text": changed}, key="d") for _ in range(2))
    assert one.status_code == two.status_code == 201 and one.told == two.told
    assert (one.told["draft"], one.told["sha256"]) == (2, sha(changed))
    article.refresh_from_db()
    assert article.state == ArticleState.CHECKING and article.drafts.count() == 2
    same = cms.post(f"articles/{article.pk}/drafts", {"text": changed})
    assert same.status_code == 422 and "nothing has changed" in same.told["detail"]
    other = cms.post(f"articles/{article.pk}/drafts", {"text": make.TEXT}, key="d")
    assert other.status_code == 422 and article.drafts.count() == 2


def test_published_is_said_once_and_only_of_what_is_signed(room: make.Newsroom, cms: Cms) -> None:
    article = make.signable(room)
    where, url = f"articles/{article.pk}/published", {"url": "https://paper.example/bridge"}
    early = cms.post(where, url)
    assert early.status_code == 409
    make.signed(article, room.editor)
    make.signed(article, room.second)
    assert cms.post(where, url | {"sha256": sha("another")}).status_code == 409
    assert cms.post(where, {"url": "javascript:alert(1)"}).status_code == 409
    one, two = (cms.post(where, url, key="p") for _ in range(2))
    assert one.status_code == two.status_code == 200
    assert (two.told["state"], two.told["published_url"]) == ("published", url["url"])
    assert Event.objects.filter(article=article, by=cms.user).count() == 1
    assert cms.post(where, url).status_code == 409
    assert cms.post(f"articles/{article.pk}/drafts", {"text": "Another text of it."}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_are_one_article(room: make.Newsroom, cms: Cms) -> None:
    body = {"desk": room.desk.pk, "text": make.TEXT}
    came = at_once([lambda: cms.post("articles", body, key="one")] * 8)
    assert {one.status_code for one in came} == {201}
    assert len({one.told["article"] for one in came}) == 1
    assert Article.objects.count() == 1 and Integration.objects.get().calls == 8


# -- refused ---------------------------------------------------------------------------------------------------

CALLS = [
    ("GET", "token", None, None),
    ("GET", "articles", Scope.READ, None),
    ("GET", "articles/{article}", Scope.READ, None),
    ("GET", "articles/{article}/claims", Scope.READ, None),
    ("GET", "clearance?sha256=" + "0" * 64, Scope.READ, None),
    ("POST", "clearance", Scope.READ, {"text": make.TEXT}),
    ("POST", "articles", Scope.DRAFTS, {"desk": "{desk}", "text": make.TEXT}),
    ("POST", "articles/{article}/drafts", Scope.DRAFTS, {"text": make.TEXT + " More."}),
    ("POST", "articles/{article}/published", Scope.PUBLISH, {"url": "https://paper.example/"}),
    ("GET", "reports/{report}", Scope.REPORTS, None),
    ("POST", "reports/{report}/files/csv", Scope.REPORTS, None),
    ("GET", "reports/{report}/files/csv", Scope.REPORTS, None),
]
# Whether it has something to say to a token of another desk: what is listed is none of ours, what is asked is unknown.
ELSEWHERE = {"token": 200, "articles": 200, "clearance": 200}


def call(cms: Cms, method: str, path: str, body: object, ids: dict[str, int]) -> int:
    sent = body | {"desk": ids["desk"]} if isinstance(body, dict) and "desk" in body else body
    key = make.key() if method == "POST" else None
    return int(cms.ask(method, path.format(**ids), body=sent, key=key).status_code)


def test_each_call_by_each_kind_of_token(room: make.Newsroom) -> None:
    """The matrix: every call, by tokens that may, that lack the scope, of another desk, ended, and by none."""
    article = signed_off(room)
    report = make.report(article, room.editor, ReportChoice(audience="outside"))
    ids = {"article": article.pk, "report": report.pk, "desk": room.desk.pk}
    ada, ours = room.administrator, room.desk
    revoked, late = integrated(ada, ours), integrated(ada, ours)
    integration_revoke(integration_id=revoked.integration.pk, by=ada, key=make.key())
    yesterday = timezone.now() - timedelta(days=1)
    Integration.objects.filter(pk=late.integration.pk).update(expires=yesterday)
    nobody = [Cms(""), Cms("nr_00000000_" + "x" * 43), Cms("junk"), revoked, late]
    elsewhere, whole = integrated(ada, room.other), integrated(ada, ours)
    for method, path, scope, body in CALLS:
        lacking = tuple(one for one in Scope if one != scope)
        at = (method, path)
        before = everything()
        assert {call(one, method, path, body, ids) for one in nobody} == {401}, at
        assert everything() == before, at
        wanted = 403 if scope else 200
        assert call(integrated(ada, ours, scopes=lacking), method, path, body, ids) == wanted, at
        name = path.partition("?")[0]
        foreign = 403 if at == ("POST", "articles") else ELSEWHERE.get(name, 404)
        assert call(elsewhere, method, path, body, ids) == foreign, at
        assert call(whole, method, path, body, ids) in (200, 201, 409), at
    assert not Draft.objects.filter(by=elsewhere.user).exists()


def test_what_another_desk_has_is_nothing_here(room: make.Newsroom) -> None:
    article = signed_off(room)
    other = integrated(room.administrator, room.other)
    assert other.get("articles").told["articles"] == []
    assert asked(other, article.drafts.get().sha256) == (False, ["unknown"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"text": "\\ud800"}', 400),
        (b"[" * 5_000, 422),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"text": 5}', 422),
        (b'{"text": ""}', 422),
        (b'{"text": "one"}', 422),
        (b'{"text": "\\u0000"}', 422),
        (b'{"text": "Words enough for it.", "colour": 1}', 422),
        (b'{"text": "' + b"word " * 200_001 + b'"}', 413),
        (b'{"text": "' + b"x" * (17 << 20) + b'"}', 413),
    ],
    ids=range(13),
)
def test_a_body_that_is_no_draft(room: make.Newsroom, cms: Cms, body: bytes, status: int) -> None:
    article = make.pasted(room)
    answer = cms.post(f"articles/{article.pk}/drafts", body)
    assert answer.status_code == status, answer.told
    assert article.drafts.count() == 1


def test_what_every_call_is_asked_for(room: make.Newsroom, cms: Cms) -> None:
    body = {"desk": room.desk.pk, "text": make.TEXT}
    assert cms.post("articles", body, key=None).status_code == 400
    assert cms.post("articles", body, key="x" * 201).status_code == 400
    assert cms.post("articles", body | {"desk": room.other.pk}).status_code == 403
    odd = cms.ask("PUT", "articles")
    assert (odd.status_code, odd["Allow"]) == (405, "GET, HEAD, POST")
    assert cms.get("nowhere").status_code == 404
    assert cms.get(f"articles/{1 << 63}").status_code == 404
    assert Article.objects.count() == 0


def test_so_many_calls_a_minute_and_no_more(room: make.Newsroom, cms: Cms, settings: object) -> None:
    settings.API_CALLS_A_MINUTE = 3  # type: ignore[attr-defined]
    other = integrated(room.administrator, room.desk)
    came = [cms.get("token") for _ in range(8)]
    codes = [one.status_code for one in came]
    assert codes.count(429) >= 2 and codes[:3] == [200] * 3, "a minute may end in between"
    refused = next(one for one in came if one.status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert other.get("token").status_code == 200, "each token has its own"


def test_each_call_is_noted_without_a_word_of_it(room: make.Newsroom, cms: Cms) -> None:
    article = make.pasted(room)
    cms.get(f"articles/{article.pk}")
    cms.get("articles/987654")
    rows = ApiCall.objects.order_by("pk").values_list("method", "name", "about", "status")
    assert list(rows) == [("GET", "api-article", article.pk, 200), ("GET", "api-article", 987654, 404)]


def test_a_session_opens_nothing_here(room: make.Newsroom, client: object) -> None:
    client.force_login(room.editor)  # type: ignore[attr-defined]
    assert client.get(f"{ROOT}/articles").status_code == 401  # type: ignore[attr-defined]


def test_an_account_of_a_system_is_nobody(room: make.Newsroom, cms: Cms, client: object) -> None:
    """It can't sign in, whatever is set for it; it is on no list of people, checks nothing and signs nothing."""
    from claims.gate import standing_of
    from claims.permissions import may_act, may_check, people_administered_by, people_visible_to, role_on
    from claims.permissions.roles import INTEGRATED_AS

    account = cms.user
    account.set_password(make.PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        account.save()
    client.force_login(account, backend="newsroom.backend.Backend")  # type: ignore[attr-defined]
    assert client.get("/").status_code == 302  # type: ignore[attr-defined]
    assert account not in people_administered_by(room.administrator)
    assert account not in people_visible_to(room.editor)
    article = signed_off(room)
    assert role_on(type(account).objects.get(pk=account.pk), room.desk.pk) is None, "only by its token"
    account._roles = {room.desk.pk: Role(INTEGRATED_AS)}
    at = standing_of(article)
    assert not may_check(account, article).allowed
    allowed = {act for act in ArticleAct if may_act(account, at, act, "https://paper.example/").allowed}
    assert allowed == {ArticleAct.PUBLISH}
