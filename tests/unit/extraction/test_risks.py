"""The table of risks: what each rule fires on, and what it leaves alone."""

import pytest

from claims.extraction.figures import find_figures
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.inflect import forms, phrases
from claims.extraction.risks.rules import RULES, find_risks
from claims.extraction.risks.trials import accused_in, accusers
from claims.extraction.types import Speaker

FIRE = {
    "casualty": [
        "at least 22 fighters were killed in the strike",
        "the blast claimed four lives",
        "a man was stabbed outside the station",
        "Two children were pulled from the river and hundreds are missing",
        "the death toll had risen to 1,400",
        "nobody was hurt",
        "there were no casualties",
        "her brother drowned last summer",
        "four climbers fell to their deaths",
        "two walkers are still unaccounted for",
        "the gunmen took a nurse and a driver",
        "nine people were taken to hospital",
        "1,100 families are sleeping in tents",
        "the army buried its 19 dead",
        "police are searching for a missing walker",
        "Some 2,300 others have been moved to schools",
        "six people were still under the collapsed roof",
        "12 of the wounded are children",
        "the avalanche swept away a party of six",
        "thousands were driven from the valley",
        "three women needed stitches",
        "the smoke put 12 residents in hospital",
        "Ines Roth was shot twice",
        "the toll stands at 77",
        "the shark bit a surfer",
        "a deckhand was swept overboard off Bergen",
        "the driver escaped with bruises",
        "the mine claimed another life in March",
        "he took his own life in the cell",
        "cholera has killed more than the floods",
        "two remain on ventilators",
        "his throat had been cut",
        "half the valley has been evacuated",
        "nine trekkers have not been heard from since Monday",
        "the strike wiped out a family of seven",
        "a stray bullet grazed her shoulder",
        "the landslide buried a primary school",
    ],
    "accusation": [
        "the minister lied to parliament",
        "Acme bribed two inspectors",
        "Kataeb Nour was behind previous attacks",
        "the council failed to inspect the building",
        "the trust shredded the records",
        "he is accused of fraud",
        "she pleaded guilty to theft",
        "the landlord turned off the heating to drive tenants out",
        "they knew about the leak for years",
        "the firm let mercury run into the river",
        "he kept a second set of books",
        "the lab made up its data",
        "the company put speed before safety",
        "Roth was convicted of perjury",
        "ministers ignored repeated warnings",
        "the officers beat him until he signed",
        "the mayor gave jobs to his cousins",
        "he touched her without her consent",
        "nobody from the council ever came",
        "the driver had been drinking",
        "you sat on it",
        "the bank overcharged 40,000 customers",
        "it was a cover-up",
        "the regime starves its own people",
        "the guards did nothing",
        "the contractor padded its invoices",
        "somebody rewrote the minutes after the meeting",
        "the clinic had no licence",
        "the senator used the fund as a private purse",
        "the bank helped clients hide money from the tax office",
        "the sprinter took a banned steroid",
        "the landlord let mould spread for years",
        "the director pressed her for sex",
        "the charity spent most of its donations on salaries",
        "the train driver ran a red signal",
        "the farm kept workers' passports",
        "three banks fixed the price of copper",
    ],
    "statistic": [
        "unemployment fell to 4.1 per cent",
        "the scheme cost £40m",
        "a majority of voters disagree",
        "sales doubled",
        "one in five pupils stays away",
        "hundreds of homes stand empty",
        "nearly nine lorries an hour",
    ],
    "health": [
        "the vaccine is safe for pregnant women",
        "residents should boil water before drinking it",
        "stay indoors until the smoke clears",
        "the pills lower blood pressure",
        "an outbreak of measles",
        "there is asbestos in the roof",
    ],
    "legal": [
        "she was sentenced to three years in prison",
        "the court ruled that the map was unconstitutional",
        "he was charged with theft",
        "the firm settled with its tenants",
        "it is illegal to park there",
        "the jury is still out",
    ],
    "date_age_title": [
        "Ana Ruiz, 34, lives there",
        "it opened on 3 March 1987",
        "Prime Minister Ana Ruiz",
        "it closed last month",
        "She was 91.",
    ],
    "superlative": [
        "the largest port in the country",
        "the first woman to hold the post",
        "its worst year since records began",
        "a record number of guests",
        "the only bridge",
        "the most expensive house",
        "for the first time",
    ],
    "forecast": [
        "prices will fall by 2030",
        "it is expected to close",
        "the ferry could be delayed",
        "I think that it was a mistake",
        "the works is due to reopen",
        "she promised to stay",
        "we’ll see",
    ],
}

SILENT = {
    "casualty": [
        "the choir sang in the old hall",
        "the race ended in a dead heat",
        "a toll road runs through the valley",
        "the governing body met on Tuesday",
        "he scored in injury time",
        "she was missing the point",
        "the higher price hurt sales",
        "his shot went wide",
        "the speech was drowned out",
        "it took its toll on the roof",
        "the death penalty was abolished",
        "Ruth Calder died at her home, aged 91",
        "her husband died in 1988",
        "14 houses were burned",
        "life jackets save lives",
        "she shot a film in Lagos",
        "the hostage drama won two prizes",
        "the body that sets rates meets on Monday",
        "the remains of the castle draw tourists",
    ],
    "accusation": [
        "the choir sang in the old hall",
        "the company opened a plant in the north",
        "police closed the road for two hours",
        "the team failed to score in the first half",
        "crime fell by 3 per cent",
        "the fraud squad moved to the third floor",
        "the new law takes effect in May",
        "she studied criminal law",
        "he had a heart attack",
        "the village lies in a valley",
        "Rob Pike bought a hat",
        "the striker was shown a card and a free kick was given",
        "there is no sign of pollution",
        "the charity runs an anti-corruption course",
        "the false alarm cost an hour",
        "the voters go to the polls on Sunday",
        "the driver stopped at the red light",
        "the company paid its staff a bonus",
    ],
    "statistic": [
        "the choir sang",
        "two of the choirs sang",
        "she waited for three hours",
        "the survey vessel sailed",
    ],
    "health": [
        "the choir sang",
        "she is a doctor’s daughter",
        "he left the hospital board",
        "the striker is back",
    ],
    "legal": [
        "the choir sang",
        "they met on the tennis court",
        "the pills are in clinical trials",
        "he set a good time trial",
    ],
    "date_age_title": ["the choir sang", "the minister resigned", "may they rest"],
    "superlative": [
        "the choir sang",
        "first, she sang",
        "the forest is quiet",
        "he gave his best man a hat at least",
    ],
    "forecast": [
        "the choir sang",
        "the will was read to her sons",
        "it was in May",
        "he could not hold a pen",
    ],
    "quote": ["the choir sang"],
}


def facts_of(words: str, **facts: object) -> Facts:
    figures = find_figures(words, ((0, len(words)),))
    return Facts(words, figures=figures, **{"kind": "indirect", **facts})


def risks(words: str, **facts: object) -> tuple[str, ...]:
    return find_risks(facts_of(words, **facts))


@pytest.mark.parametrize(("rule", "words"), [(rule, words) for rule in FIRE for words in FIRE[rule]])
def test_fires(rule: str, words: str) -> None:
    assert rule in risks(words, source="Ana Ruiz", cue="said", speaker_kinds=("person",))


@pytest.mark.parametrize(("rule", "words"), [(rule, words) for rule in SILENT for words in SILENT[rule]])
def test_stays_silent(rule: str, words: str) -> None:
    assert rule not in risks(words, source="Ana Ruiz", cue="said", speaker_kinds=("person",))


CUES = [
    ("accused", "the ministry of losing the file", True),
    ("alleged", "that the file had gone", True),
    ("denied", "having seen the file", True),
    ("admitted", "he had burned the letter", True),
    ("denied", "the charges", False),
    ("denied", "it", False),
    ("said", "the file had gone", False),
]


@pytest.mark.parametrize(("cue", "words", "fires"), CUES)
def test_an_accusing_or_denying_cue(cue: str, words: str, fires: bool) -> None:
    assert ("accusation" in risks(words, source="Ana Ruiz", cue=cue)) is fires


def test_what_a_court_hears_about_somebody_is_a_charge_but_for_its_calendar() -> None:
    told = {"source": "Ana Ruiz KC", "cue": "told the jury", "speaker_kinds": ("person",)}
    assert "accusation" in risks("Roth had bought a yacht", **told)
    assert "accusation" not in risks("Roth had bought a yacht", source="Ana Ruiz", cue="said")
    assert "accusation" not in risks("Roth’s trial will last two weeks", **told)
    assert "accusation" in risks("Roth had bought a yacht", source="Ana Ruiz", cue="said", accuser=True)
    assert "accusation" in risks("Roth had bought a yacht", source="Ana Ruiz", cue="said", accused=True)


ACCUSED = [
    ("Tom Roth, 44, denies three counts of fraud.", {"roth"}),
    ("Tom Roth, of Mill Lane, Arden, was jailed for two years.", {"roth"}),
    ("Ines Vale pleaded guilty.", {"vale"}),
    ("Ines Vale, a baker, is charged with arson.", {"vale"}),
    ("Ines Vale denied that she would resign.", set()),
    ("It was cleared of snow.", set()),
    ("The bridge was closed.", set()),
]


@pytest.mark.parametrize(("text", "names"), ACCUSED)
def test_who_stands_accused(text: str, names: set[str]) -> None:
    assert accused_in(text) == names


def test_who_accuses() -> None:
    text = "Ana Ruiz, prosecuting, said so. Judge Tom Vale agreed. Ines Roth said that a prosecutor had left."
    speakers = tuple(
        Speaker(name, "person", title, ((text.index(name), text.index(name) + len(name)),))
        for name, title in (("Ana Ruiz", ""), ("Tom Vale", "Judge"), ("Ines Roth", ""))
    )
    assert list(accusers(text, speakers, frozenset({"roth"}))) == [0, 1]
    assert list(accusers(text, speakers, frozenset())) == [0]


@pytest.mark.parametrize(
    ("source", "kinds", "fires"),
    [
        ("a senior official", ("unnamed",), True),
        ("residents", ("group",), True),
        ("", (), True),
        ("people familiar with the talks", (), True),
        ("Ana Ruiz", ("person",), False),
        ("residents and Ana Ruiz", ("group", "person"), False),
        ("Acme", (), False),
    ],
)
def test_unnamed_source(source: str, kinds: tuple[str, ...], fires: bool) -> None:
    assert ("unnamed_source" in risks("the hall is old", source=source, speaker_kinds=kinds)) is fires


def test_own_voice_has_no_unnamed_source() -> None:
    assert "unnamed_source" not in risks("the hall is old", kind="own voice")


def test_a_quotation_is_high_until_there_is_a_recording() -> None:
    assert all("quote" in risks("the hall is old", kind=kind) for kind in ("quoted", "mixed"))
    (quote,) = [rule for rule in RULES if rule.name == "quote"]
    assert quote.high and quote.lowered_by == "recording"


def test_single_source_needs_a_figure_that_weighs() -> None:
    assert "single_source" in risks("22 people were killed", alone=True)
    assert "single_source" not in risks("22 people were killed")
    assert "single_source" not in risks("two of the choirs sang", alone=True)


def test_the_table_names_each_rule_once_and_says_something() -> None:
    assert [rule.name for rule in RULES if rule.high] == [
        "casualty", "statistic", "accusation", "unnamed_source", "single_source", "health", "legal", "quote",
    ]  # fmt: skip
    assert len({rule.name for rule in RULES}) == len(RULES) == 11
    assert all(rule.sentence.endswith(".") for rule in RULES)


def test_forms_of_verbs() -> None:
    assert forms("stab* deny die") == set(
        "stab stabs stabbed stabbing deny denies denied denying die dies died dying".split()
    )
    assert forms("steal/stole/stolen crash") == set(
        "steal steals stealing stole stolen crash crashes crashed crashing".split()
    )
    assert "displayed" in forms("display") and "displaied" not in forms("display")


def test_phrases_are_whole_words() -> None:
    known = phrases("let down, behind the\n    in hand")
    for words, wanted in (
        ("they let down us", "let down"),
        ("outlet down", ""),
        ("in handy", ""),
        ("in hand", "in hand"),
    ):
        assert known.found(frozenset(words.split()), f" {words} ") == wanted
