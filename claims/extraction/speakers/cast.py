"""The people and bodies of an article by their names, gathered before anybody is asked who said what."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from claims.extraction.speakers.bodies import Bodies
from claims.extraction.speakers.lexicon import ORGANISATION
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import Name, Person, plain, surname
from claims.extraction.speakers.people import People
from claims.extraction.types import Span


class Cast:
    """Members by name, people first; `counts`: how often each is named for sure."""

    def __init__(self, text: str, names: Sequence[Name], capitals: Sequence[Span] = ()) -> None:
        """`names` in the order of the text; `capitals`: the headlines whose capitals tell nothing."""
        self.counts: Counter[Member] = Counter()
        self.people = People(text, names, self.counts)
        self.bodies = Bodies(text)
        begins = [start for start, _ in capitals]
        shouted = [_within(name, capitals, begins) for name in names]
        telling = [name for name, loud in zip(names, shouted, strict=True) if not loud]
        for name in telling:
            if not self.people.gather(name) and len(name.words) > 1 and _has_a_body(name):
                self.bodies.add(name)
        for name, loud in zip(names, shouted, strict=True):
            if len(name.words) > (2 if loud else 3):
                self.people.gather_from_capitals(name)
        for name in telling:
            if not self.people.knows(name) and self.bodies.is_called_one(name):
                self.bodies.add(name)
        self.bodies.unite()

    def named(self, name: Name, certain: bool = True) -> Member | None:
        """Whom a name means. Unless `certain` that it is a speaker's, a name that nothing is known of means nobody."""
        known = self.bodies.named(name)
        if known:
            return known
        person = self.people.person(name)
        if person and (person.certain or surname(person.words) in self.people.families):
            return self.people.add(person)
        if len(name.words) == 1:
            word = plain(name.words[0])
            one = self.people.by_one_word(name)
            if one or word in self.people.families:
                return one
        short = self.bodies.by_short_name(name)
        if short or not certain:
            return short
        if not self.people.knows(name) and self.bodies.is_body(name, self.people.places):
            return self.bodies.add(name)
        if person is None or len(person.words) == 1:
            person = Person(name.start, name.end, name.words[-1:], "", "", False)
        return self.people.add(person)


def _has_a_body(name: Name) -> bool:
    return any(plain(word) in ORGANISATION for word in name.words)


def _within(name: Name, spans: Sequence[Span], begins: Sequence[int]) -> bool:
    at = bisect_right(begins, name.start) - 1
    return at >= 0 and name.start < spans[at][1]
