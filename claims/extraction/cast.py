"""The people and bodies of an article, gathered before anybody is asked who said what."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from claims.extraction.lexicon import FEMALE, GIVEN, MALE, ORGANISATION, PARTICLES
from claims.extraction.names import Name, as_person, find_names, plain, surname
from claims.extraction.types import Sentence, Span

LOOKED_AT = 20_000  # code points in which a place would be called one
MOST = 20  # people of one surname that are told apart


@dataclass(eq=False)
class Member:
    """One person, body, group or document; the fullest name wins."""

    name: str
    kind: str
    title: str = ""
    gender: str = ""
    words: tuple[str, ...] = ()
    mentions: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mention:
    """A member named in the text; `quoted` where it stands in quotation marks, `subject` at a sentence's beginning."""

    start: int
    end: int
    member: Member
    sentence: int
    quoted: bool
    subject: bool


class Cast:
    """Members by name. People first: a surname, a first name or a title with a surname leads to the fullest name."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], inside: bytearray) -> None:
        self.text = text
        self.people: dict[str, list[Member]] = {}
        self.places: dict[str, bool] = {}
        self.first: dict[str, list[Member]] = {}
        self.bodies: dict[str, Member] = {}
        self.acronyms: dict[str, Member] = {}
        self.short: dict[str, list[Member]] = {}
        self.counts: Counter[Member] = Counter()
        self.mentions: list[Mention] = []
        names = [
            (index, name)
            for index, one in enumerate(sentences)
            for name in find_names(text, one.start, one.end)
        ]
        lowered = self._lowered(names)
        for _, name in names:
            self._gather(name)
        alone = {plain(name.words[0]) for _, name in names if len(name.words) == 1}
        for _, name in names:
            self._gather_from_capitals(name, alone)
        for index, name in names:
            member = self.named(name, certain=False)
            if member is None or (len(name.words) == 1 and plain(name.words[0]) in lowered):
                continue
            subject = (
                not text[sentences[index].start : name.start].strip('“"‘ ')
                or text[name.end : name.end + 1] == ","
            )
            quoted = bool(inside[name.start])
            self.mentions.append(
                Mention(name.start, name.end, member, index, quoted, subject and not name.possessive)
            )
            self.counts[member] += 1

    def _lowered(self, names: Iterable[tuple[int, Name]]) -> set[str]:
        """Single capitalised words that the text also writes small: no names, only beginnings of sentences."""
        single = {plain(name.words[0]) for _, name in names if len(name.words) == 1}
        return single.intersection(re.findall(r"\b[^\W\d_A-Z]\w*", self.text)) if single else set()

    def _gather(self, name: Name) -> None:
        """Make members of names of several words."""
        person = as_person(name, self.text)
        if person and person.certain and len(person.words) > 1:
            self.person(self.text[person.start : name.end], person.words, person.title, person.gender)
        elif len(name.words) > 1 and any(plain(word) in ORGANISATION for word in name.words):
            self.body(name)

    def _gather_from_capitals(self, name: Name, alone: set[str]) -> None:
        """People within a run of capitals such as a headline: a first name and a surname that also stands alone."""
        if len(name.words) < 4:
            return
        for (first, last), (begin, end) in zip(pairwise(name.words), pairwise(name.places), strict=True):
            family = plain(last)
            if plain(first) in GIVEN and family in alone and family not in self.people:
                gender = "m" if plain(first) not in FEMALE else "f" if plain(first) not in MALE else ""
                self.person(self.text[begin[0] : end[1]], (first, last), "", gender)

    def person(self, name: str, words: tuple[str, ...], title: str, gender: str) -> Member:
        """The person of this name: an earlier one of a compatible name, or a new one."""
        family = self.people.setdefault(surname(words), [])
        found = next((one for one in family if _same_person(one, words, gender)), None)
        if found is None and len(words) == 1 and family:
            fits = [one for one in family if not gender or not one.gender or one.gender == gender]
            found = max(fits, key=lambda one: self.counts[one], default=None)
        if found is None:
            found = Member(name, "person", "", gender, words)
            if len(family) < MOST:
                family.append(found)
                self.first.setdefault(plain(words[0]), []).append(found)
        if len(words) > len(found.words):
            found.name, found.words = name, words
        found.title = found.title or _tidy_title(title)
        found.gender = found.gender or gender
        return found

    def body(self, name: Name) -> Member:
        """The organisation of this name, remembered also by its initials and its last words."""
        words = self.text[name.start : name.end]
        key = _key(words)
        if key in self.bodies:
            return self.bodies[key]
        member = Member(_without_article(words), "organisation", words=name.words)
        self.bodies[key] = member
        initials = "".join(word[0] for word in name.words if word[0].isupper())
        if len(initials) > 2:
            self.acronyms.setdefault(initials, member)
        bracket = re.match(r"\s\(([A-Z][A-Za-z]{1,9})\)", self.text[name.end : name.end + 14])
        if bracket:
            self.acronyms[bracket.group(1)] = member
        for word in name.words:
            if word[0].isupper():
                self.short.setdefault(plain(word), []).append(member)
        return member

    def named(self, name: Name, certain: bool = True) -> Member | None:
        """Whom a name means. Unless `certain` that it is a speaker's, a name that nothing is known of means nobody."""
        words = self.text[name.start : name.end]
        key = _key(words)
        if key in self.bodies:
            return self.bodies[key]
        if words in self.acronyms:
            return self.acronyms[words]
        person = as_person(name, self.text)
        if person and (person.certain or surname(person.words) in self.people):
            return self.person(self.text[person.start : name.end], person.words, person.title, person.gender)
        if len(name.words) == 1:
            family = self.people.get(plain(name.words[0]))
            first = self.first.get(plain(name.words[0]), ())
            if not family and len(first) == 1:
                return first[0]
            if family:
                return max(family, key=lambda one: self.counts[one])
        short = self._by_short_name(name)
        if short or not certain:
            return short
        if person and len(person.words) > 1 and not self._the(name):
            return self.person(self.text[person.start : name.end], person.words, person.title, person.gender)
        return self.body(name) if self._is_body(name) else self.person(words, name.words[-1:], "", "")

    def _by_short_name(self, name: Name) -> Member | None:
        """ "the Post" after "The Washington Post": the one body whose name holds these words."""
        wanted = [plain(word) for word in name.words if word[0].isupper()]
        found = [
            one
            for one in self.short.get(wanted[-1], ())
            if set(wanted) <= {plain(word) for word in one.words}
        ]
        found = [one for one in found if wanted[-1] in (plain(one.words[-1]), _head(one.words))]
        longer = {one: None for one in found if len(one.words) > len(name.words)}
        return next(iter(longer)) if len(longer) == 1 and (self._the(name) or len(wanted) > 1) else None

    def _the(self, name: Name) -> bool:
        return bool(re.search(r"\b[Tt]he\s$", self.text[max(0, name.start - 4) : name.start]))

    def _is_body(self, name: Name) -> bool:
        known = any(plain(word) in ORGANISATION for word in name.words)
        return known or self._the(name) or name.words[-1].isupper() or self._is_place(name)

    def _is_place(self, name: Name) -> bool:
        """ "in Moscow" or "across China" somewhere: a country or town speaks as a body."""
        words = self.text[name.start : name.end]
        if words not in self.places:
            looked = rf"\b(?:in|into|across) {re.escape(words)}\b"
            self.places[words] = bool(re.search(looked, self.text[:LOOKED_AT]))
        return self.places[words]


def _same_person(one: Member, words: tuple[str, ...], gender: str) -> bool:
    """Two names of one surname are one person's unless their first names or genders differ."""
    if gender and one.gender and gender != one.gender:
        return False
    if len(words) == 1 or len(one.words) == 1:
        return len(words) == len(one.words)
    mine, theirs = plain(words[0]), plain(one.words[0])
    particles = mine in PARTICLES or theirs in PARTICLES
    return mine == theirs or particles or (mine[0] == theirs[0] and 1 in (len(mine), len(theirs)))


def _head(words: tuple[str, ...]) -> str:
    """The word that a body's name is about: "Observatory" of the Observatory for Human Rights."""
    small = next((at for at, word in enumerate(words) if at and word.islower()), len(words))
    return plain(words[small - 1])


def _key(words: str) -> str:
    return _without_article(words).casefold()


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)


def _tidy_title(title: str) -> str:
    return _without_article(title.strip(" ,"))
