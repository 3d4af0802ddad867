"""`manage.py import_articles`: each file once, errors told and gone on from, behind what people paste."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, CopyNote, Draft, Split
from tests import factories as make
from tests.support import copy_files
from tests.unit.capture import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> make.Newsroom:
    return make.newsroom()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "1998").mkdir(parents=True)
    (folder / "a.docx").write_bytes(copy_files.by_python_docx())
    (folder / "b.odt").write_bytes(copy_files.odt())
    (folder / "c.pdf").write_bytes(
        copy_files.pdf_lines([(50, 700, "The barge was towed in at noon, police said.")])
    )
    (folder / "1998" / "d.txt").write_bytes("Café “Quay” to close\n\nIt shuts on Monday.".encode("cp1252"))
    (folder / "1998" / "e.md").write_bytes(b"# Two piers\n\nBy Rob Reporter\n\nTwo piers stand.")
    (folder / "notes.xlsx").write_bytes(files.xlsx(["not", "copy"]))
    (folder / ".hidden.txt").write_bytes(b"Hidden words here")
    return folder


def run(room: make.Newsroom, *paths: Path, by: str = "editor", desk: str = "") -> tuple[list[str], int]:
    out, status = io.StringIO(), 0
    person = getattr(room, by).username if hasattr(room, by) else by
    try:
        call_command(
            "import_articles", *map(str, paths), "--desk", desk or room.desk.name, "--by", person, stdout=out
        )
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue().splitlines(), status


def test_an_archive(room: make.Newsroom, archive: Path) -> None:
    lines, status = run(room, archive)
    assert (lines[-1], status) == ("5 files: 5 imported, 0 known, 0 failed.", 0)
    assert [line.split(" ")[0] for line in lines[:-1]] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    titles = set(Article.objects.values_list("title", flat=True))
    assert {"Harbour bridge to stay open", "Café “Quay” to close", "Two piers"} <= titles
    assert set(Draft.objects.filter(text=copy_files.DOCX_TEXT).values_list("by", flat=True)) == {
        room.editor.pk
    }
    assert Split.objects.filter(behind=True).count() == 5
    assert sorted(CopyNote.objects.values_list("by", flat=True)) == ["", "Ann Cole", "Imre Kis"]
    piers = Article.objects.get(title="Two piers")
    assert list(piers.bylines.all()) == [room.reporter], "the printed byline says who wrote it"


def test_again_changes_nothing_whoever_runs_it(room: make.Newsroom, archive: Path) -> None:
    run(room, archive)
    (archive / "new.txt").write_bytes(b"A new one\n\nIt came today.")
    (archive / "a.docx").rename(archive / "renamed.docx")
    lines, status = run(room, archive, by="checker")
    assert (lines[-1], status) == ("6 files: 1 imported, 5 known, 0 failed.", 0)
    assert Article.objects.count() == 6
    assert any("known" in line and "renamed.docx: article" in line for line in lines)


def test_the_same_file_on_two_desks_is_two_articles(room: make.Newsroom, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"A head\n\nAnd words.")
    run(room, file)
    run(room, file, by="outsider", desk=room.other.name)
    assert sorted(Article.objects.values_list("desk", flat=True)) == sorted([room.desk.pk, room.other.pk])


def test_a_file_that_fails_is_told_and_the_next_one_follows(room: make.Newsroom, tmp_path: Path) -> None:
    bad, word, good = tmp_path / "1.docx", tmp_path / "2.txt", tmp_path / "3.txt"
    bad.write_bytes(files.bomb(100))
    word.write_bytes(b"Word")
    good.write_bytes(b"A head\n\nAnd words.")
    lines, status = run(room, bad, word, tmp_path / "missing.txt", good)
    assert status == 1
    assert "failed" in lines[0] and "unpacks to far more" in lines[0]
    assert "failed" in lines[1] and "one word" in lines[1]
    assert "failed" in lines[2] and "can't be opened" in lines[2]
    assert lines[3].startswith(f"4/4 imported: {good}: article ")
    assert lines[4] == "4 files: 1 imported, 0 known, 3 failed."
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("by", "desk", "why"),
    [
        ("nobody at all", "", "nobody called"),
        ("editor", "No such desk", "no desk called No such desk"),
        ("outsider", "", "no desk called"),
        ("reader", "", "."),
    ],
)
def test_who_may_not(room: make.Newsroom, archive: Path, by: str, desk: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(room, archive, by=by, desk=desk)
    assert Article.objects.count() == 0
