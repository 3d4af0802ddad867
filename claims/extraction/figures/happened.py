"""What befell those whom a figure counts (killed, hurt, missing …), and the words that say what it is a figure of."""

import re
from bisect import bisect_left, bisect_right

FATES = {
    "killed": """
        kill kills killed killing killings dead die dies died dying death deaths toll fatal fatally fatality fatalities
        perished drown drowned drowning slain massacred slaughtered murdered executed beheaded bodies corpses lives
    """,
    "injured": """
        injure injures injured injuring injury injuries wound wounds wounded wounding hurt hurting maimed paralysed
        paralyzed bitten hospitalised hospitalized burned burnt sickened
    """,
    "missing": "missing unaccounted disappeared vanished",
    "taken": "dragged hostage hostages kidnapped kidnapping abducted abducting captured seized captive",
    "displaced": "displaced displacing homeless evacuated evacuating evacuation fled flee fleeing uprooted expelled",
    "arrested": "arrest arrests arrested arresting detained detaining jailed imprisoned",
    "rescued": "rescued rescuing rescue saved",
}
FATE = {word: fate for fate, words in FATES.items() for word in words.split()}
TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|[,;:()–—]|\d+(?:[.,]\d+)*")
NO_VERBS = frozenset(
    """
    the a an of in on at to for from by with and or but that which who whom than then as is are was were be been
    being has have had will would can could may might must should shall do does did not no its it he she they
    their his her this these those there here more most less least about around some any all each every other
    another over under up down out off into per cent percent just only also still even very said says say told
    according least fewer nearly almost between some such own new old first last next year month week day years
    months weeks days time one two three four five six seven eight nine ten million billion thousand hundred dozen
    """.split()
)
VERBAL = frozenset(
    """
    cost costs estimate estimates price prices value values rose rise rises rising fell fall falls fallen falling
    grew grow grown lost lose losing won win made make makes paid pay pays spent spend spends sold sell sells
    bought buy buys built build took take takes gave give given left leave leaves hit held hold holds kept keep
    employ employs owe owes owed earn earns stand stands stood need needs want wants put puts set cut cuts run
    runs ran met found weigh weighs measure measures last lasts live lives support supports back backs oppose
    opposes voted vote votes total totals
    """.split()
)
LEADS = frozenset(("taken", "moved", "rushed"))
_FORMS = (
    "rose rise fell fall fallen fall grew grow lost lose won win made make paid pay spent spend sold sell bought buy "
    "built build took take taken take gave give given give left leave held hold kept keep stood stand ran run met meet "
    "found find"
).split()
IRREGULAR = dict(zip(_FORMS[::2], _FORMS[1::2], strict=True))
REACH = 24  # words on each side of a number that are looked at
NEAR = 14  # and those that say what it is a figure of
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
MARKS = re.compile(  # times and places
    rf"\b(?:(?:in|at|near|outside)\s(?:the\s)?(?!(?:{MONTH})\b)(?P<place>[A-Z][\w’'-]+)|(?:{MONTH})\b|(?:1[89]|20)\d\d\b|"
    r"(?i:(?:last|next|this)\s+(?:year|month|week|season|winter|summer|spring|autumn|century|decade)|"
    r"(?:previous|earlier|past|preceding)\s+(?:year|month|week|quarter|season)|a\s+year\s+(?:ago|earlier)|initially|"
    r"previously|originally|at\s+first|so\s+far)\b)"
)


def _mark(found: re.Match[str]) -> str:
    place = found["place"]
    return "^" + place.lower() if place else "@" + "-".join(found.group().lower().split())


class Around:
    """The words of one claim, `start` to `end` of `text`, read once for all its figures. Offsets in code points."""

    def __init__(self, text: str, start: int, end: int) -> None:
        found = list(TOKEN.finditer(text, start, end))
        self.words = [one.group().lower() for one in found]
        for at, word in enumerate(self.words):  # "taken away", "moved to schools", "taken to hospital"
            if word in LEADS:
                self.words[at] = _led(word, self.words[at + 1 : at + 4])
        self.starts = [one.start() for one in found]
        marks = list(MARKS.finditer(text, start, end))
        self.marks = [_mark(one) for one in marks]
        self.mark_starts = [one.start() for one in marks]

    def figure(self, start: int, end: int, counted: str) -> tuple[str, str]:
        """`happened` and `topic` of the figure at `start` to `end`, which counts `counted`."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        before, after = self.words[max(0, low - REACH) : low], self.words[high : high + REACH]
        first = self.starts[max(0, low - REACH)] if low else start
        last = self.starts[min(len(self.starts), high + REACH) - 1] if self.starts else end
        here = slice(bisect_left(self.mark_starts, first), bisect_right(self.mark_starts, last))
        verb = _fate(before, after) or _verb(before, after)
        return verb, " ".join(
            [
                *sorted({*self.marks[here]}),
                *_topic(before, after, {verb, *map(stem, counted.lower().split())}),
            ]
        )


def _led(word: str, after: list[str]) -> str:
    """What "taken" and "moved" say with the words after them."""
    if "hospital" in after:
        return "hospitalised"
    if word == "taken":
        return "captured" if after[:1] in (["away"], ["prisoner"], ["captive"]) else word
    return "displaced" if after[:1] in (["to"], ["out"], ["from"]) else word


def _fate(before: list[str], after: list[str]) -> str:
    """The fate in the figure's own stretch of the sentence, else the nearest one before it, else after it."""
    here = _stretch(after)
    own = next((FATE[word] for word in after[:here] if word in FATE), "")
    if own:
        return own
    back = [word for word in reversed(before) if word in FATE]
    if back:
        return FATE[back[0]]
    return next((FATE[word] for word in after if word in FATE), "")


def _stretch(after: list[str]) -> int:
    """How many words after a number go on about it: up to a comma, to "while", or to "and" with another number."""
    for at, word in enumerate(after):
        if word in ",;:–—()" or word in ("while", "but", "as", "after", "when"):
            return at
        if word == "and" and any(one[0].isdigit() or one in FATE for one in after[at + 1 : at + 5]):
            return at
    return len(after)


def _verb(before: list[str], after: list[str]) -> str:
    """The stem of the verb nearest before the number, else after it."""
    for word in [*reversed(before), *after]:
        if word in VERBAL or (len(word) > 4 and word.endswith(("ed", "ing")) and word not in NO_VERBS):
            return stem(word)
    return ""


def _topic(before: list[str], after: list[str], known: set[str]) -> list[str]:
    near = [*before[-NEAR:], *after[:NEAR]]
    kept = {stem(word) for word in near if len(word) > 3 and word[0].isalpha() and word not in NO_VERBS}
    return sorted(kept - known - {""})


def stem(low: str) -> str:
    """A lower-case word without its ending, so that forms of one word compare equal; no word a reader would know."""
    low = IRREGULAR.get(low, low)
    for ending in ("ings", "ing", "edly", "ed", "es", "s", "e"):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            low = low[: -len(ending)]
            break
    return low[:-1] if len(low) > 4 and low[-1] == low[-2] else low
