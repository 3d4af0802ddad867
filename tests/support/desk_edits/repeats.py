"""What is put in: sentences again, nearly again, or new. Nothing that looks much alike is edited further."""

from random import Random

from tests.support.desk_edits.draft import NEW, Draft, Paragraph, Sentence, Token, new_sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.words import (
    BOILERPLATE,
    FILLERS,
    NAMED,
    NUMBERS,
    PEOPLE,
    SENTENCES,
    SUBHEADS,
    TOWNS,
)

LONG_ENOUGH = 8  # words of a sentence that may come twice


def _settled(draft: Draft) -> list[tuple[int, Sentence]]:
    """Sentences with claims that stand, untouched, by an old neighbour, which tells them from a copy."""
    flat = [(at, one) for at, part in enumerate(draft.paragraphs) for one in part.sentences]
    found = []
    for (_, before), (at, one), (_, after) in zip(flat, flat[1:], flat[2:], strict=False):
        part = draft.paragraphs[at]
        by = before.tokens[-1].origin == one.tokens[0].origin - 1 != NEW - 1
        by = by or after.tokens[0].origin == one.tokens[-1].origin + 1 != NEW + 1
        if (
            by
            and part.prose
            and not part.locked
            and one.balanced
            and one.words >= LONG_ENOUGH
            and not any(token.touched or token.origin == NEW for token in one.tokens)
            and any(token.origin in draft.base.in_content for token in one.tokens)
        ):
            found.append((at, one))
    return found


def _copy(one: Sentence) -> Sentence:
    return Sentence([Token(t.text, t.before, NEW, False, True) for t in one.tokens])


def _lock(draft: Draft, at: int) -> None:
    for part in draft.paragraphs[max(0, at - 1) : at + 2]:
        part.locked = True


def _far(draft: Draft, at: int) -> list[int]:
    return [gap for gap in draft.gaps() if not at - 1 <= gap <= at + 2]


def _again(draft: Draft, rng: Random, made: Sentence, at: int) -> bool:
    """Put a sentence like one of paragraph `at` far from it, and hold both where they are."""
    gaps = _far(draft, at)
    if not gaps:
        return False
    _lock(draft, at)
    draft.put(rng.choice(gaps), made).locked = True
    return True


@family(2)
def repeated(draft: Draft, rng: Random) -> bool:
    """A sentence comes a second time elsewhere, as live blogs do; the first still stands where it was."""
    sites = _settled(draft)
    if not sites:
        return False
    at, one = rng.choice(sites)
    return _again(draft, rng, _copy(one), at)


@family(3)
def near_duplicate(draft: Draft, rng: Random) -> bool:
    """The same sentence about another place, number or thing, beside the first or elsewhere."""
    sites = _settled(draft)
    if not sites:
        return False
    at, one = rng.choice(sites)
    made = _copy(one)
    _vary(made, rng)
    if rng.random() < 0.5:
        return _again(draft, rng, made, at)
    rest = draft.paragraphs[at].sentences
    rest.insert(next(k for k, other in enumerate(rest) if other is one) + rng.randint(0, 1), made)
    for sentence in rest:
        sentence.tokens[0].before = " "
    _lock(draft, at)
    return True


def _vary(made: Sentence, rng: Random) -> list[int]:
    """Another number, name or noun in one or two places, which are answered."""
    words = [at for at, token in enumerate(made.tokens) if token.text[:1].isalnum()][1:]
    places = rng.sample(words, rng.randint(1, 2))
    for at in places:
        text = made.tokens[at].text
        if text[0].isdigit():
            made.tokens[at].text = f"{int(text[0]) % 9 + 1}{text[1:]}"
        elif text in NUMBERS:
            made.tokens[at].text = rng.choice([one for one in NUMBERS if one != text])
        else:
            made.tokens[at].text = rng.choice(TOWNS if text[0].isupper() else FILLERS)
    return places


@family(1.5)
def replaced_by_near(draft: Draft, rng: Random) -> bool:
    """A sentence goes, and one that differs in a word or two comes in elsewhere: nobody may call it unchanged."""
    sites = [
        (at, one)
        for at, one in _settled(draft)
        if len(draft.paragraphs[at].sentences) > 1 and _alone(draft, one) and _far(draft, at)
    ]
    if not sites:
        return False
    at, one = rng.choice(sites)
    made = _copy(one)
    places = _vary(made, rng)
    rest = draft.paragraphs[at].sentences
    rest[:] = [other for other in rest if other is not one]
    gap = rng.choice(_far(draft, at))
    draft.put(gap, made).locked = True
    draft.near |= {token.origin for token in one.tokens}
    draft.varied |= {token.origin for place in places for token in one.tokens[max(0, place - 2) : place + 3]}
    return True


@family(1)
def two_to_choose_from(draft: Draft, rng: Random) -> bool:
    """A sentence leaves its place and comes twice elsewhere: either could be it."""
    sites = [
        (at, one)
        for at, one in _settled(draft)
        if len(draft.paragraphs[at].sentences) > 1 and _alone(draft, one) and len(_far(draft, at)) > 1
    ]
    if not sites:
        return False
    at, one = rng.choice(sites)
    gaps = sorted(rng.sample(_far(draft, at), 2), reverse=True)
    if gaps[0] - gaps[1] < 2:
        return False
    rest = draft.paragraphs[at].sentences
    rest[:] = [other for other in rest if other is not one]
    for gap in gaps:
        draft.put(gap, _copy(one)).locked = True
    draft.ambiguous |= {token.origin for token in one.tokens}
    return True


def _alone(draft: Draft, one: Sentence) -> bool:
    """Whether every claim that has something in the sentence lies wholly in it."""
    own = {token.origin for token in one.tokens}
    claims = [{number for piece in claim.pieces for number in piece} for claim in draft.base.claims]
    return all(numbers <= own for numbers in claims if numbers & own)


@family(6)
def new_paragraph(draft: Draft, rng: Random) -> bool:
    """A paragraph that was not there, of one to three sentences; some name somebody."""
    gaps = draft.gaps()
    if not gaps:
        return False
    draft.put(rng.choice(gaps), *(_written(rng) for _ in range(rng.randint(1, 3))))
    return True


def _written(rng: Random) -> Sentence:
    if rng.random() < 0.7:
        return new_sentence(rng.choice(SENTENCES))
    person = rng.choice(PEOPLE)
    return new_sentence(rng.choice(NAMED).format(name=person), person)


@family(5)
def new_sentence_in(draft: Draft, rng: Random) -> bool:
    """A sentence that was not there, between sentences of a paragraph."""
    sites = [
        (draft.paragraphs[at].sentences, index)
        for at in draft.prose()
        for index in range(len(draft.paragraphs[at].sentences) + 1)
        if all(one.balanced for one in draft.paragraphs[at].sentences)
    ]
    if not sites:
        return False
    sentences, index = rng.choice(sites)
    sentences.insert(index, _written(rng))
    for one in sentences:
        if one.tokens[0].before == "":
            one.tokens[0].before = " "
    return True


@family(1)
def subheads(draft: Draft, rng: Random) -> bool:
    """Headings between the paragraphs."""
    gaps = draft.gaps()
    count = min(len(gaps), rng.randint(1, 3))
    for gap in sorted(rng.sample(gaps, count), reverse=True):
        draft.put(gap, new_sentence(rng.choice(SUBHEADS)))
    return count > 0


@family(1)
def boilerplate(draft: Draft, rng: Random) -> bool:
    """The same few words over and over: he said."""
    words = rng.choice(BOILERPLATE)
    gaps = draft.gaps()
    count = min(len(gaps), rng.randint(3, 8))
    for gap in sorted(rng.sample(gaps, count), reverse=True):
        draft.paragraphs.insert(gap, Paragraph(draft.gap(), [new_sentence(words)]))
    return count > 0
