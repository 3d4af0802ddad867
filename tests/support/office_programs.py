"""LibreOffice, which opens what we write for word processors and spreadsheets: nothing of it is ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

MISSING = (
    "LibreOffice isn't here: apt-get install --no-install-recommends "
    "libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils"
)


def converted(content: bytes, name: str, to: str, folder: Path) -> Path:
    """The file as LibreOffice writes it anew in another format, such as `docx`, `pdf`, `txt:Text (encoded):UTF8`."""
    if not shutil.which("soffice"):
        pytest.fail(MISSING)
    source = folder / name
    source.write_bytes(content)
    out = folder / "converted"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False)
    found = out / f"{source.stem}.{to.split(':')[0]}"
    assert found.is_file(), done.stdout + done.stderr
    return found
