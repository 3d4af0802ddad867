"""What kind of phrase a source mention is: a pronoun, a name with its title, several names, or a description."""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.characters import trim
from claims.extraction.speakers.given_names import GIVEN
from claims.extraction.speakers.grammar import PRONOUNS
from claims.extraction.speakers.lexicon import DOCUMENT, GEOGRAPHY, HONORIFICS, ORGANISATION, PERSON_NOUNS
from claims.extraction.speakers.names import Name, as_person, find_names, plain
from claims.extraction.speakers.nouns import PARTIES
from claims.extraction.types import Span

LED_BY = re.compile(r"[,;:–—-]?\s{0,3}(?:(?:and|but|as)\s{1,3})?")  # what no mention begins with
NOUNS = PERSON_NOUNS | ORGANISATION | DOCUMENT
LONGEST = 600  # code points of a mention that are read
TAIL = re.compile(r"\s{0,3}(?:,|\(|:|\s[–—-]{1,2}\s|—|\b(?:who|which|whose|that|whom)\b)")
PREPOSITION = re.compile(
    r"\s{1,3}(?:of|for|in|at|from|on|with|to|by|near|inside|outside|close|familiar|briefed|speaking|writing|"
    r"representing|like|about|handling|seeking|against|behind|opposed|opposing|supporting|among|between|within|"
    r"this|last|next|earlier|later|living|working|involved|attending|running|led|published|released|conducted|"
    r"commissioned|and)\b"
)
LED = re.compile(
    r"\b(?:of|for|in|at|from|with|by|to|near|like|than|on|handling|both|opposing|supporting|against|among)\s{1,3}"
    r"(?:the\s{1,3}|both\s{1,3})?$"
)
OWNED = re.compile(r"(?:his|her|its|their|my|our)\b", re.IGNORECASE)
SOME = re.compile(
    r"(?:an?|one|some|several|many|most|two|three|four|five|six|at least|other|another|"
    r"no|any|every|each|all|multiple|various|few|this|that|these|those)\b",
    re.IGNORECASE,
)
MANY = re.compile(
    r"(?:some|many|several|most|few|two|three|four|five|six|both|all|other|those|these|dozens|hundreds|thousands|"
    r"multiple|various|tens|scores|\d{1,6})\b",
    re.IGNORECASE,
)
NOT_APPOSED = re.compile(r",\s{0,3}(?:including|such as|like|among|and|or|with|but|namely)\b", re.IGNORECASE)
NO_TITLE = re.compile(r"(?:who|which|whose|speaking|citing|including|with)\s", re.IGNORECASE)
AND = re.compile(
    r"\s{0,3}(?:,\s{0,3}(?:and|&)\s{1,3}|,\s{0,3}|\s(?:and|&|as well as)\s{1,3})(?:both\s{1,3})?"
)
OF_WHOM = re.compile(r"(?:most|some|many|all|both|several|few|half) of (whom|which|them)")
RELATIVE = re.compile(r"\b(?:who|which|whose|whom|that|where)\b")
AND_OTHERS = re.compile(
    r"\s{1,3}and\s{1,3}(?:(?:the|other|his|her|its|their|some|many)\s{1,3})?(?:[\w-]{1,30}\s{1,3}){0,4}[a-z-]{2,30}$"
)
AFTER_NAME = re.compile(
    r"(?:\s{0,3}\([^)]{1,20}\))?\s{0,3},\s{0,3}(?:\d{1,3},\s{0,3})?([^\W\d][^,]{2,120}?)\s{0,3}(?:,|$)"
)
CLAUSE = re.compile(r"\s(?:who|whose|which|that|whom)\s")
APPOSED = re.compile(r",\s{0,3}(?:[\w.’'-]{1,30}\s{1,3}){0,3}")
ONE_OF_THEM = re.compile(r"(?:one|another|two|some) of (?:them|those|these)$", re.IGNORECASE)
WHOLE = re.compile(r"\.?\s{0,3}(?:,|\(|$|of\b)")
PARTICIPLE = re.compile(r"\w{2,20}(?:ed|ing)|seen|given|sent|made|written|held|known|shown|taken|told")
LOWER = re.compile(r"[^\W\d_][\w’'-]*")
PLURALS = frozenset(
    "people officials police men women children republicans democrats americans staff media".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source mention taken apart; offsets in code points. `names`: the names at its head, several for "A and B"."""

    pronoun: str = ""
    names: tuple[Name, ...] = ()
    title: str = ""
    description: str = ""
    noun: str = ""
    span: Span = (0, 0)


class Reader:
    """Takes mentions of one article apart; `people` holds the surnames, in small letters, that it knows."""

    def __init__(self, text: str, people: Container[str] = frozenset()) -> None:
        self.text, self.people = text, people

    def read(self, start: int, end: int) -> Phrase:
        """The mention from `start` to `end`, offsets in code points, end exclusive."""
        start, end = trim(self.text, start, min(end, start + LONGEST))
        led = LED_BY.match(self.text, start, end)
        start = led.end() if led and led.end() < end else start
        words = self.text[start:end]
        if words.startswith("@") and " " not in words:
            return Phrase(description=words, noun=words, span=(start, end))
        of_whom = OF_WHOM.fullmatch(words.lower())
        small = words if words.isupper() and len(words) > 1 else words.lower()  # "WHO", "US"
        pronoun = PRONOUNS.get(of_whom.group(1) if of_whom else small, "")
        if pronoun:
            return Phrase(pronoun=pronoun, span=(start, end))
        end = start + len(words.rstrip(" ,"))
        return self._named(start, end) or self._described(start, end)

    def _named(self, start: int, end: int) -> Phrase | None:
        """A mention by name: "A and B", "the mayor Ann Bell, 44", "a lawyer for the paper, Ann Bell"."""
        stop = self._stop(start, end)
        names = list(find_names(self.text, start, end))
        head = [name for name in names if name.end <= stop]
        several = self._several(names, start, end) or self._several(head, start, stop)
        if several:
            return Phrase(names=several, span=(start, stop))
        words = self.text[start:stop].strip(" ,")
        noun = noun_of(words)
        named = self._at_the_head(head, start, stop)
        last = plain(named.words[-1]) if named else ""
        if named and last not in PARTIES and last not in DOCUMENT - ORGANISATION:
            return Phrase("", (named,), self._title(start, named, end), words, noun, (start, stop))
        apposed = () if noun in DOCUMENT else self._apposed(names, stop, end)
        return Phrase("", apposed, words, words, noun, (start, stop)) if apposed else None

    def _described(self, start: int, end: int) -> Phrase:
        """A mention without a name; of "one of them, a miner" the miner."""
        stop = self._stop(start, end)
        if ONE_OF_THEM.match(self.text[start:stop]) and SOME.match(self.text, stop + 2, end):
            start, stop = stop + 2, self._stop(stop + 2, end)
        words = self.text[start:stop].strip(" ,")
        return Phrase(description=words, noun=noun_of(words), span=(start, stop))

    def _stop(self, start: int, end: int) -> int:
        """Where the head of a mention ends and an apposition or a clause begins."""
        tail = TAIL.search(self.text, start + 1, end)
        return tail.start() if tail else end

    def _several(self, names: list[Name], start: int, stop: int) -> tuple[Name, ...]:
        """The names of "A, B and C", each perhaps with a title before it or a preposition's part after it."""
        parts = self._parts(names, start, stop)
        if not 1 < len(parts) < 9:
            return ()
        heads = [
            self._at_the_head([name for name in names if begin <= name.start and name.end <= end], begin, end)
            for begin, end in parts
        ]
        return tuple(head for head in heads if head) if all(heads) else ()

    def _parts(self, names: list[Name], start: int, stop: int) -> list[Span]:
        """The mention cut at commas and "and", but not within a name; whole where no "and" is the last to join."""
        cuts = [
            cut.span()
            for cut in AND.finditer(self.text, start, stop)
            if not any(name.start < cut.start() < name.end for name in names)
        ]
        if not cuts or "and" not in self.text[slice(*cuts[-1])] or RELATIVE.search(self.text, start, stop):
            return [(start, stop)]
        start += len("both ") if self.text.startswith("both ", start) else 0
        edges = [start, *(edge for cut in cuts for edge in cut), stop]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _at_the_head(self, names: list[Name], start: int, stop: int) -> Name | None:
        """The name that the phrase is about: it ends the phrase, or only a preposition's part follows it."""
        for name in names:
            lead, after = self.text[start : name.start], self.text[name.end : stop]
            owner = name.possessive and after.strip("’'s “”\"")
            if owner or LED.search(lead) or AND_OTHERS.match(after) or not self._leads_to(lead, name):
                continue
            if not after.strip(" ’'s”\"“.,") or PREPOSITION.match(after):
                return name
        return None

    def _leads_to(self, lead: str, name: Name) -> bool:
        """Whether the words before a name are its own title, and not a phrase that only ends in the name."""
        known = len(name.words) == 1 and plain(name.words[0]) in self.people
        person = known or bool(as_person(name, self.text))
        if " and " in lead:
            return person and all(_is_title(part) for part in lead.split(" and ")[:-1])
        if PREPOSITION.search(lead):
            last = plain(lead.split()[-1])
            return person and last not in PERSON_NOUNS and not (SOME.match(lead) or OWNED.match(lead))
        return person or not SOME.match(lead)

    def _apposed(self, names: list[Name], stop: int, end: int) -> tuple[Name, ...]:
        """The names that are a whole apposition: "a lawyer, Ann Holm,", "two rivals, Ann Holm and Bo Lind"."""
        if self.text[stop : stop + 1] != "," or NOT_APPOSED.match(self.text, stop, end):
            return ()
        after = [name for name in names if name.start > stop]
        several = self._several(after, stop + 1, end)
        if several:
            return several
        for name in after:
            first = plain(name.words[0])
            full = first in GIVEN if len(name.words) == 1 else first not in GEOGRAPHY
            lead = APPOSED.fullmatch(self.text, stop, name.start)
            if full and lead and WHOLE.match(self.text, name.end, end):
                return (name,)
        return ()

    def _title(self, start: int, name: Name, end: int) -> str:
        """What stands before the name, or else the apposition after it."""
        person = as_person(name, self.text)
        before = self.text[start : person.start if person else name.start].strip(' ,“"')
        if before and before.lower() not in ("the", "a", "an"):
            return before
        after = AFTER_NAME.match(self.text, name.end, end)
        return CLAUSE.split(after.group(1))[0] if after and not NO_TITLE.match(after.group(1)) else ""


def _is_title(words: str) -> bool:
    """ "Former prosecutor", as in "former prosecutor and mayor Ann Bell"; not "lawyers for the paper"."""
    last = plain(words.split()[-1]) if words.split() else ""
    return last in PERSON_NOUNS | HONORIFICS and not (PREPOSITION.search(words) or SOME.match(words))


def noun_of(phrase: str) -> str:
    """The head noun of a description, in lower case: the last word before a preposition or a participle."""
    cut = PREPOSITION.search(phrase)
    words = [plain(word) for word in LOWER.findall(phrase[: cut.start()] if cut and cut.start() else phrase)]
    for noun, word in pairwise(words):
        if noun in NOUNS and word not in NOUNS and PARTICIPLE.fullmatch(word):
            return noun
    return words[-1] if words else ""


def kind_of_noun(noun: str, phrase: str) -> str:
    """What a description speaks of: document, organisation, group or unnamed."""
    if noun in DOCUMENT:
        return "document"
    many = MANY.match(phrase) or noun in PLURALS or " and " in phrase
    if many:
        return "group"
    if noun in PERSON_NOUNS or noun in HONORIFICS:
        return "unnamed"
    if noun in ORGANISATION:
        return "organisation"
    return "group" if noun.endswith("s") and not noun.endswith("ss") else "unnamed"
