"""The article's page: its text to the letter, its states, its price."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Article, Draft, Event, Split
from claims.selectors.marked_text import marked_text
from claims.selectors.places import Places
from claims.selectors.rows import ClaimRow
from claims.services.draft_store import copy_of
from claims.vocabulary import SplitState, State
from tests import factories as make
from tests.support.html import Element, read
from tests.support.properties import unhurried
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def page_of(scene: Scene, article: Article, person: str = "editor", **query: Any) -> Element:
    response = scene.client(person).get(reverse("article", args=[article.pk]), query)
    assert response.status_code == 200
    return read(response.content)


# -- the text ------------------------------------------------------------------------------------------------

ODD = [
    "Head line\n\nBy Jo\n\nThe bridge is safe.\n\n\n\nIt stood.\n   \n last line",
    "A <b>bold</b> &amp; <script>alert(1)</script> word &lt; here.\n{{ text }} {% load x %} ${a} `b`",
    "عاجل: قال العمدة «الجسر آمن».\n\nשלום עולם, \u202eabc\u202c \u2067x\u2069 end",
    "👩‍🔬👨‍👩‍👧‍👦🏳️‍🌈 e\u0301 o\u0308 n\u0303 \u200b\u200d\u00ad\u00a0 q\u0323\u0307 👍🏽 text",
    "  leading blanks stay\n\n\ttab\tinside\n“curly” ‘single’ „low“ «guillemets» – — …",
    "\n".join(f"line {number}" for number in range(50)),
    "no end" + " " * 40 + "of blanks\n \n \nnext",
]


@pytest.mark.parametrize("text", ODD)
def test_the_page_shows_the_draft_to_the_letter(scene: Scene, text: str) -> None:
    words = [make.Saying(word) for word in text.split()[:3]]
    article, _ = make.split_article(scene.room, *words, text=text)
    draft = article.drafts.get()
    for query in ({}, {"claim": article.claims.latest("pk").pk}, {"by": "speaker"}):
        assert page_of(scene, article, **query).by_id("article-text").text == draft.text


LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        [
            "\n",
            "\n\n",
            " ",
            "<",
            "&",
            "&amp;",
            '"',
            "👩‍🔬",
            "e\u0301",
            "ש",
            "\u202e",
            "\u200d",
            "By ",
            "Photo: AP",
        ]
    ),
)
SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=8)


@unhurried
@given(st.lists(LETTERS, min_size=1, max_size=120).map("".join), SPANS, SPANS)
def test_whatever_the_text_and_its_marks_the_letters_are_the_drafts(
    text: str, claims: list[tuple[int, int]], unseen: list[tuple[int, int]]
) -> None:
    """Overlapping, nested, touching, past the end: the pieces joined are the text."""
    text = copy_of(text + "\nsome words").text
    places, rows = Places(), []
    for pk, (start, length) in enumerate(claims, start=1):
        if start < len(text):
            places.content[pk].append((start, min(start + length, len(text))))
            rows.append(row_of(pk))
    open_sentences: Any = [
        SimpleNamespace(pk=pk, start=start, end=start + length, why="")
        for pk, (start, length) in enumerate(unseen)
    ]
    marked = marked_text(Draft(text=text), rows, places, unseen=open_sentences)
    template = Template('{% load article_text %}<div id="text">{% article_text page %}</div>')
    shown = read(template.render(Context({"page": marked}))).by_id("text")
    assert shown.text == text
    for row in rows:
        (span,) = places.content[row.pk]
        marks = [
            one for one in shown.all("a") if str(row.pk) in one.attributes.get("data-claims", "").split()
        ]
        got, words = "".join(one.text for one in marks), text[slice(*span)]
        assert "".join(got.split()) == "".join(words.split())


def row_of(pk: int) -> ClaimRow:
    return ClaimRow(pk, pk, State.OPEN, "open", "", "", own_voice=True, high_risk=False, risks=(), owner=None)


# -- its price -----------------------------------------------------------------------------------------------


def long_article(scene: Scene, number: int) -> Article:
    """So many attributed claims, their figures in conflict; some are answered, settled, with evidence."""
    text = " ".join(f"Mayor Ann Cole said bridge {at} is safe." for at in range(number))
    sayings = [
        make.Saying(
            f"bridge {at} is safe",
            "Mayor Ann Cole",
            "said",
            f"Ann Cole {at}",
            figures=(make.Count(f"{at}", at),),
        )
        for at in range(number)
    ]
    article, claims = make.split_article(scene.room, *sayings, text=text)
    for claim in claims[:: max(1, number // 3)]:
        make.settled(claim, scene.room.checker)
    return article


def test_at_most_12_queries_and_as_many_for_500_claims_as_for_1(scene: Scene) -> None:
    articles = [long_article(scene, number) for number in (1, 30, 500)]
    for person in ("editor", "checker", "reporter", "reader"):
        client, counts = scene.client(person), []
        for article in articles:
            address = reverse("article", args=[article.pk])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] == counts[2] <= 12, [
            one["sql"][:160] for one in queries.captured_queries
        ]


# -- its states ----------------------------------------------------------------------------------------------


def test_while_it_waits_it_says_so_and_asks_again(scene: Scene) -> None:
    article = make.pasted(scene.room)
    page = page_of(scene, article)
    progress = page.by_id(f"article-progress-{article.pk}")
    assert "Queued" in progress.text
    assert progress.attributes["hx-trigger"] == "load delay:250ms, every 500ms"
    assert page.all("progress")[0].attributes["value"] == "0"
    assert page.by_id("article-text").text == article.drafts.get().text
    Split.objects.filter(draft__article=article).update(state=SplitState.RUNNING, progress=42)
    progress = page_of(scene, article).by_id(f"article-progress-{article.pk}")
    assert "Splitting" in progress.text and "42 %" in progress.text


def ask_progress(scene: Scene, article: Article, have: str) -> Any:
    address = reverse("article-progress", args=[article.pk])
    return scene.client("reporter").get(address, {"have": have}, headers=HTMX)


def test_asking_stops_when_the_split_is_done(scene: Scene) -> None:
    article = make.pasted(scene.room)
    split = make.split_of(article)
    have = f"{split.pk}-queued-0"
    assert ask_progress(scene, article, have).status_code == 204
    Split.objects.filter(pk=split.pk).update(state=SplitState.RUNNING, attempts=1, progress=7)
    changed = ask_progress(scene, article, have)
    assert changed.status_code == 200
    assert (
        read(changed.content).by_id(f"article-progress-{article.pk}").attributes["hx-trigger"]
        == "load delay:250ms, every 500ms"
    )
    from claims.services.split_store import store

    assert store(split.pk, 1, make.found_in(split.draft.text, *make.SAYINGS))
    done = read(ask_progress(scene, article, have).content)
    assert not [one for one in done if "every" in one.attributes.get("hx-trigger", "")]
    assert done.by_id("announce").text.strip() == "The split is done: 4 claims."
    shown = "".join(
        one.text for one in done if one.attributes.get("id", "").startswith(("paragraph-", "article-text"))
    )
    assert "the bridge is safe" in shown


def test_a_failed_split_can_be_tried_again_by_who_may(scene: Scene) -> None:
    page = page_of(scene, scene.failed, "reporter")
    progress = page.by_id(f"article-progress-{scene.failed.pk}")
    assert "The split failed" in progress.text and "ValueError" in progress.text
    form = page.by_id(f"article-retry-{scene.failed.pk}")
    values = form.values
    response = scene.client("reporter").post(form.attributes["action"], values, follow=True)
    assert "Queued" in read(response.content).by_id(f"article-progress-{scene.failed.pk}").text
    again = scene.client("reporter").post(form.attributes["action"], values)
    assert again.status_code == 302
    assert Split.objects.filter(draft__article=scene.failed).count() == 2


def test_a_reader_is_told_who_tries_it_again(scene: Scene) -> None:
    page = page_of(scene, scene.failed, "reader")
    assert not page.all("form", id=f"article-retry-{scene.failed.pk}")
    assert "Reporters, checkers and editors" in page.by_id(f"article-progress-{scene.failed.pk}").text


def test_a_text_without_claims_says_so(scene: Scene) -> None:
    article = make.pasted(scene.room)
    split = make.running(article)
    from claims.services.split_store import store

    assert store(split.pk, 1, make.found_in(split.draft.text))
    page = page_of(scene, article)
    assert "Nothing is attributed to anybody" in page.by_id(f"article-progress-{article.pk}").text
    assert "Nobody has looked at 3 sentences" in page.by_id("article-notice").text


def test_the_claim_that_the_address_names_is_open(scene: Scene) -> None:
    page = page_of(scene, scene.article, claim=scene.hurt.pk)
    assert page.by_id(f"claim-card-{scene.hurt.pk}")
    current = [one for one in page.by_id("article-text").all("a") if "aria-current" in one.attributes]
    assert "".join(one.text for one in current) == "“Nobody was hurt on Monday,”"


@pytest.mark.parametrize("junk", ["", "x", "-1", "0", "99999999999999999999999", "1e9", "٣", "1;DROP"])
def test_junk_in_the_address_opens_the_page_all_the_same(scene: Scene, junk: str) -> None:
    assert page_of(scene, scene.article, claim=junk, by=junk, view=junk, was=junk, marked=junk)


def test_a_claim_of_another_article_is_not_opened_here(scene: Scene) -> None:
    _, others = make.split_article(scene.room)
    page = page_of(scene, scene.article, claim=others[0].pk)
    assert not page.all(id=f"claim-card-{others[0].pk}")


def test_each_mark_names_its_claim_and_state(scene: Scene) -> None:
    links = page_of(scene, scene.article).by_id("article-text").all("a")
    marks = [one for one in links if "data-claims" in one.attributes]
    assert [one.attributes["title"] for one in marks][:2] == ["Claim 1, open", "Claim 2, open, own voice"]
    assert {one.attributes["data-claims"] for one in marks} == {str(claim.pk) for claim in scene.claims}


def test_ids_are_there_once(scene: Scene) -> None:
    make.settled(scene.safe, scene.room.checker)
    for person in ("editor", "checker", "reader", "reporter"):
        page = page_of(scene, scene.article, person)
        ids = [one.attributes["id"] for one in page if "id" in one.attributes]
        assert sorted(ids) == sorted(set(ids))


# -- who wrote it --------------------------------------------------------------------------------------------


def test_an_editor_sets_the_bylines(scene: Scene) -> None:
    page = page_of(scene, scene.article)
    (form,) = [one for one in page.all("form") if one.attributes.get("action", "").endswith("/bylines/")]
    ticked = {
        one.attributes["value"] for one in form.all("input", type="checkbox") if "checked" in one.attributes
    }
    assert ticked == {str(scene.room.reporter.pk), str(scene.writer.pk)}
    key = form.values["key"]
    response = scene.client("editor").post(
        form.attributes["action"], {"key": key, "written_by": [scene.room.second.pk]}
    )
    assert response.status_code == 302
    assert list(scene.article.bylines.all()) == [scene.room.second]
    assert Event.objects.get(key=key).by == scene.room.editor


@pytest.mark.parametrize("written_by", [["x"], ["0"], ["-1"]])
def test_a_byline_that_is_nobody_is_not_set(scene: Scene, written_by: list[str]) -> None:
    response = scene.client("editor").post(
        scene.address("article-bylines"), {"key": make.key(), "written_by": written_by}
    )
    assert response.status_code == 422
    assert scene.article.bylines.count() == 2


def test_others_see_no_form_for_it(scene: Scene) -> None:
    page = page_of(scene, scene.article, "checker")
    assert not [one for one in page.all("form") if one.attributes.get("action", "").endswith("/bylines/")]
