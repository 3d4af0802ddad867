"""What somebody looks for, read from what they typed.

Each word has to be there, in any order: as it stands, in another form of it, or longer. Words in quotation marks have
to stand as they are, one after the other. A number is found however it is written. No Django, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.searching.figures import lexeme, numbers_in
from claims.searching.letters import TOKENS

LONGEST, MOST = 200, 12  # characters that are read, and words
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]?")
# Words that stand everywhere: asked for only where nothing else is.
EVERYWHERE = frozenset(
    "a an and are as at be been but by for from had has have he her his in is it its of on or our she that the their "
    "they this to was we were who will with you i not".split()
)
# Words of which nobody looks for longer ones; reading those that begin with them would take longest of all.
AS_THEY_ARE = EVERYWHERE | frozenset(
    "said says say told tell after also over more than about which when where would could should been there these "
    "those them what who new one two people".split()
)
PREFIX = 3  # letters from which on a word may go on: "bri" finds bridges


@dataclass(frozen=True, slots=True)
class Term:
    """A part of what is looked for: `words` one after the other as they stand, or, for one that is `open`, however it
    goes on; or the number `figure`, however it is written.
    """

    words: tuple[str, ...]
    figure: str = ""
    open: bool = False

    @property
    def is_phrase(self) -> bool:
        """Several words in a row, of which one at least tells something."""
        return len(self.words) > 1 and not EVERYWHERE.issuperset(word.casefold() for word in self.words)

    @property
    def exact(self) -> str:
        """For to_tsquery in the configuration search_words."""
        stands = " <-> ".join(f"'{word}'" for word in self.words)
        if self.open:
            stands = " | ".join(f"'{word}':*" for word in forms(self.words[0]))
        return f"({stands}) | {lexeme(self.figure)}" if self.figure else f"({stands})"

    @property
    def stem(self) -> str:
        """For to_tsquery in the configuration search_stems; "" where only the word itself counts."""
        return f"'{self.words[0]}':*" if self.open else ""


def terms_of(typed: str) -> tuple[Term, ...]:
    """What was typed, part by part, each once; none where there is nothing to look for.

    Of unquoted words those that stand everywhere are left out where others are there. A single letter is none.
    """
    typed, found, end = typed[:LONGEST], list[Term](), 0
    for quoted in QUOTED.finditer(typed):
        found += _loose(typed[end : quoted.start()])
        if words := tuple(TOKENS.findall(quoted[1])):
            found.append(Term(words[:MOST]))
        end = quoted.end()
    found += _loose(typed[end:])
    found = list(dict.fromkeys(found))
    telling = [one for one in found if len(one.words) > 1 or one.words[0].casefold() not in EVERYWHERE]
    telling = telling or found
    if telling == [one for one in telling if len("".join(one.words)) < 2 and not one.figure]:
        return ()
    return tuple(telling[:MOST])


def forms(word: str) -> tuple[str, ...]:
    """The word, and "observatory" for "observatories", which have no stem in common that stands in both."""
    if word.casefold().endswith("ies") and len(word) > 5:
        return word, f"{word[:-3]}y"
    return (word,)


def _loose(typed: str) -> Iterator[Term]:
    """Words and numbers outside quotation marks."""
    end = 0
    for (start, stop), figure in numbers_in(typed):
        yield from _words(typed[end:start])
        yield Term(tuple(TOKENS.findall(typed[start:stop])) or (figure,), figure)
        end = stop
    yield from _words(typed[end:])


def _words(typed: str) -> Iterator[Term]:
    """ "O'Brien" and "and/or" are two words that stand together."""
    for piece in typed.split():
        words = tuple(TOKENS.findall(piece))
        if len(words) == 1:
            may_go_on = len(words[0]) >= PREFIX and words[0].casefold() not in AS_THEY_ARE
            yield Term(words, open=may_go_on and not words[0].isdigit())
        elif words:
            yield Term(words)
