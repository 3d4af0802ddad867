"""What members are called besides their names – titles, offices, appositions – and whom "the judge" means."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.extraction.speakers.grammar import PREPOSITIONS, STOPS
from claims.extraction.speakers.lexicon import (
    DOCUMENT,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    NATIONALITIES,
    ORGANISATION,
    PERSON_NOUNS,
)
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import Name, plain
from claims.extraction.speakers.nouns import NARROWER, PARTIES, PARTY_INITIALS, usual

KEPT = 20  # descriptions of one noun that are remembered
PEOPLE = PERSON_NOUNS | HONORIFICS
NOUNS = PEOPLE | ORGANISATION | DOCUMENT
FITTING = {"person": PEOPLE, "unnamed": PEOPLE, "organisation": ORGANISATION, "document": DOCUMENT}
DETERMINERS = frozenset("an a the its his her their our".split())
OTHER = frozenset("other another second third fourth same last next new different fellow".split())
WEAK = frozenset(
    "former then current longtime veteran senior top chief new late old local national federal".split()
)
WORD = re.compile(r"[^\W_][\w’'.-]{0,40}")
SMALL_BEFORE = re.compile(r"((?:[\w’'.-]{1,30} ){0,4}[\w’'-]{2,30}) $")
APPOSED_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|\w{1,30}[’']s?) ((?:[\w’'-]{1,30} ){0,6}[\w’'-]{2,30}), $"
)
AFTER = re.compile(
    r"(?: \([^)]{1,30}\))?(?:,? who (?:is|was)|,| (?:is|was|became)) (?:\d{1,3}, )?([^,;:.()“”\"\n]{3,90})"
)
AGE = re.compile(r",? \(?(\d{1,3})[,)]")
BRACKET = re.compile(r" \((R|D|C|L)[\w-]{0,12}[.)-]")


@dataclass(frozen=True, slots=True)
class Description:
    """One way in which a member is described: the head noun's usual form, and all words of the phrase, lower case."""

    noun: str
    words: frozenset[str]
    member: Member


class Descriptions:
    """By head noun, in the order in which they were met; `offices`: each person's nouns."""

    def __init__(self, text: str, offices: dict[Member, set[str]]) -> None:
        self.text, self.offices = text, offices
        self.by_noun: dict[str, list[Description]] = {}
        self.first: dict[Member, int] = {}
        self.ages: dict[str, Member] = {}
        self.parties: dict[Member, set[str]] = {}

    def learn(self, name: Name, member: Member, title: str) -> None:
        """What stands before and after a name: its title, "former aide", ", the governor of …", "(D-Vt.)"."""
        self.first.setdefault(member, name.start)
        age = AGE.match(self.text, name.end)
        if age and member.kind == "person":
            self.ages.setdefault(age.group(1), member)
        bracket = BRACKET.match(self.text, name.end)
        party = [PARTY_INITIALS[bracket.group(1)]] if bracket else []
        before = [plain(word) for word in (*self._small_before(name.start), *WORD.findall(title))]
        if before:
            self.add([*party, *before], member, name.start)
        for word in before[:-1]:
            if word in PERSON_NOUNS:  # "Detective Sergeant"
                self.add([word], member, name.start)
        for words in (apposed_before(self.text, name.start), self._after(name.end)):
            if words:
                self.add([*party, *map(plain, words)], member, name.start)
                if member.kind == "person" and not member.title:
                    member.title = title_in(words)

    def _small_before(self, start: int) -> list[str]:
        """The words of a title in small letters before a name, if its last is a noun for people or bodies."""
        if self.text[start - 1 : start] != " " or not self.text[start - 2 : start - 1].islower():
            return []
        found = SMALL_BEFORE.search(self.text, max(0, start - 70), start)
        words = found.group(1).split(" ") if found else []
        if not words or words[-1] not in NOUNS:
            return []
        stop = (at for at in range(len(words) - 1, -1, -1) if words[at] in PREPOSITIONS or words[at] in STOPS)
        return words[next(stop, -1) + 1 :]

    def _after(self, end: int) -> list[str]:
        """ "A lawyer" after "Ann Bell, 44, " or "Ann Bell was "."""
        found = AFTER.match(self.text, end)
        words = WORD.findall(found.group(1)) if found else []
        return [] if not words or words[0] in STOPS - DETERMINERS else words

    def add(self, words: Sequence[str], member: Member, at: int) -> None:
        """Remember a phrase, in small letters, by its head noun; a member without one is not described by it."""
        self.first.setdefault(member, at)
        noun = head_of(words, member.kind)
        if not noun:
            return
        known = self.by_noun.setdefault(usual(noun), [])
        if len(known) < KEPT:
            known.append(Description(usual(noun), frozenset(words), member))
        if noun in PERSON_NOUNS:
            self.offices.setdefault(member, set()).add(usual(noun))
        self.parties.setdefault(member, set()).update(PARTIES[word] for word in words if word in PARTIES)
        if member.kind == "person" and not member.gender:
            member.gender = gender_of(noun)

    def meant(
        self, noun: str, words: Iterable[str], at: int, weigh: Callable[[Member], float], sole: bool = False
    ) -> Member | None:
        """The member, spoken of before `at`, that "the `words` `noun`" describes; None where nobody fits.

        Of several the one that shares most words, then the one that `weigh` finds heavier; with `sole` none of several.
        """
        given = frozenset(map(plain, words)) - {noun}
        ranked: dict[Member, tuple[bool, int, float]] = {}
        for key in (usual(noun), *NARROWER.get(noun, ())):
            for one in self.by_noun.get(key, ()):
                mine = one.words | {plain(word) for word in one.member.words}
                missing = len(given - mine - WEAK)
                if self.first[one.member] >= at or not _agree(given, mine, one.member, noun):
                    continue
                if missing and key != usual(noun):
                    continue
                rank = key == usual(noun), len(given & mine) - missing, weigh(one.member)
                ranked[one.member] = max(rank, ranked.get(one.member, rank))
        if not ranked or (sole and len(ranked) > 1):
            return None
        return max(ranked, key=lambda one: ranked[one])


def _agree(given: frozenset[str], mine: frozenset[str], member: Member, noun: str) -> bool:
    """Whether nothing in the `given` words speaks against a member that is described by `mine`."""
    extra = given - mine
    if extra & OTHER or (member.kind in ("unnamed", "group") and extra - WEAK):
        return False
    if member.kind == "group" and not noun.endswith("s"):
        return False
    sides, own = ({PARTIES[word] for word in some if word in PARTIES} for some in (given, mine))
    return not (sides and own and sides.isdisjoint(own)) and not extra & NATIONALITIES - PARTIES.keys()


def apposed_before(text: str, start: int) -> list[str]:
    """ "Mayor of Harle" of "The mayor of Harle, " before a name that begins at `start`; [] for anything else."""
    if text[max(0, start - 2) : start] != ", ":
        return []
    found = APPOSED_BEFORE.search(text, max(0, start - 80), start)
    words = WORD.findall(found.group(1)) if found else []
    return [] if any(word in STOPS - DETERMINERS for word in words) else words


def title_in(words: Sequence[str]) -> str:
    """What of an apposition's words is a title: "retired teacher", without "who …"; "" where no noun is a person's."""
    ends = (at for at, word in enumerate(words) if word in STOPS - DETERMINERS)
    kept = words[: next(ends, len(words))]
    kept = kept[1:] if kept and kept[0].lower() in DETERMINERS else kept
    return " ".join(kept) if head_of([plain(word) for word in kept], "person") else ""


def head_of(words: Sequence[str], kind: str) -> str:
    """The head noun: the last word before the first preposition or verb, if it is a noun for a member of that kind."""
    nouns = FITTING.get(kind, NOUNS)
    ends = (
        at for at, word in enumerate(words) if at and (word in PREPOSITIONS or word in STOPS - DETERMINERS)
    )
    for word in reversed(words[: next(ends, len(words))]):
        if word in nouns or (kind == "group" and word.endswith("s")):
            return word
    return ""


def gender_of(noun: str) -> str:
    """m or f for a noun that tells: "spokeswoman"; else ""."""
    return "m" if noun in MALE_TITLES else "f" if noun in FEMALE_TITLES else ""
