"""The button that takes back what one did last: on the article's page and the claim's own, with and without htmx."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, Sentence
from claims.vocabulary import State
from tests import factories as make
from tests.support.html import Element, read, words
from tests.views.scene import HTMX, Scene

pytestmark = [pytest.mark.django_db]


def form_of(card: Element, end: str) -> Element:
    (form,) = [one for one in card.all("form") if one.attributes.get("action", "").endswith(end)]
    return form


def address(scene: Scene) -> str:
    return reverse("article-undo", args=[scene.article.pk])


def page(scene: Scene, person: str, claim: Claim | None = None) -> str:
    query = f"?claim={claim.pk}" if claim else ""
    response = scene.client(person).get(reverse("article", args=[scene.article.pk]) + query)
    return response.content.decode()


def form(scene: Scene, person: str, claim: Claim | None = None) -> dict[str, str]:
    return form_of(read(page(scene, person, claim).encode()), "/undo/").values


def test_nothing_of_ones_own_has_no_button(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    assert "Undo:" not in page(scene, "editor")
    assert "Undo: took claim 2" in page(scene, "checker", scene.safe)


def test_without_a_script_the_claim_is_open_and_the_page_says_so(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    client, sent = scene.client("checker"), form(scene, "checker", scene.safe)
    response = client.post(address(scene), sent, follow=True)
    assert response.redirect_chain == [
        (f"/articles/{scene.article.pk}/?claim={scene.own.pk}#claim-card-{scene.own.pk}", 303)
    ]
    shown = response.content.decode()
    assert "Undone: settled claim 2." in shown
    assert "Undo: attached evidence to claim 2" in shown
    assert make.fresh(scene.own).state == State.OPEN


def test_with_htmx_the_claim_that_was_put_back_is_opened(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    sent = form(scene, "checker", scene.safe) | {"was": str(scene.safe.pk)}
    response = scene.client("checker").post(address(scene), sent, headers=HTMX)
    shown = response.content.decode()
    assert f'id="claim-card-{scene.own.pk}"' in shown
    assert f'id="claim-link-{scene.safe.pk}"' in shown  # its row is drawn as closed
    assert "Undone: settled claim 2" in shown
    assert response["HX-Push-Url"].endswith(f"?claim={scene.own.pk}#claim-card-{scene.own.pk}")


def test_what_changes_the_text_draws_the_page_anew(scene: Scene) -> None:
    make.cleared(Sentence.objects.get(draft__article=scene.article, start=0), scene.room.checker)
    sent = form(scene, "checker", scene.safe)
    response = scene.client("checker").post(address(scene), sent, headers=HTMX)
    assert response["HX-Redirect"] == f"/articles/{scene.article.pk}/?claim={scene.safe.pk}"
    assert "Undone: cleared a sentence." in page_of(scene, response["HX-Redirect"], response.wsgi_request)


def page_of(scene: Scene, url: str, sent: object) -> str:
    client = scene.client("checker")
    client.cookies = sent.COOKIES  # type: ignore[attr-defined]
    return " ".join(str(one) for one in _messages(sent)) or client.get(url).content.decode()


def _messages(sent: object) -> list[object]:
    from django.contrib.messages import get_messages

    return list(get_messages(sent))  # type: ignore[arg-type]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refusal_says_why_in_its_place(scene: Scene, headers: dict[str, str]) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    sent = form(scene, "checker", scene.own)
    make.noted(scene.own, scene.room.second)
    assert "Sam Second has acted on it since." in page(scene, "checker", scene.own)
    response = scene.client("checker").post(address(scene), sent, headers=headers)
    assert response.status_code == 403
    assert "Sam Second has acted on it since." in response.content.decode()
    assert make.fresh(scene.own).state == State.CHECKING


def test_a_form_without_its_action_is_refused(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    sent = {"key": make.key(), "claim": scene.own.pk}
    response = scene.client("checker").post(address(scene), sent)
    assert response.status_code == 422 and "this form is too old" in response.content.decode()


def test_the_claims_own_page_stays_the_page(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    client = scene.client("checker")
    card = read(client.get(reverse("claim", args=[scene.own.pk]) + "?page=claim").content)
    sent = form_of(card, "/undo/").values
    response = client.post(address(scene), sent)
    assert response["Location"] == reverse("claim", args=[scene.own.pk])


def test_a_note_renews_the_button(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    sent = {"key": make.key(), "text": "The report is on the drive."}
    response = scene.client("checker").post(reverse("claim-note", args=[scene.own.pk]), sent, headers=HTMX)
    assert "Undo: wrote a note on claim 2" in response.content.decode()


def test_what_was_taken_back_is_shown_nowhere_but_in_history(scene: Scene) -> None:
    make.noted(scene.own, scene.room.checker, "A thought.")
    client, sent = scene.client("checker"), form(scene, "checker", scene.own)
    client.post(address(scene), sent)
    assert "A thought." not in page(scene, "editor", scene.own)
    history = client.get(reverse("claim-history", args=[scene.own.pk])).content.decode()
    assert "A thought." in history and "Undid: wrote a note" in history


def test_history_tells_what_was_undone_and_hides_what_it_hid(scene: Scene) -> None:
    """A first answer that was taken back is still none of a second checker's business."""
    make.settled(scene.hurt, scene.room.checker)
    client, sent = scene.client("checker"), form(scene, "checker", scene.hurt)
    client.post(address(scene), sent)
    history = reverse("claim-history", args=[scene.hurt.pk])
    own = words(read(client.get(history).content).by_id("main"))
    assert "Undid: handed to second check; Second check → Open" in own and "Verbatim" in own
    other = words(read(scene.client("second").get(history).content).by_id("main"))
    assert "Verbatim" not in other and "hidden until you have stored your own answer" in other


def test_an_undone_claim_is_in_no_list(scene: Scene) -> None:
    client = scene.client("checker")
    sent = {"key": make.key(), "words": "Harbour bridge to stay open", "who": "own"}
    client.post(reverse("article-claim-add", args=[scene.article.pk]), sent)
    added = Claim.objects.latest("pk")
    assert f"claim-link-{added.pk}" in page(scene, "checker")
    shown = form(scene, "checker", added)
    response = client.post(address(scene), shown, follow=True)
    assert response.status_code == 200 and "Undone: added a claim." in response.content.decode()
    assert f"claim-link-{added.pk}" not in page(scene, "checker")


def test_the_page_still_takes_12_queries(scene: Scene) -> None:
    make.settled(scene.own, scene.room.checker)
    client = scene.client("checker")
    with CaptureQueriesContext(connection) as queries:
        assert "Undo:" in client.get(reverse("article", args=[scene.article.pk])).content.decode()
    assert len(queries) <= 12
