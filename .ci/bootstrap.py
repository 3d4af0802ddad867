"""Make .venv with pip in it, with nothing but Python's own library: Debian's python3 has neither pip nor ensurepip.

The pip wheel comes from the package index (PIP_INDEX_URL, or PyPI) and counts only with the hash below.
"""

import hashlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import venv
from pathlib import Path

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = (os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple").rstrip("/") + "/pip/"


def main(target: Path) -> None:
    """Make the environment anew unless it works already."""
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    python = target / "bin" / "python"
    if works(python):
        return
    venv.create(target, with_pip=False, clear=True, symlinks=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / WHEEL
        wheel.write_bytes(pip_wheel())
        command = [str(python), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def works(python: Path) -> bool:
    """Whether there is an environment here that can start pip."""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0


def pip_wheel() -> bytes:
    """The wheel, checked."""
    page = fetch(INDEX).decode()
    link = re.search(rf'href="([^"]*{re.escape(WHEEL)}[^"]*)"', page)
    if link is None:
        sys.exit(f"{INDEX} has no {WHEEL}.")
    wheel = fetch(urllib.parse.urljoin(INDEX, link[1].replace("&amp;", "&")))
    if hashlib.sha256(wheel).hexdigest() != SHA256:
        sys.exit(f"{WHEEL} from {INDEX} is not the file that was expected; nothing was installed.")
    return wheel


def fetch(address: str) -> bytes:
    """What lies there. A bare Debian may have no certificates (ca-certificates); the hash above is the proof then."""
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # nosec B310  # the hash is its proof
            return bytes(answer.read())
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLCertVerificationError):
            sys.exit(f"{address} can't be reached: {error.reason}")
    unproven = ssl._create_unverified_context()  # nosec B323  # the hash is its proof
    with urllib.request.urlopen(request, timeout=60, context=unproven) as answer:  # nosec B310  # the same
        return bytes(answer.read())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
