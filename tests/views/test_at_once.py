"""Double clicks and hasty senders, through the whole of a request, each on a connection of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Answer, Article, Use
from claims.vocabulary import So
from tests import factories as make
from tests.support.database import at_once
from tests.support.faults import Fault
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    made = Scene()
    made.tell()
    return made


# What a page answers to somebody whose article is being erased: stored before it, or told.
TOLD = {303, 403, 404, 409, 410, 422}


def sent_at_once(
    scene: Scene, person: str, address: str, data: dict[str, Any], times: int, **headers: str
) -> list[Any]:
    """The same form, so many times in the same moment, from as many windows of one person."""
    clients = [scene.client(person) for _ in range(times)]
    came = at_once([lambda client=client: client.post(address, data, headers=headers) for client in clients])
    return [one if isinstance(one, Exception) else one.status_code for one in came]


@pytest.mark.fault("double click; 20 posts at once with one key")
def test_twenty_pastes_with_one_key(scene: Scene, fault: Fault) -> None:
    data = scene.good("article-new") | {"text": "A text that is pasted twenty times"}
    fault.answered(data["key"])
    assert sent_at_once(scene, "reporter", reverse("article-new"), data, 20) == [303] * 20
    assert Article.objects.filter(drafts__text__endswith="twenty times").count() == 1


@pytest.mark.fault("double click; 20 posts at once with one key")
def test_twenty_answers_with_one_key(scene: Scene, fault: Fault) -> None:
    make.evidence(scene.own, scene.room.checker)
    data = scene.good("claim-answer") | {"settle": "1"}
    fault.answered(data["key"])
    codes = sent_at_once(scene, "checker", scene.address("claim-answer"), data, 20, **HTMX)
    assert codes == [200] * 20
    assert Answer.objects.count() == 1


@pytest.mark.fault("double click; 20 posts at once with one key")
def test_twenty_times_the_same_evidence(scene: Scene, fault: Fault) -> None:
    data = scene.good("claim-evidence")
    fault.answered(data["key"])
    codes = sent_at_once(scene, "checker", scene.address("claim-evidence"), data, 20)
    assert codes == [303] * 20
    assert Use.objects.count() == 1


@pytest.mark.fault("two editors on one claim")
def test_two_people_with_one_claim(scene: Scene, fault: Fault) -> None:
    """One is stored; the other gets 409 with both texts."""
    address = scene.address("claim-answer")
    clients = {name: scene.client(name) for name in ("checker", "second")}

    def answer(name: str) -> Any:
        data = {"key": f"by-{name}", "seen": 1, "so": So.CONFIRMED, "note": f"by {name}"}
        return lambda: clients[name].post(address, data)

    came = at_once([answer("checker"), answer("second")])
    assert sorted(one.status_code for one in came) == [303, 409]
    winner, loser = sorted(came, key=lambda one: one.status_code)
    fault.answered("by-checker" if winner is came[0] else "by-second")
    loser = loser.content.decode()
    assert "by checker" in loser and "by second" in loser
    assert Answer.objects.count() == 1


@pytest.mark.fault("an article deleted while it is split or edited")
@pytest.mark.parametrize("_", [0, *(pytest.param(time, marks=pytest.mark.long) for time in range(1, 10))])
def test_an_article_erased_while_people_work_on_it(scene: Scene, _: int) -> None:
    """Each of them has stored it before, or has a clear word; nobody an error, and nothing of it comes back."""
    sent = [
        ("administrator", "desk-erase"),
        ("checker", "claim-answer"),
        ("second", "claim-evidence"),
        ("editor", "claim-note"),
        ("reporter", "article-draft-new"),
        ("editor", "article-deadline"),
    ]
    clients = [scene.client(person) for person, _ in sent]
    forms = [(scene.address(name), scene.good(name)) for _, name in sent]
    came = at_once(
        [
            lambda client=client, form=form: client.post(*form)
            for client, form in zip(clients, forms, strict=True)
        ]
    )
    assert came[0].status_code == 303
    assert {one.status_code for one in came} <= TOLD, came
    assert Article.objects.get(pk=scene.article.pk).erased_at
    for person in ("checker", "editor"):
        assert scene.client(person).get(reverse("article", args=[scene.article.pk])).status_code == 410
