"""Who sees which articles, claims, answers, evidence: each role on its own desk and on another."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import User
from claims.permissions import (
    answers_visible_to,
    articles_visible_to,
    claims_visible_to,
    desks_of,
    evidence_visible_to,
    may_paste,
    may_report,
    may_retry_split,
    may_set_bylines,
    role_on,
    uses_visible_to,
)
from claims.vocabulary import Audience, Role
from tests import factories as make

pytestmark = pytest.mark.django_db

KINDS = {
    "articles": articles_visible_to,
    "claims": claims_visible_to,
    "answers": answers_visible_to,
    "evidence": evidence_visible_to,
    "uses": uses_visible_to,
}


class Two:
    """Two desks with a story each, checked by one person each; people of every kind."""

    def __init__(self) -> None:
        self.room, self.there = make.newsroom(), make.newsroom()
        for room in (self.room, self.there):
            claim = make.split_article(room)[1][1]
            make.settled(claim, room.checker)
        here = self.room.desk
        self.people: dict[str, User | AnonymousUser] = {
            "reporter of it": self.room.reporter,
            "another reporter": make.person(Role.REPORTER, here),
            "checker": self.room.checker,
            "editor": self.room.editor,
            "reader": self.room.reader,
            "administrator": self.room.administrator,
            "administrator and reader": self._member(Role.READER, administrator=True),
            "editor elsewhere": self.there.editor,
            "reporter here, editor elsewhere": self._both(Role.REPORTER, Role.EDITOR),
            "checker here, reporter elsewhere": self._both(Role.CHECKER, Role.REPORTER),
            "inactive editor": self._member(Role.EDITOR, is_active=False),
            "nobody": AnonymousUser(),
            "of no desk": make.person(),
        }

    def _member(self, role: Role, **fields: bool) -> User:
        return make.person(role, self.room.desk, **fields)

    def _both(self, here: Role, elsewhere: Role) -> User:
        person = make.person(here, self.room.desk)
        person.memberships.create(desk=self.there.desk, role=elsewhere)
        return person


@pytest.fixture
def two() -> Two:
    return Two()


SEES = """
reporter of it                    here
another reporter                  -
checker                           here
editor                            here
reader                            here
administrator                     -
administrator and reader          here
editor elsewhere                  there
reporter here, editor elsewhere   there
checker here, reporter elsewhere  here
inactive editor                   -
nobody                            -
of no desk                        -
"""


def table(text: str) -> dict[str, str]:
    return {line[:34].strip(): line[34:].strip() for line in text.strip().splitlines()}


@pytest.mark.parametrize("kind", KINDS)
def test_who_sees_what(two: Two, kind: str) -> None:
    def desks(user: User | AnonymousUser) -> str:
        way = {
            "articles": "desk",
            "claims": "article__desk",
            "answers": "claim__article__desk",
            "evidence": "desk",
            "uses": "claim__article__desk",
        }[kind]
        seen = set(KINDS[kind](user).values_list(way, flat=True))
        names = {two.room.desk.pk: "here", two.there.desk.pk: "there"}
        return " ".join(sorted(names[one] for one in seen)) or "-"

    assert {name: desks(user) for name, user in two.people.items()} == table(SEES)


def test_nothing_is_seen_twice(two: Two) -> None:
    """A person with two ways to a row sees one row."""
    both = make.person(Role.EDITOR, two.room.desk)
    article = articles_visible_to(both).get()
    article.bylines.add(both, two.room.editor)
    for visible in KINDS.values():
        rows = list(visible(both).values_list("pk", flat=True))
        assert len(rows) == len(set(rows)) > 0


def test_a_byline_without_a_membership_sees_nothing(two: Two) -> None:
    gone = make.person()
    articles_visible_to(two.room.editor).get().bylines.add(gone)
    assert not articles_visible_to(gone).exists()


def test_desks(two: Two) -> None:
    counts = {name: desks_of(user).count() for name, user in two.people.items()}
    assert counts == {
        "reporter of it": 1,
        "another reporter": 1,
        "checker": 1,
        "editor": 1,
        "reader": 1,
        "administrator": 0,
        "administrator and reader": 1,
        "editor elsewhere": 1,
        "reporter here, editor elsewhere": 2,
        "checker here, reporter elsewhere": 2,
        "inactive editor": 0,
        "nobody": 0,
        "of no desk": 0,
    }


# p: paste, r: try a split again, b: set bylines, x: export the whole report
MAY = """
reporter of it                    pr
another reporter                  pr
checker                           prx
editor                            prbx
reader                            -
administrator                     -
administrator and reader          -
editor elsewhere                  -
reporter here, editor elsewhere   pr
checker here, reporter elsewhere  prx
inactive editor                   -
nobody                            -
of no desk                        -
"""


def test_who_may_do_what_on_the_desk(two: Two) -> None:
    article = articles_visible_to(two.room.editor).get()

    def may(user: User | AnonymousUser) -> str:
        verdicts = {
            "p": may_paste(user, two.room.desk.pk),
            "r": may_retry_split(user, article),
            "b": may_set_bylines(user, two.room.desk.pk),
            "x": may_report(user, article, Audience.FULL),
        }
        assert all(one.allowed or one.why.endswith(".") for one in verdicts.values())
        return "".join(letter for letter, one in verdicts.items() if one.allowed) or "-"

    assert {name: may(user) for name, user in two.people.items()} == table(MAY)


def test_a_role_is_read_once_a_request(two: Two) -> None:
    user = User.objects.get(pk=two.room.editor.pk)
    with CaptureQueriesContext(connection) as queries:
        assert [role_on(user, two.room.desk.pk) for _ in range(5)] == [Role.EDITOR] * 5
    assert len(queries) == 1
