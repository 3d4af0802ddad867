"""What machines ask: is it up, can it serve, figures of its work; quick always, and nothing of any story. And logs."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from psycopg.conninfo import conninfo_to_dict

from newsroom import health
from newsroom.logs import Json, RequestId, request_id
from newsroom.services.embedded import embedded
from newsroom.services.folder import Folder
from tests import factories as make
from tests.support.planted import WORD, story
from tests.support.processes import Silent


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty PostgreSQL of its own, which is the one that is asked."""
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-test-") as name,
        embedded(Folder(Path(name)), Silent(), valkey=False, durable=False) as running,
    ):
        given = conninfo_to_dict(running.env["DATABASE_URL"])
        monkeypatch.setattr(health, "libpq", lambda _: {key: value for key, value in given.items() if value})
        monkeypatch.setattr(health, "FRESH_SECONDS", 0.0)
        monkeypatch.setattr(health, "READY", health.Ready())
        yield running.postgres


def ready(client: Client) -> tuple[int, bytes]:
    began = time.monotonic()
    answer = client.get("/readyz")
    assert time.monotonic() - began < 2, "within two seconds, whatever the server does"
    return answer.status_code, answer.content


@pytest.mark.django_db
def test_it_serves_once_the_database_is_there_and_migrated(client: Client) -> None:
    assert ready(client) == (200, b"ok")


def test_it_doesnt_while_the_database_is_empty_frozen_or_gone(client: Client, own_server: Any) -> None:
    assert ready(client) == (503, b"migrations")
    own_server.child.freeze()
    try:
        assert [ready(client) for _ in range(3)] == [(503, b"database")] * 3
        assert client.get("/healthz").content == b"ok", "the process itself is up"
    finally:
        own_server.child.thaw()
    until = time.monotonic() + 10
    while ready(client) != (503, b"migrations") and time.monotonic() < until:
        time.sleep(0.1)
    assert ready(client) == (503, b"migrations"), "it is asked again, and found"
    own_server.stop()
    assert ready(client) == (503, b"database")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
@pytest.mark.django_db
def test_machines_ask_by_any_name_and_without_https(client: Client, settings: Any, path: str) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["desk.example.org"]
    asked = Client().get(path, headers={"host": "10.0.0.7:8000"})
    assert asked.status_code == 200 and not asked.cookies
    assert Client().get("/sign-in/", headers={"host": "10.0.0.7"}).status_code == 400


def figures(answer: Any) -> dict[str, float]:
    assert answer.status_code == 200
    return {
        " ".join([one.name, *one.labels.values()]): one.value
        for family in text_string_to_metric_families(answer.content.decode())
        for one in family.samples
    }


@pytest.mark.django_db
def test_metrics_count_work_and_name_none_of_it(client: Client, broker: Any) -> None:
    room = make.newsroom()
    article, _ = story(room)
    make.pasted(room)
    broker.rpush("split", "one", "two")
    answer = client.get("/metrics")
    found = figures(answer)
    assert found["newsroom_jobs_waiting splits"] == 1
    assert found["newsroom_jobs_oldest_seconds splits"] >= 0
    assert (found["newsroom_broker_up"], found["newsroom_queue_messages split"]) == (1, 2)
    assert found["newsroom_workers"] == 0
    assert (
        WORD.lower() not in answer.content.decode().lower() and article.title not in answer.content.decode()
    )


@pytest.mark.parametrize(
    ("asked", "given", "status"),
    [
        ({}, {}, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, {}, 404),
        ({"REMOTE_ADDR": ""}, {}, 404),
        ({"HTTP_X_FORWARDED_FOR": "192.0.2.7"}, {}, 404),
        ({"HTTP_VIA": "1.1 proxy"}, {}, 404),
        ({}, {"BEHIND_PROXY": True}, 404),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer right"}, {"METRICS_TOKEN": "right"}, 200),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer wrong"}, {"METRICS_TOKEN": "right"}, 404),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}, {}, 404),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer ü"}, {"METRICS_TOKEN": "right"}, 404),
    ],
)
@pytest.mark.django_db
def test_metrics_are_for_the_machine_or_the_token(
    client: Client, settings: Any, asked: dict[str, str], given: dict[str, Any], status: int
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    assert client.get("/metrics", **asked).status_code == status


@pytest.mark.django_db
def test_metrics_with_a_frozen_broker(client: Client, services: Any) -> None:
    if services.valkey is None:
        pytest.skip("The broker is somebody else's: it isn't frozen.")
    services.valkey.child.freeze()
    try:
        began = time.monotonic()
        assert figures(client.get("/metrics"))["newsroom_broker_up"] == 0
        assert time.monotonic() - began < 2
    finally:
        services.valkey.child.thaw()


# -- logs ------------------------------------------------------------------------------------------------------


def line(record: logging.LogRecord) -> dict[str, Any]:
    written = Json().format(record)
    assert written.isascii() and written.splitlines() == [written]
    return dict(json.loads(written))


def record(words: str, *args: object, **more: Any) -> logging.LogRecord:
    found = logging.LogRecord("claims", logging.ERROR, "", 0, words, args, more.pop("exc_info", None))
    found.__dict__.update(more)
    return found


def test_a_line_of_json_holds_an_errors_kind_and_place_and_not_its_words() -> None:
    try:
        raise ValueError(f"DETAIL: Failing row contains ({WORD})")
    except ValueError as error:
        said = line(record("Broken", exc_info=(ValueError, error, error.__traceback__), request=f"<{WORD}>"))
    assert WORD not in json.dumps(said)
    assert (said["error"], said["message"], said["level"]) == ("ValueError", "Broken", "ERROR")
    assert said["at"][0].startswith(__file__)


@pytest.mark.parametrize(
    ("words", "args"),
    [
        (
            "Task %(name)s[%(id)s] %(description)s: %(exc)s",
            {"name": "sweep", "id": 7, "description": "failed"},
        ),
        ("Not done: %s", None),
    ],
)
def test_a_message_that_repeats_an_error_is_written_without_it(
    words: str, args: dict[str, Any] | None
) -> None:
    error = ValueError(f"DETAIL: Failing row contains ({WORD})")
    given = args | {"exc": repr(error)} if args else error
    said = line(record(words, given, exc_info=(ValueError, error, None)))
    assert WORD not in json.dumps(said) and said["message"].endswith(": …") and said["error"] == "ValueError"


@pytest.mark.parametrize("path", ["/shared/SECRET/", "/join/SECRET/", "/account/password/reset/SECRET/"])
def test_a_line_of_json_holds_no_address_that_opens_something(path: str) -> None:
    assert "SECRET" not in json.dumps(line(record("Not Found: %s", path)))


def test_lines_of_one_request_have_its_id(settings: Any, rf: Any) -> None:
    def asked(**headers: str) -> str:
        found: list[str] = []
        RequestId(lambda _: found.append(line(record("x"))["request"]))(rf.get("/", headers=headers))  # type: ignore[arg-type, func-returns-value]
        return found[0]

    assert asked() != asked() and "request" not in line(record("x")) and request_id.get() == ""
    assert asked(x_request_id="from-outside-1") != "from-outside-1"
    settings.BEHIND_PROXY = True
    assert asked(x_request_id="from-the-proxy-1") == "from-the-proxy-1"
    assert asked(x_request_id="forged\n{}") != "forged\n{}"


def test_processes_write_json_when_they_are_told_to(process_env: dict[str, str]) -> None:
    program = "import django; django.setup(); import logging; logging.getLogger('claims').warning('a\\nb')"
    env = process_env | {"LOG_FORMAT": "json"}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert json.loads(done.stderr)["message"] == "a\nb", done.stderr
