"""What a claim's words are called: one hash for what they say, one for where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from claims.anchoring.harmless import wording as folded
from claims.anchoring.types import Span


def wording_hash(text: str, *parts: Sequence[Span]) -> str:
    """SHA-256 of the words of content, source and cue: what an answer was given for."""
    return hash_of_words(*([text[start:end] for start, end in spans] for spans in parts))


def hash_of_words(*parts: Sequence[str]) -> str:
    """The same, of the words themselves: of content, source and cue the pieces in order."""
    words = "\x1e".join("\x1f".join(pieces) for pieces in parts)
    return hashlib.sha256(words.encode()).hexdigest()


def spoken_by(words: str, speakers: Iterable[int], led: Sequence[str] = ()) -> str:
    """The hash of words, told by their own hash, as somebody else's: no answer for the one counts for the other. `led`:
    what leads up to them, where that leaves open whose they are."""
    return hash_of_words([words], [str(one) for one in sorted(speakers)], *([led] if led else []))


def fingerprint(*parts: Sequence[Span]) -> str:
    """SHA-256 of the spans of content, source and cue: no two claims of a draft share one."""
    return hashlib.sha256(repr([[list(span) for span in spans] for spans in parts]).encode()).hexdigest()


def stands_in(words: str, text: str) -> bool:
    """Whether a text has the words, harmless differences apart; no words stand nowhere."""
    wanted, found = ("\x1f".join(word.lower() for word, _ in folded(one)) for one in (words, text))
    return bool(wanted) and f"\x1f{wanted}\x1f" in f"\x1f{found}\x1f"
