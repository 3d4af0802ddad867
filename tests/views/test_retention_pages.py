"""The pages of retention, and what every page says of an article that is erased."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article, Retention
from claims.models.retention import SPANS
from claims.services.article_erase import article_erase
from claims.services.article_hold import article_hold
from tests import factories as make
from tests.support.html import read, words
from tests.support.planted import WORD, story
from tests.views.scene import HTMX, Scene
from tests.views.test_fuzz import PLANNED
from tests.views.test_matrix import NAMES

pytestmark = pytest.mark.django_db
# About an article or a claim by its number: these rows stay, and say what became of them.
GONE = ("article", "claim")


def test_after_erasing_every_page_says_so(scene: Scene) -> None:
    addresses = {name: scene.address(name) for name in NAMES}
    forms = {name: scene.good(name) for name in NAMES}
    numbers = {str(pk) for pk in (scene.article.pk, *(claim.pk for claim in scene.claims))}
    for article in Article.objects.filter(desk=scene.room.desk, erased_at=None):
        article_erase(
            article_id=article.pk, by=scene.room.administrator, key=make.key(), note="A source asked."
        )
    client, said = scene.client("editor"), 0
    for name, address in addresses.items():
        if name in ("account_logout",):
            continue
        for headers in ({}, HTMX):
            for answer in (
                client.get(address, headers=headers),
                client.post(address, forms[name], headers=headers),
            ):
                assert answer.status_code in PLANNED | {410}, (name, answer.status_code)
                about = name.partition("-")[0] in GONE and numbers & set(address.split("/"))
                if about and answer.status_code not in (405, 422):
                    assert answer.status_code == 410, (name, answer.status_code)
                    assert "was erased on" in words(read(answer.content))
                    said += 1
    assert said > 100
    assert scene.client("outsider").get(addresses["article"]).status_code == 404
    assert scene.client("colleague").get(addresses["article"]).status_code == 404
    assert scene.client("reporter").get(addresses["article"]).status_code == 410


def page(scene: Scene, name: str = "desk-retention", query: str = "", **form: Any) -> Any:
    client, address = scene.client("administrator"), reverse(name, args=[scene.room.desk.pk])
    if not form:
        return client.get(address + query)
    return client.post(address, {"key": make.key()} | form)


def test_what_would_go_is_shown_before_it_is_stored(scene: Scene) -> None:
    answer = page(
        scene,
        article_days="30",
        files_days="",
        notices_days="7",
        typing_days="",
        reports_days="",
        preview="1",
    )
    shown = words(read(answer.content))
    assert answer.status_code == 200 and "This is what would go. It isn't saved." in shown
    assert "Nothing is due yet" in shown and "Kept for good" in shown
    assert not Retention.objects.exists()
    assert page(scene, article_days="30", notices_days="7").status_code == 303
    kept = Retention.objects.get()
    assert kept.spans == dict.fromkeys(SPANS) | {"article_days": 30, "notices_days": 7}
    assert "nothing goes before" in words(read(page(scene).content))


@pytest.mark.parametrize("days", ["0", "-1", "36501", "a", "1.5", "9" * 30])
def test_days_that_are_none_are_refused_and_stay_typed(scene: Scene, days: str) -> None:
    answer = page(scene, article_days=days)
    assert answer.status_code == 422 and "Give whole days" in words(read(answer.content))
    assert not Retention.objects.exists()


def test_the_pages_show_no_word_of_the_copy(scene: Scene) -> None:
    """Administrators who aren't on the desk read none of it."""
    article, _ = story(scene.room)
    article_hold(article_id=article.pk, by=scene.room.administrator, key=make.key(), note="A court asked.")
    for answer in (page(scene), page(scene, "desk-erase", f"?article={article.pk}")):
        assert answer.status_code == 200 and WORD not in answer.content.decode()
        assert "A court asked." in answer.content.decode()


def test_an_article_is_erased_by_its_number_typed_once_more(scene: Scene) -> None:
    article, _ = story(scene.room)
    shown = words(read(page(scene, "desk-erase", f"?article={article.pk}").content))
    assert "1 draft, with all that was marked in it" in shown and "4 claims" in shown
    assert "2 pieces of evidence that no other story uses, with 2 kept files" in shown
    assert "2 records of confidential sources, with their keys" in shown
    assert "1 report made of it, with files and links" in shown
    good = {"article": article.pk, "again": article.pk, "note": "A source asked."}
    for wrong in ({"again": article.pk + 1}, {"again": ""}, {"note": " "}):
        answer = page(scene, "desk-erase", **good | wrong)
        assert answer.status_code == 422
    elsewhere = make.pasted(make.newsroom())
    answer = page(scene, "desk-erase", **good | {"article": elsewhere.pk, "again": elsewhere.pk})
    assert (
        answer.status_code == 422 and f"This desk has no article {elsewhere.pk}." in answer.content.decode()
    )
    assert not Article.objects.exclude(erased_at=None).exists()
    assert page(scene, "desk-erase", **good).status_code == 303
    assert Article.objects.get(pk=article.pk).erased_at
    again = page(scene, "desk-erase", f"?article={article.pk}")
    assert "was erased on" in words(read(again.content))


def test_a_hold_is_set_and_lifted(scene: Scene) -> None:
    pk = scene.article.pk
    assert page(scene, "desk-hold", article=pk, note="A court asked.").status_code == 303
    shown = words(read(page(scene).content))
    assert f"Article {pk} A court asked." in shown
    refused = page(scene, "desk-erase", article=pk, again=pk, note="Why.")
    assert refused.status_code == 403 and "legal hold" in refused.content.decode()
    assert page(scene, "desk-hold", article=pk).status_code == 303
    assert "No article of this desk is held." in words(read(page(scene).content))
    assert page(scene, "desk-hold", article="x", note="Why.").status_code == 422
