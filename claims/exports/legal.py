"""Words as XML can hold them: for files that give words back to the letter, where `letters.clean` is for looking at."""

from __future__ import annotations

import re

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """The words with U+FFFD for whatever XML can't hold; as long as before."""
    return NOT_XML.sub("\ufffd", words)
