"""Claims: cut at sentence ends, and what the article says in its own voice."""

import pytest

from claims.extraction.claims import find_claims
from claims.extraction.coverage import covered
from claims.extraction.quotes import inside
from claims.extraction.types import Attribution, Claim, Speaker
from tests.unit.extraction.notes import attribution, sentences_of


def claims_of(text: str, *found: Attribution, speakers: tuple[Speaker, ...] = ()) -> tuple[Claim, ...]:
    return find_claims(text, inside(text), sentences_of(text), found, speakers)


def words(text: str, claims: tuple[Claim, ...]) -> list[list[str]]:
    return [[text[start:end] for start, end in claim.content] for claim in claims]


# text, pieces of the one attribution's content, claims expected of it
CUTS = {
    "a quotation that goes on": (
        "“The bridge was safe,” Bell said. “It was checked in the spring by two engineers.”",
        ["“The bridge was safe,”", "“It was checked in the spring by two engineers.”"],
        [["“The bridge was safe,”"], ["“It was checked in the spring by two engineers.”"]],
    ),
    "a quotation broken within its sentence": (
        "“The bridge,” Bell said, “was safe for everybody.”",
        ["“The bridge,”", "“was safe for everybody.”"],
        [["“The bridge,”", "“was safe for everybody.”"]],
    ),
    "a very short sentence stays with the one before": (
        "“We checked every cable on the bridge. It was safe,” Bell said.",
        ["“We checked every cable on the bridge. It was safe,”"],
        [["“We checked every cable on the bridge. It was safe,”"]],
    ),
    "two sentences in one quotation": (
        "“We checked every cable on the bridge. The last inspection was in the spring,” Bell said.",
        ["“We checked every cable on the bridge. The last inspection was in the spring,”"],
        [["“We checked every cable on the bridge."], ["The last inspection was in the spring,”"]],
    ),
    "that and that": (
        "Bell said that the bridge was safe and that it would reopen.",
        ["that the bridge was safe and that it would reopen"],
        [["that the bridge was safe"], ["that it would reopen"]],
    ),
    "an and that joins no second that": (
        "Bell said that the bridge and that old ferry were safe.",
        ["that the bridge and that old ferry were safe"],
        [["that the bridge and that old ferry were safe"]],
    ),
    "three": (
        "Bell said that it was old, that it was safe and that it was cheap, and that it would stay.",
        ["that it was old, that it was safe and that it was cheap, and that it would stay"],
        [["that it was old"], ["that it was safe"], ["that it was cheap"], ["that it would stay"]],
    ),
    "that only the second time": (
        "Bell said the bridge was quite safe and that it would reopen.",
        ["the bridge was quite safe and that it would reopen"],
        [["the bridge was quite safe"], ["that it would reopen"]],
    ),
    "that before a thing, not a clause": (
        "Bell said the bridge in the north and that old ferry were safe.",
        ["the bridge in the north and that old ferry were safe"],
        [["the bridge in the north and that old ferry were safe"]],
    ),
    "whether and whether": (
        "Bell asked whether the bridge was safe and whether it would reopen.",
        ["whether the bridge was safe and whether it would reopen"],
        [["whether the bridge was safe"], ["whether it would reopen"]],
    ),
    "no cut within a quotation": (
        "Bell said “that the bridge was safe and that it would reopen”.",
        ["“that the bridge was safe and that it would reopen”"],
        [["“that the bridge was safe and that it would reopen”"]],
    ),
    "a list under one cue": (
        "Bell said:\n• the bridge had been checked in May\n• the ferry would sail again in June",
        ["• the bridge had been checked in May\n• the ferry would sail again in June"],
        [["• the bridge had been checked in May"], ["• the ferry would sail again in June"]],
    ),
    "over a paragraph's end": (
        "Bell spoke. “The bridge is the oldest one in all of the north.\n“It is also the safest,” she said.",
        ["“The bridge is the oldest one in all of the north.\n“It is also the safest,”"],
        [["“The bridge is the oldest one in all of the north."], ["“It is also the safest,”"]],
    ),
}


@pytest.mark.parametrize("name", CUTS)
def test_cut(name: str) -> None:
    text, content, wanted = CUTS[name]
    cue = next(word for word in ("said", "spoke", "asked") if word in text)
    found = claims_of(text, attribution(text, "", cue, *content))
    assert words(text, tuple(claim for claim in found if claim.attribution == 0)) == wanted


def test_claims_stand_in_order_and_point_to_their_attribution() -> None:
    text = "Bell said the bridge was safe. It opened in 1904. Crane said it was not."
    late = attribution(text, "Crane", "said", "it was not", after="Crane")
    early = attribution(text, "Bell", "said", "the bridge was safe")
    found = claims_of(text, late, early)
    assert [claim.attribution for claim in found] == [1, None, 0]
    assert [claim.kind for claim in found] == ["indirect", "own voice", "indirect"]


def test_the_same_attribution_twice_is_one_claim() -> None:
    text = "Bell said the bridge was safe."
    one = attribution(text, "Bell", "said", "the bridge was safe")
    assert len(claims_of(text, one, one)) == 1


OWN = [
    ("The fire killed 14 people on Monday.", True, False),
    ("It was the largest fire in the country.", True, False),
    ("The harbour opened on 3 March 1987.", True, False),
    ("Ines Roth bought the old mill from her cousin.", True, True),
    ("She later withdrew the whole account.", True, True),
    ("Prime Minister Ines Roth arrives in Arden.", True, False),
    ("a branch of 30,000 square feet in the east;", True, False),
    ("The rain is soft on the roofs.", False, False),
    ("Photo: Ines Roth/Arden News", False, False),
    ("By Ines Roth, court reporter", False, False),
    ("Who killed 14 people on Monday?", False, False),
    ("Killed 14.", False, False),
]


@pytest.mark.parametrize(("text", "there", "unsure"), OWN)
def test_own_voice(text: str, there: bool, unsure: bool) -> None:
    found = claims_of(text)
    assert [claim.kind for claim in found] == ["own voice"] * there
    assert not there or found[0].unsure is unsure


def test_what_an_attribution_leaves_of_its_sentence() -> None:
    text = "In the largest operation of its kind since the war, the army said that it had cleared the valley."
    found = claims_of(text, attribution(text, "the army", "said", "that it had cleared the valley"))
    assert words(text, found) == [
        ["In the largest operation of its kind since the war"],
        ["that it had cleared the valley"],
    ]
    assert found[0].attribution is None and found[0].unsure and 0 < found[0].confidence < 0.7


def test_a_source_that_was_not_found_is_no_claim() -> None:
    text = "Two engineers, who had been sent by the firm in May, said the bridge was safe."
    found = claims_of(text, attribution(text, "", "said", "the bridge was safe"))
    assert words(text, found) == [["the bridge was safe"]]


def test_risks_and_figures_reach_the_claim() -> None:
    text = "A senior official said at least 22 fighters were killed."
    one = attribution(text, "A senior official", "said", "at least 22 fighters were killed")
    (claim,) = claims_of(text, one)
    assert claim.risks == ("casualty", "statistic", "unnamed_source", "single_source")
    assert [(figure.low, figure.bound, figure.counted) for figure in claim.figures] == [
        (22, "at_least", "fighters")
    ]


def test_two_speakers_with_one_figure_are_no_single_source() -> None:
    text = "Ann Bell said 22 miners were killed. Tom Crane said 22 miners were killed."
    rows = [
        attribution(text, who, "said", "22 miners were killed", after=who)
        for who in ("Ann Bell", "Tom Crane")
    ]
    assert all("single_source" not in claim.risks for claim in claims_of(text, *rows))
    assert (
        all("single_source" in claim.risks for claim in claims_of(text, rows[0]) if claim.attribution == 0)
        is False
    )


def test_an_accusing_cue_makes_an_accusation() -> None:
    text = "Bell accused the council of ignoring her."
    (claim,) = claims_of(text, attribution(text, "Bell", "accused", "the council of ignoring her"))
    assert "accusation" in claim.risks


WHY = [
    ("Bell said it was so.", "It holds no figure, date or name, and no risk rule fires."),
    ("Was it raining?", "It asks a question."),
    ("Not at all.", "It is too short to state anything."),
    ("10.41", "It holds no words."),
    ("at 9 p.m.", "It gives the time of an entry."),
    ("Contact: Ines Roth, 12 Mill Lane, Arden", "It is a credit or a contact."),
    ("From the Arden coastguard, on the radio:", "It only leads to what follows it."),
    ("— – —", "It holds no words."),
    ("The men walked with Anna down to the shore.", ""),
]


@pytest.mark.parametrize(("sentence", "why"), WHY)
def test_why_nothing_seems_checkable(sentence: str, why: str) -> None:
    assert [one.why_not for one in covered(sentence, sentences_of(sentence), ())] == [why]


def test_a_claim_covers_its_sentences() -> None:
    text = "The sea is so very calm. Bell said the sea was calm there. It is a quiet place."
    found = claims_of(text, attribution(text, "Bell", "said", "the sea was calm there"))
    assert [bool(one.why_not) for one in covered(text, sentences_of(text), found)] == [True, False, True]
