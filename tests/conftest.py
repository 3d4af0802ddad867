"""Every test runs on real servers: PostgreSQL and Valkey in a temporary folder, or those that the environment names.

The tests are the application's role inside PostgreSQL, so rights and triggers are real; the test database is
made, and emptied after transactional tests, by the owner. Servers start when the first test needs them.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = pytest.StashKey[Path]()
LENT = pytest.StashKey[Any]()
SHOTS = ROOT / ".shots"
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-dev-shm-usage"
).split()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The page on which the tests of faults print what they saw."""
    parser.addoption("--reliability", metavar="FILE", help="write the table of faults there")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Decide the addresses and load Django's settings; nothing is started yet.

    A process that only spreads the tests over others leaves that to them: each has servers of its own.
    """
    page = config.getoption("reliability")
    if page and not hasattr(config, "workerinput"):
        from tests.support.faults import FaultTable

        config.pluginmanager.register(FaultTable(Path(page).absolute()))
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        return
    from newsroom.services.embedded import addresses
    from newsroom.services.folder import Folder

    scratch = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    config.stash[SCRATCH] = scratch
    folder = Folder(scratch)
    ours = addresses(folder)
    if os.environ.get("DATABASE_URL"):
        del ours["DATABASE_OWNER_URL"]
    for name, value in ours.items():
        os.environ.setdefault(name, value)
    os.environ |= {
        "NEWSROOM_DATA": str(scratch),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's sync API runs a loop in this thread
        "SECRET_KEY": "of-the-tests-only-" + "s" * 50,
        "HISTORY_KEY": "of-the-tests-only-" + "h" * 50,
        "SECRETS_KEYS": "of-the-tests-only-" + "k" * 50,
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "HTTPS": "false",
        "SAMPLE_ALLOWED": "true",
    }
    (scratch / "static").mkdir()
    set_up_django()


def set_up_django() -> None:
    """Settings of the test process alone: quick passwords, static files without a manifest."""
    import django
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.support.hasher.Quick"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    flush_as_owner()


def flush_as_owner() -> None:
    """The application's role may not truncate, so what ends a transactional test is done by the owner."""
    from django.test import TransactionTestCase

    from newsroom.databases import as_owner

    flush = TransactionTestCase._fixture_teardown

    def flush_by_owner(self: Any) -> None:
        with as_owner():
            flush(self)

    TransactionTestCase._fixture_teardown = flush_by_owner


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if SCRATCH in config.stash:
        shutil.rmtree(config.stash[SCRATCH], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def plain_rendering(django_test_environment: None) -> None:
    """Templates are drawn as they are anywhere else: Django's own way in tests copies the context of each template and
    of each widget, for `response.context`, which no test here asks for, and takes a page half as long again."""
    from django.template.base import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render


@pytest.fixture(scope="session")
def scratch(pytestconfig: pytest.Config) -> Path:
    """The data folder of this test run."""
    return pytestconfig.stash[SCRATCH]


@pytest.fixture(scope="session")
def services(scratch: Path) -> Iterator[Any]:
    """The servers that the environment didn't name, up until the last test. Yields `Embedded`."""
    from newsroom.services.embedded import addresses, embedded
    from newsroom.services.folder import Folder
    from tests.support.processes import Silent

    folder = Folder(scratch)
    ours = addresses(folder)
    own = {name: os.environ[name] == ours[name] for name in ("DATABASE_URL", "REDIS_URL")}
    with (
        folder.lock(),
        embedded(
            folder, Silent(), postgres=own["DATABASE_URL"], valkey=own["REDIS_URL"], durable=False
        ) as running,
    ):
        if own["REDIS_URL"]:
            yield running
        else:
            with foreign_broker():
                yield running


@contextmanager
def foreign_broker() -> Iterator[None]:
    """The tests empty the broker's database, so it has to be empty before; and is after them."""
    import redis

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as broker:
        if broker.dbsize():
            pytest.exit("REDIS_URL names a database that is in use; the tests would empty it.", 2)
        yield
        broker.flushdb()


@pytest.fixture(scope="session")
def django_db_setup(services: Any, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, made by the owner through the migrations."""
    from django.test.utils import setup_databases, teardown_databases

    from newsroom.databases import as_owner

    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    if services.postgres is None:
        with django_db_blocker.unblock(), as_owner():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def broker(services: Any) -> Iterator[Any]:
    """A client of the broker, in which nothing waits before and after the test."""
    import redis

    from tests.support.processes import forget_messages

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        forget_messages(client)
        yield client
        forget_messages(client)


@pytest.fixture(autouse=True)
def fault(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The record of a test that is marked `fault("the row's words")`, after which, whatever it did, all of
    `invariants.held` holds; None for every other test.
    """
    marks = list(request.node.iter_markers("fault"))
    if not marks:
        yield None
        return
    from tests.support.faults import FAULTS, Fault

    told, record = request.node.user_properties, Fault()
    for mark in marks:
        assert mark.args[0] in FAULTS
        told.append(("fault", mark.args[0]))
    stored = {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker(
        "django_db"
    )
    if stored:  # there until this fixture is done
        request.getfixturevalue("_django_db_helper")
    yield record
    told += [("recovery", seconds) for seconds in record.seconds]
    if stored and not getattr(request.node, "failed", False):
        from tests.support.invariants import held

        held(record.keys)


@pytest.fixture(scope="session")
def own_env(django_db_setup: None, scratch: Path) -> dict[str, str]:
    """The environment of a real process: the test database, as the application, with short intervals."""
    from django.db import connection

    from tests.support.processes import other_database

    env = dict(os.environ)
    env["DATABASE_URL"] = other_database(env["DATABASE_URL"], str(connection.settings_dict["NAME"]))
    env.pop("DATABASE_OWNER_URL", None)
    return env | {"SPLIT_OVERDUE_SECONDS": "3", "SWEEP_SECONDS": "1", "TMPDIR": str(scratch)}


@pytest.fixture
def process_env(transactional_db: None, own_env: dict[str, str]) -> dict[str, str]:
    """The same, for what runs as long as one test; its rows are committed, and gone after it."""
    return dict(own_env)


@pytest.fixture
def new_worker(process_env: dict[str, str], broker: Any) -> Iterator[Callable[..., Any]]:
    """`new_worker(queues="split,sweep,slow", children=1, SOME_SETTING="…")` starts a worker; all end with the test."""
    from tests.support.processes import Worker

    made: list[Worker] = []

    def start(queues: str = "split,sweep,slow", children: int = 1, **env: str) -> Worker:
        made.append(Worker(process_env | env, queues, children))
        made[-1].start()
        return made[-1]

    yield start
    for worker in made:
        worker.kill_group()


@pytest.fixture(scope="session")
def lent_worker(own_env: dict[str, str]) -> Iterator[Any]:
    """The worker that tests which want just any have one after the other: starting one takes three seconds."""
    from tests.support.processes import Worker

    lent = Worker(own_env)
    yield lent
    lent.kill_group()


@pytest.fixture(autouse=True)
def no_worker_unasked(request: pytest.FixtureRequest) -> None:
    """The lent worker ends before a test that hasn't asked for it: it would take that test's tasks."""
    if "worker" in request.fixturenames:
        return
    lent = request.session.stash.get(LENT, None)
    if lent and lent.alive():
        lent.kill_group()


@pytest.fixture
def worker(
    lent_worker: Any, transactional_db: None, broker: Any, request: pytest.FixtureRequest
) -> Iterator[Any]:
    """A running Celery worker: `pid`, `kill_group()`, `stop()`, `text()`, `wait_for(words)`."""
    from tests.support.processes import nobody_at_work

    request.session.stash[LENT] = lent_worker
    if not lent_worker.alive():
        lent_worker.start()
    lent_worker.lines.lines.clear()
    yield lent_worker
    if not nobody_at_work(broker):
        lent_worker.kill_group()


@pytest.fixture
def beat(process_env: dict[str, str], broker: Any) -> Iterator[Any]:
    """A running beat, which sends the sweep every second."""
    from tests.support.processes import Beat

    running = Beat(process_env)
    running.start()
    yield running
    running.kill_group()


@pytest.fixture(scope="session")
def collected_static(services: Any) -> None:
    """The static files as production serves them."""
    import subprocess

    from newsroom.services.commands import manage_command

    subprocess.run(manage_command("collectstatic", "--no-input", "-v0"), cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def lent_app(own_env: dict[str, str], collected_static: None) -> Iterator[Any]:
    """The web server that one test after the other has."""
    from tests.support.processes import App

    app = App(own_env)
    yield app
    app.stop()


@pytest.fixture
def live_app(lent_app: Any, transactional_db: None) -> Iterator[Any]:
    """The newsroom in a real uvicorn on the test database: `url`, `pid`, `kill_group()`, `text()`."""
    from tests.support.processes import nobody_at_work

    if not lent_app.alive():
        lent_app.start()
    yield lent_app
    if not nobody_at_work():
        lent_app.kill_group()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium. A test that needs it fails where it is missing."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.fail("There is no chromium: run make system")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Any, live_app: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """`new_page(**context)` opens a page in a fresh context on the live app, e.g. `java_script_enabled=False`.

    A failed test leaves screenshots; a page that broke the Content-Security-Policy, threw, or asked anybody else for
    anything fails its test.
    """
    pages: list[Any] = []
    complaints: list[str] = []

    def listen(message: Any) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def watch(asked: Any) -> None:
        if not asked.url.startswith((f"{live_app.url}/", "data:", "blob:", "about:")):
            complaints.append(f"A request to {asked.url}")

    def open_page(**context: Any) -> Any:
        page = browser.new_context(base_url=live_app.url, **context).new_page()
        page.context.on("request", watch)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        pages.append(page)
        return page

    yield open_page
    if getattr(request.node, "failed", False):
        SHOTS.mkdir(exist_ok=True)
        for number, page in enumerate(pages):
            name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
            page.screenshot(path=SHOTS / f"{name}-{number}.png", full_page=True)
    for page in pages:
        page.context.close()
    assert not complaints, complaints


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """One page on the live app."""
    return new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember on the test whether it failed, for the screenshots."""
    report = yield
    if report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report  # type: ignore[return-value]
