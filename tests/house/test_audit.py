"""What `make audit` says of an advisory, of none, and of a service out of reach.

The real pip-audit asks a stand-in for the one part that no test may ask: the world's advisories. `make audit` installs
pip-audit, and so does `make test-long`, which runs these.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.house.source import ROOT

PIP_AUDIT = ROOT / ".venv-audit/bin/pip-audit"
pytestmark = pytest.mark.long
ADVISORY = {
    "id": "GHSA-made-up-0001",
    "modified": "2026-01-01T00:00:00Z",
    "details": "made up",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    """Speaks OSV's protocol; knows of one advisory, where the path says so."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hit = self.path == "/one" and asked["package"]["name"] == "django"
        body = json.dumps({"vulns": [ADVISORY]} if hit else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def audit(url: str, name: str = "osv") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / ".ci/supply/audit.py", PIP_AUDIT, "requirements.txt"]
    env = {**os.environ, "AUDIT_SERVICE": name, "AUDIT_OSV_URL": url}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)


def test_no_advisory(service: str) -> None:
    done = audit(f"{service}/none")
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "no advisory")


def test_an_advisory_is_named_with_what_mends_it(service: str) -> None:
    done = audit(f"{service}/one")
    assert done.returncode == 1
    assert "django 5" in done.stdout and "GHSA-made-up-0001, mended in 99.0" in done.stdout


def test_a_service_out_of_reach_is_not_taken_for_a_clean_answer() -> None:
    done = audit("http://127.0.0.1:9/nobody-listens")
    assert done.returncode == 2
    assert done.stdout.startswith("not checked: requirements.txt: ")


def test_a_service_that_nobody_knows_is_not_asked() -> None:
    done = audit("", name="elsewhere")
    assert (done.returncode, done.stdout) == (2, "not checked: AUDIT_SERVICE is one of pypi, osv\n")
