"""Who says it: each attribution's source mention, led back to a speaker of the article.

The article is gone through as it is read: names, descriptions such as "the senator", pronouns and sources, each
remembered for those that come after it. The order of preference is that of quotation attribution in news (O'Keefe et
al. 2012; Muzny et al. 2017): a name with its title, an earlier name that the mention shortens, a description that
fits, then the weights of `narration`. Where nothing fits well the speaker stays open: wrong is worse than empty.
"""

import re
from bisect import bisect_right
from functools import partial

from claims.extraction.quotes import inside
from claims.extraction.speakers.background import Background, Event
from claims.extraction.speakers.cast import Cast
from claims.extraction.speakers.descriptions import PEOPLE, Descriptions
from claims.extraction.speakers.introduction import introduce
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.mentions import Phrase, Reader
from claims.extraction.speakers.names import Name, find_names, plain
from claims.extraction.speakers.narration import SPEAKER, Narration
from claims.extraction.speakers.people import title_of
from claims.extraction.speakers.pronouns import one_body, several
from claims.extraction.speakers.unnamed import Unnamed
from claims.extraction.types import Attribution, Sentence, Span

Said = tuple[Member, ...]
PASSIVE = re.compile(r"(?:was|were|is|are|been|being|be|has been|have been)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"(?:was|were|is|are|been|being|be) (?:asked|told|warned|urged|reminded|informed)\b")
PASSIVELY = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: \w{2,12}ly| also| not| being)?\s$")
PARTICIPLE = re.compile(r"\w{2,20}ed\b|said|told|known|thought|held|seen|heard|understood|put|shown|quoted")
AFTER_CUE = re.compile(r" ((?:an?|one) [^,.;:\n“”\"]{3,60}|[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,3})")
CLAUSES = (", ", "; ", "” ", '" ', "’ ")  # what a clause may begin after
TITLE_WORD = re.compile(r"[\w’'.-]{1,40}")


class Resolver:
    """Goes through an article's mentions in their order and remembers who was spoken of and who spoke."""

    def __init__(
        self, text: str, sentences: tuple[Sentence, ...], attributions: tuple[Attribution, ...]
    ) -> None:
        self.text, self.attributions = text, attributions
        quoted, reported = inside(text), bytearray(len(text))
        for one in attributions:
            for start, end in one.content:
                reported[start:end] = b"\1" * (end - start)
                if one.kind == "quoted":  # in single marks, too
                    quoted[start:end] = b"\1" * (end - start)
        self.names = [name for one in sentences for name in find_names(text, one.start, one.end)]
        capitals = [(one.start, one.end) for one in sentences if in_capitals(text, one)]
        self.cast = Cast(text, self.names, capitals)
        self.narration = Narration(sentences, self.cast.counts, quoted, reported)
        self.descriptions = Descriptions(text, self.cast.people.offices)
        self.unnamed = Unnamed(text, self.cast, self.narration, self.descriptions)
        self.phrases = [self._read(one) for one in attributions]
        self.known = introduce(text, self.names, self.cast, self.descriptions, quoted)
        self.background = Background(
            text, self.names, self.known, self.narration, self.descriptions, self.unnamed
        )
        self.contents = sorted((*span, at) for at, one in enumerate(attributions) for span in one.content)
        self.by_source: dict[Span, Said] = {}
        self.result: list[Said] = [()] * len(attributions)

    def run(self) -> list[Said]:
        """The speakers of each attribution, () where they stay open."""
        sources: list[Event] = [
            ((one.source or one.cue)[0][0], 0, partial(self._attribution, at))
            for at, one in enumerate(self.attributions)
        ]
        for _, _, act in sorted([*sources, *self.background.events()], key=lambda event: event[:2]):
            act()
        self._first_persons()
        return self.result

    def _read(self, one: Attribution) -> Phrase:
        """The source taken apart; the names in it become members, whatever else is known of them."""
        if not one.source:
            return Phrase()
        families = self.cast.people.families
        phrase = Reader(self.text, families).read(one.source[0][0], one.source[-1][1])
        if len(phrase.names) == 1 and len(phrase.names[0].words) == 1:
            word = plain(phrase.names[0].words[0])
            if word in PEOPLE and word not in families:  # "Judge" in a headline, where nobody is called so
                return Phrase(description=phrase.description, noun=phrase.noun, span=phrase.span)
        self._call(phrase.names)
        return phrase

    def _call(self, names: tuple[Name, ...]) -> Said:
        """Whom the names of a source mean."""
        found = [self.cast.named(name) for name in names[1:]]
        if (
            len(names) == 2
            and len(names[0].words) == 1
            and self.text[names[0].end : names[1].start] == " and "
        ):
            found.insert(0, self.cast.people.together(*names) or self.cast.named(names[0]))
        elif names:
            found.insert(0, self.cast.named(names[0]))
        return tuple(one for one in found if one)

    def _attribution(self, index: int) -> None:
        self.result[index] = self._source(self.attributions[index], self.phrases[index])

    def _source(self, one: Attribution, phrase: Phrase) -> Said:
        """Whom a source means; one that serves several attributions is read once.

        Nobody for "it was announced" and for "Bell was asked whether", which names who was spoken to.
        """
        if not one.source:
            start, end = one.cue[0]
            passive = PASSIVE.match(self.text, start, end) or (
                PASSIVELY.search(self.text, max(0, start - 24), start)
                and PARTICIPLE.match(self.text, start, end)
            )
            return () if passive else self._inverted(one) or self.background.left_out(start)
        span = one.source[0]
        if ADDRESSED.match(self.text, *one.cue[0]):
            return ()
        if span not in self.by_source:
            members = tuple(dict.fromkeys(self._members(one, phrase)))
            self.by_source[span] = members
            self.background.source((span[0], one.source[-1][1]), members)
            for member in members:
                member.mentions.append(span)
            if members:
                self.narration.tell(*span, members, SPEAKER)
        return self.by_source[span]

    def _inverted(self, one: Attribution) -> Said:
        """ "“Who pays?” shouted a man in the crowd.": who stands right after a cue that has no source."""
        start, end = one.cue[0][0], one.cue[-1][1]
        found = AFTER_CUE.match(self.text, end) if one.content[-1][1] <= start else None
        if found is None:
            return ()
        phrase = Reader(self.text, self.cast.people.families).read(*found.span(1))
        members = self._call(phrase.names) or self.unnamed.meant(phrase, one.content, "")
        for member in members:
            member.mentions.append(phrase.span)
        return members

    def _members(self, one: Attribution, phrase: Phrase) -> Said:
        if phrase.pronoun:
            return self._pronoun(phrase, one.content)
        if phrase.names:
            return self._named(phrase)
        return self.unnamed.meant(phrase, one.content, self.text[one.cue[0][0] : one.cue[-1][1]])

    def _named(self, phrase: Phrase) -> Said:
        found = (*self._joined(phrase), *self._call(phrase.names))
        if len(phrase.names) == 1 and found and phrase.title and found[0].kind == "person":
            title = title_of(phrase.title)
            if len(title) > len(found[0].title):
                found[0].title = title
            words = [plain(word) for word in TITLE_WORD.findall(title)]
            self.descriptions.add(words, found[0], phrase.span[0])
        return found

    def _joined(self, phrase: Phrase) -> Said:
        """ "Bell and" right before a source "Crane": both speak, where a clause begins with them."""
        before = self.narration.mentions[-1] if self.narration.mentions else None
        if not before or len(before.members) > 1 or before.members[0].kind != "person":
            return ()
        begins = before.start == self.narration.sentence_at(before.start)[0]
        opens = begins or self.text[max(0, before.start - 2) : before.start] in CLAUSES
        return before.members if opens and self.text[before.end : phrase.span[0]] == " and " else ()

    def _pronoun(self, phrase: Phrase, own: tuple[Span, ...]) -> Said:
        at = phrase.span[0]
        if phrase.pronoun in ("m", "f"):
            return self.background.person(at, phrase.pronoun, own, self._outer(at))
        if phrase.pronoun == "it":
            return one_body(self.narration, at, own)
        if phrase.pronoun == "they":
            return several(self.narration, at, own)
        if phrase.pronoun == "who":
            return self.background.relative(at)
        word = self.text[slice(*phrase.span)]
        return (self.unnamed.new(word, word.lower(), at, "unnamed" if phrase.pronoun == "i" else "group"),)

    def _first_persons(self) -> None:
        """ "I" inside somebody's quoted words is that speaker, who may be told only after them."""
        for index, phrase in enumerate(self.phrases):
            outer = self._around(phrase.span[0]) if phrase.pronoun == "i" else None
            if outer is not None and outer != index:
                self.result[index] = self.result[outer]

    def _around(self, place: int) -> int | None:
        """The attribution in whose quoted words a source stands."""
        if not self.narration.quoted[place]:
            return None
        last = bisect_right(self.contents, (place, len(self.text), 0))
        for start, end, index in reversed(self.contents[max(0, last - 10) : last]):
            if start <= place < end and self.phrases[index].span[0] != place:
                return index
        return None

    def _outer(self, place: int) -> Said:
        """Who is quoted as speaking of a source at `place`, as far as it is known: nobody calls himself "he"."""
        index = self._around(place)
        if index is None:
            return ()
        names = (self.cast.named(name, certain=False) for name in self.phrases[index].names)
        return self.result[index] or tuple(member for member in names if member)


def in_capitals(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a headline by its capitals: at least seven words in ten begin with one."""
    words = text[sentence.start : min(sentence.end, sentence.start + 300)].split()
    least = 7 if words[-1:] and words[-1][-1] in ".!?" else 4
    return len(words) >= least and sum(word[:1].isupper() for word in words) >= 0.7 * len(words)
