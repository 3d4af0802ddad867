"""The five walls, by reading what each file imports and mentions."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, Import, imports, tree, under

PURE = (
    "claims/extraction",
    "claims/anchoring",
    "claims/exports",
    "claims/capture",
    "claims/incoming",
    "claims/searching",
    "claims/matching",
)
SERVERS = ("django", "celery", "kombu", "redis", "psycopg", "asgiref")

# For each layer the parts of `claims` that it may import. What isn't named may not be.
LAYERS: dict[str, tuple[str, ...]] = {
    "claims/vocabulary.py": (),
    "claims/apps.py": (),
    "claims/errors.py": (),
    "claims/keys.py": ("vocabulary",),
    "claims/extraction": ("extraction",),
    "claims/anchoring": ("anchoring", "extraction"),
    "claims/exports": ("exports", "anchoring", "extraction"),
    "claims/capture": ("capture",),
    "claims/incoming": ("incoming", "anchoring", "capture", "extraction"),
    "claims/searching": ("searching", "extraction"),
    "claims/matching": ("matching", "extraction"),
    "claims/models": ("models", "vocabulary"),
    "claims/mentions.py": (),
    "claims/guards.py": ("drafts", "extraction", "models", "vocabulary", "errors"),
    "claims/drafts.py": ("models", "vocabulary"),
    "claims/unnamed.py": ("models",),
    "claims/retention.py": ("models", "vocabulary"),
    "claims/gate.py": ("drafts", "unnamed", "models", "vocabulary"),
    "claims/gate_guards.py": ("gate", "models", "vocabulary", "errors"),
    "claims/permissions": (
        "permissions",
        "gate",
        "gate_guards",
        "guards",
        "models",
        "vocabulary",
        "unnamed",
        "errors",
    ),
    "claims/selectors": (
        "selectors",
        "searching",
        "matching",
        "unnamed",
        "capture",
        "mentions",
        "permissions",
        "drafts",
        "gate",
        "guards",
        "retention",
        "models",
        "vocabulary",
        "errors",
        "extraction",
        "anchoring",
        "exports",
    ),
    "claims/services": (
        "services",
        "searching",
        "matching",
        "unnamed",
        "capture",
        "incoming",
        "mentions",
        "permissions",
        "drafts",
        "gate",
        "guards",
        "keys",
        "retention",
        "models",
        "vocabulary",
        "errors",
        "extraction",
        "anchoring",
        "exports",
    ),
    "claims/tasks.py": ("services", "vocabulary"),
    "claims/forms": (
        "forms",
        "anchoring",
        "extraction",
        "incoming",
        "keys",
        "selectors",
        "permissions",
        "models",
        "vocabulary",
        "errors",
    ),
    "claims/templatetags": (
        "templatetags",
        "forms",
        "keys",
        "searching",
        "selectors",
        "models",
        "vocabulary",
    ),
    "claims/views": (
        "views",
        "forms",
        "templatetags",
        "extraction",
        "incoming",
        "services",
        "selectors",
        "permissions",
        "models",
        "vocabulary",
        "errors",
        "exports",
    ),
    "claims/api": (
        "api",
        "views",
        "forms",
        "extraction",
        "services",
        "selectors",
        "permissions",
        "gate",
        "models",
        "vocabulary",
        "errors",
        "exports",
    ),
    "claims/urls.py": ("views",),
    "claims/management": ("services", "selectors", "models", "vocabulary", "errors"),
    "claims/migrations": ("migrations",),
}


def all_imports(folder: str) -> list[Import]:
    found = [one for path in under(folder) for one in imports(path)]
    return found


@pytest.mark.parametrize("folder", PURE)
def test_the_pure_parts_know_no_server(folder: str) -> None:
    assert under(folder)
    assert [str(one) for one in all_imports(folder) if one.of(*SERVERS, "newsroom")] == []


@pytest.mark.parametrize(
    "module",
    [
        "claims.extraction",
        "claims.anchoring.carry",
        "claims.anchoring.reconcile",
        "claims.exports.table",
        "claims.exports.page",
        "claims.exports.pdf",
        "claims.capture.readers.__main__",
        "claims.incoming.__main__",
        "claims.searching.query",
        "claims.matching.meaning",
        "claims.matching.likeness",
    ],
)
def test_importing_a_pure_part_loads_no_server(module: str) -> None:
    words = (
        f"import sys, {module}; "
        f"print([name for name in {(*SERVERS, 'torch', 'newsroom', 'claims.extraction.training')!r}"
        " if name in sys.modules])"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_the_package_claims_is_empty() -> None:
    assert (ROOT / "claims/__init__.py").read_text() == ""


def test_training_is_never_loaded_at_run_time() -> None:
    training = Path("claims/extraction/training")
    outside = [path for path in (*under("claims"), *under("newsroom")) if training not in path.parents]
    found = [one for path in outside for one in imports(path)]
    assert [str(one) for one in found if one.of("torch", "transformers", "claims.extraction.training")] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_one_way(layer: str) -> None:
    allowed = tuple(f"claims.{name}" for name in LAYERS[layer])
    wrong = [
        str(one)
        for one in all_imports(layer)
        if one.of("claims") and not one.of(*allowed) and not one.typing and not _queues(one)
    ]
    assert wrong == []


def _queues(one: Import) -> bool:
    """A service that imports the task that it queues, inside the function that queues it."""
    return one.local and one.of("claims.tasks") and Path("claims/services") in one.path.parents


def test_every_file_of_claims_has_its_layer() -> None:
    known = {path for layer in LAYERS for path in under(layer)}
    assert set(under("claims")) - known == {Path("claims/__init__.py")}


def test_local_imports_are_those_of_queued_tasks() -> None:
    local = [
        one
        for one in all_imports("claims")
        if one.local and Path("claims/extraction") not in one.path.parents
    ]
    assert local, "no service queues anything: this test would hold nothing"
    assert [str(one) for one in local if not (_queues(one) or one.of("newsroom.celery"))] == []


MANAGERS = {"objects", "_default_manager", "_base_manager", "raw", "connection", "connections", "cursor"}


def test_views_forms_and_tags_never_touch_the_database_themselves() -> None:
    paths = [*under("claims/views"), *under("claims/api"), *under("claims/templatetags")]
    paths += under("newsroom/urls.py")
    assert len(paths) > 5
    found = [
        f"{path}:{node.lineno} {node.attr}"
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
    assert found == []
    assert [str(one) for path in paths for one in imports(path) if one.of("django.db")] == []


def test_there_are_no_signals() -> None:
    signals = (
        "django.db.models.signals",
        "django.dispatch",
        "django.core.signals",
        "django.contrib.auth.signals",
    )
    assert [str(one) for one in all_imports("claims") if one.of(*signals)] == []


def test_nothing_overrides_how_a_row_is_saved() -> None:
    overrides = {"save", "delete", "asave", "adelete", "save_base", "bulk_create", "update"}
    found = [
        f"{path}:{node.lineno} {node.name}"
        for path in under("claims/models")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name in overrides
    ]
    assert found == []


ALWAYS_WRITES = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "create_user",
}
WRITES_ON_ROWS = {"update", "delete", "add", "set", "remove", "clear"}
ROWS = {
    "objects",
    "filter",
    "exclude",
    "all",
    "order_by",
    "select_for_update",
    "bylines",
    "speakers",
    "members",
}


def _writes(path: Path) -> list[str]:
    """Calls that write rows: by their name alone, or by what they are called on."""
    found = []
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, receiver = node.func.attr, node.func.value
        on_rows = any(isinstance(part, ast.Attribute) and part.attr in ROWS for part in ast.walk(receiver))
        if name in ALWAYS_WRITES or (name in WRITES_ON_ROWS and on_rows):
            found.append(f"{path}:{node.lineno} .{name}()")
    return found


@pytest.mark.parametrize(
    "folder",
    [
        "claims/views",
        "claims/api",
        "claims/selectors",
        "claims/gate.py",
        "claims/gate_guards.py",
        "claims/guards.py",
        "claims/retention.py",
        "claims/permissions.py",
        "claims/forms",
        "claims/templatetags",
        "claims/exports",
        "claims/anchoring",
        "claims/tasks.py",
        "claims/vocabulary.py",
    ],
)
def test_only_services_write(folder: str) -> None:
    assert [one for path in under(folder) for one in _writes(path)] == []


def test_the_search_for_writes_finds_those_of_the_services() -> None:
    """So that the test above can fail."""
    assert len([one for path in under("claims/services") for one in _writes(path)]) > 20


def test_only_one_function_writes_history_and_only_services_call_it() -> None:
    makers = [
        f"{path}:{node.lineno}"
        for folder in ("claims", "newsroom")
        for path in under(folder)
        if path != Path("claims/services/history.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[0] in ("Event", "EventPayload")
        and ast.unparse(node.func).split(".")[-1] in ("Event", "EventPayload", "create", "bulk_create")
    ]
    assert makers == []
    callers = {
        str(path.parent)
        for folder in ("claims", "newsroom")
        for path in under(folder)
        for one in imports(path)
        if one.name == "claims.services.history.record"
    }
    assert callers == {"claims/services"}


def test_claims_change_their_state_through_one_door() -> None:
    """`change(…, state=…)` stands in claim_move alone."""
    found = {
        str(path)
        for path in under("claims")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "change"
        and any(one.arg == "state" for one in node.keywords)
    }
    assert found == {"claims/services/claim_move.py"}


def test_each_service_and_task_says_what_it_promises() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path in (*under("claims/services"), *under("claims/tasks.py"))
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
        and (node.name == path.stem or path.stem == "tasks")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_tasks_are_doors() -> None:
    tasks = [node for node in tree(Path("claims/tasks.py")).body if isinstance(node, ast.FunctionDef)]
    assert tasks
    assert [node.name for node in tasks if (node.end_lineno or 0) - node.lineno > 6] == []
