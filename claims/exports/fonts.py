"""Which letters paper has, and which font a letter is looked for in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from claims.exports.faces import FOLDERS

# After the faces of the house, in the order in which a letter is looked for; the largest last.
SCRIPTS = (
    "Noto Sans",
    *(
        f"Noto Sans {script}"
        for script in ("Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Telugu", "Thai")
    ),
    *(
        f"Noto Sans {script}"
        for script in ("Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Oriya", "Sinhala")
    ),
    *(f"Noto Sans {script}" for script in ("Khmer", "Lao", "Myanmar", "Armenian", "Georgian", "Ethiopic")),
)
PICTURES = ("Noto Sans Symbols", "Noto Emoji")
HOUSE = ("SourceSans3[wght].ttf", "SourceSerif4[opsz,wght].ttf")


def families(letters: Iterable[str]) -> list[str]:
    """The families after the house's own, for a text with these letters: Japanese and Korean have their own forms of
    what they share with Chinese.
    """
    names = " ".join(unicodedata.name(one, "") for one in letters if "\u1100" <= one <= "\uffdc")
    chinese = "JP" if "HIRAGANA" in names or "KATAKANA" in names else "KR" if "HANGUL" in names else "SC"
    return [*SCRIPTS, f"Noto Sans CJK {chinese}", *PICTURES]


def without_font(letters: Iterable[str]) -> str:
    """Those of the letters that no font has, each once, in order. What has no shape of its own is in none of them."""
    left = {one for one in letters if not _shapeless(one)}
    for path in _files():
        left = {one for one in left if ord(one) not in _covered(path)} if left else left
    return "".join(sorted(left))


def _shapeless(letter: str) -> bool:
    """Blanks, marks of direction, joiners and the like."""
    return (
        unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cf")
        or letter in "\n\t"
        or "\ufe00" <= letter <= "\ufe0f"
    )


@cache
def _files() -> list[Path]:
    """Every font file, those of the house first and the largest last."""
    found = [
        path for folder in FOLDERS for path in folder.rglob("*") if path.suffix in (".ttf", ".ttc", ".otf")
    ]
    return sorted(found, key=lambda path: (path.name not in HOUSE, path.stat().st_size, path.name))


@cache
def _covered(path: Path) -> frozenset[int]:
    """The code points that the file has letters for. A collection's fonts share them."""
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as collection:
            return frozenset(collection.fonts[0].getBestCmap())
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
