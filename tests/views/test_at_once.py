"""Double clicks and hasty senders, through the whole of a request, each on a connection of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from claims.models import Answer, Article, Use
from claims.vocabulary import So
from tests import factories as make
from tests.support.database import at_once
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return Scene()


def sent_at_once(
    scene: Scene, person: str, address: str, data: dict[str, Any], times: int, **headers: str
) -> list[Any]:
    """The same form, so many times in the same moment, from as many windows of one person."""
    clients = [scene.client(person) for _ in range(times)]
    came = at_once([lambda client=client: client.post(address, data, headers=headers) for client in clients])
    return [one if isinstance(one, Exception) else one.status_code for one in came]


def test_twenty_pastes_with_one_key(scene: Scene) -> None:
    data = scene.good("article-new") | {"text": "A text that is pasted twenty times"}
    assert sent_at_once(scene, "reporter", reverse("article-new"), data, 20) == [303] * 20
    assert Article.objects.filter(drafts__text__endswith="twenty times").count() == 1


def test_twenty_answers_with_one_key(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    data = scene.good("claim-answer") | {"settle": "1"}
    codes = sent_at_once(scene, "checker", scene.address("claim-answer"), data, 20, **HTMX)
    assert codes == [200] * 20
    assert Answer.objects.count() == 1


def test_twenty_times_the_same_evidence(scene: Scene) -> None:
    codes = sent_at_once(scene, "checker", scene.address("claim-evidence"), scene.good("claim-evidence"), 20)
    assert codes == [303] * 20
    assert Use.objects.count() == 1


def test_two_people_with_one_claim(scene: Scene) -> None:
    """One is stored; the other gets 409 with both texts."""
    address = scene.address("claim-answer")
    clients = {name: scene.client(name) for name in ("checker", "second")}

    def answer(name: str) -> Any:
        data = {"key": make.key(), "seen": 1, "so": So.CONFIRMED, "note": f"by {name}"}
        return lambda: clients[name].post(address, data)

    came = at_once([answer("checker"), answer("second")])
    assert sorted(one.status_code for one in came) == [303, 409]
    loser = next(one for one in came if one.status_code == 409).content.decode()
    assert "by checker" in loser and "by second" in loser
    assert Answer.objects.count() == 1
