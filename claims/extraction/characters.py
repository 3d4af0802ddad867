"""Where a span may begin and end: never inside a word, never between a letter and what is drawn upon it."""

import unicodedata

JOINER = "\u200d"
LONGEST = 200  # code points: a "word" beyond this is no word, and looking further would cost quadratic time


def joined(text: str, position: int) -> bool:
    """True where `position` lies inside a word or one drawn character (a grapheme): no span may begin or end there."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    if _wordy(before) and _wordy(after):
        return True
    if after == "\n" or before == "\n":
        return False
    return _drawn_upon(after) or before == JOINER or (_flag(before) and _flag(after))


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words and whole characters; offsets in code points, end exclusive."""
    for _ in range(LONGEST):
        if not joined(text, start):
            break
        start -= 1
    for _ in range(LONGEST):
        if not joined(text, end):
            break
        end += 1
    return start, end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; empty at `start` where there is nothing else in it."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _wordy(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Mn"


def _drawn_upon(char: str) -> bool:
    return (
        char == JOINER
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )


def _flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
