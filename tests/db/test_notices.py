"""Who is told of what, what is mailed of it and when, and that no mail holds a word of the copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from hypothesis import given
from hypothesis import strategies as st

from claims.models import MailChoice, Membership, Notice, User
from claims.selectors.notices import notice_choices, notice_rows, notices_of, unread
from claims.services.mail_send import ATTEMPTS, HEAD_START, TAKEN_FOR, WAITS, mail_send
from claims.services.mail_sweep import ASK_AGAIN, mail_sweep
from claims.services.mail_text import HEADS, LINKS_AT_MOST
from claims.services.notice_choose import notice_choose
from claims.services.notice_read import notice_read, notices_read
from claims.services.notice_times import next_digest
from claims.services.notices import notify
from claims.vocabulary import MAIL_DEFAULTS, MailWhen, NoticeKind, Role
from tests import factories as make
from tests.support.database import at_once
from tests.support.mail_server import MailServer

pytestmark = pytest.mark.django_db

AT_ONCE = {NoticeKind.ASSIGNED, NoticeKind.ASKED, NoticeKind.MENTIONED, NoticeKind.DISAGREED}


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer()
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def by_smtp(settings: Any, server: MailServer) -> None:
    """Django's own SMTP backend, and a server that is there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
    settings.EMAIL_URL, settings.MAIL_FROM = server.url, "desk@example.org"
    settings.SITE_URL = "https://desk.example.org"
    settings.TIME_ZONE = "Europe/Berlin"


class Told:
    """An article of a desk whose people have addresses."""

    def __init__(self) -> None:
        self.room = make.newsroom()
        for one in (self.room.checker, self.room.second, self.room.editor):
            User.objects.filter(pk=one.pk).update(email=f"{one.username}@example.org")
            one.refresh_from_db()
        self.article, self.claims = make.split_article(self.room)
        self.claim = self.claims[0]
        self.checker, self.editor = self.room.checker, self.room.editor
        Notice.objects.all().delete()

    def tell(self, kind: NoticeKind = NoticeKind.ASSIGNED, to: User | None = None, **more: Any) -> Notice:
        return make.told(to or self.checker, self.claim, kind, **({"by": self.editor} | more))


@pytest.fixture
def told() -> Told:
    return Told()


def make_due(*notices: Notice) -> None:
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mail_due=Now())


# -- the rows ----------------------------------------------------------------------------------------------


def test_everybody_is_told_once_but_whoever_did_it(told: Told) -> None:
    people = [told.checker, told.checker, told.editor, told.room.reader]
    for _ in range(2):
        notify(NoticeKind.MENTIONED, people, article_id=told.article.pk, by=told.editor, key="the same cause")
    found = Notice.objects.values_list("to", "kind", "by", "article")
    assert sorted(found) == sorted(
        (one.pk, "mentioned", told.editor.pk, told.article.pk) for one in (told.checker, told.room.reader)
    )


def test_a_second_telling_changes_nothing_of_the_first(told: Told) -> None:
    told.tell(key="once")
    before = Notice.objects.values().get()
    notify(NoticeKind.ASKED, [told.checker], article_id=told.article.pk, key="once")
    assert Notice.objects.values().get() == before


def test_the_database_refuses_the_same_cause_twice(told: Told) -> None:
    told.tell(key="once")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(to=told.checker, kind=NoticeKind.ASKED, article=told.article, key="once")


def test_nobody_who_was_shut_out_is_told(told: Told) -> None:
    told.checker.is_active = False
    notify(NoticeKind.ASSIGNED, [told.checker], article_id=told.article.pk, key="x")
    assert not Notice.objects.exists()


def test_what_is_undone_was_told_to_nobody(told: Told, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as queued:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            told.tell()
            raise ZeroDivisionError
        assert not Notice.objects.exists()
    assert queued == []


@pytest.mark.parametrize("kind", NoticeKind)
def test_when_a_kind_is_mailed_to_who_has_chosen_nothing(
    told: Told, kind: NoticeKind, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as queued:
        notice = told.tell(kind)
    assert notice.mail_due is not None
    is_due = Notice.objects.filter(mail_due__lte=Now()).exists()
    assert (is_due, len(queued)) == ((True, 1) if kind in AT_ONCE else (False, 0))
    if kind not in AT_ONCE:
        local = notice.mail_due.astimezone(ZoneInfo("Europe/Berlin"))
        assert (local.hour, local.minute, local.second) == (told.checker.digest_hour, 0, 0)


@pytest.mark.parametrize("when", MailWhen)
@pytest.mark.parametrize("kind", [NoticeKind.ASSIGNED, NoticeKind.READY])
def test_ones_own_choice_goes_first(told: Told, kind: NoticeKind, when: MailWhen) -> None:
    MailChoice.objects.create(user=told.checker, kind=kind, when=when)
    told.tell(kind)
    known = Notice.objects.filter(mail_due__isnull=False).exists()
    due = Notice.objects.filter(mail_due__lte=Now()).exists()
    wanted = {MailWhen.AT_ONCE: (True, True), MailWhen.DIGEST: (True, False), MailWhen.NEVER: (False, False)}
    assert (known, due) == wanted[when]


def test_no_address_no_mail(told: Told) -> None:
    notice = told.tell(to=told.room.reader)
    assert (notice.mail_due, mail_send(told.room.reader.pk)) == (None, 0)


def test_a_newsroom_without_mail_tells_in_the_page_alone(told: Told, settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert told.tell().mail_due is None
    assert unread(told.checker) == 1


# -- the hour of the daily mail ----------------------------------------------------------------------------

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "hour", "comes"),
    [
        ("2026-03-10T06:59", 8, "2026-03-10T07:00"),  # 07:59 in winter: today at eight
        ("2026-03-10T07:00", 8, "2026-03-11T07:00"),  # eight sharp: that mail has gone
        ("2026-03-28T07:30", 8, "2026-03-29T06:00"),  # clocks go forward in between: still eight on the wall
        (
            "2026-03-29T00:30",
            2,
            "2026-03-29T01:00",
        ),  # two o'clock is left out: three, which stands in its place
        ("2026-03-29T01:00", 2, "2026-03-30T00:00"),
        ("2026-10-24T07:30", 8, "2026-10-25T07:00"),  # clocks go back in between
        ("2026-10-24T23:59", 2, "2026-10-25T00:00"),  # two o'clock comes twice: the first
        ("2026-10-25T00:30", 2, "2026-10-26T01:00"),  # and not the second as well
        ("2026-12-31T22:30", 0, "2026-12-31T23:00"),
        ("2026-12-31T23:00", 0, "2027-01-01T23:00"),
    ],
)
def test_the_daily_mail_keeps_its_hour_on_the_wall(now: str, hour: int, comes: str) -> None:
    moment, wanted = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, comes))
    assert next_digest(moment, hour, BERLIN) == wanted


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_the_daily_mail_is_never_late_by_more_than_a_day(now: datetime, hour: int, zone: str) -> None:
    comes = next_digest(now, hour, ZoneInfo(zone))
    assert now < comes <= now + timedelta(hours=26)
    assert next_digest(comes, hour, ZoneInfo(zone)) > comes


# -- mail --------------------------------------------------------------------------------------------------


def test_one_notice_is_one_mail_with_its_sentence_and_link(told: Told, server: MailServer) -> None:
    notice = told.tell()
    assert mail_send(told.checker.pk) == 1
    (got,) = server.got
    assert got.to == [told.checker.email]
    assert (got.subject, got.message["From"]) == ("A claim was given to you", "desk@example.org")
    assert got.message.get_content_type() == "text/plain"
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert f"https://desk.example.org/notices/{notice.pk}/\n" in got.text
    notice.refresh_from_db()
    assert notice.mailed_at is not None
    assert notice.mail_due is None


def test_what_was_mailed_is_not_mailed_again(told: Told, server: MailServer) -> None:
    told.tell()
    assert [mail_send(told.checker.pk) for _ in range(3)] == [1, 0, 0]
    assert mail_sweep() == 0
    assert len(server.got) == 1


def test_all_that_is_due_comes_in_one_mail_with_counts_and_links(told: Told, server: MailServer) -> None:
    notices = [told.tell(kind) for kind in (NoticeKind.STALE, NoticeKind.STALE, NoticeKind.READY)]
    assert mail_send(told.checker.pk) == 0, "not before its hour"
    make_due(*notices)
    assert mail_send(told.checker.pk) == 3
    (got,) = server.got
    assert got.subject == "3 notices for you on the desk"
    assert "Settled by you, stale now: 2\n" in got.text
    assert "Ready to sign: 1\n" in got.text
    assert all(f"/notices/{one.pk}/\n" in got.text for one in notices)


def test_a_long_list_is_cut_and_says_so(told: Told, server: MailServer) -> None:
    for _ in range(LINKS_AT_MOST + 3):
        told.tell()
    assert mail_send(told.checker.pk) == LINKS_AT_MOST + 3
    assert f"Given to you: {LINKS_AT_MOST + 3}\n" in server.got[0].text
    assert "and 3 more" in server.got[0].text
    assert server.got[0].text.count("/notices/") == LINKS_AT_MOST + 2  # the list's own, and the choices


def test_claims_given_together_are_no_single_claim(told: Told, server: MailServer) -> None:
    told.tell(claim_id=None)
    mail_send(told.checker.pk)
    assert server.got[0].subject == "Claims were given to you"


def test_each_kind_has_its_line_in_mails_and_its_default() -> None:
    assert list(HEADS) == list(NoticeKind)
    assert set(MAIL_DEFAULTS) == set(NoticeKind)


def secrets_of(told: Told) -> list[str]:
    """Words that only the article, its people and what they said have."""
    draft = told.article.drafts.get()
    words = [word for word in draft.text.replace(".", " ").split() if len(word) > 6]
    people = [one.name for one in (told.checker, told.editor)]
    return [*words, told.article.title, "bridge", "Ann Cole", *people, told.room.desk.name, "Zanzibar"]


@pytest.mark.parametrize("kinds", [*([kind] for kind in NoticeKind), list(NoticeKind)], ids=str)
def test_no_mail_holds_a_word_of_the_copy_or_a_name(
    told: Told, server: MailServer, kinds: list[NoticeKind]
) -> None:
    question = make.asked(told.claims[1], told.editor, told.checker, text="Was it Zanzibar?")
    note = make.noted(told.claim, told.editor, "Zanzibar, they say.")
    make_due(*[told.tell(kind, question_id=question.pk, key=f"{kind} {note.pk}") for kind in kinds])
    assert mail_send(told.checker.pk) >= len(kinds)
    (got,) = server.got
    whole = f"{got.raw.decode()} {got.text}".lower()
    assert [word for word in secrets_of(told) if word.lower() in whole] == []


# -- what needs no mail any more ---------------------------------------------------------------------------


def shut_out(told: Told, notice: Notice) -> None:
    User.objects.filter(pk=told.checker.pk).update(is_active=False)


def leave(told: Told, notice: Notice) -> None:
    Membership.objects.filter(user=told.checker).delete()


def lose_address(told: Told, notice: Notice) -> None:
    User.objects.filter(pk=told.checker.pk).update(email="")


def read_it(told: Told, notice: Notice) -> None:
    notice_read(notice_id=notice.pk, by=told.checker)


@pytest.mark.parametrize("happens", [shut_out, leave, lose_address, read_it])
def test_what_is_no_longer_needed_is_not_mailed(told: Told, server: MailServer, happens: Any) -> None:
    notice = told.tell()
    happens(told, notice)
    assert mail_send(told.checker.pk) == 0
    notice.refresh_from_db()
    assert (server.got, notice.mail_due, notice.mailed_at, notice.mail_attempts) == ([], None, None, 0)


# -- trouble -----------------------------------------------------------------------------------------------


def test_what_fails_is_tried_five_times_at_growing_intervals(told: Told, server: MailServer) -> None:
    server.refuses = True
    notice, waits = told.tell(), []
    for attempt in range(1, ATTEMPTS + 1):
        make_due(notice)
        began = Notice.objects.values_list("mail_due", flat=True).get()
        assert began is not None
        assert mail_send(told.checker.pk) == 0
        notice.refresh_from_db()
        assert notice.mail_attempts == attempt
        waits.append(notice.mail_due and (notice.mail_due - began) // timedelta(seconds=30))
    assert waits == [one // timedelta(seconds=30) for one in WAITS] + [None]
    assert (mail_sweep(), mail_send(told.checker.pk), server.got) == (0, 0, [])
    assert unread(told.checker) == 1, "it is still told in the page"


def test_what_failed_goes_out_when_the_server_is_back(told: Told, server: MailServer) -> None:
    server.refuses = True
    notice = told.tell()
    mail_send(told.checker.pk)
    server.refuses = False
    make_due(notice)
    assert (mail_send(told.checker.pk), len(server.got)) == (1, 1)


def test_no_second_message_shortens_the_wait(told: Told, server: MailServer) -> None:
    server.refuses = True
    told.tell()
    assert [mail_send(told.checker.pk) for _ in range(4)] == [0] * 4
    assert (Notice.objects.get().mail_attempts, mail_sweep()) == (1, 0)


def test_the_spans_of_waiting_are_in_order() -> None:
    assert ASK_AGAIN < HEAD_START < WAITS[0]
    assert list(WAITS) == sorted(set(WAITS))
    assert len(WAITS) == ATTEMPTS - 1


def test_a_taken_row_outlasts_the_longest_task(settings: Any) -> None:
    assert TAKEN_FOR.total_seconds() > settings.SPLIT_HARD_SECONDS


def test_no_server_at_all_is_no_error(told: Told, server: MailServer, settings: Any) -> None:
    notice = told.tell()
    settings.EMAIL_PORT = 1
    assert mail_send(told.checker.pk) == 0
    notice.refresh_from_db()
    assert (notice.mail_attempts, notice.mailed_at) == (1, None)


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: spy@example.com",
        "a@example.org\r\n\r\nThe text",
        "a@example.org, spy@example.com",
    ],
)
def test_an_address_that_holds_more_than_an_address(told: Told, server: MailServer, address: str) -> None:
    User.objects.filter(pk=told.checker.pk).update(email=address)
    told.tell()
    mail_send(told.checker.pk)
    assert [got.to for got in server.got if "spy@example.com" in got.to or b"spy@" in got.raw] == []


def test_a_mail_that_may_have_been_taken_comes_again_under_its_name(told: Told, server: MailServer) -> None:
    """A worker that died before it could note that the server has the mail."""
    notice = told.tell()
    mail_send(told.checker.pk)
    Notice.objects.filter(pk=notice.pk).update(mailed_at=None, mail_due=Now())
    mail_send(told.checker.pk)
    first, second = server.got
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_the_sweep_asks_for_each_person_once(told: Told, django_capture_on_commit_callbacks: Any) -> None:
    for to in (told.checker, told.checker, told.room.second):
        told.tell(to=to)
    told.tell(NoticeKind.READY, to=told.editor, by=None)
    with django_capture_on_commit_callbacks() as queued:
        assert (mail_sweep(), mail_sweep()) == (2, 0)
    assert len(queued) == 2
    assert mail_send(told.checker.pk) == 2, "what the sweep asked for is taken at once"
    Notice.objects.filter(mail_due__isnull=False).update(mail_due=Now() - ASK_AGAIN)
    assert mail_sweep() == 2, "who wasn't served is asked for again; so is the editor, whose hour has come"


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_one_mail(server: MailServer) -> None:
    told = Told()
    for _ in range(5):
        told.tell()
    came = at_once([lambda: mail_send(told.checker.pk)] * 8)
    assert sorted(came) == [0] * 7 + [5]
    assert len(server.got) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_cause_told_by_many_at_once(server: MailServer) -> None:
    told = Told()
    given = {"article_id": told.article.pk, "key": "one cause"}
    came = at_once([lambda: notify(NoticeKind.READY, [told.checker, told.editor], **given)] * 8)
    assert came == [None] * 8
    assert Notice.objects.count() == 2


# -- choosing, reading -------------------------------------------------------------------------------------


def chosen(when: MailWhen) -> dict[NoticeKind, MailWhen]:
    return dict.fromkeys(NoticeKind, when)


def test_choices_are_stored_and_can_be_changed(told: Told) -> None:
    assert notice_choices(told.checker) == MAIL_DEFAULTS
    for when in (MailWhen.NEVER, MailWhen.DIGEST, MailWhen.DIGEST):
        notice_choose(by=told.checker, choices=chosen(when), hour=17)
        assert notice_choices(told.checker) == chosen(when)
    assert User.objects.get(pk=told.checker.pk).digest_hour == 17
    assert notice_choices(told.editor) == MAIL_DEFAULTS


@pytest.mark.parametrize("when", MailWhen)
def test_a_choice_holds_for_mail_that_waits(
    told: Told, when: MailWhen, django_capture_on_commit_callbacks: Any
) -> None:
    waits, of_another = told.tell(NoticeKind.READY), told.tell(NoticeKind.READY, to=told.editor, by=None)
    with django_capture_on_commit_callbacks() as queued:
        notice_choose(by=told.checker, choices=chosen(when), hour=23)
    waits.refresh_from_db()
    if when == MailWhen.NEVER:
        assert waits.mail_due is None
    elif when == MailWhen.DIGEST:
        assert waits.mail_due is not None
        assert waits.mail_due.astimezone(BERLIN).hour == 23
    else:
        assert Notice.objects.filter(pk=waits.pk, mail_due__lte=Now()).exists()
    assert len(queued) == (when == MailWhen.AT_ONCE)
    before = of_another.mail_due
    of_another.refresh_from_db()
    assert of_another.mail_due == before


def test_only_ones_own_are_read_and_the_first_reading_counts(told: Told) -> None:
    notice, other = told.tell(), told.tell(to=told.room.second)
    with pytest.raises(Notice.DoesNotExist):
        notice_read(notice_id=other.pk, by=told.checker)
    first = notice_read(notice_id=notice.pk, by=told.checker)
    notice.refresh_from_db()
    when = notice.seen_at
    notice_read(notice_id=notice.pk, by=told.checker)
    notice.refresh_from_db()
    assert (first.pk, when is not None, notice.seen_at) == (notice.pk, True, when)
    other.refresh_from_db()
    assert other.seen_at is None


def test_all_up_to_the_newest_that_was_shown(told: Told) -> None:
    first, second, later = told.tell(), told.tell(), told.tell()
    other = told.tell(to=told.room.second)
    assert notices_read(by=told.checker, newest=second.pk) == 2
    assert notices_read(by=told.checker, newest=second.pk) == 0
    unseen = Notice.objects.filter(seen_at=None)
    assert set(unseen) == {later, other}
    assert first not in unseen


def test_what_one_may_no_longer_see_is_left_out(told: Told) -> None:
    told.tell()
    elsewhere = make.person(Role.CHECKER, told.room.other, name="Ella Elsewhere")
    make.told(elsewhere, told.claim)
    assert (unread(elsewhere), list(notices_of(elsewhere))) == (0, [])
    assert unread(told.checker) == 1
    Membership.objects.filter(user=told.checker).delete()
    now = User.objects.get(pk=told.checker.pk)  # as each request has its own
    assert (unread(now), list(notices_of(now))) == (0, [])


def test_who_is_asked_about_a_story_that_they_dont_see_is_told_of_the_question_alone(told: Told) -> None:
    colleague = make.person(Role.REPORTER, told.room.desk, name="Cora Colleague")
    question = make.asked(told.claims[1], told.editor, colleague)
    told.tell(to=colleague)
    (row,) = notice_rows(list(notices_of(colleague)))
    assert (row.notice.question_id, row.title, row.words) == (question.pk, "", "")
    assert row.sentence == "Edie Editor asked you a question"
