"""Retention in a real browser: set, seen beforehand, held, erased by a number typed once more, by people alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from claims.models import Article
from claims.services.article_step import article_step
from claims.vocabulary import ArticleAct
from tests import factories as make
from tests.support.browser import broken_rules, sign_in
from tests.support.planted import WORD, story


@pytest.fixture
def room(transactional_db: None, broker: Any) -> make.Newsroom:
    return make.newsroom()


@pytest.mark.parametrize("script", [True, False], ids=["", "no-script"])
def test_an_administrator_sets_it_and_erases_one(
    room: make.Newsroom, new_page: Callable[..., Any], script: bool
) -> None:
    article, _ = story(room)
    killed, _ = make.split_article(room)
    article_step(article_id=killed.pk, act=ArticleAct.KILL, by=room.editor, key=make.key(), note="No news.")
    page = new_page(java_script_enabled=script)
    sign_in(page, room.administrator.username, make.PASSWORD)
    page.goto(f"/desks/{room.desk.pk}/retention/")
    page.get_by_label("The whole story").fill("30")
    page.get_by_role("button", name="Show what would go").click()
    expect(page.get_by_text("This is what would go. It isn't saved.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("nothing goes before")).to_be_visible()
    page.get_by_label("Article's number").fill(str(killed.pk))
    page.get_by_label("Why, without a word of the copy").fill("A court asked for it.")
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("A court asked for it.")).to_be_visible()
    look(page, script, "retention")
    page.get_by_label("Its number").fill(str(article.pk))
    page.get_by_role("button", name="Show what goes").click()
    expect(
        page.get_by_text("2 pieces of evidence that no other story uses, with 2 kept files")
    ).to_be_visible()
    expect(page.get_by_text("2 records of confidential sources, with their keys")).to_be_visible()
    look(page, script, "erase")
    page.get_by_label("Why, without a word of the copy").fill("A source asked.")
    page.get_by_label("Type the article's number").fill(str(article.pk + 1))
    page.get_by_role("button", name="Erase article").click()
    expect(page.get_by_text("That isn't the article's number: nothing was erased.")).to_be_visible()
    expect(page.get_by_label("Why, without a word of the copy")).to_have_value("A source asked.")
    page.get_by_label("Type the article's number").fill(str(article.pk))
    page.get_by_role("button", name="Erase article").click()
    expect(page.get_by_text(f"Article {article.pk} is erased.")).to_be_visible()
    assert Article.objects.get(pk=article.pk).erased_at
    other = new_page(java_script_enabled=script)
    sign_in(other, room.editor.username, make.PASSWORD)
    other.goto(f"/articles/{article.pk}/")
    expect(other.get_by_role("heading", name="This was erased")).to_be_visible()
    look(other, script, "gone")
    assert WORD not in other.content()


def look(page: Any, script: bool, name: str) -> None:
    """No axe violation, light and dark, and nothing to scroll sideways on a telephone."""
    if not script:
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert broken_rules(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
