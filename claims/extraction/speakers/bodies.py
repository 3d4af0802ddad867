"""The bodies of an article: organisations, countries, named groups, by their full names, initials and short names."""

import re
from collections.abc import Sequence

from claims.extraction.speakers.lexicon import GEOGRAPHY, GOVERNMENTS, ORGANISATION, PERSON_NOUNS
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import PEOPLES, Name, plain
from claims.extraction.speakers.nouns import COMPANY
from claims.extraction.speakers.people import has_the, tidy

MOST = 20  # bodies of one word that are told apart
CORPORATE = re.compile(r",? (?:inc|corp|ltd|llc|plc|co|gmbh|ag)\.?$")
SHORT = re.compile(r"\s\(([A-Z][A-Za-z]{1,9})\)|, or ([A-Z]{2,10})\b")
CALLED = re.compile(r"\b([a-z-]{1,30}) (?:called )?$")
APPOSED = re.compile(r", (?:the|an?|its|whose) ([^,.;:\n]{3,80})")
PREPOSED = re.compile(r" (?:of|for|in|that|which|who|at|with|to|on|from|by) ")
MANY_DO = re.compile(
    r" (?:still |also |now |have |had )?(?:accuse|agree|are|argue|believe|blame|call|claim|complain|demand|deny|"
    r"describe|do|expect|face|fear|have|hope|insist|need|oppose|plan|predict|report|say|support|think|urge|want|warn|were)\b"
)
REFERRED = re.compile(r"\b(he|she|his|her|who|its?|which)\b")


class Bodies:
    """Bodies by name; `named` finds one that is known, `add` makes one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.by_name: dict[str, Member] = {}
        self.acronyms: dict[str, Member] = {}
        self.by_word: dict[str, list[Member]] = {}

    def named(self, name: Name) -> Member | None:
        """The body of exactly this name, or of these initials."""
        words = self.text[name.start : name.end]
        return self.by_name.get(_key(words)) or self.acronyms.get(re.sub(r"[.&]", "", words))

    def add(self, name: Name) -> Member:
        """The body of this name, remembered also by its initials and its words."""
        words = self.text[name.start : name.end]
        if _key(words) in self.by_name:
            return self.by_name[_key(words)]
        kind = "group" if self.is_group(name) else "organisation"
        member = self.by_name[_key(words)] = Member(tidy(words), kind, words=name.words)
        initials = "".join(word[0] for word in name.words if word[0].isupper())
        for short in (initials, "".join(word[0] for word in name.words)):  # "MD", and "MoD"
            if len(initials) > 1:
                self.acronyms.setdefault(short, member)
        told = SHORT.match(self.text, name.end)
        if told:
            self.acronyms[told.group(1) or told.group(2)] = member
        for word in name.words:
            known = self.by_word.setdefault(plain(word), [])
            if word[0].isupper() and len(known) < MOST:
                known.append(member)
        return member

    def unite(self) -> None:
        """ "The Harle Museum" is "the Harle Maritime Museum" where only one name begins and ends so."""
        for key, one in list(self.by_name.items()):
            ends = plain(one.words[0]), plain(one.words[-1])
            longer = [
                other
                for other in self.by_word.get(ends[1], ())
                if len(other.words) > len(one.words) > 1
                and (plain(other.words[0]), plain(other.words[-1])) == ends
                and {*map(plain, one.words)} <= {*map(plain, other.words)}
            ]
            if len(longer) == 1:
                self.by_name[key] = longer[0]

    def by_short_name(self, name: Name) -> Member | None:
        """ "The Post" after "The Washington Post", "Harle" after "Harle Corp.": the one body that it may shorten."""
        wanted = [plain(word) for word in name.words if word[0].isupper()]
        found = self.by_word.get(wanted[-1], []) if wanted else []
        if len(name.words) == 1:
            firms = [
                one for one in found if plain(one.words[-1]) in COMPANY and plain(one.words[0]) == wanted[0]
            ]
            if len(firms) == 1:
                return firms[0]
            if name.words[0].isupper() or not has_the(name, self.text):
                return None
        longer = [one for one in found if len(one.words) > len(name.words) and _shortens(wanted, one.words)]
        return longer[0] if len(longer) == 1 else None

    def is_body(self, name: Name, places: set[tuple[str, ...]]) -> bool:
        """A body by its words, its article, its capitals, as one of the `places`, or by what stands beside it."""
        if any(plain(word) in ORGANISATION for word in name.words) or has_the(name, self.text):
            return True
        if "&" in name.words or plain(name.words[-1]) in GEOGRAPHY or plain(name.words[0]) in GOVERNMENTS:
            return True
        acronym = len(name.words) == 1 and name.words[0].isupper()
        if acronym or name.words in places or self.is_group(name):
            return True
        referred = REFERRED.search(self.text, name.end, name.end + 80)
        if referred and referred.group() in (
            ("its", "which") if len(name.words) == 1 else ("it", "its", "which")
        ):
            return True
        return self.is_called_one(name)

    def is_called_one(self, name: Name) -> bool:
        """ "The newspaper Vecer", "Red Dawn, an armed movement"."""
        before = CALLED.search(self.text, max(0, name.start - 24), name.start)
        after = APPOSED.match(self.text, name.end, name.end + 90)
        beside = [before.group(1)] if before else []
        beside += PREPOSED.split(after.group(1))[0].split()[-1:] if after else []
        return any(word in ORGANISATION for word in beside)

    def is_group(self, name: Name) -> bool:
        """ "House Republicans", "Senate Leaders", "Millennials say": people together, not a body."""
        last = plain(name.words[-1])
        if len(name.words) == 1 and last.endswith("s") and MANY_DO.match(self.text, name.end):
            return True
        return last in PEOPLES or (last.endswith("s") and last[:-1] in PERSON_NOUNS)


def _shortens(wanted: Sequence[str], words: tuple[str, ...]) -> bool:
    """Whether all `wanted` words are in a longer name, and the last is its last or what it is about."""
    longer = [plain(word) for word in words]
    small = next((at for at, word in enumerate(words) if at and word.islower()), len(words))
    return set(wanted) <= set(longer) and wanted[-1] in (longer[-1], longer[small - 1])


def _key(words: str) -> str:
    """A name for comparing: no article, no "Inc."."""
    return CORPORATE.sub("", tidy(words).casefold())
