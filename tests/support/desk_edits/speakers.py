"""Whether untouched words are somebody else's now: an untouched "he said" after another name."""

from __future__ import annotations

from functools import lru_cache

from tests.support.desk_edits.base import Base, Claim
from tests.support.desk_edits.draft import NEW, Rendered

HE_OR_SHE = frozenset({"he", "she"})
RELATIVE = frozenset(
    "he she it they i we you who the his her its their this that a an both another one".split()
)
WINDOW = 40  # tokens in front that decide, where the source is no "he" or "she"
ORGANISED = frozenset(
    """
    agency association authority bank board centre church council court department government group guard hydro
    institute ministry office party police report service shipping society tankers trust union unions university
    commission coastguard company court hospital prosecutors officials letter lantern
    """.split()
)


def speaker_changed(base: Base, claim: Claim, now: Rendered, at: dict[int, int]) -> bool | None:
    """True or False where a rule can tell, None where it cannot."""
    words = [number for piece in claim.source for number in piece if base.tokens[number].word]
    if not words:
        return False
    first = words[0]
    if _apart(base, claim, words[-1], now, at):
        return None
    if base.tokens[first].text.lower() not in RELATIVE:
        return False
    if first not in at or now.tokens[at[first]].altered:
        return None
    ahead = now.tokens[max(0, at[first] - WINDOW) : at[first]]
    if _ahead(base, first) == [NEW if token.altered else token.origin for token in ahead]:
        return False
    if len(words) > 1 or base.tokens[first].text.lower() not in HE_OR_SHE or len(claim.speakers) != 1:
        return None
    names = names_of(base)
    if _before(base, first, names) != claim.speakers[0]:
        return None
    return _judged(now, at[first], names, claim.speakers[0])


def _apart(base: Base, claim: Claim, source: int, now: Rendered, at: dict[int, int]) -> bool:
    """Whether a content whose source stands in another sentence is no longer as far from it as it was."""
    content = next((number for piece in claim.content for number in piece if number in at), None)
    if content is None or source not in at:
        return content is None
    was = base.sentence_of[content] - base.sentence_of[source]
    low, high = sorted((at[source], at[content]))
    between = len(set(now.sentences[low : high + 1])) - 1
    return was != (between if at[content] > at[source] else -between)


def _ahead(base: Base, first: int) -> list[int]:
    return list(range(max(0, first - WINDOW), first))


@lru_cache(maxsize=64)
def names_of(base: Base) -> dict[str, str]:
    """Words of names to the person: of speakers with a first and a last name, none that looks like an organisation."""
    found: dict[str, str] = {}
    for claim in base.claims:
        for speaker in claim.speakers:
            words = speaker.split()
            people = len(words) > 1 and all(word[0].isupper() for word in words)
            if people and not any(word.lower() in ORGANISED for word in words):
                found |= dict.fromkeys(words, speaker)
    return found


def _before(base: Base, first: int, names: dict[str, str]) -> str:
    """Who was named last before the token `first`, in the article as it was."""
    for number in reversed(range(first)):
        if base.tokens[number].text in names:
            return names[base.tokens[number].text]
    return ""


def _judged(now: Rendered, index: int, names: dict[str, str], speaker: str) -> bool:
    """Whether somebody else, or nobody, is named last before it now."""
    for token in reversed(now.tokens[:index]):
        if token.person:
            return token.person != speaker
        if token.text in names and not token.altered:
            return names[token.text] != speaker
    return True
