"""What the article says between its sources: the names, pronouns and descriptions that keep somebody in mind."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from claims.extraction.speakers.descriptions import NOUNS, Descriptions
from claims.extraction.speakers.grammar import (
    ADVERB,
    OBJECT,
    OWNER,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBJECT,
    is_finite,
    role_of,
)
from claims.extraction.speakers.lexicon import PERSON_NOUNS
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import PEOPLES, Name, plain
from claims.extraction.speakers.narration import INNER, Narration
from claims.extraction.speakers.nouns import usual
from claims.extraction.speakers.pronouns import antecedent, last_acting, one_person
from claims.extraction.speakers.unnamed import Unnamed
from claims.extraction.types import Span

Event = tuple[int, int, Callable[[], None]]
SPOKEN_OF = re.compile(
    r"\b(?:(?P<pronoun>[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er|[Hh]imself|[Hh]erself)\b"
    r"|(?P<article>[Tt]he|[Aa]n?) (?=(?P<words>\w[\w’'-]{0,30}(?: \w[\w’'-]{0,30}){0,5}))"
    r"|(?P<many>[A-Za-z][a-z-]{3,20}s)\b)"
)
FRONTED = re.compile(
    r"[“\"‘']?(?:In|As|After|When|While|Before|Despite|Asked|Like|Unlike|Since|During|With|By|For|On|At|To|Though|"
    r"Although|If|Because|Until|Once|Throughout|Given|Speaking|Writing|Citing|Following|Under|From|[A-Z][a-z]{1,20}ing)\b"
)
WHO = re.compile(r"\b(?:who|which|that)(?: \w{2,20}ly| also| later| then| had| has| have)? $")
ASKED = re.compile(r"\w{2,20}ed\b", re.IGNORECASE)
WHEN = re.compile(r"(?:\b(?:when|if|as|once|though|although|while)\s{1,3}|[“\"‘'\n]\s{0,3})$", re.IGNORECASE)
COPULA = re.compile(r"\b(?:is|was|are|were|be|been|being|become|became|remains?|as)\s$")
APPOSED = re.compile(r",(?: \d{1,3},)? ")
POSSESSIVES = ("'s", "’s", "s'", "s’")
ENDS = frozenset("last this next on yesterday today earlier later".split())
LONGEST_LEAD = 160  # code points from a sentence's beginning to the comma after a fronted phrase


class Background:
    """Tells the narration who is spoken of outside the sources, and whom "he" and "she" mean there."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        known: dict[int, Member],
        narration: Narration,
        descriptions: Descriptions,
        unnamed: Unnamed,
    ) -> None:
        self.text, self.names, self.known = text, names, known
        self.narration, self.descriptions, self.unnamed = narration, descriptions, unnamed
        self.begins = {names[index].start: member for index, member in known.items()}
        self.past = 0  # where the last source ends
        self.speakers: tuple[Member, ...] = ()  # and whom it means

    def events(self) -> Iterator[Event]:
        """What is spoken of where, to be told in that order; at one place a description before a name."""
        for found in SPOKEN_OF.finditer(self.text):
            yield found.start(), 1, partial(self._spoken_of, found)
        for index, member in self.known.items():
            yield self.names[index].start, 2, partial(self._name, self.names[index], member)

    def source(self, span: Span, members: tuple[Member, ...]) -> None:
        """A source ends at `span[1]`: names within it weigh little."""
        self.past, self.speakers = max(self.past, span[1]), members

    def person(
        self, at: int, gender: str, own: tuple[Span, ...] = (), other: tuple[Member, ...] = ()
    ) -> tuple[Member, ...]:
        """Whom "he" or "she" at `at` means: "In his speech, Bell …" looks ahead, all others back."""
        begin, end = self.narration.sentence_at(at)
        ahead = self._ahead(begin, at, end)
        if ahead and ahead[0].gender in ("", gender):
            return ahead
        return one_person(self.narration, at, gender, own, other)

    def relative(self, at: int) -> tuple[Member, ...]:
        """Whom "who" or "which" at `at` goes back to: a name, or a phrase that becomes a member."""
        found = antecedent(self.text, self.narration, at)
        if isinstance(found, tuple):
            return found
        return (self.unnamed.new(found, plain(found.split()[-1]), at),) if found else ()

    def left_out(self, at: int) -> tuple[Member, ...]:
        """The source of a cue at `at` that has none: who speaks or acts before it in its sentence, or right after.

        "A miner who said …", "…, adding that …", "After arguing that …, Bell …"; but nobody for "Asked whether …".
        """
        begin, end = self.narration.sentence_at(at)
        who = WHO.search(self.text, max(begin, at - 30), at)
        if who:
            return self.relative(who.start())
        if ASKED.match(self.text, at) and (at == begin or WHEN.search(self.text, max(begin, at - 10), at)):
            return ()
        return last_acting(self.narration, at) or self._ahead(begin, at, end)

    def _ahead(self, begin: int, at: int, end: int) -> tuple[Member, ...]:
        """The person named right after the fronted phrase in which `at` stands."""
        if not FRONTED.match(self.text, begin) or ", " in self.text[begin:at][:LONGEST_LEAD]:
            return ()
        one = self.begins.get(self.text.find(", ", at, min(end, begin + LONGEST_LEAD)) + 2)
        return (one,) if one and one.kind == "person" else ()

    def _role(self, start: int, end: int, possessive: bool) -> str:
        return role_of(self.text, self.narration.sentence_at(start)[0], start, end, possessive)

    def _name(self, name: Name, member: Member) -> None:
        span = name.start, name.end
        if name.start < self.past:
            if member not in self.speakers:
                self.narration.tell(*span, (member,), OWNER if name.possessive else INNER)
            return
        role = self._role(*span, name.possessive)
        before = self.narration.mentions[-1] if self.narration.mentions else None
        joined = before and self.text[before.end : name.start].strip() in ("and", "&")
        if not before or not joined or len(before.members) > 1:
            self.narration.tell(*span, (member,), role)
            return
        role = SUBJECT if role == SUBJECT else before.role
        self.narration.mentions[-1] = replace(before, role=role)
        self.narration.tell(*span, (member,), role)
        self.narration.tell(*span, (*before.members, member), role)

    def _spoken_of(self, found: re.Match[str]) -> None:
        start = found.start()
        if start < self.past or self.narration.quoted[start]:
            return
        if found["article"]:
            self._described(found)
        elif found["many"]:
            self._many(found)
        else:
            word = found["pronoun"].lower()
            members = self.person(start, PRONOUNS[word])
            if members:
                role = SUBJECT if word in ("he", "she") else OWNER if word in ("his", "her") else OBJECT
                self.narration.tell(*found.span(), members, role)

    def _many(self, found: re.Match[str]) -> None:
        """ "Republicans", "residents": people together, whom "they" may mean."""
        noun = found["many"].lower()
        if noun in PEOPLES or noun[:-1] in PERSON_NOUNS:
            member = self.unnamed.new(found["many"], noun, found.start(), "group")
            self.narration.tell(*found.span(), (member,), self._role(*found.span(), False))

    def _described(self, found: re.Match[str]) -> None:
        """ "The senator", "a recent study": a member, if it is one that is known or may be spoken of again."""
        words = found["words"].split(" ")
        count = _noun_phrase(words)
        if not count or words[count - 1][0].isupper():
            return
        noun, start = plain(words[count - 1]), found.start()
        end = found.start("words") + len(" ".join(words[:count]))
        possessive = words[count - 1].endswith(POSSESSIVES)
        member: Member | None = None
        if found["article"].lower() == "the":
            if usual(noun) in self.descriptions.by_noun and words[count : count + 1] != ["of"]:
                weigh = self.unnamed.weigher(start)
                member = self.descriptions.meant(noun, words[: count - 1], start, weigh)
        elif noun in NOUNS and not possessive and not self._no_other(start, end):
            member = self.unnamed.new(self.text[start:end], noun, start)
        if member:
            self.narration.tell(start, end, (member,), self._role(start, end, possessive))

    def _no_other(self, start: int, end: int) -> bool:
        """ "A captain, Ann Bell, …", "Ann Bell, 44, a captain" and "she is a captain": not somebody else."""
        if COPULA.search(self.text, max(0, start - 10), start):
            return True
        last = self.narration.mentions[-1].end if self.narration.mentions else 0
        return end + 2 in self.begins or bool(APPOSED.fullmatch(self.text, last, start))


def _noun_phrase(words: Sequence[str]) -> int:
    """How many of the words after an article belong to its noun: up to a preposition, verb, adverb or possessive."""
    for at, word in enumerate(words):
        if (
            word in PREPOSITIONS
            or word in STOPS
            or is_finite(word)
            or (at and (word in ENDS or ADVERB.match(word)))
        ):
            return at
        if word.endswith(POSSESSIVES):
            return at + 1
    return len(words)
