"""The search page: what it finds, for whom, and what it keeps to itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Desk, Evidence, User
from claims.permissions import evidence_visible_to, findable_by
from claims.selectors.search import search_page
from claims.selectors.search_asked import read_asked
from claims.services.article_index import article_index
from claims.vocabulary import EntryKind, Role, So, State
from tests import factories as make
from tests.support.html import read, words
from tests.views.scene import HTMX, Scene
from tests.views.test_matrix import PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(scene: Scene) -> Scene:
    """The scene with evidence and a note, all of it taken in by the search."""
    make.evidence(scene.own, scene.room.checker, title="Pier survey", words="dry rot in the piles")
    make.noted(scene.hurt, scene.room.checker, "Ask the harbour master.")
    article_index(scene.article.pk)
    return scene


def search(user: User, q: str = "", **more: Any) -> dict[str, list[str]]:
    """The words of what is found, by kind."""
    page = search_page(user, read_asked({"q": q} | more))
    return {
        part.kind.value: ["".join(run.text for run in hit.runs) for hit in part.hits] for part in page.parts
    }


def claims(user: User, q: str = "", **more: Any) -> list[str]:
    return search(user, q, **more).get("claim", [])


# -- what is found -------------------------------------------------------------------------------------------


def test_each_kind_by_its_words(found: Scene) -> None:
    checker = found.room.checker
    assert set(search(checker, "harbour")) == {"claim", "article", "speaker", "note"}
    assert search(checker, "rot") == {"evidence": ["dry rot in the piles"]}
    assert claims(checker, "bridges") == ["the bridge is safe"], "another form of the word"
    assert claims(checker, "bri saf") == ["the bridge is safe"], "as it is typed"
    assert claims(checker, "“bridge is”") == ["the bridge is safe"] and not claims(checker, '"is bridge"')
    assert not search(checker, "bridge rhinoceros")
    assert claims(checker, "90") == claims(checker, "ninety") == ["It has stood for ninety years"]


def test_the_filters_combine(found: Scene) -> None:
    checker = found.room.checker
    make.settled(found.own, checker)
    assert claims(checker, state="settled") == ["It has stood for ninety years"]
    assert claims(checker, "years", state="settled", person="me", verdict=So.CONFIRMED) == claims(
        checker, "years"
    )
    assert not claims(checker, "years", state="open")
    assert not claims(checker, verdict=So.WRONG)
    assert claims(checker, speaker="ann cole") == ["the bridge is safe"]
    assert not claims(checker, "safe", until="2001-01-01") and claims(checker, "safe", since="2001-01-01")
    assert claims(checker, "safe", desk=str(found.room.desk.pk)) and not claims(checker, "safe", desk="1")
    assert set(search(checker, "harbour", kind="note")) == {"note"}


def test_a_name_that_is_misspelt(found: Scene) -> None:
    page = search_page(found.room.checker, read_asked({"q": "Anne Kole"}))
    assert page.alike == ("Ann Cole",) and not page.found
    assert not search_page(found.room.outsider, read_asked({"q": "Anne Kole"})).alike


def test_page_by_page(found: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.selectors.search.ON_A_PAGE", 3)
    first = search_page(found.room.checker, read_asked({"kind": "claim"})).parts[0]
    assert len(first.hits) == 3 and first.more
    [rest] = search_page(found.room.checker, first.more).parts
    seen = [hit.entry.claim_id for part in (first, rest) for hit in part.hits]
    assert sorted(seen) == sorted(Claim.objects.values_list("pk", flat=True)) and rest.more is None


@pytest.mark.parametrize(
    "address",
    (
        *("q=x", "q=%00", "kind=no&state=no&verdict=no", "desk=²&person=-1", "since=2026-02-31&until=x"),
        *(f"q={'%28' * 90}", "after=99999999999999999999-1", "after=9-9", "q=%27%3A%2A+%26+%21"),
        "desk=99999999999999999999",
    ),
)
def test_no_address_breaks_it(found: Scene, address: str) -> None:
    response = found.client("checker").get(f"{reverse('search')}?{address}")
    assert response.status_code == 200


def test_few_questions_are_asked(found: Scene) -> None:
    client = found.client("checker")
    client.get(f"{reverse('search')}?q=harbour")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{reverse('search')}?q=harbour", headers=HTMX)
    asked = [one["sql"] for one in queries.captured_queries if "claims_searchentry" in one["sql"]]
    assert len(asked) == 5, "one of each kind"
    assert len(queries) <= 14


# -- for whom ------------------------------------------------------------------------------------------------


def test_only_what_one_sees(found: Scene) -> None:
    other = make.person(Role.EDITOR, found.room.other)
    for stranger in (found.room.outsider, found.room.administrator, found.colleague, other):
        for q in ("harbour", "rot", "cole", "bridge", "90"):
            assert search(stranger, q) == {}, (stranger, q)
    for insider in (found.room.checker, found.room.reader, found.room.reporter, found.writer):
        assert claims(insider, "bridge") == ["the bridge is safe"]
    assert search(found.room.reporter, "rot"), "evidence of their own story"
    found.room.checker.memberships.all().delete()
    assert search(User.objects.get(pk=found.room.checker.pk), "harbour") == {}


def test_evidence_is_found_by_whom_it_is_seen(found: Scene) -> None:
    """The search asks of each entry what the library asks of the whole set."""
    evidence = Evidence.objects.get(title="Pier survey")
    for confidential in (False, True):
        for shared in (False, True):
            Desk.objects.filter(pk=found.room.desk.pk).update(confidential=confidential)
            Evidence.objects.filter(pk=evidence.pk).update(shared=shared)
            for name in PEOPLE[1:]:
                if person := found.person(name):
                    person = User.objects.get(pk=person.pk)
                    ids = findable_by(person, EntryKind.EVIDENCE).values_list("evidence_id", flat=True)
                    assert list(ids) == list(evidence_visible_to(person).values_list("pk", flat=True)), name


def test_nothing_of_a_confidential_desk(found: Scene) -> None:
    """What it had shared is found by nobody else either, whatever they look for."""
    evidence = Evidence.objects.get(title="Pier survey")
    Evidence.objects.filter(pk=evidence.pk).update(shared=True)
    assert search(found.room.outsider, "rot")
    Desk.objects.filter(pk=found.room.desk.pk).update(confidential=True)
    assert search(found.room.outsider, "rot") == {} and search(found.room.outsider, "", kind="evidence") == {}
    assert search(found.room.checker, "rot")


def test_who_may_check_second_is_told_no_verdict(found: Scene) -> None:
    """Neither on the page nor by what a filter leaves."""
    make.evidence(found.hurt, found.room.checker)
    make.answered(found.hurt, found.room.checker, so=So.WRONG, note="x", copy="cut", settle=True)
    assert make.fresh(found.hurt).state == State.SECOND
    for person, may in ((found.room.checker, True), (found.room.second, False), (found.room.editor, False)):
        [part] = search_page(person, read_asked({"q": "nobody hurt", "kind": "claim"})).parts
        assert [hit.verdict for hit in part.hits] == [So.WRONG if may else ""], person
        assert bool(claims(person, verdict=So.WRONG)) == may, person
        assert not search(person, "kind=note", verdict=So.WRONG) or may


# -- the page ------------------------------------------------------------------------------------------------


def test_as_somebody_types_what_is_found_comes_alone(found: Scene) -> None:
    asked = f"{reverse('search')}?{urlencode({'q': 'bridge', 'kind': '', 'desk': '', 'state': 'open'})}"
    response = found.client("checker").get(asked, headers=HTMX)
    body = response.content.decode()
    assert body.lstrip().startswith('<div id="search-found"') and "<mark>bridge</mark>" in body
    assert response["HX-Replace-Url"] == f"{reverse('search')}?q=bridge&state=open"


def test_words_are_shown_as_text(found: Scene) -> None:
    make.noted(found.own, found.room.checker, "<b onclick=x>zebra</b> <mark>zebra</mark>")
    article_index(found.article.pk)
    body = found.client("checker").get(f"{reverse('search')}?q=zebra").content.decode()
    assert "&lt;b onclick=x&gt;<mark>zebra</mark>&lt;/b&gt;" in body
    assert words(read(body)).count("zebra") >= 2


def test_what_it_says_where_there_is_nothing(found: Scene) -> None:
    client = found.client("checker")
    for query, said in (
        ("", "22 finds twenty-two"),
        ("?q=x", "a letter more"),
        ("?q=zebra", "may see has this"),
    ):
        assert said in client.get(reverse("search") + query).content.decode()
    body = client.get(f"{reverse('search')}?q=zebra&state=open").content.decode()
    assert "search without the filters" in body
