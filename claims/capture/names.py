"""What a file is called, made harmless. The stored name never comes from here."""

from __future__ import annotations

import unicodedata

NAME_CHARACTERS = 150
# Controls, formats (the bidirectional ones among them), private and unassigned characters, surrogates, separators
# of lines and paragraphs.
UNSHOWN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
APART = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def shown_name(name: str, otherwise: str = "file") -> str:
    """The last part of a path as one plain name: no folders, controls or marks that turn the reading direction.

    Keeps the ending where the name is too long.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if category(letter) not in UNSHOWN
    )
    plain = " ".join(plain.translate(APART).split()).strip(". ")
    if len(plain) > NAME_CHARACTERS:
        ending = ending_of(plain)
        plain = plain[: NAME_CHARACTERS - len(ending) - 1].rstrip(". ") + (f".{ending}" if ending else "")
    return plain or otherwise


def category(letter: str) -> str:
    return unicodedata.category(letter)


def ending_of(name: str) -> str:
    """The ending of a file's name, in lower case, without its dot; "" where it has none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem and ending.isalnum() and len(ending) <= 5 else ""
