"""The scorer of our own articles, on splits written down by hand; and what it takes for the same."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.training.matching import match, share, word_starts, words_in
from claims.extraction.types import Attribution, Claim, Conflict, Figure, Sentence, Speaker, Split
from tests.support.marked import GoldFigure, Marked, parse
from tests.support.own_articles import summed
from tests.support.sameness import (
    PARTS,
    is_described,
    is_pronoun,
    is_quoted,
    right_parts,
    same_name,
    same_speakers,
)
from tests.support.scoring import Score, f1, rate, score

RAW = """{o1:{k:{f1:Two} miners were hurt} at the Hollin pit.}

{c1:“{a:The owners hid the cracks},”} {s1:foreman Edda Roe} {q1:said}. {c1:“We were told to dig on.”}

{s2:She} {q2:said} {c2:that {k:{f2:at least 5} men were hurt} and that {s3:the firm} {q3:denied} {c3:it}}.
+++
genre = "wire"
english = "British"
attributions.1.speaker = "Edda Roe"
attributions.2.speaker = "Edda Roe"
attributions.3.speaker = "the firm"
figures.1 = {low = 2, high = 2, bound = "exact", counted = "miners"}
figures.2 = {low = 5, bound = "at_least", counted = "men", as_of = ""}
conflicts = [{figures = [1, 2]}]
"""
ALL = (
    "quoted R", "indirect R", "contents exact", "speakers", "speakers, named or described", "own voice R",
    "own voice P", "speakers, pronoun or none", "figures P", "figures found", "figures all right", "casualty R",
    "casualty P", "casualty R, inside found claims", "accusation R", "accusation P", "conflicts R", "conflicts P",
)  # fmt: skip


def gold() -> Marked:
    article, _ = parse("pit", RAW)
    assert article is not None
    return article


def perfect(article: Marked) -> Split:
    """The split that finds what the gold has, and no more."""
    names = list(dict.fromkeys(name for one in article.attributions for name in one.speakers))
    attributions = tuple(
        Attribution(one.source, one.cue, one.content, "", tuple(map(names.index, one.speakers)), 0.9)
        for one in article.attributions
    )
    contents = [(one.content, index) for index, one in enumerate(article.attributions)]
    contents += [(spans, None) for spans in article.own]
    claims = []
    for content, index in contents:
        marks = {"casualty": article.casualties, "accusation": article.accusations}
        risks = [name for name, spans in marks.items() if any(_in(span, content) for span in spans)]
        figures = [
            Figure(one.spans[0], one.low, one.high, one.bound, one.unit, one.counted, one.as_of)
            for one in article.figures
            if _in(one.spans[0], content)
        ]
        claims.append(Claim(content, index, "", 0.9, False, tuple(risks), tuple(figures)))
    with_figures = [index for index, claim in enumerate(claims) if claim.figures]
    conflict = Conflict(tuple(((index, 0),) for index in with_figures))
    sentences = (Sentence(0, len(article.text) - 1, 0, ""),)
    speakers = tuple(Speaker(name, "person", "", ()) for name in names)
    return Split((), sentences, speakers, attributions, tuple(claims), "", (conflict,))


def _in(span: tuple[int, int], content: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


def with_claim(found: Split, number: int, **changed: object) -> Split:
    """The split with one claim changed."""
    claims = list(found.claims)
    claims[number] = replace(claims[number], **changed)
    return replace(found, claims=tuple(claims))


def with_attribution(found: Split, number: int, **changed: object) -> Split:
    attributions = list(found.attributions)
    attributions[number] = replace(attributions[number], **changed)
    return replace(found, attributions=tuple(attributions))


def counted(result: Score, name: str) -> tuple[int, int]:
    return result.counts[name, "hit"], result.counts[name, "of"]


def test_what_finds_everything_has_everything_right() -> None:
    result = score(gold(), perfect(gold()))
    assert result.misses == []
    assert {name: rate(result.counts, name) for name in ALL} == dict.fromkeys(ALL, 1.0)
    assert all(result.counts[name, "of"] for name in ALL)
    assert f1(result.counts, "relation") == f1(result.counts, "own voice") == 1.0
    assert counted(result, "quoted R") == (1, 1) and counted(result, "indirect R") == (2, 2)
    assert counted(result, "sentences open") == (0, 1)


def test_what_finds_nothing_has_nothing_right() -> None:
    empty = Split((), (Sentence(0, 9, 0, ""), Sentence(9, 20, 0, "It asks a question.")), (), (), (), "")
    result = score(gold(), empty)
    recalls = (
        "relation R",
        "own voice R",
        "casualty R",
        "accusation R",
        "conflicts R",
        "figures inside found claims",
    )
    assert {name: rate(result.counts, name) for name in recalls} == dict.fromkeys(recalls, 0.0)
    assert counted(result, "speakers") == counted(result, "figures found") == (0, 0)
    assert counted(result, "casualty R, inside found claims") == (0, 0)
    assert counted(result, "sentences open") == (1, 2)
    assert "accusation missed (no claim): The owners hid the cracks" in result.misses


def test_a_missing_and_a_surplus_attribution() -> None:
    found = perfect(gold())
    surplus = replace(found.attributions[0], content=((0, 9),))
    result = score(gold(), replace(found, attributions=(*found.attributions[1:], surplus)))
    assert counted(result, "relation R") == (2, 3) and counted(result, "relation P") == (2, 3)
    assert f1(result.counts, "relation") == pytest.approx(2 / 3)
    assert [miss for miss in result.misses if "“" in miss] == [
        "not found: [foreman Edda Roe | said] “The owners hid the cracks,” … “We were told to dig on.”"
    ]


def test_another_source_is_another_relation_and_speakers_are_scored_by_content() -> None:
    found = with_attribution(perfect(gold()), 0, source=((0, 3),))
    result = score(gold(), found)
    assert counted(result, "relation R") == (2, 3) and counted(result, "speakers") == (3, 3)


def test_half_a_content_is_the_same_relation_but_not_exact() -> None:
    found = perfect(gold())
    start, end = found.attributions[1].content[0]
    result = score(gold(), with_attribution(found, 1, content=((start + 5, end),)))
    assert counted(result, "relation R") == (3, 3) and counted(result, "contents exact") == (2, 3)
    result = score(gold(), with_attribution(found, 1, content=((start, start + 17),)))
    assert counted(result, "relation R") == (2, 3)


def test_wrong_speakers() -> None:
    result = score(gold(), with_attribution(perfect(gold()), 1, speakers=(1,)))
    assert counted(result, "speakers") == (2, 3) and counted(result, "speakers, pronoun or none") == (0, 1)
    result = score(gold(), with_attribution(perfect(gold()), 0, speakers=(0, 1)))
    assert counted(result, "speakers, named or described") == (1, 2)


def test_claims_in_the_articles_own_voice() -> None:
    found = perfect(gold())
    surplus = replace(found.claims[-1], content=((45, 60),), risks=(), figures=())
    result = score(gold(), replace(found, claims=(*found.claims, surplus)))
    assert counted(result, "own voice P") == (1, 2) and counted(result, "own voice R") == (1, 1)
    result = score(gold(), with_claim(found, 3, content=((0, 10),)))
    assert counted(result, "own voice P") == (0, 1) and counted(result, "own voice R") == (0, 1)


def test_figures() -> None:
    found = perfect(gold())
    (figure,) = found.claims[3].figures
    result = score(
        gold(), with_claim(found, 3, figures=(replace(figure, bound="about", counted="young Miners"),))
    )
    assert counted(result, "figures all right") == (1, 2) and counted(result, "figures, bound") == (1, 2)
    assert counted(result, "figures, counted") == counted(result, "figures, value") == (2, 2)
    result = score(gold(), replace(with_claim(found, 3, figures=()), conflicts=()))
    assert counted(result, "figures found") == counted(result, "figures, unit") == (1, 2)
    assert "figure not found: Two" in result.misses


def test_a_figure_that_no_mark_covers_counts_only_where_the_gold_has_claims() -> None:
    found = perfect(gold())
    figure = replace(found.claims[3].figures[0], span=(4, 10))
    result = score(gold(), with_claim(found, 3, figures=(*found.claims[3].figures, figure)))
    assert counted(result, "figures P") == (2, 3) and "figure too much: miners" in result.misses
    at = gold().text.index("foreman")
    elsewhere = replace(figure, span=(at, at + 7))
    result = score(gold(), with_claim(found, 3, figures=(*found.claims[3].figures, elsewhere)))
    assert counted(result, "figures P") == (2, 2)


def test_one_mark_makes_one_figure_right() -> None:
    found = perfect(gold())
    (figure,) = found.claims[1].figures
    start, end = figure.span
    parts = (replace(figure, span=(start, end - 1)), replace(figure, span=(end - 1, end)))
    assert counted(score(gold(), with_claim(found, 1, figures=parts)), "figures P") == (2, 3)


def test_an_as_of_counts_where_either_gives_one() -> None:
    found = perfect(gold())
    assert counted(score(gold(), found), "figures, as of") == (0, 0)
    figure = replace(found.claims[3].figures[0], as_of="Friday")
    assert counted(score(gold(), with_claim(found, 3, figures=(figure,))), "figures, as of") == (0, 1)


def test_risks() -> None:
    found = perfect(gold())
    result = score(gold(), with_claim(with_claim(found, 0, risks=()), 2, risks=("accusation",)))
    assert counted(result, "accusation R") == counted(result, "accusation P") == (0, 1)
    assert "accusation missed: The owners hid the cracks" in result.misses
    half = found.claims[1].content[0][0]  # less than half of the mark's words are no reading of it
    result = score(gold(), with_claim(found, 1, content=((half, half + 14),)))
    assert counted(result, "casualty R") == (1, 2)
    assert counted(result, "casualty R, inside found claims") == (1, 1) and counted(result, "casualty P") == (
        2,
        2,
    )


def test_conflicts() -> None:
    found = perfect(gold())
    result = score(gold(), replace(found, conflicts=()))
    assert counted(result, "conflicts R") == (0, 1) and counted(result, "conflicts P") == (0, 0)
    twice = Conflict((((1, 0),), ((1, 0),)))
    result = score(gold(), replace(found, conflicts=(twice, *found.conflicts)))
    assert counted(result, "conflicts R") == (1, 1) and counted(result, "conflicts P") == (1, 2)


def test_of_three_figures_in_conflict_those_that_agree_make_no_pair() -> None:
    article = gold()
    figures = (*article.figures, replace(article.figures[0], number=3, spans=((4, 10),)))
    result = score(replace(article, figures=figures, conflicts=((1, 2, 3),)), perfect(article))
    assert counted(result, "conflicts R") == (1, 2)


def test_counts_of_articles_add_up() -> None:
    one, other = score(gold(), perfect(gold())), score(gold(), replace(perfect(gold()), attributions=()))
    together = summed([one.counts, other.counts])
    assert (together["relation R", "hit"], together["relation R", "of"]) == (3, 6)
    assert f1(together, "relation") == pytest.approx(6 / 9)
    assert rate(together, "nothing of that name") == 1.0


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("Edda Roe", "edda roe", True),
        ("Edda Roe", "Roe", False),
        ("the Hollin Post", "Hollin Post’s", True),
        ("Hollin Post", "The Post", False),
        ("a rescue coordinator", "the rescue service", False),
        ("a rescue coordinator", "A senior rescue coordinator", True),
        ("Residents behind the campaign", "residents behind the new campaign", True),
        ("U.S. Coast Guard", "US Coast Guard", True),
        ("Edda Roe", "", False),
    ],
)
def test_same_name(wanted: str, given: str, same: bool) -> None:
    assert same_name(wanted, given) is same


@pytest.mark.parametrize(
    "name", ["Bank of England", "Norrline", "Ludwig van Dorn", "The Coast Guard", "Ministry of Health"]
)
def test_a_name(name: str) -> None:
    assert not is_described(name)


@pytest.mark.parametrize(
    "name", ["officials", "a NATO official", "Two men at the Admiralty", "people in New York"]
)
def test_a_description(name: str) -> None:
    assert is_described(name)


def test_several_speakers_are_all_of_them_in_any_order() -> None:
    both = ["Ann Lee", "Bo Chan"]
    assert same_speakers(both, (), ["Bo Chan", "Ann Lee"])
    assert not same_speakers(both, (), ["Ann Lee"]) and not same_speakers(both, (), ["Ann Lee", "Ann Lee"])
    assert not same_speakers(["Ann Lee"], (), both)
    assert same_speakers(["Ann Lee"], ("Coast Guard",), ["the Coast Guard"])
    assert same_speakers([], (), []) and not same_speakers([], (), ["Ann Lee"])


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"low": 4.0}, ["value"]),
        ({"high": 9.0}, ["value"]),
        ({"low": 3.0009}, []),
        ({"low": None}, ["value"]),
        ({"bound": "more_than"}, ["bound"]),
        ({"unit": "KILOMETRE"}, []),
        ({"unit": "miles"}, ["unit"]),
        ({"counted": "the new Road"}, []),
        ({"counted": "road works"}, ["counted"]),
        ({"as_of": "noon"}, ["as of"]),
        ({"as_of": "by Friday"}, []),
    ],
)
def test_the_parts_of_a_figure(changed: dict[str, object], wrong: list[str]) -> None:
    article = GoldFigure(1, ((0, 1),), 3.0, None, "at_least", "kilometres", "road", "as of Friday")
    found = Figure((0, 1), 3.0, None, "at_least", "kilometres", "road", "Friday")
    right = right_parts(article, replace(found, **changed))
    assert [part for part in (*PARTS, "as of") if not right[part]] == wrong


def test_no_figure_has_no_part_right() -> None:
    article = GoldFigure(1, ((0, 1),), None, None, "exact", "", "", "")
    assert not any(right_parts(article, None).values())


def test_percent_is_one_unit() -> None:
    article = GoldFigure(1, ((0, 1),), 3.0, 3.0, "exact", "%", "", "")
    assert right_parts(article, Figure((0, 1), 3.0, 3.0, "exact", "per cent", "", ""))["unit"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said it was over", False),
        ("He said it was ‘over’", True),
        ("He said it was 'over'", True),
        ("the miners' pay isn't due", False),
        ("«C’est fini", True),
    ],
)
def test_quoted_or_not(text: str, quoted: bool) -> None:
    assert is_quoted(text, ((0, len(text)),)) is quoted


def test_a_dash_at_a_lines_start_is_speech() -> None:
    text = "Quiet.\n– Nobody asked us, he said – or nobody who mattered."
    assert is_quoted(text, ((9, 24),)) and not is_quoted(text, ((text.index("or"), len(text)),))


def test_pronouns() -> None:
    assert (
        is_pronoun("She") and is_pronoun("") and not is_pronoun("The firm") and not is_pronoun("She and Roe")
    )


def test_words_of_spans() -> None:
    starts = word_starts("“The mid-day’s 3.5 tons,” he said")
    assert starts == [1, 5, 15, 19, 26, 29]
    assert words_in([(0, 24), (26, 28)], starts) == {0, 1, 2, 3, 4}
    assert share(frozenset(), frozenset()) == 1.0 and share(frozenset({1}), frozenset()) == 0.0
    assert share(frozenset({1, 2}), frozenset({2, 3})) == pytest.approx(1 / 3)


@given(
    st.integers(0, 5).flatmap(
        lambda n: st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=n, max_size=n), max_size=5)
    )
)
def test_no_matching_is_larger(table: list[list[float]]) -> None:
    pairs = match(table)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(table[row][column] > 0 for row, column in pairs)
    columns = range(len(table[0]) if table else 0)
    size = max(len(table), len(columns))
    every = permutations([*columns, *[-1] * (size - len(columns))], len(table))
    best = max(sum(at >= 0 and row[at] > 0 for row, at in zip(table, order, strict=True)) for order in every)
    assert len(pairs) == best


def test_rows_that_come_first_keep_their_pair() -> None:
    assert match([[0.6], [0.9]]) == [(0, 0)]
    assert match([[0.6, 0.9], [0.0, 0.5]]) == [(0, 0), (1, 1)]
    assert match([[0.6, 0.9]]) == [(0, 1)]
