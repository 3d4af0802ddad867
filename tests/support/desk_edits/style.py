"""Marks, blanks, spellings and capitals. Quotes, dashes, blanks and PAIRS are harmless; other punctuation is a change,
and so is a capital that no sentence's start explains.
"""

from collections.abc import Iterator
from random import Random

from tests.support.desk_edits.draft import NEW, STRAIGHT, Draft, Sentence, Token
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import PAIRS

SWAPPED = {"“": "‘", "”": "’", "‘": "“", "’": "”"}
ANGLED = {"“": "«", "”": "»", "«": "“", "»": "”"}


def _all(draft: Draft) -> Iterator[tuple[Sentence, int, Token]]:
    for part in draft.paragraphs:
        for one in part.sentences:
            for at, token in enumerate(one.tokens):
                yield one, at, token


@family(1.5)
def straight_quotes(draft: Draft, rng: Random) -> bool:
    """Every curly mark becomes a straight one, apostrophes too."""
    done = False
    for _, _, token in _all(draft):
        plain = token.text.translate(STRAIGHT)
        done |= plain != token.text
        token.text = plain
    return done


@family(1.5)
def curly_quotes(draft: Draft, rng: Random) -> bool:
    """Straight marks become curly by what stands around them; apostrophes inside words too."""
    done = False
    for one, at, token in _all(draft):
        opening = not at or token.before or one.tokens[at - 1].text in ("(", "—", "“", "‘", '"')
        was = token.text
        if was in ('"', "'"):
            token.text = ("“" if opening else "”") if was == '"' else "‘" if opening else "’"
        else:
            token.text = was.replace("'", "’")
        done |= token.text != was
    return done


@family(0.8)
def single_or_double(draft: Draft, rng: Random) -> bool:
    """Double marks for single ones and the other way about, where every mark has its other half."""
    done = False
    for part in draft.paragraphs:
        texts = [token.text for one in part.sentences for token in one.tokens]
        if texts.count("“") == texts.count("”") and texts.count("‘") == texts.count("’"):
            done |= _exchange(part.sentences, SWAPPED)
    return done


@family(0.5)
def angled_quotes(draft: Draft, rng: Random) -> bool:
    """Guillemets for double marks, or back."""
    return _exchange([one for part in draft.paragraphs for one in part.sentences], ANGLED)


def _exchange(sentences: list[Sentence], table: dict[str, str]) -> bool:
    done = False
    for token in (token for one in sentences for token in one.tokens):
        if token.text in table:
            token.text, done = table[token.text], True
    return done


@family(1.5)
def dashes(draft: Draft, rng: Random) -> bool:
    """All dashes in another form, with or without blanks."""
    mark, spaced = rng.choice((("—", False), ("—", True), ("–", True), ("--", True), ("--", False)))
    done = False
    for one, at, token in _all(draft):
        if token.text in ("—", "–", "--") and at and at + 1 < len(one.tokens):
            token.text, token.before = mark, " " if spaced else ""
            one.tokens[at + 1].before, done = token.before, True
    return done


@family(1)
def spaces(draft: Draft, rng: Random) -> bool:
    """Doubled, hard or single blanks between words."""
    blank = rng.choice(("  ", "\u00a0", "\t", " \n"))
    sites = [token for one, at, token in _all(draft) if at and token.before == " "]
    for token in rng.sample(sites, min(len(sites), rng.randint(3, 40))):
        token.before = blank
    return bool(sites)


@family(1)
def house_spelling(draft: Draft, rng: Random) -> bool:
    """Every word with a listed other spelling gets it, but for names; two words may become one."""
    table = {one: other for pair in PAIRS for one, other in (pair, pair[::-1]) if " " not in one}
    joined = {tuple(one.split()): other for one, other in PAIRS if " " in one}
    done = False
    for one, at, token in _all(draft):
        low = token.text.lower()
        after = one.tokens[at + 1] if at + 1 < len(one.tokens) else token
        named = token.text.istitle() and any(other.word for other in one.tokens[:at])
        if token.altered or token.origin == NEW or named:
            continue
        if (low, after.text.lower()) in joined and not after.altered:
            token.text, done = _like(joined[low, after.text.lower()], token.text), True
            after.text = after.before = ""
            one.touch(at, at + 2)
        elif low in table:
            token.text, done = _like(table[low], token.text), True
    return done


def _like(word: str, was: str) -> str:
    if was.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if was[0].isupper() else word


@family(0.8)
def serial_comma(draft: Draft, rng: Random) -> bool:
    """A comma before "and" comes or goes: punctuation, so a change where it stands inside a part."""
    sites = [(one, at) for one, at in draft.sites() if at > 2 and one.tokens[at].text == "and"]
    if not sites:
        return False
    one, at = rng.choice(sites)
    if one.tokens[at - 1].text == ",":
        del one.tokens[at - 1]
        one.touch(at - 1, at)
    elif one.tokens[at - 1].word:
        one.tokens.insert(at, Token(",", ""))
        one.touch(at, at + 1)
    else:
        return False
    return True


@family(0.8)
def question_mark(draft: Draft, rng: Random) -> bool:
    """A stop becomes a question mark or an exclamation mark."""
    sites = [one for one in draft.sentences() if one.tokens[-1].text == "." and not one.tokens[-1].touched]
    if not sites:
        return False
    one = rng.choice(sites)
    one.tokens[-1].text, one.tokens[-1].altered = rng.choice("?!"), True
    one.touch(len(one.tokens) - 1, len(one.tokens))
    return True


@family(0.8)
def capitals(draft: Draft, rng: Random) -> bool:
    """A word within a sentence gets or loses its capital: the house's Minister or minister. A change."""
    sites = [
        (one, at)
        for one, at in draft.sites()
        if any(token.word for token in one.tokens[:at])
        and len(one.tokens[at].text) > 3
        and one.tokens[at].text.isalpha()
        and not one.tokens[at].text.isupper()
        and one.tokens[at - 1].word
    ]
    if not sites:
        return False
    one, at = rng.choice(sites)
    token = one.tokens[at]
    token.text = token.text[0].swapcase() + token.text[1:]
    token.altered = True
    one.touch(at, at + 1)
    return True
