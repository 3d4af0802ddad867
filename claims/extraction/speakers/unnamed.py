"""Sources without a name: "the judge", "his lawyer", "the Texas businessman", "three officials"."""

import math
import re
from collections.abc import Callable

from claims.extraction.speakers.cast import Cast
from claims.extraction.speakers.descriptions import FITTING, PEOPLE, Descriptions, gender_of
from claims.extraction.speakers.grammar import PRONOUNS, SUBJECT
from claims.extraction.speakers.lexicon import ORGANISATION, PERSON_NOUNS
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.mentions import Phrase, kind_of_noun
from claims.extraction.speakers.names import find_names, plain, surname
from claims.extraction.speakers.narration import SPEAKER, Narration
from claims.extraction.speakers.nouns import (
    COMPANY,
    EPITHETS,
    GENERAL,
    PAIRS,
    PARTIES,
    POLITICAL,
    SPOUSES,
    may_be,
    usual,
)
from claims.extraction.speakers.people import tidy
from claims.extraction.speakers.pronouns import as_body, one_body, one_person, the_two
from claims.extraction.types import Span

DEFINITE = re.compile(r"(?:the|that|this|these|those)\b", re.IGNORECASE)
TWO = re.compile(r"(?:both|the two|the pair|the couple|neither)\b", re.IGNORECASE)
OWNED = re.compile(r"(his|her|its|their)\s{1,3}", re.IGNORECASE)
OF_A_PERSON = re.compile(
    r"\s{1,3}(?:campaign|administration|camp|team|family|government|transition|foundation)\b"
)
ARTICLE = re.compile(r"(?:the|a|an|another|that|this|those|these|some|one)\s{1,3}")
GOES_ON = re.compile(r"\b(?:added|continued|went on|concluded)\b")
BARE = frozenset(
    "billionaire businessman candidate nominee tycoon".split()
)  # epithets that need no other word
AGED = re.compile(r"\b(\d{1,3})-year-old\b")
PROMINENT = 0.1  # what each doubling of a member's mentions adds for "the company" or "the tycoon"
SO_CALLED = 0.2  # what having been called a company adds for "the company"
CORPORATE = 0.3  # and what a name such as "Halden Corp." adds
NEAR = 12  # sentences after which "the group" is no longer a body that was spoken of
FAR_AHEAD = 0.1  # the lead over everybody else that an epithet needs


class Unnamed:
    """The descriptions that stand for somebody, each led back to a member or made one."""

    def __init__(self, text: str, cast: Cast, narration: Narration, descriptions: Descriptions) -> None:
        self.text, self.cast, self.narration, self.descriptions = text, cast, narration, descriptions
        self.members: dict[str, Member] = {}

    def weigher(self, at: int) -> Callable[[Member], float]:
        """How much a member is on the reader's mind at `at`; the often named break ties."""
        weights = self.narration.weights(at)
        return lambda one: weights.get((one,), 0.0) + 0.001 * self.cast.counts[one]

    def meant(self, phrase: Phrase, own: tuple[Span, ...], cue: str) -> tuple[Member, ...]:
        """Whom a phrase without a name means: an earlier member that it repeats or fits, or a new one.

        `own` and `cue`: what this source says and how; () where nobody can be meant.
        """
        if not phrase.noun:
            return ()
        two = self._two(phrase) if TWO.match(phrase.description) else ()
        if two:
            return two
        known = self.members.get(bare(phrase.description)) or self._owned(phrase) or self._apposed(phrase)
        the = self.text[max(0, phrase.span[0] - 4) : phrase.span[0]].lower() == "the "
        if (
            known is None
            and (the or DEFINITE.match(phrase.description))
            and " and " not in phrase.description
        ):
            known = self._definite(phrase, own, cue)
        return (known or self.new(phrase.description, phrase.noun, phrase.span[0]),)

    def _two(self, phrase: Phrase) -> tuple[Member, ...]:
        """ "Both men", "the two companies": the last two of that kind who were named together, or who weigh most."""
        noun = phrase.noun.removesuffix("s")
        if phrase.noun in PAIRS or noun in PERSON_NOUNS:
            return the_two(self.narration, phrase.span[0], "person")
        bodies = noun in GENERAL or noun.removesuffix("ie") + "y" in GENERAL
        return the_two(self.narration, phrase.span[0], "organisation") if bodies else ()

    def _apposed(self, phrase: Phrase) -> Member | None:
        """ "Ellen, a student", "Lantern, a relief group": the name right before a description with an article."""
        last = self.narration.mentions[-1] if self.narration.mentions else None
        if not last or len(last.members) > 1 or self.text[last.end : phrase.span[0]] != ", ":
            return None
        fits = FITTING.get(last.members[0].kind, frozenset()) if last.members[0].words else ()
        return last.members[0] if phrase.noun in fits and ARTICLE.match(phrase.description.lower()) else None

    def _owned(self, phrase: Phrase) -> Member | None:
        """ "His campaign", "Ann Bell's campaign" and "the Bell campaign" are one; "his wife" may have a name."""
        owner, rest = self._owner(phrase)
        if owner is None or not rest:
            return None
        pronoun = bool(OWNED.match(phrase.description))
        key = f"{id(owner)} {rest.casefold()}"
        if key not in self.members:
            known = self._spouse(owner, rest)
            if pronoun and not known:
                at = phrase.span[0]
                known = self.descriptions.meant(phrase.noun, rest.split(), at, self.weigher(at), sole=True)
            named = known if known and known.words else None
            self.members[key] = named or self.new(phrase.description, phrase.noun, phrase.span[0])
        elif not pronoun and OWNED.match(self.members[key].name):
            self.members[key].name = tidy(phrase.description)
        return self.members[key]

    def _owner(self, phrase: Phrase) -> tuple[Member | None, str]:
        """Whose something is, and what: (None, "") where nobody's."""
        start = phrase.span[0]
        found = OWNED.match(phrase.description)
        if found:
            which = PRONOUNS[found.group(1).lower()]
            person = which in ("m", "f")
            owners = one_person(self.narration, start, which) if person else one_body(self.narration, start)
            return (owners[0] if len(owners) == 1 else None), phrase.description[found.end() :]
        name = next(find_names(self.text, *phrase.span), None)
        if name is None or name.start - start > len("the "):
            return None, ""
        if not name.possessive and not OF_A_PERSON.match(self.text, name.end):
            return None, ""
        rest = self.text[name.end : phrase.span[1]].lstrip("'’s ").strip(" ,")
        return self.cast.named(name, certain=False), rest

    def _spouse(self, owner: Member, noun: str) -> Member | None:
        """ "Her husband": the one man of her surname."""
        gender = SPOUSES.get(noun)
        family = self.cast.people.families.get(surname(owner.words), ()) if gender and owner.words else ()
        fits = [one for one in family if one is not owner and one.gender == gender]
        return fits[0] if len(fits) == 1 else None

    def _definite(self, phrase: Phrase, own: tuple[Span, ...], cue: str) -> Member | None:
        """ "The judge": whose title or name it is; or else who is called so though nothing was said of it."""
        words = DEFINITE.sub("", phrase.description, count=1).split()
        weigh = self.weigher(phrase.span[0])
        if phrase.noun in GENERAL:
            body = self._general(phrase)
            if body:
                return body
        known = self.descriptions.meant(phrase.noun, words, phrase.span[0], weigh)
        fits = self.cast.bodies.by_word.get(phrase.noun, ()) if phrase.noun in ORGANISATION else ()
        known = known or max(fits, key=weigh, default=None)
        return known or self._epithet(phrase, words) or self._acting(phrase, own, cue)

    def _general(self, phrase: Phrase) -> Member | None:
        """For "the company" the named body last and most spoken of, one called so before others."""
        called = {one.member for one in self.descriptions.by_noun.get(usual(phrase.noun), ())}
        fits: dict[Member, float] = {}
        for ones, weight in self.narration.weights(phrase.span[0], within=NEAR).items():
            last = plain(ones[0].words[-1]) if ones[0].words else ""
            if (
                len(ones) == 1
                and ones[0].kind == "organisation"
                and last
                and may_be(phrase.noun, last, ORGANISATION)
            ):
                so = SO_CALLED if ones[0] in called else CORPORATE if last in COMPANY else 0.0
                fits[ones[0]] = weight + so + self._often(ones[0])
        return max(fits, key=lambda one: fits[one], default=None) or as_body(self.narration, phrase.span[0])

    def _often(self, one: Member) -> float:
        return PROMINENT * math.log2(1 + self.cast.counts[one])

    def _epithet(self, phrase: Phrase, words: list[str]) -> Member | None:
        """ "The Texas businessman", said of nobody so far: the person most on the reader's mind, if far ahead."""
        aged = AGED.fullmatch(words[-1]) if words else None
        if aged and aged.group(1) in self.descriptions.ages:
            return self.descriptions.ages[aged.group(1)]
        if not aged and (phrase.noun not in EPITHETS or (len(words) < 2 and phrase.noun not in BARE)):
            return None
        at, gender = phrase.span[0], gender_of(phrase.noun)
        sides = {PARTIES[word.lower()] for word in words if word.lower() in PARTIES}
        here = {one for mention, _ in self.narration.recent(at, within=0) for one in mention.members}
        fits = {
            ones[0]: weight + self._often(ones[0])
            for ones, weight in self.narration.weights(at, within=3).items()
            if len(ones) == 1 and ones[0].kind == "person" and ones[0] not in here
            if gender in ("", ones[0].gender or gender) and self._of_party(ones[0], sides)
        }
        ranked = sorted(fits, key=lambda one: -fits[one])
        clear = len(ranked) == 1 or (ranked and fits[ranked[0]] - fits[ranked[1]] > FAR_AHEAD)
        return ranked[0] if clear else None

    def _of_party(self, one: Member, sides: set[str]) -> bool:
        """Whether somebody may be "the Republican candidate": not of the other side, and no judge or expert."""
        offices = self.descriptions.offices.get(one, POLITICAL)
        return not sides or (
            not self.descriptions.parties.get(one, sides) - sides and bool(offices & POLITICAL)
        )

    def _acting(self, phrase: Phrase, own: tuple[Span, ...], cue: str) -> Member | None:
        """ "Bell laughed. “No,” the manager said": who acts right before a quotation, if no office is known."""
        if phrase.noun not in PERSON_NOUNS or not any(self.narration.quoted[start] for start, _ in own):
            return None
        gender, goes_on = gender_of(phrase.noun), bool(GOES_ON.search(cue))
        for mention, _ in self.narration.recent(phrase.span[0], within=3, own=own):
            beside = "\n" not in self.text[mention.end : phrase.span[0]]
            if (goes_on and mention.role == SPEAKER) or (beside and mention.role in (SUBJECT, SPEAKER)):
                one = mention.members[0]
                fits = (
                    len(mention.members) == 1
                    and one.kind == "person"
                    and gender in ("", one.gender or gender)
                )
                return one if fits and one not in self.descriptions.offices else None
        return None

    def new(self, words: str, noun: str, at: int, kind: str = "") -> Member:
        """The member for a description, made if it is new."""
        key = bare(words)
        if key not in self.members:
            kind = kind or kind_of_noun(noun, words)
            name = tidy(words) if kind == "organisation" and words[:3].lower() == "the" else words
            member = Member(name, kind, gender=gender_of(noun), human=noun in PEOPLE)
            self.members[key] = member
            self.descriptions.add([plain(word) for word in words.split()], member, at)
            aged = AGED.search(words)
            if aged:
                self.descriptions.ages.setdefault(aged.group(1), member)
        return self.members[key]


def bare(words: str) -> str:
    """A description without its article, for comparing."""
    words = words.casefold()
    article = ARTICLE.match(words)
    return words[article.end() :] if article else words
