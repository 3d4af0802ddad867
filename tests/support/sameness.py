"""When two names are one speaker, two figures the same, and whether a content is quoted."""

import math
import re
from collections.abc import Sequence

from claims.extraction.training.matching import ENOUGH, match
from claims.extraction.types import Figure
from tests.support.marked import GoldFigure, Spans

PARTS = ("value", "bound", "unit", "counted")
PRONOUNS = frozenset("i we you he she it they this that who which one him her them".split())
INDEFINITE = frozenset(("a", "an"))
ARTICLES = INDEFINITE | {"the"}
QUOTE_MARK = re.compile(r"[“”„\"«»‘‹›]|(?<!\w)'(?=\w)")
DIALOGUE = re.compile(r"\s*[–—-]\s*")
CLOSE = 2e-3  # of a value: "a third" may be written 0.333
PERCENT = re.compile(r"%|per ?cent|pct", re.IGNORECASE)


def is_quoted(text: str, content: Spans) -> bool:
    """Whether any of a content is quoted: a quotation mark in it, or a dash of dialogue before it."""
    return any(
        QUOTE_MARK.search(text, start, end) or DIALOGUE.fullmatch(text, text.rfind("\n", 0, start) + 1, start)
        for start, end in content
    )


def is_pronoun(mention: str) -> bool:
    """Whether a source mention is a pronoun, or there is none."""
    return not mention or mention.casefold() in PRONOUNS


def plain(name: str) -> list[str]:
    """The words of a name: casefolded, without a leading article, possessive s or punctuation."""
    bare = re.sub(r"['’]s?(?!\w)", "", name.casefold())
    words = re.sub(r"[\W_]+", " ", re.sub(r"[.'’]", "", bare)).split()
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def is_described(name: str) -> bool:
    """Whether a name is a phrase ("a rescue coordinator") and no proper name, by its article and capitals."""
    words = re.findall(r"[^\W\d_][\w’'-]*", name)
    if len(words) > 1 and words[0].casefold() in INDEFINITE:
        return True
    words = words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words
    if not words or len(words) == 1:
        return not words or words[0][0].islower()
    return words[0][0].islower() or 2 * sum(word[0].isupper() for word in words) < len(words)


def same_name(wanted: str, given: str) -> bool:
    """Whether `given` names `wanted`: the same words, or half of them where `wanted` is a phrase."""
    one, other = plain(wanted), plain(given)
    if one == other:
        return bool(one)
    if not is_described(wanted) or not other:
        return False
    return len({*one} & {*other}) / len({*one} | {*other}) >= ENOUGH


def same_speakers(wanted: Sequence[str], also: Sequence[str], given: Sequence[str]) -> bool:
    """Whether `given` are all of `wanted` and nobody else, in any order; `also`: other right forms of them."""
    if len(wanted) != len(given):
        return False
    table = [
        [float(same_name(one, name) or any(same_name(form, name) for form in also)) for name in given]
        for one in wanted
    ]
    return len(match(table)) == len(wanted)


def right_parts(gold: GoldFigure, guess: Figure | None) -> dict[str, bool]:
    """For each of PARTS, and "as of", whether `guess` has it right; nothing is, where there is no guess."""
    if guess is None:
        return dict.fromkeys((*PARTS, "as of"), False)
    return {
        "value": _near(gold.low, guess.low) and _near(gold.high, guess.high),
        "bound": gold.bound == guess.bound,
        "unit": _unit(gold.unit) == _unit(guess.unit),
        "counted": _head(gold.counted) == _head(guess.counted),
        "as of": plain(gold.as_of)[-1:] == plain(guess.as_of)[-1:],
    }


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE)


def _unit(words: str) -> str:
    """A unit whatever its case and number."""
    return "%" if PERCENT.fullmatch(words.strip()) else " ".join(words.casefold().split()).rstrip("s")


def _head(words: str) -> str:
    """The last word of what is counted."""
    return (plain(words) or [""])[-1]
