"""What was checked before, on the card, on its page, and taken as evidence."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Use
from claims.services.article_index import article_index
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(scene: Scene) -> Scene:
    """The same words settled in another article; the search knows both."""
    article_index(scene.earlier().article_id)
    article_index(scene.article.pk)
    return scene


def test_the_card_asks_for_it_and_links_to_it(scene: Scene) -> None:
    page = scene.client("checker").get(scene.address("claim")).content.decode()
    address = scene.address("claim-before")
    assert f'hx-get="{address}"' in page and f'href="{address}"' in page


def test_the_section_tells_what_was_found_and_of_which_day(indexed: Scene) -> None:
    client, address = indexed.client("checker"), indexed.address("claim-before")
    client.get(address, headers=HTMX)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        part = client.get(address, headers=HTMX).content.decode()
    today = timezone.localtime()
    assert "<html" not in part and "Says the same" in part
    assert f"on {today.day} {today:%B %Y}, of that day" in part
    assert "Use this check" in part and "Inspection report" in part
    ours = [one["sql"] for one in asked.captured_queries if "claims_searchentry" in one["sql"]]
    assert len(ours) <= 4, ours
    assert len(asked) <= 16, [one["sql"][:150] for one in asked.captured_queries]


def test_without_javascript_it_is_a_page(indexed: Scene) -> None:
    page = indexed.client("reporter").get(indexed.address("claim-before")).content.decode()
    assert "<html" in page and "Says the same" in page and "Use this check" not in page


def test_it_is_confirmed_by_a_person(indexed: Scene) -> None:
    client, address = indexed.client("checker"), indexed.address("claim-before-use")
    page = client.get(address).content.decode()
    assert "Look whether it is still so" in page and "It has stood for ninety years" in page
    assert not Use.objects.filter(claim=indexed.own).exists()
    assert client.post(address, indexed.good("claim-before-use")).status_code == 303
    assert Use.objects.get(claim=indexed.own).evidence.kind == "earlier check"


def test_a_form_that_is_not_in_order_comes_back(indexed: Scene) -> None:
    client, address = indexed.client("checker"), indexed.address("claim-before-use")
    wrong = indexed.good("claim-before-use") | {"stance": "maybe", "passage": "What I typed."}
    answer = client.post(address, wrong)
    assert answer.status_code == 422 and "What I typed." in answer.content.decode()
    changed = indexed.good("claim-before-use") | {"answer_id": 1 << 40}
    answer = client.post(address, changed)
    assert answer.status_code == 403 and "has changed" in answer.content.decode()
