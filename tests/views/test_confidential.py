"""A confidential desk: nobody else's page, list, count, feed, export or mail is different for its being there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Claim, Desk, Evidence, Notice, User
from claims.permissions import people_visible_to
from claims.selectors.person_data import person_data
from claims.services.claims_overdue import claims_overdue
from claims.services.evidence_withdraw import evidence_withdraw
from claims.services.mail_send import mail_send
from claims.vocabulary import Role, State
from tests import factories as make
from tests.support.evidence import attach, share
from tests.views.scene import HTMX, Scene
from tests.views.test_matrix import NAMES, TABLES

pytestmark = pytest.mark.django_db

PLANT = "Quillfeather"  # stands in every text of the confidential desk
# Who isn't on it. Sam, who is, works on the scene's desk as well.
OTHERS = ("reporter", "checker", "editor", "administrator", "outsider")
# Each of them takes long: in `make test` one of each standing, all in `make test-long`.
EACH = [
    pytest.param(person, marks=[pytest.mark.long] if person in ("reporter", "editor") else [])
    for person in OTHERS
]
TEXT = make.TEXT.replace("bridge", f"{PLANT} bridge").replace("Ann Cole", f"Ann {PLANT}")
SAYINGS = (
    make.Saying(
        f"the {PLANT} bridge is safe", f"Mayor Ann {PLANT}", "said", f"Ann {PLANT}", f"Mayor {PLANT}"
    ),
    make.OWN,
)
# Asked besides what the matrix asks: every list by the words, and by what could be shared.
SEARCHES = {
    "evidence-list": (f"?q={PLANT}", "?state=shared", "?state=withdrawn", "?kind=document"),
    "article": (f"?find={PLANT}", f"?speaker={PLANT}", f"?q={PLANT}"),
    "claim-evidence-use": (f"?q={PLANT}",),
    "claim-evidence": (f"?q={PLANT}",),
    "queue": ("?kind=pool", "?kind=second", "?kind=mine", "?page=2"),
    "desk": ("?page=2",),
    "notices": ("?page=2",),
    "questions": (f"?q={PLANT}",),
    "desk-board": ("?page=2",),
}
# No number in their address, or another one's; and what administrators do without reading a word of the desk.
ABOUT_NOTHING = ("desk", "article-new", "article-found", "evidence-list", "evidence-text", "evidence-file")
RUN = ("desk-retention", "desk-hold", "desk-erase")
PEOPLE_AND_DESKS = (
    "people",
    "person",
    "invitation",
    "desks",
    "desk-change",
    "integration",  # which desks a token may open
)  # administrators see who is where
# What differs from one look to the next: tokens, the minute, a curve up to now, how often a link was opened.
FRESH = re.compile(
    rb'(name="(csrfmiddlewaretoken|key)" value="|X-CSRFToken[^:]*: ?")[\w-]+|\b\d\d:\d\d\b'
    rb"|<svg[^>]*picture-progress.*?</svg>|<td[^>]*>(Not yet|\d+ times?, last [^<]*)</td>",
    re.DOTALL,
)


class Secret:
    """A confidential desk with a story, evidence that was shared, notes, questions and notices."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.desk = Desk.objects.create(name=f"{PLANT} desk")
        self.editor = make.person(Role.EDITOR, self.desk, name=f"Edda {PLANT}")
        self.sam = User.objects.get(pk=scene.room.second.pk)
        self.sam.memberships.create(desk=self.desk, role=Role.CHECKER)
        room = make.Newsroom(
            self.desk, scene.room.desk, self.editor, self.sam, self.editor, self.editor, self.editor,
            scene.room.administrator, scene.room.outsider,
        )  # fmt: skip
        self.article, (self.first, self.own) = make.split_article(room, *SAYINGS, by=self.editor, text=TEXT)
        self.article.bylines.set([])
        Article.objects.filter(pk=self.article.pk).update(deadline=timezone.now() - timedelta(hours=1))
        make.moved(self.own, State.CHECKING, self.sam)
        self.use = make.evidence(self.own, self.sam, title=f"{PLANT} papers", passage=PLANT, words=PLANT)
        make.noted(self.own, self.editor, f"@{self.sam.username} {PLANT}")
        make.asked(self.first, self.editor, self.sam, text=f"Who is {PLANT}?")
        make.told(self.sam, self.own)
        share(self.use.evidence, self.editor)
        Desk.objects.filter(pk=self.desk.pk).update(confidential=True)
        claims_overdue()


def pages(scene: Scene, person: str, role: str = "") -> Iterator[tuple[str, HttpResponse]]:
    """Every page that the person may look at, and every list asked for the words."""
    client = scene.client(person)
    for name in NAMES:
        if TABLES["GET"][name][role or person] != 200 or name == "account-data":
            continue
        if person == "administrator" and name.startswith(PEOPLE_AND_DESKS):
            continue
        address = scene.address(name)
        for query in ("", *SEARCHES.get(name, ())):
            yield name + query, client.get(address + query)
        if name in ("article", "claim", "notices-count", "article-since"):
            yield f"{name}, htmx", client.get(address, headers=HTMX)


# The figures for who runs the machines count the work of all desks, and go to the machine itself or by a token alone.
METRICS = ["metrics"]


def seen(scene: Scene, person: str, role: str = "") -> dict[str, bytes]:
    return {name: FRESH.sub(b"", answer.getvalue()) for name, answer in pages(scene, person, role)}


@pytest.mark.parametrize("person", EACH)
def test_no_page_of_anybody_else_is_different(scene: Scene, person: str) -> None:
    for name in NAMES:
        scene.address(name)  # what a page needs is made the first time
    before = seen(scene, person)
    Secret(scene)
    after = seen(scene, person)
    assert set(before) == set(after)
    assert [name for name in before if before[name] != after[name]] == METRICS
    assert PLANT not in repr(person_data(scene.person(person)))  # type: ignore[arg-type]
    typed = {name for name, words in after.items() if PLANT.encode() in words}
    assert all(PLANT in name for name in typed), "only where they have typed the word themselves"


def test_its_own_people_see_it(scene: Scene) -> None:
    """So that the test above can fail."""
    Secret(scene)
    assert PLANT in repr(person_data(scene.room.second))
    showing = {name for name, words in seen(scene, "second", "checker").items() if PLANT.encode() in words}
    assert {"desk", "queue", "notices", "evidence-list", "questions"} <= showing


@pytest.mark.parametrize("person", EACH)
def test_nothing_of_it_is_there_for_anybody_else(scene: Scene, person: str) -> None:
    secret = Secret(scene)
    client = scene.client(person)
    numbers = {"article": secret.article.pk, "claim": secret.own.pk, "use": secret.use.pk}
    numbers |= {"evidence": secret.use.evidence_id, "desk": secret.desk.pk}
    asked = 0
    for name in NAMES:
        kind = next((one for one in numbers if name == one or name.startswith(f"{one}-")), "")
        if (
            not kind
            or name in ABOUT_NOTHING
            or name.startswith(PEOPLE_AND_DESKS)
            or (name in RUN and person == "administrator")
        ):
            continue
        others = {"claim-evidence-use": [secret.use.evidence_id], "claim-before-use": [secret.first.pk]}
        address = reverse(name, args=[numbers[kind], *others.get(name, [])])
        for answer in (client.get(address), client.post(address, scene.good(name))):
            asked += answer.status_code != 405
            assert answer.status_code in (404, 405), (name, answer.status_code)
    assert asked > 50


def test_evidence_that_was_shared_is_no_longer_seen_elsewhere(scene: Scene) -> None:
    """Nor at a claim of another desk to which it was attached while it was shared."""
    secret = Secret(scene)
    Desk.objects.filter(pk=secret.desk.pk).update(confidential=False)
    attach(secret.use.evidence, scene.own, scene.room.checker)
    client = scene.client("checker")
    assert PLANT in client.get(scene.address("claim")).content.decode()
    Desk.objects.filter(pk=secret.desk.pk).update(confidential=True)
    for name in ("claim", "article", "claim-history", "article-history", "article-report"):
        assert PLANT not in client.get(scene.address(name)).content.decode(), name
    pk = secret.use.evidence_id
    evidence_withdraw(evidence_id=pk, by=secret.editor, key=make.key(), note=f"{PLANT} lied.")
    assert Evidence.objects.get(pk=pk).withdrawn_why
    for name in ("claim", "article", "claim-history", "article-history"):
        assert PLANT not in client.get(scene.address(name)).content.decode(), name


def test_who_is_on_it_is_seen_by_its_members(scene: Scene) -> None:
    secret = Secret(scene)
    names = {one: {user.name for user in people_visible_to(scene.person(one))} for one in OTHERS}  # type: ignore[arg-type]
    seen_by = {one for one, found in names.items() if secret.editor.name in found}
    assert seen_by <= {"administrator"}
    assert secret.editor in people_visible_to(secret.sam)


def test_a_mail_about_it_has_a_link_and_no_word_of_it(scene: Scene, settings: object) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://mail.example", "https://desk.example"  # type: ignore[attr-defined]
    secret = Secret(scene)
    User.objects.filter(pk=secret.sam.pk).update(email="sam@paper.example")
    Notice.objects.filter(to=secret.sam).update(mail_due=timezone.now() - timedelta(hours=1))
    assert mail_send(secret.sam.pk) >= 3
    (message,) = mail.outbox
    whole = message.message().as_string()
    assert PLANT not in whole and "https://desk.example/notices/" in whole


def test_claims_elsewhere_hinder_no_unsharing(scene: Scene) -> None:
    """A refusal would say that somebody confidential rests on it."""
    secret = Secret(scene)
    theirs = scene.use().evidence
    share(theirs, scene.room.editor)
    attach(theirs, secret.own, secret.sam)
    assert share(theirs, scene.room.editor, False).shared is False
    assert theirs.pk in {use.evidence_id for use in Claim.objects.get(pk=secret.own.pk).uses.all()}
