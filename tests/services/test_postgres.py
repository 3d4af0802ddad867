"""The embedded servers: whole again after kill -9, never fooled by a stale pid, and gone when we go."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from newsroom.services import confine
from newsroom.services.embedded import addresses, embedded
from newsroom.services.errors import AlreadyRunning, CannotStart
from newsroom.services.folder import LONGEST_SOCKET, Folder
from newsroom.services.leftovers import left_over
from tests.support.processes import Silent, wait_until

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Folder]:
    """An empty data folder with a short path."""
    with tempfile.TemporaryDirectory(prefix="newsroom-test-") as name:
        yield Folder(Path(name))


@pytest.fixture(scope="module")
def made() -> Iterator[Folder]:
    """A data folder whose cluster is there already."""
    with tempfile.TemporaryDirectory(prefix="newsroom-test-") as name:
        folder = Folder(Path(name))
        with embedded(folder, Silent(), durable=False):
            pass
        yield folder


def run_sql(folder: Folder, query: str) -> list[tuple[object, ...]]:
    """As the owner."""
    with psycopg.connect(addresses(folder)["DATABASE_OWNER_URL"], autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else []


def start_and_leave(folder: Folder, durable: bool = False) -> "subprocess.Popen[str]":
    """Both servers in a process of their own, which says when they are up, and waits."""
    program = (
        "import sys, time; from pathlib import Path\n"
        "from newsroom.services.embedded import embedded; from newsroom.services.folder import Folder\n"
        "from newsroom.services.log import Log\n"
        f"folder = Folder(Path({str(folder.root)!r}))\n"
        f"with folder.lock(), embedded(folder, Log(sys.stderr), durable={durable}):\n"
        "    print('up', flush=True); time.sleep(600)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout and process.stdout.readline() == "up\n"
    return process


def servers(folder: Folder) -> set[int]:
    return left_over(folder.postgres, "postgres") | left_over(folder.valkey, "valkey-server")


def test_what_the_cluster_offers(made: Folder) -> None:
    with embedded(made, Silent(), durable=False) as running:
        url = running.env["DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as app:
            who = app.execute(
                "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert who == ("newsroom_app", False)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("CREATE TABLE mine (id int)")
        for extension in ("pg_trgm", "unaccent", "citext", "btree_gin"):
            run_sql(made, f"CREATE EXTENSION {extension}")
        assert run_sql(made, "SHOW listen_addresses") == [("",)]
        assert run_sql(made, "SHOW server_encoding") == [("UTF8",)]
        assert made.sockets().stat().st_mode & 0o077 == 0
        with redis.Redis.from_url(running.env["REDIS_URL"]) as broker:
            assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
            assert broker.config_get("appendonly") == {"appendonly": "yes"}
    assert not servers(made)


def test_all_killed_and_whole_again(made: Folder) -> None:
    holder = start_and_leave(made, durable=True)
    run_sql(made, "CREATE TABLE kept (id int)")
    run_sql(made, "INSERT INTO kept SELECT generate_series(1, 1000)")
    with redis.Redis.from_url(addresses(made)["REDIS_URL"]) as broker:
        broker.rpush("split", "a", "b")
        wait_until(lambda: broker.info("persistence")["aof_pending_bio_fsync"] == 0, 5, "the file")
    for pid in [*servers(made), holder.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    holder.wait()
    with made.lock(), embedded(made, Silent()) as running:
        assert run_sql(made, "SELECT count(*) FROM kept") == [(1000,)]
        with redis.Redis.from_url(running.env["REDIS_URL"]) as broker:
            assert broker.lrange("split", 0, -1) == [b"a", b"b"]


def test_servers_end_with_their_parent(made: Folder) -> None:
    holder = start_and_leave(made)
    assert servers(made)
    holder.kill()
    holder.wait()
    wait_until(lambda: not servers(made), 20, "the servers to end")


def test_servers_left_behind_are_ended_first(made: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing ends them with their parent, the next start does."""
    monkeypatch.setattr("newsroom.services.child.with_parent", lambda command, name: list(command))
    monkeypatch.setattr("newsroom.services.postgres.with_parent", lambda command, name: list(command))
    monkeypatch.setattr("newsroom.services.valkey.with_parent", lambda command, name: list(command))
    log = Silent()
    with embedded(made, Silent(), durable=False) as first:
        run_sql(made, "CREATE TABLE stayed AS SELECT 1 AS one")
        before = servers(made)
        with embedded(made, log, durable=False):
            assert run_sql(made, "SELECT one FROM stayed") == [(1,)]
            assert not before & servers(made)
        assert not any(server.alive() for server in first.running())
    assert sum("left behind" in line for line in log.lines) == 2


def test_a_stale_pid_of_somebody_else_is_left_alone(made: Folder) -> None:
    foreign = subprocess.Popen(["sleep", "60"], cwd=made.postgres)
    try:
        pid_file = made.postgres / "postmaster.pid"
        pid_file.write_text(f"{foreign.pid}\n{made.postgres}\n1\n5432\n{made.sockets()}\n\n1 1\n")
        (made.sockets() / ".s.PGSQL.5432.lock").write_text(f"{foreign.pid}\n")
        with embedded(made, Silent(), durable=False):
            assert run_sql(made, "SELECT 1") == [(1,)]
        assert foreign.poll() is None
    finally:
        foreign.kill()
        foreign.wait()


def test_a_cluster_half_made_is_made_again(folder: Folder) -> None:
    (folder.root / "postgres.new").mkdir()
    (folder.root / "postgres.new" / "PG_VERSION").write_text("18\n")
    with embedded(folder, Silent(), valkey=False, durable=False):
        assert run_sql(folder, "SELECT 1") == [(1,)]


def test_another_versions_data_is_refused_in_words(folder: Folder) -> None:
    folder.postgres.mkdir(mode=0o700)
    (folder.postgres / "PG_VERSION").write_text("12\n")
    with pytest.raises(CannotStart, match="made by PostgreSQL 12"), embedded(folder, Silent(), valkey=False):
        pass


def test_a_server_that_cant_start_says_why(made: Folder) -> None:
    settings = made.postgres / "postgresql.conf"
    before = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    with pytest.raises(CannotStart, match="no_such_setting"), embedded(made, Silent(), valkey=False):
        pass
    settings.write_text(before)


@pytest.mark.parametrize("name", ["d" * LONGEST_SOCKET, "with blanks, and 'quotes'", "קטן"])
def test_a_path_that_suits_no_socket(folder: Folder, name: str) -> None:
    deep = Folder(folder.root / name)
    deep.create()
    sockets = deep.sockets()
    assert sockets.parent != deep.root
    assert sockets.stat().st_mode & 0o077 == 0
    assert deep.sockets() == sockets, "it is remembered"
    shutil.rmtree(sockets)


def test_servers_in_a_folder_with_an_odd_name(folder: Folder) -> None:
    odd = Folder(folder.root / ("with blanks, 'quotes' and קטן" + "d" * LONGEST_SOCKET))
    odd.create()
    with embedded(odd, Silent(), durable=False) as running:
        assert run_sql(odd, "SELECT 1") == [(1,)]
        assert redis.Redis.from_url(running.env["REDIS_URL"]).ping()
    shutil.rmtree(odd.sockets())


def test_a_folder_for_sockets_that_others_can_enter_is_not_used(folder: Folder) -> None:
    deep = Folder(folder.root / ("d" * LONGEST_SOCKET))
    deep.create()
    first = deep.sockets()
    first.chmod(0o755)
    second = deep.sockets()
    assert second != first
    shutil.rmtree(first)
    shutil.rmtree(second)


def test_one_holder_at_a_time(folder: Folder) -> None:
    assert not folder.is_held()
    with folder.lock():
        assert folder.is_held()
        with pytest.raises(AlreadyRunning):
            folder.lock()
    assert not folder.is_held()


def test_keys_are_made_once_and_private(folder: Folder) -> None:
    keys = folder.keys()
    assert keys == folder.keys()
    assert set(keys) == {"SECRET_KEY", "HISTORY_KEY", "SECRETS_KEYS"}
    assert len(set(keys.values())) == 3
    assert min(map(len, keys.values())) >= 50
    assert (folder.root / "keys.json").stat().st_mode & 0o777 == 0o600


def test_root_where_namespaces_are_forbidden(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confine, "works", lambda *prefix: prefix[0] != "unshare")
    if os.geteuid() != 0:
        assert confine.unprivileged(["postgres"]) == ["postgres"], "only root has to become somebody else"
        return
    with embedded(folder, Silent(), durable=False):
        assert run_sql(folder, "SELECT 1") == [(1,)]
        assert folder.postgres.stat().st_uid == confine.NOBODY
    inner = folder.root / "closed"
    inner.mkdir(mode=0o700)
    closed = Folder(inner / "data")
    closed.create()
    with pytest.raises(CannotStart, match="can't enter"), embedded(closed, Silent()):
        pass


@pytest.mark.parametrize("uid", [1, 123456])
def test_as_an_ordinary_user(folder: Folder, uid: int) -> None:
    """In a namespace where we are root ourselves: as a user with a name, and as one that the system doesn't know."""
    program = (
        "import os, sys; from pathlib import Path; import psycopg\n"
        "from newsroom.services.embedded import embedded; from newsroom.services.folder import Folder\n"
        "from newsroom.services.log import Log\n"
        f"folder = Folder(Path({str(folder.root / 'data')!r})); folder.create()\n"
        "assert os.geteuid() != 0\n"
        "with folder.lock(), embedded(folder, Log(sys.stderr), durable=False) as running:\n"
        "    with psycopg.connect(running.env['DATABASE_URL']) as app:\n"
        "        print(app.execute('SELECT 41 + 1').fetchone()[0])\n"
    )
    command = [sys.executable, "-c", program]
    if os.geteuid() == 0:
        command = ["unshare", "--user", f"--map-user={uid}", f"--map-group={uid}", "--", *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout == "42\n", done.stderr
