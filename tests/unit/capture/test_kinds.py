"""What a file is by its bytes; what is refused before anything of it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
from time import process_time

import pytest

from claims.capture import archives
from claims.capture.archives import MOST_PARTS, read_directory, read_part
from claims.capture.errors import NotKept
from claims.capture.kinds import KINDS, UNKNOWN, fetched_kind, uploaded_kind
from tests.unit.capture import files

GOOD = {
    "report.pdf": files.pdf("Hello"),
    "letter.docx": files.docx("Hello"),
    "table.xlsx": files.xlsx(["a", 1]),
    "talk.pptx": files.pptx("Hello"),
    "letter.odt": files.odt("Hello"),
    "notes.txt": b"Hello, \xc3\xa4.",
    "notes.md": b"# Hello",
    "table.csv": b"a,b\n1,2\n",
    "old.csv": b"a;b\n\xe4;2\n",
    "utf16.txt": "Hello".encode("utf-16"),
    "page.html": b"<!DOCTYPE html><html><body>Hello",
    "letter.rtf": b"{\\rtf1\\ansi Hello}",
    **{f"file.{ending}": files.binary(ending) for ending in files.HEADS},
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_kept(name: str) -> None:
    kind = uploaded_kind(io.BytesIO(GOOD[name]), name)
    assert kind.media_type == KINDS[name.rsplit(".", 1)[1]][0]


@pytest.mark.parametrize("name", [one for one in GOOD if one not in ("table.csv", "old.csv")])
def test_the_bytes_say_what_it_is_where_the_name_says_nothing(name: str) -> None:
    expected = uploaded_kind(io.BytesIO(GOOD[name]), name)
    assert uploaded_kind(io.BytesIO(GOOD[name]), "upload") == expected


LIES = [
    ("report.pdf", b"just text"),
    ("report.pdf", files.docx("Hello")),
    ("letter.docx", files.pdf("Hello")),
    ("letter.docx", files.xlsx(["a"])),
    ("photo.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
    ("photo.png", files.pdf("Hello")),
    ("photo.gif", b"GIF of a cat, described"),
    ("song.mp3", files.binary("png")),
    ("notes.txt", files.binary("png")),
    ("notes.txt", files.pdf("Hello")),
    ("page.html", files.binary("jpg")),
    ("clip.mp4", files.binary("jpg")),
]


@pytest.mark.parametrize(("name", "body"), LIES)
def test_a_name_that_says_something_else_is_refused(name: str, body: bytes) -> None:
    with pytest.raises(NotKept, match=r"is called \.\w+ and holds something else: .+\."):
        uploaded_kind(io.BytesIO(body), name)


def test_pictures_of_each_kind_may_go_by_each_others_endings() -> None:
    assert uploaded_kind(io.BytesIO(files.binary("png")), "photo.jpg").media_type == "image/png"


NOT_KEPT = {
    "a program": b"MZ\x90\0\3\0\0\0" + b"\0" * 100,
    "another program": b"\x7fELF\2\1\1\0" + b"\0" * 100,
    "a packed folder": files.packed({"a.txt": "a"}),
    "a packed folder in one": files.packed({"inner.zip": files.packed({"a.txt": "a"})}),
    "a Java archive": files.packed({"META-INF/MANIFEST.MF": "a", "A.class": b"\xca\xfe\xba\xbe"}),
    "packed otherwise": b"\x1f\x8b\x08\0" + b"\0" * 50,
    "nothing known": b"\0\1\2\3" * 50,
    "nothing": b"",
    "blanks": b"  \n ",
}


@pytest.mark.fault(".docx bomb, nested zip, XXE, ../ names")
@pytest.mark.parametrize("what", NOT_KEPT)
@pytest.mark.parametrize("name", ["file", "file.zip", "file.bin"])
def test_what_is_not_kept(what: str, name: str) -> None:
    with pytest.raises(NotKept, match="of no kind that is kept"):
        uploaded_kind(io.BytesIO(NOT_KEPT[what]), name)


def directory_of(number: int, size: int) -> bytes:
    """The end of an archive that says how many parts it has, and how large its directory is."""
    return (
        b"PK\x03\x04"
        + b"\0" * 100
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, number, number, size, 4, 0)
    )


def many_parts() -> bytes:
    return files.packed({f"{number}.xml": "" for number in range(MOST_PARTS + 1)}, squeeze=False)


def changed(body: bytes, what: bytes, to: bytes) -> bytes:
    assert what in body
    return body.replace(what, to)


def locked() -> bytes:
    body = bytearray(files.docx("Hello"))
    at = 0
    while (at := body.find(b"PK\x01\x02", at)) >= 0:
        body[at + 8] |= 1
        at += 4
    return bytes(body)


def twice() -> bytes:
    out = io.BytesIO(files.docx("Hello"))
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "other")
    return out.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    body = files.packed({"[Content_Types].xml": "x" * 500, "word/aaaa.xml": "y" * 500}, squeeze=False)
    first = body.index(b"PK\x01\x02")
    second = body.index(b"PK\x01\x02", first + 4)
    return body[: second + 42] + struct.pack("<I", 0) + body[second + 46 :]


UNPACKED_NEVER = {
    "a bomb": (lambda: files.bomb(100), "unpacks to far more"),
    "a bomb in one part": (lambda: files.bomb(65), "unpacks to far more"),
    "many parts": (many_parts, "unpacks to far more"),
    "a large directory": (lambda: directory_of(1, 3_000_000), "unpacks to far more"),
    "a directory that says many": (lambda: directory_of(60_000, 100), "unpacks to far more"),
    "a large archive's directory": (
        lambda: files.docx("Hello") + b"PK\x06\x07" + b"\0" * 16 + directory_of(1, 10),
        "unpacks to far more",
    ),
    "a name that leads up": (lambda: files.docx("x", **{"../../etc/passwd": "x"}), "leads out"),
    "a name that leads up inside": (lambda: files.docx("x", **{"word/../../x": "x"}), "leads out"),
    "a name from the root": (lambda: files.docx("x", **{"/etc/passwd": "x"}), "leads out"),
    "a name with a drive": (lambda: files.docx("x", **{"C:/x": "x"}), "leads out"),
    "a name with backslashes": (
        lambda: changed(files.docx("x", **{"word_.._.._x": "x"}), b"word_.._.._x", b"word\\..\\..\\x"),
        "leads out",
    ),
    "a name with NUL": (
        lambda: changed(files.docx("x", **{"word/a_b.xml": "x"}), b"word/a_b.xml", b"word/a\0b.xml"),
        "leads out",
    ),
    "a locked one": (locked, "locked with a password"),
    "one name twice": (twice, "damaged"),
    "parts on top of each other": (overlapping, "damaged"),
    "half of it": (lambda: files.docx("Hello")[:-30], "damaged"),
    "its end cut": (lambda: files.docx("Hello")[:-5], "damaged"),
    "an unknown packing": (
        lambda: changed(files.docx("Hello"), b"\x14\0\0\0\x08\0", b"\x14\0\0\0\x63\0"),
        "damaged",
    ),
}


@pytest.mark.fault(".docx bomb, nested zip, XXE, ../ names")
@pytest.mark.parametrize("what", UNPACKED_NEVER)
def test_what_is_refused_by_its_directory(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is unpacked: no part is ever opened; and that is known within a second."""
    make, words = UNPACKED_NEVER[what]
    body = make()
    assert len(body) < 1_000_000
    opened: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, name, *more: opened.append(name))
    began = process_time()
    with pytest.raises(NotKept, match=words):
        uploaded_kind(io.BytesIO(body), "letter.docx")
    assert opened == [] and process_time() - began < 1


def test_a_part_that_unpacks_to_more_than_its_directory_says(monkeypatch: pytest.MonkeyPatch) -> None:
    body = files.bomb(5, lie=True)
    assert read_directory(io.BytesIO(body)).names >= {"word/document.xml"}
    with zipfile.ZipFile(io.BytesIO(body)) as file, pytest.raises((NotKept, zipfile.BadZipFile)):
        read_part(file, "word/document.xml")
    monkeypatch.setattr(archives, "PART_BYTES", 1_000_000)
    with zipfile.ZipFile(io.BytesIO(files.bomb(5))) as file, pytest.raises(NotKept, match="far more"):
        read_part(file, "word/document.xml")


def test_whatever_is_fetched_is_kept_under_a_kind_of_its_own() -> None:
    assert fetched_kind(io.BytesIO(files.bomb(100))).media_type == UNKNOWN
    assert fetched_kind(io.BytesIO(b"\0\1\2")).media_type == UNKNOWN
    assert fetched_kind(io.BytesIO(files.pdf("Hello"))).media_type == "application/pdf"
