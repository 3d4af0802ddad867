"""The table of addresses once more: every role on the desk, on another one, and both where the desk is confidential."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import transaction

from claims.models import Desk
from claims.vocabulary import Role
from tests import factories as make
from tests.views.scene import Scene
from tests.views.test_matrix import ASKED, PEOPLE, TABLES, ask, check_safety

pytestmark = pytest.mark.django_db

# Somebody of each role on the other desk; the table's outsider is its editor.
ELSEWHERE = {f"{role.name.lower()}_elsewhere": role for role in Role}
# Where somebody of another desk is answered otherwise than its editor: what is asked about no desk, or about their own.
OTHERWISE: dict[tuple[str, str], dict[str, int]] = {
    ("GET", "article-new"): {"reader_elsewhere": 403},
    ("POST", "article-new"): {"reader_elsewhere": 403},
    ("POST", "article-found"): {"reader_elsewhere": 403},
    ("POST", "copy-read"): {"reader_elsewhere": 403},
    **{
        ("GET", name): dict.fromkeys(("reporter_elsewhere", "checker_elsewhere", "reader_elsewhere"), 403)
        for name in ("status", "status-now", "status-sign")
    },
}
# Who is asked again where the desk is confidential: who isn't on it, and two who are; and who is nobody anywhere.
ON_CONFIDENTIAL = ("administrator", "outsider", "checker", "editor")
NOBODY = ("anonymous", "inactive")
# Where a confidential desk's own people are answered otherwise: no page is fetched for them.
CONFIDENTIAL: dict[tuple[str, str], dict[str, int]] = {
    ("POST", "evidence-keep"): {"checker": 403, "editor": 403},
    ("POST", "evidence-share"): {"editor": 403},
}


@pytest.mark.parametrize(("method", "name"), ASKED)
def test_where_the_desk_is_confidential(scene: Scene, method: str, name: str) -> None:
    scene.address(name)  # what it is about is made once
    Desk.objects.filter(pk=scene.room.desk.pk).update(confidential=True)
    confidential = {person: TABLES[method][name][person] for person in ON_CONFIDENTIAL}
    confidential |= CONFIDENTIAL.get((method, name), {})
    assert answers(scene, confidential, method, name) == confidential


@pytest.mark.long
@pytest.mark.parametrize("confidential", [False, True])
@pytest.mark.parametrize(("method", "name"), ASKED)
def test_every_role_elsewhere(scene: Scene, method: str, name: str, confidential: bool) -> None:
    """The table of test_matrix has one of them, the outsider, who is the other desk's editor."""
    elsewhere = people_elsewhere(scene, method, name) | {who: TABLES[method][name][who] for who in NOBODY}
    Desk.objects.filter(pk=scene.room.desk.pk).update(confidential=confidential)
    assert answers(scene, elsewhere, method, name) == elsewhere


def people_elsewhere(scene: Scene, method: str, name: str) -> dict[str, int]:
    """Somebody of each role on the other desk, and what they are answered; what it is about is made once."""
    for person, role in ELSEWHERE.items():
        setattr(scene, person, make.person(role, scene.room.other))
    scene.address(name)
    usual = TABLES[method][name]["outsider"]
    return dict.fromkeys(ELSEWHERE, usual) | OTHERWISE.get((method, name), {})


def answers(scene: Scene, people: Iterable[str], method: str, name: str) -> dict[str, int]:
    """What each of them is answered, as if they were the first to ask."""
    got = {}
    for person in people:
        point = transaction.savepoint()
        response = ask(scene, person, method, name)
        got[person] = response.status_code
        check_safety(response, name)
        transaction.savepoint_rollback(point)
    return got


def test_every_role_and_every_address_is_asked() -> None:
    """So that a new role, or an exception that is none any more, fails."""
    assert set(ELSEWHERE.values()) == set(Role)
    for table in (OTHERWISE, CONFIDENTIAL):
        for (method, name), answers in table.items():
            assert name in TABLES[method]
            assert set(answers) <= {*PEOPLE, *ELSEWHERE}
