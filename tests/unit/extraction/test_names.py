"""Proper names by their capitals, and the persons among them."""

import pytest

from claims.extraction.speakers.names import as_person, find_names, gender_of_first, plain, surname

RUNS = [
    ("In Harle the mayor met Ann Bell.", ["Harle", "Ann Bell"]),
    ("Prime Minister Ola Lind’s plan", ["Prime Minister Ola Lind"]),
    ("the Department of Health and Human Services", ["Department of Health and Human Services"]),
    ("the Council of Churches and the Union of Miners", ["Council of Churches", "Union of Miners"]),
    ("the Vale Foundation and Ann Bell", ["Vale Foundation", "Ann Bell"]),
    ("the Farmers’ Union", ["Farmers’ Union"]),
    ("Ann’s Union", ["Ann", "Union"]),
    ("the 6th Circuit Court of Appeals", ["6th Circuit Court of Appeals"]),
    ("Robert “Bo” Lind met Joost van der Meulen", ["Robert “Bo” Lind", "Joost van der Meulen"]),
    ("Nadim al-Tamrazi and J.P. Crane of M&C", ["Nadim al-Tamrazi", "J.P. Crane", "M&C"]),
    ("But no. Monday. Residents. The British.", []),
    ("The WHO asked", ["WHO"]),
]


@pytest.mark.parametrize(("text", "wanted"), RUNS)
def test_runs_of_capitals(text: str, wanted: list[str]) -> None:
    assert [text[name.start : name.end] for name in find_names(text, 0, len(text))] == wanted


PERSONS = [
    ("Ann Bell", ("Ann Bell", "", "f", True)),
    ("Secretary of State Ann Bell", ("Ann Bell", "Secretary of State", "f", True)),
    ("Mr Crane", ("Crane", "Mr", "m", True)),
    ("Yusuf Lanning KC", ("Yusuf Lanning", "", "m", True)),
    ("William A. Crane", ("William A. Crane", "", "m", True)),
    ("Zyl Okarr", ("Zyl Okarr", "", "", False)),
    ("Harle University", None),
    ("Virginia Republicans", None),
    ("NATO SUMMIT", None),
    ("Crane", None),
]


@pytest.mark.parametrize(("text", "wanted"), PERSONS)
def test_persons(text: str, wanted: tuple[str, str, str, bool] | None) -> None:
    (name,) = find_names(text, 0, len(text))
    person = as_person(name, text)
    found = person and (text[person.start : person.end], person.title, person.gender, person.certain)
    assert found == wanted


def test_words_for_looking_up() -> None:
    assert [plain(word) for word in ("Bell’s", "Sen.", "François", "miners’")] == [
        "bell",
        "sen",
        "francois",
        "miners",
    ]
    assert surname(("Tom", "Bell", "Jr.")) == "bell" and surname(("Nadim", "al-Tamrazi")) == "tamrazi"
    assert [gender_of_first(name) for name in ("ann", "hans-peter", "alex", "zyl")] == ["f", "m", "", ""]
