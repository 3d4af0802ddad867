"""In the database itself: events and drafts are only ever added, whatever the application says."""

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Draft, Event, EventPayload
from newsroom.databases import as_owner
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = [
    "UPDATE claims_event SET what = 'moved'",
    "UPDATE claims_event SET number = number",
    "DELETE FROM claims_event",
    "TRUNCATE claims_event CASCADE",
    "UPDATE claims_draft SET text = 'Other words'",
    "UPDATE claims_draft SET sha256 = ''",
    "ALTER TABLE claims_event DISABLE TRIGGER ALL",
    "DROP TRIGGER claims_event_append_only ON claims_event",
    "SET session_replication_role = replica",
    "SET ROLE newsroom",
    "CREATE TABLE mine (id int)",
    "UPDATE django_migrations SET name = 'x'",
]


@pytest.fixture
def written() -> None:
    room = make.newsroom()
    make.split_article(room)


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_may_not(written: None, statement: str) -> None:
    before = (list(Event.objects.values()), list(Draft.objects.values()))
    with pytest.raises(DatabaseError):
        run(statement)
    assert (list(Event.objects.values()), list(Draft.objects.values())) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_event SET number = number",
        "UPDATE claims_draft SET sha256 = ''",
        "DELETE FROM claims_event",
    ],
)
def test_the_owner_may(written: None, statement: str) -> None:
    """Retention and repairs are the owner's; and the refusals above are then the triggers' doing."""
    with as_owner():
        if statement.startswith("DELETE"):
            run("DELETE FROM claims_eventpayload")
        assert run(statement) > 0


def test_retention_may_erase_a_payload(written: None) -> None:
    assert EventPayload.objects.all().delete()[0] == Event.objects.count() == 2


def test_an_article_with_a_history_cannot_be_deleted(written: None) -> None:
    with pytest.raises(DatabaseError):
        run("DELETE FROM claims_article")
