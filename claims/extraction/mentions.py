"""What kind of phrase a source mention is: a pronoun, a name with its title, several names, or a description."""

import re
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.lexicon import DOCUMENT, GIVEN, ORGANISATION, PERSON_NOUNS
from claims.extraction.names import Name, as_person, find_names, plain
from claims.extraction.types import Span

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "both": "they", "each": "they",
    "who": "who", "which": "who", "that": "who", "whose": "who", "whom": "who",
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we", "you": "we", "your": "we",
}  # fmt: skip
TAIL = re.compile(r"\s*(?:,|\(|\s[–—-]\s|—|\b(?:who|which|whose|that|whom)\b)")
PREPOSITION = re.compile(
    r"\s+(?:of|for|in|at|from|on|with|to|by|near|inside|outside|close|familiar|briefed|speaking|writing|"
    r"representing|like|about|handling|seeking|and)\b"
)
PLACES = frozenset("new south north west east san los las saint united".split())
LOWER = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source mention taken apart; offsets in code points. `names`: the names at its head, several for "A and B"."""

    pronoun: str = ""
    names: tuple[Name, ...] = ()
    title: str = ""
    description: str = ""
    noun: str = ""
    span: Span = (0, 0)


def read_phrase(text: str, start: int, end: int) -> Phrase:
    """Take the mention `start` to `end` apart."""
    words = text[start:end]
    pronoun = PRONOUNS.get(words.lower().strip(" ,"), "")
    if pronoun:
        return Phrase(pronoun=pronoun, span=(start, end))
    tail = TAIL.search(text, start + 1, end)
    stop = tail.start() if tail else end
    names = list(find_names(text, start, end))
    head = [name for name in names if name.end <= stop]
    several = _several(text, head, start, stop)
    if several:
        return Phrase(names=several, span=(start, stop))
    named = _at_the_head(text, head, start, stop)
    if named:
        return Phrase(names=(named,), title=_title(text, start, named, end), span=(start, stop))
    apposed = _apposed(text, names, stop, end)
    if apposed:
        return Phrase(names=(apposed,), title=text[start:stop], span=(start, stop))
    return Phrase(description=text[start:stop].strip(), noun=_noun(text[start:stop]), span=(start, stop))


def _several(text: str, names: list[Name], start: int, stop: int) -> tuple[Name, ...]:
    """Names joined by "and" with nothing else between but titles."""
    if len(names) < 2 or names[-1].end < stop - 2 or any(name.possessive for name in names[:-1]):
        return ()
    for one, two in pairwise(names):
        if not re.fullmatch(
            r"\s*(?:,|and|&|, and)\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}", text[one.end : two.start]
        ):
            return ()
    return (
        tuple(names)
        if re.match(r"(?:[Tt]he\s+|both\s+|[a-z-]+\s+){0,3}$", text[start : names[0].start])
        else ()
    )


def _at_the_head(text: str, names: list[Name], start: int, stop: int) -> Name | None:
    """The name that the phrase is about: it ends the phrase, or only a preposition's part follows it."""
    for name in names:
        after = text[name.end : stop]
        if name.possessive and after.strip("’'s “”\""):
            continue
        free = not PREPOSITION.search(text[start : name.start]) or (
            as_person(name, text) and " and " not in text[start : name.start]
        )
        led_by_of = re.search(
            r"\b(?:of|for|in|at|from|with|by|to|near|like|than|on|handling|both)\s+(?:the\s+|both\s+)?$",
            text[start : name.start],
        )
        if free and not led_by_of and (not after.strip(" ’'s”\"“.,") or PREPOSITION.match(after)):
            return name
    return None


def _apposed(text: str, names: list[Name], stop: int, end: int) -> Name | None:
    """The name of several words that is a whole apposition: "A lawyer for the paper, David Schulz,"."""
    if text[stop : stop + 1] != ",":
        return None
    for name in names:
        lead = re.fullmatch(r",\s*(?:[\w.’'-]+\s+){0,3}", text[stop : name.start])
        whole = re.match(r"\s*(?:,|\(|$)", text[name.end : end])
        several = len(name.words) > 1 and plain(name.words[0]) not in PLACES
        if name.start > stop and lead and whole and several:
            return name
    return None


def _title(text: str, start: int, name: Name, end: int) -> str:
    """What stands before the name, or else the apposition after it."""
    before = text[start : name.start].strip(' ,“"')
    if before and before.lower() not in ("the", "a", "an"):
        return before
    after = re.match(r"(?:\s*\([^)]{1,20}\))?\s*,\s*(?!\d)([^,]{3,120}?)\s*(?:,|$)", text[name.end : end])
    return (
        ""
        if not after or after.group(1).lower().startswith(("who ", "which ", "whose ", "speaking "))
        else after.group(1)
    )


def _noun(phrase: str) -> str:
    """The head noun of a description, in lower case: the last word before a preposition."""
    cut = PREPOSITION.search(phrase)
    words = LOWER.findall(phrase[: cut.start()] if cut and cut.start() else phrase)
    return plain(words[-1]) if words else ""


def kind_of_noun(noun: str, phrase: str) -> str:
    """What a description speaks of: document, organisation, group or unnamed."""
    if noun in DOCUMENT:
        return "document"
    singular = noun.removesuffix("s")
    if noun in PERSON_NOUNS or noun in GIVEN:
        return "unnamed"
    if noun in ORGANISATION:
        return "organisation"
    many = re.match(
        r"(?:some|many|several|most|few|two|three|four|five|six|both|all|other|those|dozens|hundreds|thousands)\b",
        phrase,
        re.I,
    )
    if (
        many
        or singular in PERSON_NOUNS
        or noun in ("people", "officials", "police", "men", "women", "children")
        or noun.endswith("s")
    ):
        return "group"
    return "unnamed"
