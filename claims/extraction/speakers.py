"""The speakers of an article: one entry for each, with every mention."""

import re

from claims.extraction.cast import Member
from claims.extraction.figures import find_figures
from claims.extraction.resolver import Resolver
from claims.extraction.types import Attribution, Sentence, Span, Speaker

LINKED_WITHIN = 12  # attributions after which a vague source is no longer named by a figure it shares


def find_speakers(
    text: str,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[tuple[Speaker, ...], list[tuple[int, ...]]]:
    """The article's speakers in order of their first words, and for each attribution the indexes of its speakers."""
    resolver = Resolver(text, sentences, attributions)
    members = resolver.run()
    same = _named_later(text, attributions, members)
    found: dict[Member, int] = {}
    said_by = []
    for group in members:
        kept = dict.fromkeys(same.get(member, member) for member in group)
        said_by.append(tuple(found.setdefault(member, len(found)) for member in kept))
    for vague, member in same.items():
        member.mentions += vague.mentions
    for mention in resolver.cast.mentions:
        if mention.member in found:
            mention.member.mentions.append((mention.start, mention.end))
    speakers = tuple(Speaker(one.name, one.kind, one.title, _apart(one.mentions)) for one in found)
    return speakers, said_by


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, each that lies within another left out."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _named_later(
    text: str, attributions: tuple[Attribution, ...], members: list[tuple[Member, ...]]
) -> dict[Member, Member]:
    """ "a war monitor" is the organisation that is credited with the same figure soon after, where only one is."""
    same: dict[Member, Member] = {}
    facts = [
        {(f.low, f.high, f.bound, f.unit, f.counted) for f in find_figures(text, one.content)}
        for one in attributions
    ]
    for index, group in enumerate(members):
        if len(group) != 1 or not re.match(r"an?\s", group[0].name) or group[0].kind == "document":
            continue
        nearby = range(index + 1, min(len(members), index + 1 + LINKED_WITHIN))
        kinds = ("organisation",) if group[0].kind == "organisation" else ("person",)
        named = {
            members[at][0]
            for at in nearby
            if len(members[at]) == 1 and members[at][0].kind in kinds and facts[index] & facts[at]
        } - {group[0]}
        if len(named) == 1:
            same[group[0]] = named.pop()
    return same
