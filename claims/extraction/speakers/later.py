"""Sources that an article leaves vague at first and names further on: "a war monitor", "a New York judge"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.extraction.figures import find_figures
from claims.extraction.speakers.descriptions import Descriptions
from claims.extraction.speakers.lexicon import NATIONALITIES
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.mentions import noun_of
from claims.extraction.speakers.names import plain
from claims.extraction.speakers.nouns import usual
from claims.extraction.types import Attribution

LINKED_WITHIN = 12  # attributions after which a vague source is no longer named by a figure it shares
LEDE = 4  # sentences at the top in which a source may be named by its office alone
NAMED_WITHIN = 12  # sentences after which the name has come too late
VAGUE = re.compile(r"an?\s", re.IGNORECASE)
Said = tuple[Member, ...]
Fact = tuple[float | None, float | None, str, str, str]


def named_by_figure(
    text: str, attributions: Sequence[Attribution], members: Sequence[Said]
) -> dict[Member, Member]:
    """ "a war monitor" is the organisation that is credited with the same figure soon after, where only one is."""
    same: dict[Member, Member] = {}
    vague = [
        at
        for at, group in enumerate(members)
        if len(group) == 1 and VAGUE.match(group[0].name) and group[0].kind != "document"
    ]
    if not vague:
        return same

    @lru_cache(None)
    def facts(at: int) -> frozenset[Fact]:
        found = find_figures(text, attributions[at].content)
        return frozenset((f.low, f.high, f.bound, f.unit, f.counted) for f in found)

    for index in vague:
        one = members[index][0]
        kind = "organisation" if one.kind == "organisation" else "person"
        nearby = range(index + 1, min(len(members), index + 1 + LINKED_WITHIN))
        named = {
            members[at][0]
            for at in nearby
            if len(members[at]) == 1 and members[at][0].kind == kind and facts(index) & facts(at)
        } - {one}
        if len(named) == 1:
            same[one] = named.pop()
    return same


def named_by_office(
    vague: Sequence[Member], descriptions: Descriptions, sentence_of: dict[Member, int]
) -> dict[Member, Member]:
    """ "A judge" at an article's top is the one judge who is named soon after; "a court" the one court.

    `sentence_of` tells for every member in which sentence it is first spoken of.
    """
    same: dict[Member, Member] = {}
    for one in vague:
        first = sentence_of.get(one, LEDE)
        other = one.name.lower().startswith(("his ", "her ", "its ", "their ", "another ", "other "))
        if first >= LEDE or one.kind not in ("unnamed", "organisation") or other:
            continue
        noun, words = usual(noun_of(one.name)), {plain(word) for word in one.name.split()}
        named = {
            known.member
            for known in descriptions.by_noun.get(noun, ())
            if known.member.words
            and first < sentence_of.get(known.member, -1) <= first + NAMED_WITHIN
            and not words & NATIONALITIES - known.words
        }
        if len(named) == 1:
            same[one] = named.pop()
    return same
