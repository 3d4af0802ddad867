"""The pages of the register of speakers: what each shows, by forms alone, and that nothing shines through."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Desk, RegisterEntry, Speaker, User
from claims.services.register_merge import register_merge
from claims.vocabulary import Role
from tests import factories as make
from tests.support.canary import CANARY
from tests.views.scene import HTMX, Scene

pytestmark = pytest.mark.django_db


def of(client: Client, name: str, /, *args: int, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def sent(client: Client, name: str, pk: int, /, **form: object) -> str:
    """Where it leads."""
    answer = client.post(reverse(name, args=[pk]), {"key": make.key(), **form})  # type: ignore[dict-item]
    assert answer.status_code == 303, (name, answer.content)
    return str(answer["Location"])


def test_from_the_claim_to_the_register_and_back(scene: Scene) -> None:
    checker, mayor = scene.client("checker"), scene.speakers()[0]
    card = of(checker, "claim", scene.safe.pk)
    address = reverse("speaker", args=[mayor.pk])
    assert f'href="{address}"' in card
    page = of(checker, "speaker", mayor.pk)
    assert "Nobody in the register is called that" in page and "the bridge is safe" in page
    assert sent(checker, "speaker-register", mayor.pk, to="new") == address
    entry = RegisterEntry.objects.get()
    assert checker.get(address)["Location"] == reverse("register-entry", args=[entry.pk])
    make.settled(scene.safe, scene.room.checker)
    page = of(checker, "register-entry", entry.pk)
    for words in ("Ann Cole", "Mayor", "the bridge is safe", "Confirmed", "Verbatim", "<svg"):
        assert words in page, words
    sent(checker, "register-edit", entry.pk, seen=1, name="Ann B. Cole", aliases="Cole\nAnnie\n", note="Who.")
    assert "Also called Ann Cole, Annie, Cole" in of(checker, "register-entry", entry.pk)
    for words in ("ann", "annie", "ANN CO"):
        assert "Ann B. Cole" in of(checker, "speakers", q=words)
    assert "Nobody is called that" in of(checker, "speakers", q="nobody")
    part = checker.get(reverse("speakers"), {"q": "ann"}, headers=HTMX).content
    assert b"<html" not in part and b'id="speakers-found"' in part


def test_the_articles_speakers_lead_there(scene: Scene) -> None:
    checker, mayor = scene.client("checker"), scene.speakers()[0]
    address = reverse("article-speakers", args=[scene.article.pk])
    assert f'href="{address}"' in of(checker, "article", scene.article.pk)
    assert of(checker, "article-speakers", scene.article.pk).count("Not in the register") == 2
    make.described(make.registered(mayor, scene.room.checker), scene.room.checker, name="Ann B. Cole")
    page = of(checker, "article-speakers", scene.article.pk)
    assert page.count("Not in the register") == 1 and "In the register as Ann B. Cole" in page


def test_the_machine_proposes_and_a_person_links(scene: Scene) -> None:
    checker, mayor = scene.client("checker"), scene.speakers()[0]
    entry = make.registered(mayor, scene.room.checker)
    other, claims = make.split_article(scene.room)
    again = Speaker.objects.get(article=other, name="Ann Cole")
    assert again.entry is None
    assert "Is it one of them?" in of(checker, "speaker", again.pk)
    assert of(checker, "register-entry", entry.pk).count("not in the register") == 1
    shown = of(checker, "claim-register", claims[2].pk)
    assert "called as the speaker is" in shown
    assert "Ann Cole" in of(checker, "claim-register", claims[2].pk, q="ann")
    form = {"who": f"entry-{entry.pk}", "seen": str(make.fresh(claims[2]).version)}
    sent(checker, "claim-speaker", claims[2].pk, **form)
    again.refresh_from_db()
    assert again.entry == entry
    assert [one.pk for one in make.fresh(claims[2]).attribution.speakers.all()] == [again.pk]  # type: ignore[union-attr]
    assert "Called the same" in of(checker, "claim-register", claims[0].pk)


def test_merged_undone_and_parted_by_forms(scene: Scene) -> None:
    checker = scene.client("checker")
    entry, other = scene.entry(), scene.other_entry()
    assert "It is the same" in of(checker, "register-entry", entry.pk, q="ann")
    assert sent(checker, "register-merge", entry.pk, into=other.pk).endswith(f"/{other.pk}/")
    assert checker.get(reverse("register-entry", args=[entry.pk])).status_code == 404
    page = of(checker, "register-entry", other.pk)
    assert "Merged" in page
    undo = re.findall(r"/speakers/changes/(\d+)/undo/", page)[0]
    sent(checker, "register-undo", int(undo))
    assert "Ann Cole" in of(checker, "register-entry", entry.pk)
    mayor = scene.speakers()[0]
    sent(checker, "register-part", entry.pk, speakers=[mayor.pk])
    mayor.refresh_from_db()
    assert mayor.entry not in (None, entry, other)


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("register-edit", {"seen": 7, "name": "x", "note": "What I typed"}, "meanwhile"),
        ("register-edit", {"seen": 1, "name": " "}, "Say what the entry is called"),
        ("register-merge", {"into": 10**9}, "isn&#x27;t in the register any more"),
        ("register-part", {}, "Choose who is somebody else"),
    ],
)
def test_what_is_refused_comes_back_with_its_reason(
    scene: Scene, name: str, form: dict[str, object], said: str
) -> None:
    entry = scene.entry()
    answer = scene.client("checker").post(reverse(name, args=[entry.pk]), {"key": make.key(), **form})  # type: ignore[dict-item]
    assert answer.status_code in (403, 422) and said in answer.content.decode()
    assert str(form.get("note", "")) in answer.content.decode()


# -- nothing shines through ----------------------------------------------------------------------------------


def looks(client: Client, scene: Scene, words: str) -> list[str]:
    """All that somebody can look at of the register."""
    mayor, entry = scene.speakers()[0], scene.entry()
    pages = [
        of(client, "speakers"),
        of(client, "speakers", q=words),
        of(client, "register-entry", entry.pk),
        of(client, "register-entry", entry.pk, q=words),
        of(client, "speaker", scene.speakers()[1].pk, q=words),
        of(client, "claim-register", scene.hurt.pk, q=words),
        of(client, "claim", scene.safe.pk),
    ]
    assert mayor.entry_id
    return [re.sub(r'(name="(?:csrfmiddlewaretoken|key)" value=)"\w+"', r"\1", page) for page in pages]


def test_a_confidential_desk_changes_no_letter_of_what_others_see(scene: Scene) -> None:
    """Neither a name nor a count: its checkers link, name, merge and part, some of them on both desks."""
    scene.entry()
    client, before = scene.client("checker"), {}
    for words in ("ann", CANARY):
        before[words] = looks(client, scene, words)
    secret, both = make.newsroom(), scene.room.editor
    Desk.objects.filter(pk=secret.desk.pk).update(confidential=True)
    secret.desk.memberships.create(user=both, role=Role.CHECKER)
    speakers = []
    for _ in range(2):
        article, _ = make.split_article(secret)
        speakers += Speaker.objects.filter(article=article).order_by("pk")
    ann, spokesman, ann_again, _ = speakers
    by = User.objects.get(pk=both.pk)
    own, other = make.registered(ann, by), make.registered(spokesman, by)
    make.registered(ann_again, by, own)
    make.described(own, by, name=f"Ann {CANARY}", aliases=["Ann Cole", CANARY], note=CANARY)
    register_merge(entry_id=other.pk, by=by, key=make.key(), into=own.pk)
    assert CANARY in of(scene.client("editor"), "speakers")
    for words, pages in before.items():
        assert looks(client, scene, words) == pages
    for name in ("register-entry", "speaker"):
        pk = own.pk if name == "register-entry" else ann.pk
        assert client.get(reverse(name, args=[pk])).status_code == 404
    for name, form in (("register-merge", {"into": own.pk}), ("register-edit", {"seen": 1, "name": "x"})):
        answer = client.post(reverse(name, args=[own.pk]), {"key": make.key(), **form})
        assert answer.status_code == 404
    answer = client.post(
        reverse("speaker-register", args=[scene.speakers()[1].pk]), {"key": make.key(), "to": own.pk}
    )
    nowhere = client.post(
        reverse("speaker-register", args=[scene.speakers()[1].pk]), {"key": make.key(), "to": 10**9}
    )
    assert answer.status_code == nowhere.status_code == 403
    assert CANARY not in answer.content.decode()
