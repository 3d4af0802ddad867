"""Who says it: each attribution's source mention, led back to a speaker of the article.

The order of preference is that of quotation attribution in news (O'Keefe et al. 2012; Muzny et al. 2017): a name with
its title, an earlier name that the mention shortens, a pronoun's last compatible speaker, subject before object.
Where nothing fits well the speaker stays open: wrong is worse than empty.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claims.extraction.cast import Cast, Member
from claims.extraction.lexicon import ORGANISATION, PERSON_NOUNS
from claims.extraction.mentions import Phrase, kind_of_noun, read_phrase
from claims.extraction.names import plain
from claims.extraction.quotes import inside
from claims.extraction.types import Attribution, Sentence, Span

LOOK_BACK = 60  # mentions before a pronoun that are weighed
FAR = 12  # sentences back at which a pronoun's owner is no longer sought


@dataclass
class Heard:
    """A speaker at work: where its mention stands."""

    at: int
    sentence: int
    members: tuple[Member, ...]
    kind: str


class Resolver:
    """Goes through an article's attributions in the order of their mentions and remembers who spoke."""

    def __init__(
        self, text: str, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
    ) -> None:
        self.text, self.attributions = text, attributions
        self.starts = [sentence.start for sentence in sentences]
        self.quoted = inside(text)
        self.cast = Cast(text, sentences, self.quoted)
        self.places = [mention.start for mention in self.cast.mentions]
        self.contents = sorted(
            (*span, index) for index, one in enumerate(attributions) for span in one.content
        )
        self.heard: list[Heard] = []
        self.described: dict[str, Member] = {}
        self.result: list[tuple[Member, ...]] = [()] * len(attributions)
        self.by_source: dict[Span, tuple[Member, ...]] = {}

    def run(self) -> list[tuple[Member, ...]]:
        """The speakers of each attribution, () where they stay open."""
        order = sorted(range(len(self.attributions)), key=lambda index: self._at(self.attributions[index]))
        for index in order:
            one = self.attributions[index]
            if one.source and one.source[0] in self.by_source:
                self.result[index] = self.by_source[one.source[0]]
                continue
            members = self._resolve(one)
            self.result[index] = members
            if members:
                self.heard.append(
                    Heard(self._at(one), self._sentence(self._at(one)), members, members[0].kind)
                )
            if one.source:
                self.by_source[one.source[0]] = members
                for member in members:
                    member.mentions.append(one.source[0])
        return self.result

    def _at(self, one: Attribution) -> int:
        return (one.source or one.cue)[0][0]

    def _sentence(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _resolve(self, one: Attribution) -> tuple[Member, ...]:
        if not one.source:
            return self._left_out(one)
        phrase = read_phrase(self.text, one.source[0][0], one.source[-1][1])
        if phrase.pronoun:
            return self._pronoun(phrase, one)
        if phrase.names:
            return tuple(dict.fromkeys(self._named(phrase)))
        return self._description(phrase)

    def _left_out(self, one: Attribution) -> tuple[Member, ...]:
        """ "…, adding that": whoever spoke just before in the same sentence."""
        sentence = self._sentence(one.cue[0][0])
        if self.heard and self.heard[-1].sentence == sentence:
            return self.heard[-1].members
        return ()

    def _named(self, phrase: Phrase) -> list[Member]:
        members = []
        for name in phrase.names:
            member = self.cast.named(name)
            if member is None:
                continue
            if (
                phrase.title
                and len(phrase.names) == 1
                and member.kind == "person"
                and len(phrase.title) > len(member.title)
            ):
                member.title = re.sub(r"^(?:the|a|an)\s+", "", phrase.title, flags=re.IGNORECASE)
            members.append(member)
        return members

    def _pronoun(self, phrase: Phrase, one: Attribution) -> tuple[Member, ...]:
        at = phrase.span[0]
        if phrase.pronoun in ("m", "f"):
            return self._person_before(at, phrase.pronoun)
        if phrase.pronoun == "it":
            return self._last_heard(at, ("organisation", "document"), 5) or self._body_before(at)
        if phrase.pronoun == "they":
            return self._several_before(at)
        if phrase.pronoun == "who":
            return self._antecedent(at)
        return self._first_person(phrase, one)

    def _person_before(self, at: int, gender: str) -> tuple[Member, ...]:
        """The person whom "he" or "she" means: recent, of that gender, speaker or subject, not in a quotation."""
        here = self._sentence(at)
        best: tuple[float, int] = (-FAR, 0)
        chosen: Member | None = None
        for member, place, sentence, weight in self._candidates(at):
            if member.kind != "person" or member.gender not in ("", gender) or here - sentence > FAR:
                continue
            known = 0.25 if member.gender == gender else 0.0
            often = min(2.0, self.cast.counts[member] / 10)
            score = (weight + sentence - here + known + often, place)
            if score > best:
                best, chosen = score, member
        return (chosen,) if chosen else ()

    def _candidates(self, at: int) -> list[tuple[Member, int, int, float]]:
        """Who was named or spoke before `at`: member, place, sentence, weight."""
        last = bisect_right(self.places, at - 1)
        found = [
            (mention.member, mention.start, mention.sentence, 1.5 if mention.subject else 0.0)
            for mention in self.cast.mentions[max(0, last - LOOK_BACK) : last]
            if not mention.quoted
        ]
        found += [
            (heard.members[0], heard.at, heard.sentence, 3.0)
            for heard in self.heard[-20:]
            if len(heard.members) == 1 and heard.at < at
        ]
        return found

    def _last_heard(self, at: int, kinds: tuple[str, ...], within: int) -> tuple[Member, ...]:
        here = self._sentence(at)
        for heard in reversed(self.heard[-20:]):
            if heard.at < at and here - heard.sentence <= within and heard.kind in kinds:
                return heard.members
        return ()

    def _body_before(self, at: int) -> tuple[Member, ...]:
        """An organisation that is the subject of this sentence or the one before."""
        here = self._sentence(at)
        last = bisect_right(self.places, at - 1)
        for mention in reversed(self.cast.mentions[max(0, last - 20) : last]):
            if mention.member.kind == "organisation" and mention.subject and here - mention.sentence <= 1:
                return (mention.member,)
        return ()

    def _several_before(self, at: int) -> tuple[Member, ...]:
        here = self._sentence(at)
        for heard in reversed(self.heard[-20:]):
            if (
                heard.at < at
                and here - heard.sentence <= 3
                and (heard.kind in ("group", "organisation") or len(heard.members) > 1)
            ):
                return heard.members
        return ()

    def _antecedent(self, at: int) -> tuple[Member, ...]:
        """Whom "who" or "which" goes back to: the name or phrase right before it."""
        last = bisect_right(self.places, at - 1)
        for mention in reversed(self.cast.mentions[max(0, last - 3) : last]):
            if re.fullmatch(r"\s*(?:\([^)]*\))?,?\s*", self.text[mention.end : at]):
                return (mention.member,)
        before = re.search(r"((?:[\w’'-]+ ){0,3}[\w’'-]+),?\s*$", self.text[max(0, at - 80) : at])
        if not before:
            return ()
        words = before.group(1).split()
        while words and plain(words[0]) in ANTECEDENT_STOPS:
            del words[0]
        for index in range(len(words) - 1, 0, -1):
            if plain(words[index]) in ANTECEDENT_STOPS:
                words = words[index + 1 :]
                break
        determiners = [at for at, word in enumerate(words) if plain(word) in DETERMINERS or word[0].isdigit()]
        words = words[determiners[-1] :] if determiners else words
        phrase = " ".join(words)
        return (self._describe(phrase, plain(words[-1])),) if words else ()

    def _first_person(self, phrase: Phrase, one: Attribution) -> tuple[Member, ...]:
        """ "I" and "we" inside somebody's words are that speaker's; elsewhere they stay as they are."""
        at = phrase.span[0]
        last = bisect_right(self.contents, (at, len(self.text), 0))
        for start, end, index in reversed(self.contents[max(0, last - 10) : last]):
            if self.attributions[index] is not one and start <= at < end and self.quoted[at]:
                return self.result[index] if phrase.pronoun == "i" else ()
        word = self.text[phrase.span[0] : phrase.span[1]]
        return (self._describe(word, word.lower(), "unnamed" if phrase.pronoun == "i" else "group"),)

    def _description(self, phrase: Phrase) -> tuple[Member, ...]:
        """A phrase without a name: an earlier speaker that it repeats or whose title it holds, or a new one."""
        definite = re.match(r"(?:the|that|this)\b", phrase.description, re.IGNORECASE)
        known = self._titled(phrase.noun) if definite else None
        known = (
            known
            or self.described.get(_bare(phrase.description))
            or (self._body_called(phrase) if definite else None)
        )
        if known:
            return (known,)
        return (self._describe(phrase.description, phrase.noun),) if phrase.noun else ()

    def _titled(self, noun: str) -> Member | None:
        """ "the senator": the last person heard whose title holds the noun."""
        for heard in reversed(self.heard[-20:]):
            for member in heard.members:
                called = noun in PERSON_NOUNS and re.search(
                    rf"\b(?:{SAME.get(noun, noun)})\b", member.title, re.IGNORECASE
                )
                if member.kind == "person" and called:
                    return member
                if member.kind in ("unnamed", "group") and _bare(member.name).split()[-1:] == [noun]:
                    return member
        return None

    def _body_called(self, phrase: Phrase) -> Member | None:
        """For "the ministry" the last body or document of that word; for "the group" the last body."""
        general = phrase.noun in GENERAL
        for heard in reversed(self.heard[-20:]):
            for member in heard.members:
                words = [plain(word) for word in member.name.split()]
                if member.kind in ("organisation", "document") and (
                    phrase.noun in words or (general and member.kind == "organisation")
                ):
                    return member
        found = self.cast.short.get(phrase.noun, ())
        bodies = set(found)
        return bodies.pop() if len(bodies) == 1 and phrase.noun in ORGANISATION else None

    def _describe(self, words: str, noun: str, kind: str = "") -> Member:
        key = _bare(words)
        if key not in self.described:
            kind = kind or kind_of_noun(noun, words)
            name = re.sub(r"^(?:the|The)\s+", "", words) if kind == "organisation" else words
            self.described[key] = Member(name, kind)
        return self.described[key]


DETERMINERS = frozenset(
    """
    a an the some many several few most all those these his her its their our no any other others
    """.split()
)
GENERAL = frozenset(
    "group company agency organisation organization firm paper newspaper charity monitor watchdog".split()
)
SAME = {"judge": "judge|justice", "lawyer": "lawyer|attorney", "attorney": "lawyer|attorney"}
ANTECEDENT_STOPS = frozenset(
    """
    is are was were be been by for to from with at in on and but or as that than then of into about after
    before has have had
    """.split()
)


def _bare(words: str) -> str:
    """A description without its article, for comparing."""
    return re.sub(r"^(?:the|a|an|another|that|this|those|these|some|one)\s+", "", words.casefold())
