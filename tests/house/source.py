"""The project's own files, and what Python files import."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """All files that git tracks or would track, relative to the root."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = tuple(sorted(Path(name) for name in set(listed.split("\0")) if name and (ROOT / name).is_file()))
    assert Path("claims/vocabulary.py") in found, (
        "git lists no files: the tests of this folder would hold nothing"
    )
    return found


def under(folder: str, suffix: str = ".py") -> list[Path]:
    """The files of a folder (or one file by its path) with this suffix."""
    found = [
        one
        for one in files()
        if one.suffix == suffix and (one == Path(folder) or Path(folder) in one.parents)
    ]
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(), filename=str(path))


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name. `local`: inside a function. `typing`: under `if TYPE_CHECKING`."""

    path: Path
    line: int
    name: str
    local: bool
    typing: bool

    def of(self, *packages: str) -> bool:
        return any(self.name == package or self.name.startswith(package + ".") for package in packages)

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.name}"


def imports(path: Path) -> list[Import]:
    """Every import of a file; `from a import b` counts as `a.b`."""
    return list(_imports(path, tree(path), local=False, typing=False))


def _imports(path: Path, node: ast.AST, *, local: bool, typing: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(path, child.lineno, one.name, local, typing) for one in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _absolute(path, child)
            yield from (
                Import(path, child.lineno, f"{base}.{one.name}", local, typing) for one in child.names
            )
        else:
            inside = local or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            checking = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            yield from _imports(path, child, local=inside, typing=typing or checking)


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.parent.parts[: len(path.parent.parts) - node.level + 1]
    return ".".join((*package, *([node.module] if node.module else [])))
