"""What the risk rules look at."""

import re
from dataclasses import dataclass, field

from claims.extraction.types import Figure

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d+(?:[.,]\d+)*")
OPENERS = frozenset(
    """
    the a an it he she they we i you this that these those there in on at by for from with and but or as if when
    while after before since because although about some many most all no not one two three four five six seven
    eight nine ten its his her their our my police officials nearly almost at least more fewer less under over up
    around
    """.split()
)


@dataclass(slots=True)
class Facts:
    """The claim's words, its kind and figures, its source mention and cue, its speakers' kinds; the rest is read off.

    `alone`: no other speaker of the article, nor the article itself, gives any of its figures. `accuser`: the speaker
    prosecutes or judges. `accused`: the claim names somebody who stands accused in the article. `words_low`: its words
    in lower case; `bag`: the same as a set; `joined`: with spaces between and around; `names`: which of them have a
    capital within the sentence.
    """

    words: str
    kind: str
    figures: tuple[Figure, ...] = ()
    source: str = ""
    cue: str = ""
    speaker_kinds: tuple[str, ...] = ()
    alone: bool = False
    accuser: bool = False
    accused: bool = False
    words_low: list[str] = field(init=False)
    bag: frozenset[str] = field(init=False)
    joined: str = field(init=False)
    names: set[int] = field(init=False)

    def __post_init__(self) -> None:
        found = WORD.findall(self.words)
        self.words_low = [word.lower().replace("’", "'") for word in found]
        self.bag = frozenset(self.words_low)
        self.joined = f" {' '.join(self.words_low)} "
        self.names = {
            at
            for at, word in enumerate(found)
            if word[0].isupper() and (at or self.words_low[0] not in OPENERS) and word != "I"
        }
