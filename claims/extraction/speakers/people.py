"""The people of an article: a surname, a first name or a title with a surname leads to the fullest name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from claims.extraction.speakers.descriptions import apposed_before, head_of
from claims.extraction.speakers.given_names import GIVEN
from claims.extraction.speakers.grammar import SUBJECT, role_of
from claims.extraction.speakers.lexicon import GEOGRAPHY, HONORIFICS, PARTICLES, PERSON_NOUNS
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import Name, Person, as_person, gender_of_first, plain, surname
from claims.extraction.speakers.nouns import usual
from claims.extraction.types import Span

COURTESIES = frozenset("mr mrs ms miss mx mme".split())
MOST = 20  # people of one surname who are told apart
CLOSE = 200  # code points within which two people of one surname are named together
FAR_OFTENER = 3
CALLED = re.compile(r"\b([a-z-]{1,30}) $")
APPOSED = re.compile(r", (?:(\d\d)[, ]|(?:the|an?|who is an?|who was an?) ([^,.;:\n]{3,80}))")
PREPOSED = re.compile(r" (?:of|for|in|that|which|who|whose|at|with|to|on|from|by) ")
MARKS = {"“": "”", '"': '"', "‘": "’"}
OPENS = re.compile(r"[\w,;:] $")


class People:
    """Persons by surname. `alone` and `whole` say how names stand elsewhere in the article."""

    def __init__(self, text: str, names: Sequence[Name], counts: Counter[Member]) -> None:
        self.text, self.counts = text, counts
        self.families: dict[str, list[Member]] = {}
        self.by_word: dict[str, list[Member]] = {}
        self.offices: dict[Member, set[str]] = {}  # what each is, in usual nouns
        self.full: dict[str, list[tuple[int, Member, bool]]] = {}
        self.read: dict[Span, Person | None] = {}
        self.whole = {tuple(map(plain, name.words)) for name in names if len(name.words) > 1}
        self.alone = {surname(n.words) for n in names if _bare(n) and not has_the(n, text)}
        kin = Counter(words[-1] for words in self.whole if len(words) == 2)
        self.alone |= {word for word, count in kin.items() if count > 1}
        self.places = {name.words for name in names if in_a_place(name, text)}

    def person(self, name: Name) -> Person | None:
        """The name as a person's, if it can be one; read once."""
        place = name.start, name.end
        if place not in self.read:
            self.read[place] = self._read(name)
        return self.read[place]

    def _read(self, name: Name) -> Person | None:
        """Sure, too, where an unknown first name's surname stands alone elsewhere."""
        person = as_person(name, self.text)
        if person is None:
            return None
        person = self._trimmed(person)
        words = [plain(word) for word in person.words]
        if person.certain or len(words) not in (2, 3) or has_the(name, self.text):
            return person
        if words[-1] not in self.alone and not self._called_one(name):
            return person
        place = words[0] in GEOGRAPHY or words[-1] in GEOGRAPHY or name.words in self.places
        return person if place else person.surely()

    def _called_one(self, name: Name) -> bool:
        """ "The captain, Imre Holt", "coach Imre Holt", "Imre Holt, 44," and "Imre Holt, a miller"."""
        before = CALLED.search(self.text, max(0, name.start - 40), name.start)
        after = APPOSED.match(self.text, name.end, name.end + 90)
        if (after and after.group(1)) or head_of(apposed_before(self.text, name.start), "person"):
            return True
        words = [before.group(1)] if before else []
        words += PREPOSED.split(after.group(2))[0].split()[-1:] if after else []
        return any(word in PERSON_NOUNS for word in words)

    def _trimmed(self, person: Person) -> Person:
        """Without what a headline's capitals put before it ("Icon Ann Bell"), where the rest is a name elsewhere."""
        words = tuple(plain(word) for word in person.words)
        if len(words) < 3 or words[0] in GIVEN or len(words[0]) < 3:
            return person
        rests = (
            at for at in range(1, len(words) - 1) if words[at] not in PARTICLES and words[at:] in self.whole
        )
        rest = next(rests, 0)
        rest = rest or int(words[1] in GIVEN and words[0] not in PARTICLES)
        return person.without(rest) if rest else person

    def gather(self, name: Name) -> bool:
        """Make a member of a full name that is surely a person's; whether it was one."""
        person = self.person(name)
        if person is None or not person.certain or len(person.words) < 2:
            return False
        member = self.add(person)
        if member:
            self.full.setdefault(surname(person.words), []).append((name.start, member, self._acts(name)))
            self.counts[member] += 1
        return True

    def gather_from_capitals(self, name: Name) -> None:
        """People within a run of capitals such as a headline: a first name and a surname that also stands alone."""
        for (first, last), (begin, end) in zip(pairwise(name.words), pairwise(name.places), strict=True):
            family = plain(last)
            if plain(first) in GIVEN and family in self.alone and family not in self.families:
                self.add(Person(begin[0], end[1], (first, last), "", gender_of_first(plain(first)), True))

    def knows(self, name: Name) -> bool:
        """Whether the name is surely a person's, or shares a surname or first name with one."""
        person, last = self.person(name), plain(name.words[-1])
        return bool(person and person.certain) or last in self.families or last in self.by_word

    def add(self, person: Person) -> Member | None:
        """The member for this person: an earlier one of a compatible name, or a new one; None for one of several."""
        name, words = self.text[person.start : person.end], person.words
        mark = self.text[person.start - 1 : person.start]
        if mark and mark in MARKS and MARKS[mark] in name:  # "“Ziggy” Marlow"
            name = mark + name
        family = self.families.setdefault(surname(words), [])
        found = next((one for one in family if _same(one, words, person.gender)), None)
        if found is None and len(words) == 1:
            fits = [one for one in family if not person.gender or one.gender in ("", person.gender)]
            nouns = {usual(plain(word)) for word in person.title.split()}
            fits = [one for one in fits if nouns & self.offices.get(one, set())] or fits
            found = self.which(surname(words), fits, person.start)
            if fits and not found:
                return None
            known = self.by_word.get(plain(words[0]), []) if not family else []
            found = found or (known[0] if len(known) == 1 else None)  # "Mr. Kim" of Kim Jong Sun
        if found is None:
            found = Member(name, "person", "", person.gender, words, sure=False)
            if len(family) < MOST:
                family.append(found)
                for word in {plain(word) for word in words}:
                    self.by_word.setdefault(word, []).append(found)
        if len(words) > len(found.words):
            found.name, found.words = name, words
        if len(words) > 1 or len(family) == 1:
            found.title = found.title or title_of(person.title)
        found.sure = found.sure or person.certain
        found.gender = found.gender or person.gender
        return found

    def by_one_word(self, name: Name) -> Member | None:
        """Whom a surname or a first name alone means; a first name in mid-sentence may be somebody new."""
        word = plain(name.words[0])
        family, known = self.families.get(word), self.by_word.get(word, ())
        if family:
            return self.which(word, family, name.start)
        if len(known) == 1:
            return known[0]
        if word in GIVEN and OPENS.search(self.text, max(0, name.start - 2), name.start):
            return self.add(Person(name.start, name.end, name.words, "", gender_of_first(word), True))
        return None

    def together(self, first: Name, second: Name) -> Member | None:
        """ "Ann" of "Ann and Tom Bell": a Bell as well; None where the second name is none of a person's."""
        person = self.person(second)
        if person is None or len(person.words) < 2:
            return None
        word = plain(first.words[0])
        known = [one for one in self.by_word.get(word, ()) if len(one.words) > 1]
        if len(known) == 1:
            return known[0]
        words = (first.words[0], person.words[-1])
        both = Person(first.start, first.end, words, "", gender_of_first(word), True)
        member = self.add(both)
        if member and member.words == words:
            member.name = " ".join(words)
        return member

    def which(self, family: str, fits: list[Member], at: int) -> Member | None:
        """Of several people of one surname who is named far oftener, or else last acted before `at`.

        Nobody where two did so side by side.
        """
        if len(fits) < 2:
            return fits[0] if fits else None
        one, two = sorted(fits, key=lambda member: -self.counts[member])[:2]
        if self.counts[one] >= FAR_OFTENER * self.counts[two]:
            return one
        places = self.full.get(family, [])
        last = bisect_left(places, at, key=lambda place: place[0])
        before = [place for place in places[max(0, last - MOST) : last] if place[1] in fits]
        near = [place for place in before if place[2]][-2:] or before[-2:]
        if not near:
            return one
        together = len(near) == 2 and near[0][1] is not near[1][1] and near[1][0] - near[0][0] < CLOSE
        return None if together else near[-1][1]

    def _acts(self, name: Name) -> bool:
        """Whether somebody is named as one who does or says something, and not only in passing."""
        role = role_of(self.text, max(0, name.start - 1), name.start, name.end, name.possessive)
        return role == SUBJECT or self.text[name.end : name.end + 2] == ", "


def _bare(name: Name) -> bool:
    """Whether a name is a surname alone, or with a title before it."""
    return len(name.words) == 1 or (len(name.words) == 2 and plain(name.words[0]) in HONORIFICS)


def _same(one: Member, words: tuple[str, ...], gender: str) -> bool:
    """Two names of one surname are one person's unless their first names or genders differ."""
    if gender and one.gender and gender != one.gender:
        return False
    if len(words) == 1 or len(one.words) == 1:
        return len(words) == len(one.words)
    mine, theirs = plain(words[0]), plain(one.words[0])
    particles = mine in PARTICLES or theirs in PARTICLES
    inner = mine in map(plain, one.words[1:-1]) or theirs in map(plain, words[1:-1])
    return mine == theirs or particles or inner or (mine[0] == theirs[0] and 1 in (len(mine), len(theirs)))


def has_the(name: Name, text: str) -> bool:
    """Whether "the" stands right before a name."""
    return text[max(0, name.start - 4) : name.start].lower() == "the "


def in_a_place(name: Name, text: str) -> bool:
    """ "In Moscow", "across China": a name that is a place's."""
    return text[max(0, name.start - 8) : name.start].endswith((" in ", " into ", " across "))


def title_of(words: str) -> str:
    """A title as given, "its" left out; "" for what is only a courtesy or an owner: "Mrs", "Acme's"."""
    title = re.sub(r"^(?:his|her|its|their|my|our)\s{1,3}", "", tidy(words), flags=re.IGNORECASE)
    courtesy = plain(title) in COURTESIES or title.endswith(("'s", "’s", "s'", "s’"))
    return "" if courtesy else title


def tidy(words: str) -> str:
    """A title or a description as given, without its article and commas."""
    return re.sub(r"^(?:the|a|an)\s{1,3}", "", words.strip(" ,"), flags=re.IGNORECASE)
