"""Word lists for rules: verbs written once stand for all their forms, phrases are found by a look-up."""

from collections import defaultdict
from collections.abc import Iterable

VOWELS = "aeiou"


def forms(verbs: str) -> frozenset[str]:
    """All forms of regular verbs: "stab* kill deny" has stabs, stabbed, stabbing, killed, denied …

    A star doubles the last letter. Words after a slash are forms of an irregular one: "steal/stole/stolen".
    """
    found: set[str] = set()
    for entry in verbs.split():
        verb, *irregular = entry.split("/")
        found.update(irregular)
        found.update(_forms(verb.rstrip("*"), doubled=verb.endswith("*"), past=not irregular))
    return frozenset(found)


def _forms(verb: str, *, doubled: bool, past: bool) -> Iterable[str]:
    stem = verb + verb[-1] if doubled else verb
    yield verb
    if verb.endswith("e"):
        yield verb + "s"
        yield (verb[:-2] + "ying" if verb.endswith("ie") else verb[:-1] + "ing")
        if past:
            yield verb + "d"
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        yield from (verb[:-1] + "ies", verb + "ing")
        if past:
            yield verb[:-1] + "ied"
    else:
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
        yield stem + "ing"
        if past:
            yield stem + "ed"


class Phrases:
    """Fixed phrases, lower case, found in a text that is given as its words; quick where none of them begins there."""

    def __init__(self, *phrases: str) -> None:
        self.by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            self.by_first[phrase.partition(" ")[0]].append(f" {phrase} ")

    def found(self, bag: frozenset[str], joined: str) -> str:
        """The first phrase that is in `joined`, the words with a space between and around them; "" for none."""
        for first in self.by_first.keys() & bag:
            for phrase in self.by_first[first]:
                if phrase in joined:
                    return phrase.strip()
        return ""


def phrases(lines: str) -> Phrases:
    """Phrases from text, parted by commas or line ends."""
    return Phrases(*(one.strip() for line in lines.splitlines() for one in line.split(",") if one.strip()))
