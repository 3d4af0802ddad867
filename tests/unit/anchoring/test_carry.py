"""Claims carried from draft to draft: a table of edits as a desk makes them, and what becomes of one claim.

In the texts `{c:…}` is content, `{s:…}` source and `{q:…}` cue; in the later one they stand where the claim must be.
"""

from __future__ import annotations

import re

import pytest

from claims.anchoring.carry import Carried, Held, Outcome, Spans, carry

KEPT, REWORDED, CHANGED, LOST, AMBIGUOUS = Outcome
MARK = re.compile(r"\{([csq]):|\}")
LEAD = "The old bridge at Kell was closed on Monday after a barge struck it.\n\n"
TAIL = "\n\nBuses will run through Orsay until the repairs are done, the council announced."
POLICE = "{s:Police} {q:said} {c:at least 22 people were hurt}."


def marked(words: str) -> tuple[str, Held]:
    """The bare text and the parts marked in it."""
    out, at, opened = "", 0, list[tuple[str, int]]()
    found: dict[str, list[tuple[int, int]]] = {"c": [], "s": [], "q": []}
    for brace in MARK.finditer(words):
        out, at = out + words[at : brace.start()], brace.end()
        if brace[1]:
            opened.append((brace[1], len(out)))
        else:
            key, start = opened.pop()
            found[key].append((start, len(out)))
    return out + words[at:], Held(tuple(found["c"]), tuple(found["s"]), tuple(found["q"]))


def words_at(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def carried(before: str, after: str, *pairs: tuple[str, str]) -> tuple[Carried, str, Held]:
    old, held = marked(before)
    new, wanted = marked(after)
    return carry(old, new, [held], pairs)[0], new, wanted


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (LEAD + POLICE + TAIL, LEAD + POLICE + " More soon." + TAIL, KEPT),
        (LEAD + POLICE + TAIL, POLICE + "\n\n" + LEAD + TAIL.strip(), KEPT),
        (LEAD + POLICE + TAIL, LEAD.strip() + " " + POLICE + TAIL, KEPT),
        (LEAD + POLICE + TAIL, LEAD + "• " + POLICE + TAIL, KEPT),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("people were", "people\nwere") + TAIL, REWORDED),
        (
            LEAD + POLICE + TAIL,
            LEAD + "{c:At least 22 people were hurt}, {s:police} {q:said}." + TAIL,
            REWORDED,
        ),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("22", "23") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("at least ", "") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("said", "admitted") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("Police", "Doctors") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("{c:at", "reportedly {c:at") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("{q:said}", "{q:said} not") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("hurt}", "hurt} or so") + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD + POLICE.replace("hurt}.", "hurt}?") + TAIL, CHANGED),
        (
            LEAD + POLICE.replace("{c:at least ", "at least {c:") + TAIL,
            LEAD + "{s:Police} {q:said} {c:22 people were hurt}." + TAIL,
            CHANGED,
        ),
        (LEAD + POLICE + TAIL, LEAD + "{c:At least 22 people were hurt}." + TAIL, CHANGED),
        (LEAD + POLICE + TAIL, LEAD.strip() + TAIL, LOST),
        (LEAD + POLICE + TAIL, LEAD + "Nobody would say how it had happened." + TAIL, LOST),
        (LEAD + POLICE + TAIL, "", LOST),
        (
            "{c:“They knew,”} {q:said} {s:Ann Petrak}. “Nobody asked.”" + TAIL,
            '{c:"They knew,"} {q:said} {s:Ann Petrak}. "Nobody asked."' + TAIL,
            REWORDED,
        ),
        (
            "{c:“They knew,”} {q:said} {s:Ann Petrak}." + TAIL,
            "{s:Ann Petrak} {q:said}: {c:“They knew.”}" + TAIL,
            REWORDED,
        ),
        (
            "{s:His wife, Bo,} {q:said} {c:he slept}. {x}".replace("{x}", LEAD),
            "{s:His ex-wife, Bo,} {q:said} {c:he slept}. {x}".replace("{x}", LEAD),
            CHANGED,
        ),
    ],
)  # fmt: skip
def test_one_claim(before: str, after: str, outcome: Outcome) -> None:
    got, new, wanted = carried(before, after)
    assert got.outcome == outcome
    if outcome in (LOST, AMBIGUOUS):
        assert (got.content, got.source, got.cue) == ((), (), ())
    else:
        assert words_at(new, got.content) == words_at(new, wanted.content)
        assert words_at(new, got.source) == words_at(new, wanted.source)
        assert words_at(new, got.cue) == words_at(new, wanted.cue)
    assert got.changes if outcome == CHANGED else not got.changes or outcome == REWORDED


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("at least 22 people were killed", "22 people were killed", ("at least", "", "content", "hedge")),
        ("22 people were killed", "27 people were killed", ("22", "27", "content", "figure")),
        ("ten people were killed", "twelve people were killed", ("ten", "twelve", "content", "figure")),
        ("it fell 5 metres in all", "it fell 5 feet in all", ("metres", "feet", "content", "unit")),
        ("it fell on Monday again", "it fell on Tuesday again", ("Monday", "Tuesday", "content", "date")),
        ("the mayor, Bo Lind, fell ill", "the mayor, Bo Lund, fell ill", ("Lind", "Lund", "content", "name")),
        ("the man was there then", "the man was not there then", ("", "not", "content", "negation")),
        ("the man didn't go there", "the man did go there", ("didn't", "did", "content", "negation")),
        ("he is charged with murder now", "he is charged with arson now", ("murder", "arson", "content", "charge")),
        ("his wife lives in the town", "his ex-wife lives in the town", ("wife", "ex-wife", "content", "kinship")),
        ("the ferry was killed by it", "the ferry was wounded by it", ("killed", "wounded", "content", "word")),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_its_kind(
    before: str, after: str, change: tuple[str, str, str, str]
) -> None:
    got, _, _ = carried(
        LEAD + "Nils said {c:" + before + "}." + TAIL, LEAD + "Nils said " + after + "." + TAIL
    )
    assert [(one.before, one.after, one.part, one.kind) for one in got.changes] == [change]


def test_of_what_was_reworded_the_style_is_told() -> None:
    got, _, _ = carried(LEAD + "{c:“They knew” – all.}" + TAIL, LEAD + 'They said "They knew" -- all.' + TAIL)
    assert got.outcome == CHANGED
    got, _, _ = carried(
        LEAD + "{c:“They knew” – all  of it.}" + TAIL, LEAD + '"They knew" -- all of it.' + TAIL
    )
    told = [(one.before, one.after) for one in got.changes]
    assert (got.outcome, told) == (REWORDED, [("“", '"'), ("” –", '" --')])


def test_the_weightiest_change_comes_first() -> None:
    before = LEAD + "{s:Police} {q:said} {c:the red car had hit 22 people}." + TAIL
    after = LEAD + "Police admitted the blue car had hit 23 people." + TAIL
    got, _, _ = carried(before, after)
    assert [one.kind.value for one in got.changes] == ["figure", "reporting verb", "word"]


def test_a_listed_pair_is_harmless_and_no_other_spelling() -> None:
    before, after = (
        LEAD + "{c:The judgement was unfair.}" + TAIL,
        LEAD + "{c:The judgment was unfair.}" + TAIL,
    )
    assert carried(before, after, ("judgement", "judgment"))[0].outcome == REWORDED
    assert carried(before, after)[0].outcome == CHANGED


def test_another_sentences_attribution_is_never_its_own() -> None:
    before = "{c:“It will flood,”} {s:he} {q:said}. “We are ready,” he said. " + TAIL
    after = "“It will flood.” “We are ready,” he said. " + TAIL
    got, new, _ = carried(before, after)
    assert (got.outcome, words_at(new, got.content), got.source, got.cue) == (
        CHANGED,
        ["“It will flood.”"],
        (),
        (),
    )


def test_a_sentence_moved_away_from_its_attribution_is_changed() -> None:
    before = "“It will flood,” {s:Ann Lee} {q:said}. {c:“We are ready for it.”} " + 20 * LEAD + TAIL
    after = "“It will flood,” Ann Lee said. " + 20 * LEAD + "“We are ready for it.”" + TAIL
    got, _, _ = carried(before, after)
    assert (got.outcome, got.source) == (CHANGED, ())


def test_of_two_places_as_good_none_is_taken() -> None:
    before = "{c:Nobody was hurt in the fall.} " + LEAD + TAIL.strip()
    after = (
        LEAD
        + "Nobody was hurt in the fall."
        + TAIL
        + "\n\nNobody was hurt in the fall.\n\nThe end of it all."
    )
    got, new, _ = carried(before, after)
    assert got.outcome == AMBIGUOUS
    assert [words_at(new, one) for one in got.candidates] == [["Nobody was hurt in the fall"]] * 2
    assert len(set(got.candidates)) == 2


def test_of_two_claims_with_one_place_left_neither_takes_it() -> None:
    one, two, rest = "It rained. ", "It snowed all day. ", "The road was closed on Friday by the county."
    old = one + two + one.strip() + " " + rest
    held = [Held(((0, 10),)), Held(((len(one + two), len(one + two) + 10),))]
    assert [got.outcome for got in carry(old, one + rest, held)] == [AMBIGUOUS, AMBIGUOUS]


def test_what_is_repeated_elsewhere_stays_at_its_place() -> None:
    got, _, wanted = carried(
        LEAD + POLICE + TAIL, "Police said at least 22 people were hurt.\n\n" + LEAD + POLICE + TAIL
    )
    assert (got.outcome, got.content) == (KEPT, wanted.content)


def test_a_near_duplicate_put_before_it_takes_nothing() -> None:
    near = "Police said at least 22 people were hurt in Brill."
    got, _, wanted = carried(LEAD + POLICE + TAIL, LEAD + near + " " + POLICE + TAIL)
    assert (got.outcome, got.content) == (KEPT, wanted.content)


def test_moved_is_what_stands_elsewhere_in_the_order() -> None:
    old = LEAD + "It rained for a week in the hills above it." + TAIL
    new = "It rained for a week in the hills above it.\n\n" + LEAD.strip() + TAIL
    at = len(LEAD)
    held = [Held(((0, len(LEAD) - 2),)), Held(((at, at + 43),))]
    assert [(got.outcome, got.moved) for got in carry(old, new, held)] == [(KEPT, False), (KEPT, True)]


def test_a_lost_claim_brings_the_best_places_for_a_person() -> None:
    before = LEAD + "{c:The barge Elsa had lost her rudder in the storm.}" + TAIL
    after = (
        "A rudder was lost."
        + TAIL
        + "\n\n"
        + LEAD
        + "A spokesman said the Elsa might have had trouble with a rudder."
    )
    got, _, _ = carried(before, after)
    assert got.outcome == LOST
    assert len(got.candidates) <= 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("word " * 100_000, "word " * 99_999),
        ("x" * 1_000_000, "x" * 999_999 + "y"),
        ("a. b. " * 80_000, "b. a. " * 80_000),
        ("桥" * 200_000, "桥" * 100_000 + "不" + "桥" * 99_999),
        ("one two three. " * 30_000, "one two four. " * 30_000),
        ("“" * 100_000, "”" * 100_000),
        ("\n" * 500_000 + "a", "\n" * 400_000 + "a"),
    ],
    ids=["one word", "no blanks", "turned round", "no words", "all edited", "quotes", "blank"],
)
def test_texts_of_no_article_end(before: str, after: str) -> None:
    held = [Held(((0, 1),)), Held(((3, 9),), ((0, 2),))]
    for got in carry(before, after, held):
        assert all(0 <= start < end <= len(after) for start, end in got.content + got.source + got.cue)


def test_where_two_speakers_are_exchanged_what_is_stated_decides() -> None:
    before = (
        LEAD
        + "{s:The defence} {q:said} {c:the letter was forged}. The prosecution said the letter was genuine."
        + TAIL
    )
    after = (
        LEAD
        + "The prosecution said {c:the letter was forged}. The defence said the letter was genuine."
        + TAIL
    )
    got, new, wanted = carried(before, after)
    assert (got.outcome, got.content) == (CHANGED, wanted.content)
    assert words_at(new, got.source) != ["The defence"]


def test_a_word_that_stands_anywhere_is_no_place() -> None:
    before = (
        "Was it the tree? {s:Their daughter, Nilu Solanga,} {q:doubts} {c:it}. He never spoke of the tree."
        + TAIL
    )
    after = "Was it the tree? “It was plain to see,” Gwen Achterberg said. He never spoke of the tree." + TAIL
    got, _, _ = carried(before, after)
    assert got.outcome == LOST


def test_what_moved_and_was_edited_is_changed_even_where_a_claim_has_its_words() -> None:
    """It may be another sentence that was written like it."""
    line = "{c:An earlier paper was withdrawn in 2016} after one of its authors, Piers Lowe, invented 12 recordings."
    after = line.replace("{c:", "").replace("}", "").replace("one of", "two of")
    got, _, _ = carried(LEAD + line + TAIL, after + "\n\n" + LEAD.strip() + TAIL)
    assert got.outcome == CHANGED
    assert ("one", "two") in [(one.before, one.after) for one in got.changes]


def test_a_sentence_that_is_the_only_one_of_its_words_moves_however_short() -> None:
    got, _, wanted = carried(LEAD + "{c:It rained.}" + TAIL, "{c:It rained.}\n\n" + LEAD.strip() + TAIL)
    assert (got.outcome, got.content, got.moved) == (KEPT, wanted.content, True)
