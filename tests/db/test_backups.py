"""Backups for real: made while people work, restored elsewhere, tried, and refused where they don't hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from psycopg import sql

from claims.models import Capture, Upkeep
from claims.services import backup_make as making
from claims.services.article_erase import article_erase
from claims.services.capture_store import evidence_files
from claims.vocabulary import UpkeepKind
from newsroom.backups import programs
from newsroom.backups.database import WITHOUT_ROWS, connect, owner_parts
from newsroom.backups.errors import NoBackup
from newsroom.backups.folder import DUMP, FILES, MANIFEST, backups_in, held, read
from newsroom.services.child import PROJECT
from newsroom.services.commands import manage_command
from tests import factories as make
from tests.house.test_migrations import SCHEMA
from tests.support.planted import story
from tests.support.processes import other_database, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "newsroom_elsewhere"
# What PostgreSQL writes otherwise once it has read its own words.
CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def busy(transactional_db: None) -> Any:
    """The planted story, its evidence with files, one of them of a source who can't be named."""
    room = make.newsroom()
    return room, story(room)[0]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where backups go; the evidence store is this test's own."""
    store = tmp_path / "store"
    settings.STORAGES = settings.STORAGES | {
        "evidence": settings.STORAGES["evidence"] | {"OPTIONS": {"location": str(store), "base_url": None}}
    }
    return tmp_path / "backups"


@pytest.fixture
def elsewhere(folder: Path, process_env: dict[str, str], tmp_path: Path) -> Iterator[Command]:
    """`elsewhere("restore", …)`: a command of manage.py on an empty database and an empty store of its own."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(ELSEWHERE))
    with connect(owner_parts()) as server:
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(ELSEWHERE)))
    owner = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    env = process_env | {
        "DATABASE_URL": other_database(os.environ["DATABASE_URL"], ELSEWHERE),
        "DATABASE_OWNER_URL": other_database(owner, ELSEWHERE),
        "EVIDENCE_STORE_URL": (tmp_path / "restored").as_uri(),
    }

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = manage_command(*map(str, words))
        return subprocess.run(command, env=env, cwd=PROJECT, capture_output=True, text=True)

    yield run
    with connect(owner_parts()) as server:
        server.execute(drop)


def backup(folder: Path, *words: str) -> Path:
    call_command("backup", str(folder), *words, stdout=StringIO())
    return backups_in(folder)[0]


def older(made: Path, day: int) -> Path:
    """The same backup under the name of another day."""
    return made.rename(made.with_name(f"newsroom-202601{day:02}T000000Z"))


def contents(database: str) -> dict[str, Any]:
    """The rows of every table, and columns, constraints, triggers and rights."""
    with connect(owner_parts(database)) as server:
        tables = [
            row[0] for row in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ]
        query = sql.SQL("SELECT t::text FROM {} t ORDER BY 1")
        rows = {name: server.execute(query.format(sql.Identifier(name))).fetchall() for name in tables}
        return {one: of for one, of in rows.items() if one not in WITHOUT_ROWS} | {
            "schema": sorted(CASTS.sub("", line) for (line,) in server.execute(SCHEMA))
        }


def files_of(store: Path) -> dict[str, bytes]:
    return {str(one.relative_to(store)): one.read_bytes() for one in store.rglob("*") if one.is_file()}


def refused(folder: Path, command: str = "restore_drill") -> str:
    with pytest.raises(CommandError) as no:
        call_command(command, str(folder), stdout=StringIO())
    return str(no.value)


def last(kind: UpkeepKind) -> Upkeep:
    found = Upkeep.objects.filter(kind=kind).first()
    assert found
    return found


def test_a_backup_restored_elsewhere_is_the_same_newsroom(
    folder: Path, busy: Any, elsewhere: Command, tmp_path: Path, client: Any
) -> None:
    client.force_login(busy[0].editor)
    before = contents("")
    made = backup(folder)
    done = elsewhere("restore", made)
    assert done.returncode == 0, done.stderr
    after = contents(ELSEWHERE)
    assert [name for name in before.keys() | after.keys() if after.get(name) != before.get(name)] == []
    assert files_of(tmp_path / "restored") == files_of(made / FILES) == files_of(tmp_path / "store") != {}
    with connect(owner_parts(ELSEWHERE)) as server:
        assert not server.execute("SELECT 1 FROM django_session").fetchone(), "nobody is signed in"
    assert elsewhere("verify_history").stdout.endswith(" no findings.\n")
    again = elsewhere("restore", made)
    assert (again.returncode, "has tables already" in again.stderr) == (1, True)


def test_the_drill_restores_the_newest_and_leaves_nothing(folder: Path, busy: Any) -> None:
    made, out = backup(folder), StringIO()
    call_command("restore_drill", str(folder), stdout=out)
    assert "no findings" in out.getvalue() and f"{made.name} holds" in out.getvalue()
    assert [(one.kind, one.good, one.name) for one in Upkeep.objects.all()] == [
        (UpkeepKind.DRILL, True, made.name),
        (UpkeepKind.BACKUP, True, made.name),
    ]
    with connect(owner_parts()) as server:
        assert not server.execute("SELECT 1 FROM pg_database WHERE datname = 'newsroom_drill'").fetchone()


@pytest.mark.long
def test_the_drill_on_a_server_of_its_own(folder: Path, busy: Any) -> None:
    backup(folder)
    out = StringIO()
    call_command("restore_drill", str(folder), "--apart", stdout=out)
    assert "no findings" in out.getvalue()


def spoil_file(made: Path) -> None:
    one = next(place for place in (made / FILES).rglob("*") if place.is_file())
    one.write_bytes(one.read_bytes()[:-1] + b"?")


def spoil_dump(made: Path) -> None:
    with (made / DUMP).open("r+b") as file:
        file.seek(-9, os.SEEK_END)
        file.write(b"?")


def lose_file(made: Path) -> None:
    next(place for place in (made / FILES).rglob("*") if place.is_file()).unlink()


def forge(made: Path) -> None:
    said = json.loads((made / MANIFEST).read_text())
    said["tables"]["claims_user"] += 1
    (made / MANIFEST).write_text(json.dumps(said))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_file, "is damaged: 1 of its files"),
        (spoil_dump, "is damaged: 1 of its files, database.dump"),
        (lose_file, "is damaged: 1 of its files"),
        (forge, "isn't signed with this newsroom's HISTORY_KEY"),
        (lambda made: (made / MANIFEST).write_text("{"), "is no backup"),
    ],
)
def test_what_was_changed_since_is_neither_tried_nor_restored(
    folder: Path, busy: Any, spoil: Callable[[Path], Any], words: str
) -> None:
    made = backup(folder)
    spoil(made)
    assert words in refused(folder)
    assert words in refused(made, "restore")
    assert not last(UpkeepKind.DRILL).good


def test_a_chain_that_was_broken_before_the_backup_fails_the_drill(folder: Path, busy: Any) -> None:
    with connect(owner_parts()) as server:
        server.execute("UPDATE claims_event SET number = number + 1000 WHERE number = 2")
    backup(folder)
    assert "verify_history on the restored database" in refused(folder)
    assert not last(UpkeepKind.DRILL).good


@pytest.mark.long
def test_other_keys_fail_the_drill(folder: Path, busy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    backup(folder)
    monkeypatch.setenv("SECRETS_KEYS", "another-one-" * 5)
    assert "no key that is set opens it" in refused(folder)


def test_a_file_that_is_lost_is_told_and_all_else_is_backed_up(folder: Path, busy: Any) -> None:
    gone, changed = Capture.objects.exclude(stored="")[0], make.page_kept(busy[0].checker, busy[0].desk)
    evidence_files().delete(gone.stored)
    Path(evidence_files().path(changed.stored)).write_bytes(b"other bytes")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("backup", str(folder), stdout=out)
    assert ended.value.code == 1
    assert f"{gone.stored}: missing" in out.getvalue() and f"{changed.stored}: changed" in out.getvalue()
    assert last(UpkeepKind.BACKUP).trouble == "2 files of the evidence store are missing or changed."
    assert set(read(backups_in(folder)[0]).lost.values()) == {"missing", "changed"}


def test_what_is_erased_meanwhile_is_not_in_it(
    folder: Path, busy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, article = busy
    dumped: list[int] = []

    def dump_then_erase(*given: Any) -> None:
        dump(*given)
        if not dumped:
            article_erase(
                article_id=article.pk, by=room.administrator, key=make.key(), note="A source asked."
            )
        dumped.append(1)

    dump = making.dump
    monkeypatch.setattr(making, "dump", dump_then_erase)
    made = backup(folder)
    assert len(dumped) == 2
    held_now = read(made)
    assert (held_now.lost, len(files_of(made / FILES))) == ({}, len(held_now.files))
    with connect(owner_parts()) as server:
        assert set(held_now.files) == set(making.stored_files(server))


def test_a_backup_that_is_killed_leaves_nothing_that_passes_for_one(
    folder: Path, busy: Any, process_env: dict[str, str], tmp_path: Path
) -> None:
    env = process_env | {"DATABASE_OWNER_URL": os.environ.get("DATABASE_OWNER_URL", "")}
    env["DATABASE_OWNER_URL"] = other_database(env["DATABASE_OWNER_URL"], owner_parts()["dbname"])
    env["EVIDENCE_STORE_URL"] = (tmp_path / "store").as_uri()
    with connect(owner_parts()) as server, server.transaction():
        server.execute("LOCK TABLE claims_user IN ACCESS EXCLUSIVE MODE")  # there it waits
        process = subprocess.Popen(manage_command("backup", str(folder)), env=env, cwd=PROJECT)
        waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'claims_user'::regclass"
        wait_until(lambda: server.execute(waits).fetchone(), 30, "the backup to wait")
        assert "at work" in refused(folder, "backup")
        process.kill()
        process.wait()
    assert backups_in(folder) == [] and len(list(folder.glob(".newsroom-*"))) == 1
    made = backup(folder)
    assert {one.name for one in folder.iterdir()} == {".lock", made.name}


def test_no_room_is_said_before_anything_is_written(
    folder: Path, busy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "SPARE", 1 << 60)
    assert "too little room" in refused(folder, "backup")
    assert [one.name for one in folder.iterdir()] == [".lock"]
    assert not last(UpkeepKind.BACKUP).good


def test_old_ones_go_once_a_new_one_is_whole(
    folder: Path, busy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [older(backup(folder), day) for day in (1, 2, 3)]
    with monkeypatch.context() as spoiled:
        spoiled.setattr(making, "SPARE", 1 << 60)
        with pytest.raises(CommandError):
            backup(folder, "--keep", "1")
    assert backups_in(folder) == days[::-1]
    newest = backup(folder, "--keep", "2")
    assert backups_in(folder) == [newest, days[2]]
    assert sorted(one.name for one in folder.iterdir()) == sorted([".lock", newest.name, days[2].name])


def test_a_backup_is_its_owners_alone(folder: Path, busy: Any) -> None:
    made = backup(folder)
    assert {place.stat().st_mode & 0o077 for place in (made, *made.rglob("*"))} == {0}


def test_a_restore_goes_into_an_empty_place_alone(
    folder: Path, busy: Any, elsewhere: Command, tmp_path: Path
) -> None:
    made = backup(folder)
    assert "has tables already" in refused(made, "restore")
    name = next(iter(read(made).files))
    half = tmp_path / "restored" / name
    half.parent.mkdir(parents=True)
    half.write_bytes((made / FILES / name).read_bytes())
    (tmp_path / "restored" / "other").write_bytes(b"somebody's")
    assert "The evidence store isn't empty: 1 files" in elsewhere("restore", made).stderr
    (tmp_path / "restored" / "other").unlink()
    assert elsewhere("restore", made).returncode == 0  # what an ended one had brought is no hindrance


def test_keys_go_apart_and_into_an_empty_data_folder_with_the_backup(
    folder: Path, busy: Any, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="don't belong among the backups"):
        backup(folder, "--keys-to", str(folder / "keys.json"))
    keys = tmp_path / "keys.json"
    made = backup(folder, "--keys-to", str(keys))
    assert keys.stat().st_mode & 0o077 == 0
    secrets = json.loads(keys.read_text())
    assert secrets["HISTORY_KEY"] == os.environ["HISTORY_KEY"]
    plain = b"".join(place.read_bytes() for place in (made / MANIFEST, made / DUMP))
    assert not [name for name, key in secrets.items() if key.encode() in plain]
    named = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", *secrets}
    env = {name: value for name, value in os.environ.items() if name not in named}
    env["NEWSROOM_DATA"] = str(tmp_path / "data")
    words = manage_command("restore", str(made))
    alone = subprocess.run(words, env=env, cwd=PROJECT, capture_output=True, text=True)
    assert (alone.returncode, "--keys-from" in alone.stderr) == (1, True)
    done = subprocess.run(
        [*words, "--keys-from", str(keys)], env=env, cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(files_of(tmp_path / "data" / "evidence")) == len(read(made).files)


@pytest.mark.parametrize(
    ("name", "server", "here", "taken"),
    [
        ("pg_dump", 15, (18, 15), 15),
        ("pg_dump", 16, (18, 15), 18),
        ("pg_restore", 17, (18, 15), 18),
        ("pg_restore", 16, (18, 15), None),
        ("pg_dump", 19, (18, 15), None),
    ],
)
def test_the_program_fits_the_server(
    monkeypatch: pytest.MonkeyPatch, name: str, server: int, here: tuple[int, ...], taken: int | None
) -> None:
    monkeypatch.setattr(programs, "_candidates", lambda _: [Path(str(one)) for one in here])
    monkeypatch.setattr(programs, "major", lambda place: int(place.name))
    if taken is None:
        with pytest.raises(NoBackup, match=f"postgresql-client-{server}"):
            programs.program(name, server)
    else:
        assert programs.program(name, server).name == str(taken)


def test_one_at_a_time(folder: Path, busy: Any) -> None:
    with held(folder):
        assert "at work" in refused(folder, "backup")
        assert "at work" in refused(folder)
