"""An untouched "he said" whose "he" is somebody else now."""

from random import Random

from tests.support.desk_edits.draft import Draft, Sentence, new_sentence
from tests.support.desk_edits.registry import family
from tests.support.desk_edits.speakers import HE_OR_SHE, names_of
from tests.support.desk_edits.words import NAMED, PEOPLE


def _sources(draft: Draft) -> list[tuple[int, int]]:
    """Where a source is "he" or "she": paragraph and sentence, in what may be edited."""
    firsts = {piece[0] for claim in draft.base.claims for piece in claim.source if len(piece) == 1}
    return [
        (at, index)
        for at in draft.prose()
        for index, one in enumerate(draft.paragraphs[at].sentences)
        if any(token.origin in firsts and token.text.lower() in HE_OR_SHE for token in one.tokens)
    ]


def _antecedent(draft: Draft, at: int, index: int) -> tuple[int, Sentence] | None:
    """The last sentence before that one which names a speaker, and its paragraph."""
    names = names_of(draft.base)
    for where in range(at, -1, -1):
        sentences = draft.paragraphs[where].sentences
        for one in reversed(sentences[:index] if where == at else sentences):
            if any(token.text in names for token in one.tokens):
                return where, one
    return None


@family(3)
def cut_antecedent(draft: Draft, rng: Random) -> bool:
    """The sentence that named the speaker goes, or its whole paragraph."""
    sites = _sources(draft)
    if not sites:
        return False
    at, index = rng.choice(sites)
    found = _antecedent(draft, at, index)
    if not found or not found[0] or draft.paragraphs[found[0]].locked:
        return False
    where, one = found
    part = draft.paragraphs[where]
    if where != at and (rng.random() < 0.6 or len(part.sentences) == 1):
        del draft.paragraphs[where]
        return True
    if not one.balanced or not part.prose:
        return False
    part.sentences[:] = [other for other in part.sentences if other is not one]
    return True


@family(3)
def rival_before(draft: Draft, rng: Random) -> bool:
    """A sentence about somebody else comes in just before."""
    sites = _sources(draft)
    if not sites:
        return False
    at, index = rng.choice(sites)
    person = rng.choice(PEOPLE)
    one = new_sentence(rng.choice(NAMED).format(name=person), person)
    sentences = draft.paragraphs[at].sentences
    if index and not all(before.balanced for before in sentences[:index]):
        index = 0
    sentences[index].tokens[0].before = " "
    sentences.insert(index, one)
    return True


@family(2)
def antecedent_renamed(draft: Draft, rng: Random) -> bool:
    """The name that "he" goes back to is another's."""
    sites = _sources(draft)
    if not sites:
        return False
    found = _antecedent(draft, *rng.choice(sites))
    if not found or draft.paragraphs[found[0]].locked:
        return False
    one, names, person = found[1], names_of(draft.base), rng.choice(PEOPLE)
    last = [at for at, token in enumerate(one.tokens) if token.text in names and not token.touched]
    if not last:
        return False
    whose = names[one.tokens[last[-1]].text]
    places = [at for at in last if names[one.tokens[at].text] == whose]
    for at in places:
        first = at + 1 in places
        one.replace(at, person.split()[0 if first else -1])
        one.tokens[at].person = person
    return True
