"""The speakers of an article: one entry for each, with every mention."""

from claims.extraction.speakers.later import named_by_figure, named_by_office
from claims.extraction.speakers.member import Member
from claims.extraction.speakers.resolver import Resolver
from claims.extraction.types import Attribution, Sentence, Span, Speaker


def find_speakers(
    text: str,
    sentences: tuple[Sentence, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[tuple[Speaker, ...], list[tuple[int, ...]]]:
    """The article's speakers in order of their first words, and for each attribution the indexes of its speakers."""
    resolver = Resolver(text, sentences, attributions)
    members = resolver.run()
    same = named_by_office(
        list(resolver.unnamed.members.values()), resolver.descriptions, resolver.narration.first_met()
    )
    same |= named_by_figure(text, attributions, members)
    found: dict[Member, int] = {}
    said_by = []
    for group in members:
        kept = dict.fromkeys(same.get(member, member) for member in group)
        said_by.append(tuple(found.setdefault(member, len(found)) for member in kept))
    for vague, member in same.items():
        member.mentions += vague.mentions
    for index, member in resolver.known.items():
        if member in found:
            member.mentions.append((resolver.names[index].start, resolver.names[index].end))
    speakers = tuple(Speaker(one.name, one.kind, one.title, _apart(one.mentions)) for one in found)
    return speakers, said_by


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, each that lies within another left out."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
