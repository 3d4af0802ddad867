"""Who is meant by the @words of a note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """Somebody who can be mentioned."""

    @property
    def username(self) -> str: ...

    @property
    def initials(self) -> str: ...


Person = TypeVar("Person", bound=Named)
# What a username may be made of; the sign doesn't follow one of these, so that an e-mail address mentions nobody.
WORD = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")
# What may also end a sentence.
TAIL = ".@+-"


@dataclass(frozen=True, slots=True)
class Mention(Generic[Person]):
    """An @word in a text, in code points, end exclusive, and who is meant."""

    start: int
    end: int
    person: Person


def mentions_in(text: str, people: Iterable[Person]) -> Iterator[Mention[Person]]:
    """The @words that name one of these people by username or by initials, capitals or not, in the order of the text.

    A username goes before initials; initials that two people share name nobody.
    """
    by_name = {one.username.casefold(): one for one in people}
    sharing: dict[str, list[Person]] = defaultdict(list)
    for one in by_name.values():
        sharing[one.initials.casefold()].append(one)
    by_initials = {initials: found[0] for initials, found in sharing.items() if len(found) == 1}
    for match in WORD.finditer(text):
        for whole in (match[1], match[1].rstrip(TAIL)):
            word = whole.casefold()
            person = by_name.get(word) or by_initials.get(word)
            if person is not None:
                yield Mention(match.start(), match.start(1) + len(whole), person)
                break
