"""What a desk's retention takes, what it leaves, and that nothing comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.errors import Refused
from claims.models import (
    Article,
    Capture,
    ConfidentialSource,
    Event,
    EventPayload,
    Evidence,
    LeftFile,
    Notice,
    Retention,
    Typing,
)
from claims.models.retention import SPANS
from claims.permissions import articles_visible_to
from claims.services import retention_sweep as sweeping
from claims.services.article_erase import article_erase
from claims.services.article_hold import article_hold
from claims.services.article_step import article_step
from claims.services.capture_store import evidence_files
from claims.services.claims_overdue import claims_overdue
from claims.services.files_erase import remove_left_files
from claims.services.history_check import Tally, check_history
from claims.services.retention_set import retention_set
from claims.services.retention_sweep import retention_sweep
from claims.tasks import tidy_retention
from claims.vocabulary import ArticleAct, EventKind, Role, State
from tests import factories as make
from tests.support.database import everything
from tests.support.evidence import attach
from tests.support.planted import WORD, copied, story, where

pytestmark = pytest.mark.django_db
Later = Callable[[int], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """`later(31)`: the sweep's clock is so many days on."""

    def go(days: int) -> None:
        moment: datetime = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(sweeping, "database_now", lambda: moment)

    return go


def findings() -> list[str]:
    return list(check_history(Tally()))


def erased(article: Article, room: make.Newsroom, why: str = "A source asked.") -> Article:
    return article_erase(article_id=article.pk, by=room.administrator, key=make.key(), note=why)


def kill(article: Article, room: make.Newsroom, act: ArticleAct = ArticleAct.KILL) -> Article:
    return article_step(article_id=article.pk, act=act, by=room.editor, key=make.key(), note="No news.")


def keeps(room: make.Newsroom, **days: int | None) -> Retention:
    whole = dict.fromkeys(SPANS) | days
    return retention_set(desk_id=room.desk.pk, by=room.administrator, key=make.key(), days=whole)


def files() -> int:
    return sum(evidence_files().exists(name) for name in STORED)


STORED: list[str] = []


@pytest.fixture(autouse=True)
def stored() -> None:
    STORED.clear()


# -- erasing -------------------------------------------------------------------------------------------------


def test_no_word_of_it_is_left_anywhere(
    room: make.Newsroom, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    article, _ = story(room)
    STORED.append(Capture.objects.get().stored)
    STORED.append(ConfidentialSource.objects.exclude(stored="").get().stored)
    assert {
        "claims.Draft",
        "claims.Evidence",
        "claims.Note",
        "claims.Typing",
        "claims.EventPayload",
    } <= where()
    assert files() == 2 and findings() == []
    events = list(Event.objects.filter(article=article).order_by("number").values())
    with django_capture_on_commit_callbacks(execute=True):
        erased(article, room)
    assert where() == set()
    assert files() == 0 and not LeftFile.objects.exists()
    assert list(Event.objects.filter(article=article).order_by("number").values())[:-1] == events
    last = Event.objects.filter(article=article).latest("number")
    assert (last.what, last.by, last.payload.note) == (
        EventKind.ERASED,
        room.administrator,
        "A source asked.",
    )
    assert EventPayload.objects.filter(event__article=article).count() == 1
    assert findings() == []


def test_every_table_is_reached(room: make.Newsroom) -> None:
    """What names an article, a claim or a draft is gone, but for what the history needs: a new table fails here until
    the erasure reaches it."""
    stays = {
        "claims.Article",
        "claims.Claim",
        "claims.Event",
        "claims.EventPayload",
        "claims.Article_bylines",
        "claims.SearchDue",  # its number, until the worker has seen that nothing is left to find
    }
    people = {
        "claims.User",
        "claims.Desk",
        "claims.Membership",
        "claims.MailChoice",
        "claims.LeftFile",
        "claims.Retention",
        "claims.Invitation",
        "claims.InvitedRole",
        "claims.PeopleChange",
        "claims.Integration",
        "claims.Integration_desks",
        "claims.Webhook",
        "claims.ApiCall",
        "claims.Heartbeat",
        "claims.Upkeep",
    }
    article, _ = story(room)
    filled = {name for name, rows in everything().items() if rows}
    known = stays | people | {"claims.Use_independent_of"}
    assert set(everything()) - filled - known == set(), "the story has a row of every kind"
    erased(article, room)
    assert {name for name, rows in everything().items() if rows} <= stays | people


def test_it_is_gone_for_everybody_and_erased_once(room: make.Newsroom) -> None:
    article, _ = story(room)
    erased(article, room)
    for person in (room.reporter, room.checker, room.editor, room.reader):
        assert not articles_visible_to(person).exists()
    before = everything()
    erased(article, room, "Again.")
    assert everything() == before


def test_who_may_erase_and_why(room: make.Newsroom) -> None:
    article, _ = story(room)
    before = everything()
    for person in (room.editor, room.reader, room.outsider):
        with pytest.raises(Refused, match="Administrators"):
            article_erase(article_id=article.pk, by=person, key=make.key(), note="Why not.")
    with pytest.raises(Refused, match="Give a reason"):
        erased(article, room, " ")
    with pytest.raises(Article.DoesNotExist):
        article_erase(article_id=0, by=room.administrator, key=make.key(), note="Why.")
    assert everything() == before


def test_what_another_story_uses_stays_with_its_file(room: make.Newsroom) -> None:
    article, _ = story(room)
    evidence = Evidence.objects.get(confidential=False)
    other = make.split_article(room, make.OWN)[1][0]
    attach(evidence, other, room.checker)
    erased(article, room)
    assert Evidence.objects.get(confidential=False) == evidence and Capture.objects.get().stored
    assert list(evidence.uses.values_list("claim", flat=True)) == [other.pk]
    assert not LeftFile.objects.filter(stored=Capture.objects.get().stored).exists() and findings() == []


def test_a_held_article_is_kept(room: make.Newsroom, later: Later) -> None:
    article, _ = story(room)
    kill(article, room)
    keeps(room, article_days=30, files_days=30, notices_days=30, typing_days=30)
    held = article_hold(article_id=article.pk, by=room.administrator, key=make.key(), note="A court asked.")
    assert findings() == [] and held.hold_why == "A court asked."
    Notice.objects.update(seen_at=timezone.now())
    with pytest.raises(Refused, match="legal hold"):
        erased(article, room)
    later(100)
    before = everything()
    assert retention_sweep() == 0
    assert everything() == before
    article_hold(article_id=article.pk, by=room.administrator, key=make.key(), note="")
    assert retention_sweep() == 1
    assert where() == set() and findings() == []
    with pytest.raises(Refused, match="erased already"):
        article_hold(article_id=article.pk, by=room.administrator, key=make.key(), note="Late.")


def test_a_hold_is_an_administrators_and_sent_twice_is_one(room: make.Newsroom) -> None:
    article, _ = make.split_article(room)
    key = make.key()
    for _ in range(2):
        article_hold(article_id=article.pk, by=room.administrator, key=key, note="A court asked.")
    assert Event.objects.filter(what=EventKind.HELD).count() == 1
    with pytest.raises(Refused, match="Administrators"):
        article_hold(article_id=article.pk, by=room.editor, key=make.key(), note="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(erased_at=timezone.now())


def test_what_comes_back_behind_our_back_is_named(room: make.Newsroom) -> None:
    article, (claim, *_) = story(room)
    erased(article, room)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET fix = 'He said it' WHERE id = %s", [claim.pk])
    assert [line for line in findings() if "was erased, and has claims with words" in line]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE claims_article SET erased_at = NULL WHERE id = %s", [article.pk])
    assert [line for line in findings() if "erased_at" in line]


def test_the_command_asks_for_the_number(room: make.Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    article, _ = story(room)
    given = {"by": room.administrator.username, "why": "A source asked."}
    monkeypatch.setattr("builtins.input", lambda _: "1")
    with pytest.raises(CommandError, match="nothing was erased"):
        call_command("erase_article", article.pk + 1000, **given)
    monkeypatch.setattr("builtins.input", lambda _: f" {article.pk} ")
    with pytest.raises(CommandError, match="Administrators"):
        call_command("erase_article", article.pk, **given | {"by": room.editor.username})
    with pytest.raises(CommandError, match="nobody called"):
        call_command("erase_article", article.pk, **given | {"by": "nobody at all"})
    said = StringIO()
    call_command("erase_article", article.pk, **given, stdout=said)
    assert said.getvalue() == f"Article {article.pk} is erased.\n" and where() == set()


# -- by the desk's retention ---------------------------------------------------------------------------------


def test_a_story_goes_so_many_days_after_it_ended(room: make.Newsroom, later: Later) -> None:
    article, _ = story(room)
    open_one, _ = make.split_article(room)
    again, _ = make.split_article(room)
    kill(article, room)
    kill(again, room)
    kill(again, room, ArticleAct.REVIVE)
    keeps(room, article_days=30)
    for days, gone in ((2, 0), (29, 0), (31, 1), (31, 0), (1000, 0)):
        later(days)
        assert retention_sweep() == gone, days
    assert set(Article.objects.filter(erased_at=None)) == {open_one, again}
    assert where() == set() and findings() == []
    last = Event.objects.filter(article=article).latest("number")
    assert (last.by, last.payload.note) == (None, "Retention: 30 days after it ended.")


def test_nothing_goes_on_the_first_day_after_a_change(room: make.Newsroom, later: Later) -> None:
    article, _ = make.split_article(room)
    kill(article, room)
    keeps(room, article_days=30)
    later(400)
    found = Retention.objects.get()
    Retention.objects.update(since=timezone.now() + timedelta(days=399, hours=1))
    assert retention_sweep() == 0
    Retention.objects.update(since=found.since)
    assert retention_sweep() == 1


def test_another_desks_retention_takes_nothing_here(room: make.Newsroom, later: Later) -> None:
    article, _ = story(room)
    kill(article, room)
    days = {"article_days": 1, "files_days": 1, "notices_days": 1, "typing_days": 1}
    retention_set(desk_id=room.other.pk, by=room.administrator, key=make.key(), days=days)
    Notice.objects.update(seen_at=timezone.now())
    later(100)
    before = everything()
    tidy_retention()
    assert everything() == before


def test_kept_copies_go_before_their_story(room: make.Newsroom, later: Later) -> None:
    article, _ = story(room)
    STORED.append(Capture.objects.get().stored)
    evidence = Evidence.objects.get(confidential=False)
    other, (claim, *_) = make.split_article(room, make.OWN)
    attach(evidence, claim, room.checker)
    kill(article, room)
    keeps(room, files_days=30)
    later(31)
    assert retention_sweep() == 0, "another story, which isn't over, rests on it"
    kill(other, room)
    later(62)
    assert (retention_sweep(), retention_sweep()) == (1, 0)
    assert not Capture.objects.exists() and Evidence.objects.get(confidential=False).title == WORD
    assert files() == 0 and findings() == []
    assert Event.objects.filter(what=EventKind.FILES_ERASED).count() == 2
    assert "claims.Draft" in where(), "the story itself stays"


def test_read_notices_and_old_typing_go(room: make.Newsroom, later: Later) -> None:
    _, (claim, *_) = story(room)
    make.told(room.second, claim)
    Notice.objects.filter(to=room.checker).update(seen_at=timezone.now())
    unread = Notice.objects.filter(seen_at=None).count()
    keeps(room, notices_days=7, typing_days=3)
    later(8)
    retention_sweep()
    assert Notice.objects.count() == unread > 0
    assert not Typing.objects.filter(article__isnull=False).exists()
    retention_sweep()
    assert Notice.objects.count() == unread


def test_nobody_is_told_twice_of_a_deadline(room: make.Newsroom, later: Later) -> None:
    article, (_, own, *_) = make.split_article(room)
    make.moved(own, State.CHECKING, room.checker)
    Article.objects.filter(pk=article.pk).update(deadline=timezone.now() - timedelta(hours=1))
    assert claims_overdue() == 1
    Notice.objects.update(seen_at=timezone.now())
    keeps(room, notices_days=1)
    later(10)
    retention_sweep()
    assert claims_overdue() == 0


def test_a_batch_at_a_time(room: make.Newsroom, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "ARTICLES_AT_ONCE", 2)
    for _ in range(3):
        kill(make.split_article(room, make.OWN)[0], room)
    keeps(room, article_days=1)
    later(3)
    assert [retention_sweep() for _ in range(3)] == [2, 1, 0]


def test_files_of_a_killed_erasure_go_with_the_next_sweep(room: make.Newsroom) -> None:
    """The rows are committed and nothing after that ran; then the file went, and its note was left."""
    article, _ = story(room)
    STORED.append(Capture.objects.get().stored)
    erased(article, room)  # in this test's transaction nothing runs after the commit
    assert files() == 1 and LeftFile.objects.count() == 3  # the confidential one and the report's too
    evidence_files().delete(STORED[0])
    tidy_retention()
    assert files() == 0 and not LeftFile.objects.exists()
    assert remove_left_files() == 0


def test_who_sets_it_and_what_is_refused(room: make.Newsroom) -> None:
    days = {"article_days": 30}
    for person in (
        room.editor,
        room.checker,
        room.outsider,
        make.person(Role.EDITOR, room.desk, is_active=False),
    ):
        with pytest.raises(Refused, match="Administrators"):
            retention_set(desk_id=room.desk.pk, by=person, key=make.key(), days=days)
    for wrong in (0, -1, 36_501):
        with pytest.raises(Refused, match="whole days"):
            keeps(room, article_days=wrong)
    first = keeps(room, article_days=30)
    assert keeps(room, article_days=30).since == first.since, "the same wish again changes nothing"
    assert keeps(room, article_days=31).since > first.since
    with pytest.raises(IntegrityError), transaction.atomic():
        Retention.objects.update(files_days=0)


def test_an_empty_setting_takes_nothing(room: make.Newsroom, later: Later) -> None:
    article, _ = story(room)
    kill(article, room)
    keeps(room)
    later(10_000)
    before = everything()
    assert retention_sweep() == 0
    assert everything() == before


def test_a_copy_that_no_story_uses_goes_by_its_age(room: make.Newsroom, later: Later) -> None:
    lone = make.page_kept(room.checker, room.desk)
    keeps(room, files_days=30)
    later(29)
    assert retention_sweep() == 0
    later(31)
    assert retention_sweep() == 1
    assert not Capture.objects.filter(pk=lone.pk).exists()
    assert copied(lone.evidence, room.checker)
