"""Names of files that strangers chose."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.capture.names import NAME_CHARACTERS, ending_of, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Report 2026.pdf", "Report 2026.pdf"),
        ("Bericht über Ärzte.docx", "Bericht über Ärzte.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("/etc/cron.d/x", "x"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("..", "file"),
        ("", "file"),
        ("...", "file"),
        ("a\0b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066a\u2069.txt", "a.txt"),
        ("a\u2028b\u200bc.txt", "abc.txt"),
        ('say "hi"<script>.txt', "say _hi__script_.txt"),
        ("  many   blanks .txt ", "many blanks .txt"),
        (".hidden", "hidden"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.txt", "txt"),
    ],
)
def test_the_shown_name_is_harmless(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = shown_name("a" * 500 + ".docx")
    assert len(shown) == NAME_CHARACTERS and shown.endswith("a.docx")


@given(st.text(st.characters(), max_size=400))
def test_any_name_becomes_one_plain_part_of_a_path(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= NAME_CHARACTERS
    assert not set(shown) & set('/\\<>:"|?*\0\r\n') and shown not in (".", "..")
    assert all(unicodedata.category(letter)[0] != "C" for letter in shown)
    shown.encode()


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("a", ""),
        (".pdf", ""),
        ("a.", ""),
        ("a.b c", ""),
        ("a.toolong", ""),
    ],
)
def test_endings(name: str, ending: str) -> None:
    assert ending_of(name) == ending
