"""Find the passage that somebody relied on in the text of a copy."""

from __future__ import annotations

import re

Span = tuple[int, int]

# One letter for one letter, so that offsets stay what they are.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»‹›", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# A run of white space and of what can't be seen; soft hyphens and joiners alone part no words.
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
WORD = re.compile(rf"[^\s{''.join(sorted(UNSEEN))}]+")


def find_passage(text: str, passage: str) -> Span | None:
    """Where a passage stands in a text, in code points, end exclusive; None where it doesn't.

    Letter by letter first; then without regard to white space, the style of quotes and dashes, and what can't be
    seen. Linear in the text's length.
    """
    wanted = passage.strip()
    if not WORD.search(wanted):
        return None
    at = text.find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    letters, _ = _plain(wanted)
    seen, places = _plain(text)
    at = seen.find(letters) if letters else -1
    return (places[at], places[at + len(letters) - 1] + 1) if at >= 0 else None


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with one blank between words and its quotes and dashes alike, and where each letter stood."""
    text = text.translate(ALIKE)
    letters: list[str] = []
    places: list[int] = []
    for part in WORD.finditer(text):
        if places and not UNSEEN.issuperset(text[places[-1] + 1 : part.start()]):
            letters.append(" ")
            places.append(part.start() - 1)
        letters.append(part[0])
        places.extend(range(*part.span()))
    return "".join(letters), places
