"""An upgrade while splits are under way: messages and workers of the release before, on the new schema."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from claims.models import Article, Claim, Split
from claims.vocabulary import SplitState
from newsroom.celery import app, publish
from newsroom.databases import as_owner
from newsroom.services.commands import worker_command
from tests.conftest import ROOT
from tests.support.faults import Fault
from tests.support.invariants import held
from tests.support.processes import Beat, Process, Worker, other_database, wait_until
from tests.support.texts import long_text

NAME = "newsroom_upgrade"
SECONDS = 240.0
MIGRATIONS = ROOT / "claims/migrations"
# One message of each task, as the first release that had it published it.
MESSAGES = ROOT / "tests/data/messages.json"
# What the release before does in a process of its own: the words of its code are not ours.
PASTE = """
from claims.models import Desk, Membership, User
from claims.services.article_paste import article_paste
from pathlib import Path
desk, made = Desk.objects.get_or_create(name="World")
if made:
    ruth = User.objects.create_user("ruth", "secret-word", name="Ruth Calloway", initials="RC")
    Membership.objects.create(user=ruth, desk=desk, role="editor")
for text in sorted(Path({texts!r}).glob("*.txt")):
    given = dict(desk_id=desk.pk, by=User.objects.get(username="ruth"), key=text.stem)
    article_paste(text=text.read_text(), headline=text.stem, **given)
"""


def git(*words: str) -> str:
    command = ["git", "-c", "safe.directory=*", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def release_before() -> str:
    """The commit before the one that brought the newest migration: the last with the schema before."""
    newest = max(path.name for path in MIGRATIONS.glob("0*.py"))
    added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", f"claims/migrations/{newest}")
    return git("rev-parse", "--verify", "--quiet", f"{added}^" if added else "HEAD")


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The release before, as it was."""
    commit = release_before()
    if not commit:
        pytest.fail("This clone doesn't hold the release before: git fetch --unshallow")
    packed, folder = tmp_path / "before.tar", tmp_path / "before"
    git("archive", "--format=tar", "-o", str(packed), commit)
    folder.mkdir()
    subprocess.run(["tar", "-xf", packed, "-C", folder], check=True)
    packed.unlink()
    return folder


@pytest.fixture
def upgraded(
    process_env: dict[str, str], broker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """The environment of processes on an empty database of its own, which this thread's connection is on too."""
    real = str(connection.settings_dict["NAME"])
    make = [
        sql.SQL(words).format(sql.Identifier(NAME))
        for words in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}")
    ]
    with as_owner(), connection.cursor() as cursor:
        for statement in make:
            cursor.execute(statement)
    connection.close()
    connection.settings_dict["NAME"] = NAME
    yield process_env | {"DATABASE_URL": other_database(process_env["DATABASE_URL"], NAME)}
    connection.close()
    connection.settings_dict["NAME"] = real
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


def manage(folder: Path, env: dict[str, str], *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def states() -> dict[str, str]:
    """Of each split by its article's title, its state: in words that every release has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT article.title, split.state FROM claims_split split"
            " JOIN claims_draft draft ON draft.id = split.draft_id"
            " JOIN claims_article article ON article.id = draft.article_id"
        )
        return dict(cursor.fetchall())


@pytest.mark.long
@pytest.mark.fault("an upgrade with splits under way")
def test_splits_under_way_outlast_an_upgrade(
    before: Path, upgraded: dict[str, str], fault: Fault, tmp_path: Path
) -> None:
    """The old worker ends what it's at on the new schema; what the old web queued is done by the new worker."""
    texts, titles = tmp_path / "texts", ["Aground", "Becalmed", "Careened"]
    texts.mkdir()
    owner = upgraded | {"DATABASE_URL": other_database(owners(), NAME)}
    manage(before, owner, "migrate", "--no-input", "-v0")
    for title, paragraphs in zip(titles, (700, 120, 4), strict=True):
        (texts / f"{title}.txt").write_text(f"{title}\n\n{long_text(paragraphs)}")
    manage(before, upgraded, "shell", "-v0", "-c", PASTE.format(texts=str(texts)))
    old = Process("old worker", worker_command("split", 1, name="old", level="INFO"), upgraded, cwd=before)
    workers: list[Process] = [old]
    try:
        old.start()
        old.wait_for(" ready.")
        wait_until(lambda: states()["Aground"] == SplitState.RUNNING, 30, "the old worker to read")
        manage(ROOT, owner, "migrate", "--no-input", "-v0")
        assert states()["Aground"] == SplitState.RUNNING, "the upgrade waited for it"
        wait_until(lambda: states()["Aground"] == SplitState.DONE, SECONDS, "the old worker to end it")
        wait_until(lambda: states()["Becalmed"] == SplitState.RUNNING, SECONDS, "it to take the next")
        with fault.recovering():
            old.kill_group()
            workers += [Worker(upgraded), Beat(upgraded)]
            for process in workers[1:]:
                process.start()
            wait_until(
                lambda: set(states().values()) == {SplitState.DONE}, SECONDS, "the new worker to end the rest"
            )
    finally:
        for process in workers:
            process.kill_group()
    assert Split.objects.get(draft__article__title="Aground").attempts == 1
    assert all(Claim.objects.filter(article=article).exists() for article in Article.objects.all())
    held(titles)


def owners() -> str:
    return os.environ["DATABASE_OWNER_URL"]


def test_messages_of_every_release_before_are_understood(
    transactional_db: None, broker: Any, new_worker: Any
) -> None:
    """Each names a task that there still is, and it takes what the message gives it."""
    kept = json.loads(MESSAGES.read_text())
    ours = published(broker)
    if new := set(ours) - set(kept):
        MESSAGES.write_text(json.dumps(ours | kept, indent=1, sort_keys=True) + "\n")
        pytest.fail(f"{', '.join(new)}: a message of each was put into {MESSAGES.name}; keep it")
    for message in kept.values():
        broker.lpush(message["properties"]["delivery_info"]["routing_key"], json.dumps(message))
    worker = new_worker()
    ended = re.compile(r"Task (\S+)\[\S+\] (?:succeeded|raised unexpected: DoesNotExist)")
    wait_until(lambda: set(ended.findall(worker.text())) == set(kept), 60, "all of them to end")


def published(broker: Any) -> dict[str, Any]:
    """A message of each task, as this release publishes it, for what isn't there: nobody's article has the number 0."""
    found = {}
    app.loader.import_default_modules()
    for name, task in app.tasks.items():
        if name.startswith("claims."):
            assert publish(task, *(0 for _ in inspect.signature(task.run).parameters))
            for queue in ("split", "slow", "sweep"):
                for raw in broker.lrange(queue, 0, -1):
                    message = json.loads(raw)
                    message["headers"]["origin"] = "gen1@host"
                    found[name] = message
                broker.delete(queue)
    return found
