"""What a figure counts: the noun phrase after it, up to its head ("22 wounded fighters", "40 of the passengers")."""

import re
from collections.abc import Iterator

REACH = 90  # code points after a number that are looked at
WORD = re.compile(
    r"(?:[A-Z]\.){2,5}|(?:1[89]|20)\d\d(?=\s[a-z])|[^\W\d_]+(?:[’'&-][^\W\d_]+)*[’']?|\d[\d,.]*|[^\w\s]"
)
OF = re.compile(
    r"\s+of\s+(?:(?:the|its|their|his|her|our|your|my|all|those|these|every|each|a|an|about|around|some|"
    r"[^\W\d_]+[’']s)\s+){0,3}(?:(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?:(?:hundred|thousand|million|billion)\s+)?)?",
    re.IGNORECASE,
)
THEM = re.compile(r"\s+of\s+(?:them|us|you|whom|which|these|those)\b", re.IGNORECASE)
STOPS = frozenset(
    """
    was were is are be been being had has have having will would could can cannot may might must should shall do
    does did in on at by of for from to with without within and or but nor that which who whom whose when where
    while as after before since than then into over under up away long high wide deep tall old later down out off
    this these those during across between among amongst not also per said says say told the a an it he she they
    we you i its his her their our my your because if so yet until till against about around near ago earlier
    apart left right ahead behind inside outside through throughout towards toward upon off onto beyond via like
    unlike despite due including here there now today yesterday tomorrow tonight again already still just only
    even ever never once twice each alone together at too very nearly almost what how why both either neither
    """.split()
)
# Verbs whose form could be a noun's modifier's, or that no rule of endings catches.
VERBS = frozenset(
    """
    died left went came took made fell rose got gave ran saw broke drowned lost held met stood fled hit hurt
    killed injured wounded missing dead shot stabbed found kept led lay paid sat sank sold sent spent struck swept
    taught tore threw voted won wore burned burnt survived remain remained need want live work escaped collapsed
    arrived gathered marched waited began became grew knew felt flew drove rode built bought brought caught chose
    cost drew dropped
    """.split()
)
PLURALS = frozenset(
    """
    people police men women children staff crew personnel cattle sheep fish aircraft troops clergy youth youths
    feet teeth lives wives mice geese deer spacecraft series species offspring folk cod salmon poultry livestock
    policemen policewomen firemen servicemen servicewomen fishermen gunmen spokesmen businessmen countrymen
    workmen schoolchildren grandchildren congressmen chairmen salesmen postmen craftsmen tradesmen infantrymen
    seamen passers-by crewmen airmen militiamen clergymen horsemen guardsmen alumni media data criteria bacteria
    cacti
    """.split()
)
# Words in -s that are no plural, or a plural that stands before another noun.
NOT_PLURAL = frozenset(
    """
    overseas sports arms savings customs goods news sales serious various previous dangerous famous numerous
    religious anonymous nervous industrious previous less grass gas bus plus boss class press business glass mass
    campus census virus crisis basis status bonus surplus consensus series minus christmas us yes this his its as
    was is has does thus always perhaps besides towards afterwards sometimes indigenous continuous consecutive
    """.split()
)
COLLECTIVE = frozenset(
    "police staff crew people aircraft livestock fish cattle youth media data troops cargo".split()
)
NO_ADVERBS = frozenset(
    """
    family assembly early elderly daily weekly monthly yearly deadly friendly likely only supply reply bully ally
    fly july monopoly
    """.split()
)
TAIL = re.compile(
    r"\s+and\s+(crew(?:\s+members)?|women|girls|children|staff|daughters|sisters|workers|volunteers)(?![\w-])"
)
DROPPED = frozenset({"more", "other", "further", "additional", "extra", "new", "such", "separate"})
NUMBER_OF = re.compile(r"\b(?:numbers?|total|tally|toll|count|proportion)\s+of\s+(?=[a-z])", re.IGNORECASE)
PEOPLE = re.compile(
    r"\b(?:people|passengers|civilians|soldiers|fighters|miners|workers|patients|children|residents|villagers|"
    r"voters|students|pupils|migrants|refugees|protesters|officers|victims|employees|members|tenants|prisoners|"
    r"players|jurors|sailors|crew|staff)\b"
)
FAR = 240  # code points before a number in which the people are looked for that it counts
LONGEST = 6  # words of a noun phrase


THE_HURT = re.compile(r"\s+of\s+the\s+(wounded|injured|missing|dead|killed|displaced|detained|arrested)\b")


def counted_after(text: str, position: int, end: int, *, one: bool, hyphen: bool = False) -> str:
    """The noun phrase that begins at `position`, to its head; "" where the number counts nothing.

    `one`: the number is one, so that the head is a singular; `hyphen`: the noun hangs on a hyphen ("16-nation").
    """
    end = min(end, position + REACH)
    if THEM.match(text, position, end):
        return ""
    if hurt := THE_HURT.match(text, position, end):
        return hurt.group(1)
    of = OF.match(text, position, end)
    start = of.end() if of else position
    if hyphen:
        found = re.compile(r"-([^\W\d_]+)").match(text, position, end)
        return found.group(1) if found else ""
    words = list(_phrase(text, start, end, through_and=not one and not of))
    begin, stop = _noun_phrase([word for word, _, _ in words], one and not of)
    if begin == stop:
        return ""
    first, last = words[begin][1], words[stop - 1][2]
    tail = TAIL.match(text, last, end)
    return text[first : tail.end() if tail else last]


def elided(text: str, first: int, start: int, counted_before: str) -> str:
    """What a number counts that has no noun after it ("31 had died"), or "".

    The noun of "the number of …" before it, else what the figure before it in the claim counted, else the last people
    of the sentence or the one before, where the claim goes on about them. `first`: where the claim begins.
    """
    lead = NUMBER_OF.search(text, max(first, start - REACH), start)
    if lead:
        return counted_after(text, lead.end(), start, one=True)
    if counted_before:
        return counted_before
    people = [found.group() for found in PEOPLE.finditer(text, max(0, start - FAR), start)]
    return people[-1] if people and "\n\n" not in text[max(0, start - FAR) : start] else ""


def _phrase(text: str, start: int, end: int, *, through_and: bool) -> Iterator[tuple[str, int, int]]:
    """Words from `start` that may belong to one noun phrase; a mark, a number or a word that can't ends it."""
    for count, found in enumerate(WORD.finditer(text, start, end)):
        word = found.group()
        joins = through_and and count and word == "and"  # "seven Syrian and Kurdish fighters"
        if count == LONGEST or not word[0].isalnum() or (word[0].isdigit() and len(word) != 4):
            return
        if word.lower() in STOPS and not joins:
            return
        yield word, found.start(), found.end()


def _noun_phrase(words: list[str], one: bool) -> tuple[int, int]:
    """Where the noun phrase begins and ends: at the first plural; for "one", or without one, before the first verb.

    What belongs to a possessive ("New Ulm’s voters") and words such as "more" are left out at its beginning.
    """
    low = [word.lower() for word in words]
    begin = 0
    while begin < len(low) and (low[begin] in DROPPED or _is_adverb(low[begin])):
        begin += 1
    plural = next((at for at in range(begin, len(words)) if _is_head(words, at)), None)
    if plural is not None and not one:
        stop = plural + 1
    elif begin < len(low) and (
        low[begin] in VERBS or (low[begin].endswith(("ed", "ing")) and len(low) == begin + 1)
    ):
        return 0, 0
    else:
        ends = (at for at in range(begin + 1, len(low)) if _ends_phrase(low[at]))
        stop = next(ends, len(low))
    owner = max((at + 1 for at in range(begin, stop - 1) if low[at].endswith(("’s", "'s"))), default=begin)
    return owner, stop


def _is_head(words: list[str], at: int) -> bool:
    """A plural; one with a capital may be a name before the head ("Sanders supporters")."""
    if not _is_plural(words[at].lower()):
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    before_head = (
        words[at][0].isupper() or words[at].lower() in COLLECTIVE
    )  # "Sanders supporters", "police officers"
    return not (before_head and following.islower() and _is_plural(following))


def _ends_phrase(low: str) -> bool:
    return low in VERBS or low == "and" or _is_adverb(low) or low.endswith("ed")


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and low not in NO_ADVERBS


def _is_plural(low: str) -> bool:
    if low in PLURALS or low.endswith(("men", "children", "people")):
        return True
    return (
        low.endswith("s")
        and not low.endswith(("ss", "us", "is", "’s", "'s"))
        and low not in NOT_PLURAL
        and len(low) > 2
    )
