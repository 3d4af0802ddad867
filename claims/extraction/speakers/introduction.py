"""Before the article is gone through: whom each name means, what each is called, and who is a he or a she."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from claims.extraction.speakers.cast import Cast
from claims.extraction.speakers.descriptions import Descriptions
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.names import Name, plain

SMALL = re.compile(r"(?<![@.\w])[^\W\d_A-Z]\w*")
GENDERED = re.compile(r"\b(?:([Hh]e|[Hh]is|[Hh]im|[Hh]imself)|([Ss]he|[Hh]er|[Hh]ers|[Hh]erself))\b")
NEXT_SENTENCE = re.compile(r"[.!?]\s|\n")
SAID_OF = 300  # code points after a name within which "he" or "she" tells its gender


def introduce(
    text: str, names: Sequence[Name], cast: Cast, descriptions: Descriptions, quoted: bytearray
) -> dict[int, Member]:
    """Whom the names mean, by their index; a name that is only a common word at a sentence's beginning is left out.

    Learns the titles, appositions and genders of all.
    """
    known: dict[int, Member] = {}
    open_ones: list[int] = []
    small = _small(text, names)
    for index, name in enumerate(names):
        member = cast.named(name, certain=False)
        if member is None or (len(name.words) == 1 and plain(name.words[0]) in small):
            continue
        known[index] = member
        person = cast.people.person(name)
        if not (person and person.certain and len(person.words) > 1):
            cast.counts[member] += 1  # full names of people were counted when they were gathered
        descriptions.learn(name, member, person.title if person else "")
        if member.kind == "organisation" and cast.counts[member] == 1:
            descriptions.add([plain(word) for word in member.words], member, name.start)
        if member.kind == "person" and not member.gender and not quoted[name.start]:
            open_ones.append(index)
    _tell_genders(text, names, known, open_ones, quoted)
    return known


def _tell_genders(
    text: str, names: Sequence[Name], known: dict[int, Member], open_ones: Sequence[int], quoted: bytearray
) -> None:
    """Who is a he and who a she: by the pronouns between a person's name and the next person's."""
    people = [names[index].start for index, one in known.items() if one.kind == "person"]
    votes: Counter[Member] = Counter()
    for index in open_ones:
        start, end = names[index].end, names[index].start + SAID_OF
        after = bisect_right(people, start)
        end = min(end, *people[after : after + 1], len(text))
        found = next((one for one in GENDERED.finditer(text, start, end) if not quoted[one.start()]), None)
        if found is None:
            continue
        here = NEXT_SENTENCE.search(text, start, found.start()) is None
        others = after > 1 and NEXT_SENTENCE.search(text, people[after - 2], start) is None
        if here or not others:  # of two in one sentence, the next sentence may mean either
            votes[known[index]] += (2 if here else 1) * (1 if found.group(1) else -1)
    for member, vote in votes.items():
        member.gender = member.gender or ("m" if vote > 0 else "f" if vote < 0 else "")


def _small(text: str, names: Iterable[Name]) -> set[str]:
    """Single capitalised words that the text also writes small: no names, only beginnings of sentences."""
    single = {plain(name.words[0]) for name in names if len(name.words) == 1}
    return single.intersection(SMALL.findall(text)) if single else set()
