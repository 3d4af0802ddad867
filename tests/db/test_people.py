"""Who sees what: roles, shutting out, administrators, desks; each with its line in the record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import Error, connection, transaction

from claims.errors import Refused
from claims.models import Claim, Desk, Event, Notice, PeopleChange, User
from claims.permissions import roles_spelled
from claims.selectors.questions import questions_of
from claims.services.claims_fall_back import claims_fall_sweep
from claims.services.desk_change import desk_change
from claims.services.desk_make import desk_make
from claims.services.person_access import person_access
from claims.services.person_administrator import person_administrator
from claims.services.person_details import person_details
from claims.services.person_roles import person_roles
from claims.vocabulary import EventKind, PeopleChangeKind, Role, State
from tests import factories as make
from tests.support.database import at_once, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_holds")]


def give(
    room: make.Newsroom, person: User, role: Role | None, *, key: str = "", desk: Desk | None = None
) -> User:
    return person_roles(
        person_id=person.pk,
        by=room.administrator,
        key=key or make.key(),
        seen=roles_spelled(person),
        roles={(desk or room.desk).pk: role},
    )


def shut_out(room: make.Newsroom, person: User, *, key: str = "") -> User:
    return person_access(person_id=person.pk, by=room.administrator, key=key or make.key(), active=False)


def told(person: User) -> list[tuple[str, str, str]]:
    return list(
        PeopleChange.objects.filter(person=person).order_by("pk").values_list("what", "before", "after")
    )


def at_work(room: make.Newsroom) -> list[Claim]:
    """The checker has one claim in work, one that awaits a reply, one that went stale, and one settled."""
    _, (safe, own, hurt, _) = make.split_article(room)
    make.stale(make.settled(safe, room.checker), room.editor)
    make.moved(own, State.CHECKING, room.checker)
    make.moved(hurt, State.CHECKING, room.checker)
    make.asked(hurt, room.checker, room.reporter)
    _, (done, *_) = make.split_article(room)
    make.settled(done, room.checker)
    return [safe, own, hurt, done]


def test_whoever_is_shut_out_leaves_their_claims_to_the_pool(room: make.Newsroom) -> None:
    stale, checking, awaiting, settled = at_work(room)
    shut_out(room, room.checker)
    now = [make.fresh(one) for one in (stale, checking, awaiting, settled)]
    assert [one.state for one in now] == [State.STALE, State.OPEN, State.OPEN, State.SETTLED]
    assert [one.owner for one in now] == [None, None, None, room.checker], "what they settled stays theirs"
    for claim in now[:3]:
        event = Event.objects.filter(claim=claim).latest("number")
        assert (event.what, event.by) == (EventKind.ASSIGNED, room.administrator)
        assert event.payload.note == "They can't sign in any more."
    assert told(room.checker) == [(PeopleChangeKind.DISABLED, "", "")]


def test_a_second_run_changes_nothing(room: make.Newsroom) -> None:
    at_work(room)
    shut_out(room, room.checker, key="once")
    before = everything()
    shut_out(room, room.checker, key="once")
    shut_out(room, room.checker)
    assert everything() == before and claims_fall_sweep() == 0


def test_claims_of_the_desk_that_somebody_leaves_fall_back_and_no_others(room: make.Newsroom) -> None:
    give(room, room.checker, Role.CHECKER, desk=room.other)
    _, (mine, *_) = make.split_article(room)
    make.moved(mine, State.CHECKING, room.checker)
    _, (kept,) = make.split_article(replace(room, desk=room.other), make.OWN, by=room.outsider)
    make.moved(kept, State.CHECKING, User.objects.get(pk=room.checker.pk))
    give(room, room.checker, None)
    assert (make.fresh(mine).state, make.fresh(mine).owner) == (State.OPEN, None)
    assert make.fresh(kept).owner == room.checker
    assert told(room.checker)[-1] == (PeopleChangeKind.ROLE, Role.CHECKER, "")


@pytest.mark.parametrize(
    ("role", "stays"), [(Role.EDITOR, True), (Role.REPORTER, False), (Role.READER, False)]
)
def test_another_role_keeps_the_claims_if_it_checks(room: make.Newsroom, role: Role, stays: bool) -> None:
    _, (claim, *_) = make.split_article(room)
    make.moved(claim, State.CHECKING, room.checker)
    give(room, room.checker, role)
    assert (make.fresh(claim).owner == room.checker) is stays
    assert told(room.checker) == [(PeopleChangeKind.ROLE, Role.CHECKER, role)]


def test_what_is_given_in_the_moment_in_which_they_leave_falls_with_the_sweep(room: make.Newsroom) -> None:
    _, (claim, *_) = make.split_article(room)
    shut_out(room, room.checker)
    still = User.objects.get(pk=room.checker.pk)
    still.is_active = True  # as a request that began before knows them
    make.moved(claim, State.CHECKING, still)
    assert make.fresh(claim).owner == room.checker
    assert (claims_fall_sweep(), claims_fall_sweep()) == (1, 0)
    assert (make.fresh(claim).state, make.fresh(claim).owner) == (State.OPEN, None)
    assert Event.objects.filter(claim=claim).latest("number").by is None


def test_a_question_to_somebody_who_left_says_so(room: make.Newsroom) -> None:
    _, (claim, *_) = make.split_article(room)
    make.asked(claim, room.checker, room.reporter)
    (one,) = questions_of(room.checker, make.claim_now(claim.pk)).shown
    assert not one.left
    give(room, room.reporter, Role.READER)
    (one,) = questions_of(room.checker, make.claim_now(claim.pk)).shown
    assert one.left and one.question.is_open


def test_mail_that_waits_is_let_go(room: make.Newsroom) -> None:
    _, (claim, *_) = make.split_article(room)
    notice = make.told(room.checker, claim)
    Notice.objects.filter(pk=notice.pk).update(mail_due=notice.at)
    shut_out(room, room.checker)
    assert Notice.objects.get(pk=notice.pk).mail_due is None


def test_nobody_locks_the_newsroom(room: make.Newsroom) -> None:
    admin = room.administrator
    with pytest.raises(Refused, match="can't disable yourself"):
        shut_out(room, admin)
    with pytest.raises(Refused, match="last administrator"):
        person_administrator(person_id=admin.pk, by=admin, key=make.key(), on=False)
    person_administrator(person_id=room.editor.pk, by=admin, key=make.key(), on=True)
    person_administrator(person_id=admin.pk, by=admin, key=make.key(), on=False)
    assert list(User.objects.filter(administrator=True)) == [room.editor]
    assert told(admin) == [(PeopleChangeKind.ADMINISTRATOR, "yes", "")]


@pytest.mark.parametrize("who", ["editor", "checker", "outsider"])
def test_only_administrators_do_this(room: make.Newsroom, who: str) -> None:
    by, key, before = getattr(room, who), make.key(), everything()
    target = room.reporter.pk
    for do in (
        lambda: person_roles(person_id=target, by=by, key=key, seen="-", roles={room.desk.pk: Role.EDITOR}),
        lambda: person_access(person_id=target, by=by, key=key, active=False),
        lambda: person_administrator(person_id=by.pk, by=by, key=key, on=True),
        lambda: person_details(person_id=target, by=by, key=key, name="X", initials="X", email=""),
        lambda: desk_make(by=by, key=key, name="New"),
        lambda: desk_change(desk_id=room.desk.pk, by=by, key=key, name="New", confidential=True),
    ):
        with pytest.raises(Refused, match="Administrators"):
            do()
    assert everything() == before


def test_roles_that_somebody_else_changed_meanwhile_are_not_overwritten(room: make.Newsroom) -> None:
    give(room, room.checker, Role.EDITOR)
    with pytest.raises(Refused, match="Load it again"):
        person_roles(
            person_id=room.checker.pk,
            by=room.administrator,
            key=make.key(),
            seen=f"{room.desk.pk}:{Role.CHECKER}",
            roles={room.desk.pk: None},
        )


def test_details_are_told_by_name_and_never_by_value(room: make.Newsroom) -> None:
    given = {"name": "Chloe Other", "initials": "CO", "email": "chloe@desk.example"}
    for _ in range(2):
        person_details(person_id=room.checker.pk, by=room.administrator, key="once", **given)
    assert told(room.checker) == [(PeopleChangeKind.DETAILS, "", "name, initials, e-mail address")]
    with pytest.raises(Refused, match="Somebody else"):
        person_details(person_id=room.second.pk, by=room.administrator, key=make.key(), **given)


def test_desks_are_made_and_changed_with_their_lines(room: make.Newsroom) -> None:
    by = room.administrator
    desk = desk_make(by=by, key="once", name="Courts", confidential=True)
    assert desk_make(by=by, key="once", name="Courts") == desk
    with pytest.raises(Refused, match="that name"):
        desk_make(by=by, key=make.key(), name="courts")
    desk_change(desk_id=desk.pk, by=by, key=make.key(), name="Law", confidential=False)
    lines = PeopleChange.objects.filter(desk=desk).order_by("pk").values_list("what", "before", "after")
    assert list(lines) == [
        (PeopleChangeKind.DESK_MADE, "", "Courts"),
        (PeopleChangeKind.DESK_CONFIDENTIAL, "", "yes"),
        (PeopleChangeKind.DESK_RENAMED, "Courts", "Law"),
        (PeopleChangeKind.DESK_CONFIDENTIAL, "yes", ""),
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims_peoplechange SET after = 'editor'",
        "DELETE FROM claims_peoplechange",
        "TRUNCATE claims_peoplechange",
    ],
)
def test_the_record_is_only_added_to(room: make.Newsroom, sql: str) -> None:
    give(room, room.checker, Role.EDITOR)
    before = list(PeopleChange.objects.values())
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(PeopleChange.objects.values()) == before


def test_two_administrators_who_take_each_other_away_leave_one(transactional_db: None) -> None:
    room = make.newsroom()
    second = make.person(name="Bea Second", administrator=True)
    first = room.administrator

    def off(one: User, by: User) -> User:
        return person_administrator(person_id=one.pk, by=by, key=make.key(), on=False)

    came = at_once([lambda: off(first, second), lambda: off(second, first)])
    assert User.objects.filter(administrator=True).count() == 1
    assert [type(one) for one in came].count(Refused) == 1
