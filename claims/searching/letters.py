"""Words as the search compares them: in small letters, without accents."""

from __future__ import annotations

import re
import unicodedata

# What has no decomposition, by its nearest letter; PostgreSQL's unaccent writes some of these with two.
OTHERS = str.maketrans("ØøĐđŁłŦŧĦħıßÐðÞþ’ʼ", "OoDdLlTtHhisDdTt''")
TOKENS = re.compile(r"[^\W_]+")


def _plain(number: int) -> str:
    """The letter without what is drawn on it, where that is one letter."""
    letter = chr(number)
    parts = [one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one)]
    return parts[0] if len(parts) == 1 else letter


FOLDED = {number: _plain(number) for number in (*range(0xAA, 0x250), *range(0x1E00, 0x2000))} | OTHERS


def folded(text: str) -> str:
    """As many code points as before, so that a place in it is the same place in the text; capitals stay."""
    return text.translate(FOLDED)
