"""What others' programs read in the PDF: poppler its tags and fonts, qpdf its structure. Slow: `make test-long`."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from claims.exports.letters import clean
from claims.exports.pdf import render_pdf
from claims.exports.report import Report
from claims.exports.scripts import runs_right_to_left
from tests.support import reports
from tests.support.hostile import HOSTILE

pytestmark = pytest.mark.long
REPORTS = {
    "bridge": reports.bridge(),
    "empty": reports.empty(),
    "30": reports.many(30),
    "hostile": reports.everywhere("\n\n".join(HOSTILE)),
}


def said(*command: str) -> str:
    """What a program prints; it is an error where it ends with one."""
    if not shutil.which(command[0]):
        pytest.fail(f"There is no {command[0]}: apt-get install --no-install-recommends poppler-utils qpdf")
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.decode(errors="replace")


@pytest.fixture(params=REPORTS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Report, str]:
    report = REPORTS[request.param]
    file = tmp_path / "report.pdf"
    file.write_bytes(render_pdf(report))
    return report, str(file)


def packed(words: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]", "", words)


def test_it_is_well_formed_and_nothing_in_it_acts(kept: tuple[Report, str]) -> None:
    _, file = kept
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", file)
    about = dict(line.split(":", 1) for line in said("pdfinfo", file).splitlines() if ":" in line)
    told = {name: about[name].strip() for name in ("Tagged", "Form", "JavaScript", "Encrypted")}
    assert told == {"Tagged": "yes", "Form": "none", "JavaScript": "no", "Encrypted": "no"}


def test_its_fonts_are_in_it_and_name_their_letters(kept: tuple[Report, str]) -> None:
    rows = said("pdffonts", kept[1]).splitlines()[2:]
    assert rows
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row


def test_a_screen_reader_finds_each_claim_in_order_under_headings(kept: tuple[Report, str]) -> None:
    report, file = kept
    tree = said("pdfinfo", "-struct-text", file)
    names = re.findall(r"^ *([A-Z]\w*)\b(?!.*\"$)", tree, re.MULTILINE)
    assert names[0] == "Document" and "H1" in names
    assert ("Table" in names) == ("TH" in names) == bool(report.claims)
    words = packed("".join(re.findall(r'^ *"(.*)"$', tree, re.MULTILINE)))
    at = words.rindex(packed("The claims")) if report.claims else 0
    if "\n\n".join(HOSTILE) in report.text:
        return  # what has no letters for a font is told by test_pdf
    for claim in report.claims:
        if runs_right_to_left(claim.words):
            continue  # poppler prints its letters as they stand on paper
        found = words.find(packed(clean(claim.words)), at)
        assert found >= at, claim.words
        at = found
