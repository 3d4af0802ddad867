"""What happened, to an article and to a claim, as it may be known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article, Event, EventPayload, SignOff
from claims.services.article_bylines import article_bylines
from claims.services.article_deadline import article_deadline
from claims.services.article_revoke import article_revoke
from claims.services.article_step import article_step
from claims.services.evidence_withdraw import evidence_withdraw
from claims.services.risk_lower import risk_lower
from claims.services.risk_raise import risk_raise
from claims.services.sentence_clear import sentence_clear
from claims.vocabulary import ArticleAct, Copy, Coverage, So, State
from tests import factories as make
from tests.support.html import Element, read
from tests.views.scene import Scene

pytestmark = pytest.mark.django_db


def lines(scene: Scene, person: str, name: str = "article-history") -> list[str]:
    """The rows of the table, oldest first."""
    response = scene.client(person).get(scene.address(name))
    assert response.status_code == 200
    body: Element = read(response.content).all("tbody")[0]
    return [" ".join(row.text.split()) for row in body.all("tr")][::-1]


def test_every_event_has_its_line(scene: Scene) -> None:
    make.evidence(scene.own, scene.room.checker)
    make.answered(
        scene.own, scene.room.checker, so=So.WRONG, copy=Copy.CUT, note="Opened in 1946.", settle=True
    )
    make.moved(scene.own, State.CHECKING, scene.room.editor, "Look at the archive.")
    got = lines(scene, "reader")
    assert len(got) == Event.objects.filter(article=scene.article).count()
    assert [line.split()[0] for line in got] == [str(number) for number in range(1, len(got) + 1)]
    assert "Rob Reporter" in got[0] and "Draft" in got[0]
    assert "the machine" in got[1] and "4 claims" in got[1]
    whole = "\n".join(got)
    assert "Inspection report, p. 12" in whole
    assert "Open → Checking" in whole and "Checking → Settled" in whole
    assert "Wrong: Opened in 1946." in whole
    assert "“Look at the archive.”" in got[-1] and "Edie Editor" in got[-1]


def test_a_claims_history_holds_its_own_events_only(scene: Scene) -> None:
    make.answered(scene.own, scene.room.checker)
    make.answered(scene.safe, scene.room.second)
    got = lines(scene, "editor", "claim-history")
    assert len(got) == 2
    assert all("Chloe Checker" in line for line in got)


def test_a_claim_to_which_nothing_has_happened(scene: Scene) -> None:
    assert lines(scene, "editor", "claim-history") == ["Nothing has happened yet."]


def test_erased_words_are_shown_as_erased(scene: Scene) -> None:
    make.answered(scene.own, scene.room.checker, note="A secret name")
    EventPayload.objects.filter(event__article=scene.article).delete()
    got = lines(scene, "editor")
    assert all("erased under the newsroom's rules" in line for line in got)


def test_as_many_queries_for_many_events_as_for_few(scene: Scene) -> None:
    counts = []
    for number in (1, 15):
        for _ in range(number):
            make.evidence(scene.own, scene.room.checker)
            make.answered(scene.own, scene.room.checker)
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("article-history", args=[scene.article.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


# -- every kind in words -------------------------------------------------------------------------------------


def events_of_every_kind(scene: Scene) -> None:
    """Whatever people do to an article and its claims, once."""
    room, own = scene.room, scene.own
    make.asked(scene.safe, room.checker, scene.colleague)
    make.noted(own, room.checker)
    use = make.evidence(own, room.checker)
    make.answered(own, room.checker, settle=True)
    evidence_withdraw(evidence_id=use.evidence_id, by=room.editor, key=make.key(), note="It was a fake.")
    claim = make.fresh(scene.hurt)
    risk_raise(claim_id=claim.pk, seen=claim.version, by=room.second, key=make.key(), risk="legal", note="")
    claim = make.fresh(scene.hurt)
    risk_lower(
        claim_id=claim.pk, seen=claim.version, by=room.second, key=make.key(), risk="legal", note="No."
    )
    article_deadline(article_id=scene.article.pk, by=room.editor, key=make.key(), deadline=DEADLINE)
    sentence = scene.article.drafts.get().sentences.filter(coverage=Coverage.OPEN)[0]
    sentence_clear(sentence_id=sentence.pk, by=room.checker, key=make.key(), why="A headline.")
    article_bylines(
        article_id=scene.article.pk, by=room.editor, key=make.key(), written_by=[room.reporter.pk]
    )
    make.void_override(scene.article, room.editor)
    make.overridden(scene.article, room.editor, "It runs at six.")
    article_step(
        article_id=scene.article.pk, act=ArticleAct.PUBLISH, by=room.editor, key=make.key(), url=PAPER
    )


DEADLINE = datetime(2050, 1, 2, 15, 20, tzinfo=UTC)
PAPER = "https://paper.example/bridge"


def test_each_kind_is_told_in_words(scene: Scene) -> None:
    events_of_every_kind(scene)
    whole = "\n".join(lines(scene, "editor"))
    sha256 = scene.article.drafts.get().sha256[:12]
    for words in (
        f"Draft 1, SHA-256 {sha256}…",
        "of Cora Colleague",
        "Document: Inspection report, p. 12 “It was a fake.”",
        "Touches courts, crime or the law.",
        "until 2 Jan 2050",
        "“Harbour bridge to stay open” “A headline.”",
        "Written by Rob Reporter",
        f"Draft 1, as editor, SHA-256 {sha256}… “It runs at six.”",
        "Of Edie Editor (draft 1) “It can wait.”",
        "Checking → Signed off",
        "Signed off → Checking",
        f"Signed off → Published; {PAPER}",
        "Settled → Stale",
    ):
        assert words in whole, f"{words}\n{whole}"


def test_no_line_is_empty_but_for_what_its_kind_says(scene: Scene) -> None:
    events_of_every_kind(scene)
    body: Element = read(scene.client("editor").get(scene.address("article-history")).content).all("tbody")[0]
    for row in body.all("tr"):
        assert row.all("td")[-1].text.strip(), " ".join(row.text.split())


# -- at a moment ---------------------------------------------------------------------------------------------


def at(scene: Scene, number: int, name: str = "article-history", person: str = "reader") -> str:
    response = scene.client(person).get(scene.address(name), {"at": number})
    assert response.status_code == 200
    found = read(response.content).all("section", id="moment")
    return " ".join(found[0].text.split()) if found else ""


def last(scene: Scene) -> int:
    return Event.objects.filter(article=scene.article).latest("number").number


def test_the_state_after_each_event_is_what_it_was_then(scene: Scene) -> None:
    """Noted while it happened, compared when it's all long past."""
    seen: dict[int, tuple[str, str, str, int]] = {}

    def note() -> None:
        own = make.fresh(scene.own)
        article = Article.objects.get(pk=scene.article.pk)
        held = SignOff.objects.filter(draft__article=article, revoked_at=None).count()
        seen[last(scene)] = (
            article.get_state_display().lower(),
            own.get_state_display(),
            own.owner.name if own.owner else "",
            held,
        )

    note()
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    note()
    make.settled(scene.own, scene.room.checker)
    note()
    make.overridden(scene.article, scene.room.editor, "It runs at six.")
    note()
    make.moved(scene.own, State.CHECKING, scene.room.second, "Look again.")
    note()
    article_revoke(article_id=scene.article.pk, by=scene.room.editor, key=make.key(), note="It can wait.")
    note()
    assert len(seen) == 6
    for number, (state, claim, owner, held) in seen.items():
        whole = at(scene, number)
        assert f"The article was {state}." in whole, number
        assert (f"{claim} {owner} It has stood" if owner else f"{claim} It has stood") in whole, number
        assert ("Signed: Edie Editor (editor, draft 1, by override)." in whole) == bool(held), number
        assert ("Nobody had signed." in whole) == (not held), number


def test_a_claims_moment_shows_that_claim_alone(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    make.moved(scene.safe, State.CHECKING, scene.room.second)
    whole = at(scene, last(scene), "claim-history")
    assert "Checking Chloe Checker It has stood" in whole
    assert "the bridge is safe" not in whole


def test_before_the_split_there_were_no_claims(scene: Scene) -> None:
    assert "There were no claims yet." in at(scene, 1)
    assert "4 claims" in at(scene, 2) or "Suggested" in at(scene, 2)


def test_what_was_erased_is_said_to_be_unknown(scene: Scene) -> None:
    make.moved(scene.own, State.CHECKING, scene.room.checker)
    make.overridden(scene.article, scene.room.editor, "It runs at six.")
    number = last(scene)
    EventPayload.objects.filter(event__claim=scene.own).delete()
    assert "unknown unknown It has stood" in at(scene, number)
    EventPayload.objects.filter(event__article=scene.article).delete()
    whole = at(scene, number)
    assert "The article was unknown" in whole
    assert "Whether others had signed is unknown" in whole
    assert whole.count("unknown unknown") == 4


@pytest.mark.parametrize("junk", ["0", "-1", "x", "999999", "9" * 30, "1;DROP", ""])
def test_junk_names_no_moment(scene: Scene, junk: str) -> None:
    response = scene.client("editor").get(scene.address("article-history"), {"at": junk})
    assert response.status_code == 200
    assert not read(response.content).all("section", id="moment")


def test_each_line_leads_to_its_moment(scene: Scene) -> None:
    body = read(scene.client("reader").get(scene.address("article-history")).content).all("tbody")[0]
    links = [row.all("a")[0].attributes["href"] for row in body.all("tr")]
    assert links == ["?at=2#moment", "?at=1#moment"]


def test_a_moment_costs_as_much_after_many_events_as_after_few(scene: Scene) -> None:
    counts = []
    for _ in range(2):
        for _ in range(8):
            make.evidence(scene.own, scene.room.checker)
        client = scene.client("editor")
        with CaptureQueriesContext(connection) as queries:
            client.get(scene.address("article-history"), {"at": last(scene)})
        counts.append(len(queries))
    assert counts[0] == counts[1]
