"""Who says it."""

import pytest

from claims.extraction.speakers import find_speakers
from tests.unit.extraction.notes import attribution, sentences_of

# text, then (source, cue, content, words that come before) and the speakers expected for each
Row = tuple[str, list[tuple[str, str, str, str]], list[list[str]]]
CASES: dict[str, Row] = {
    "surname and title": (
        "Treasury spokesman Paul Marsh said the plan was ready. Marsh added that it was cheap. He said it was good.",
        [
            ("Treasury spokesman Paul Marsh", "said", "the plan was ready", ""),
            ("Marsh", "added", "that it was cheap", "ready. "),
            ("He", "said", "it was good", "cheap. "),
        ],
        [["Paul Marsh"], ["Paul Marsh"], ["Paul Marsh"]],
    ),
    "gender": (
        "Anna Bell met Peter Crane on Monday. She said the talks went well. He said they did not.",
        [("She", "said", "the talks went well", ""), ("He", "said", "they did not", "")],
        [["Anna Bell"], ["Peter Crane"]],
    ),
    "somebody named in the quotation is not its speaker": (
        "Peter Crane arrived early. “Tom Ames is unfit for office,” he said.",
        [("he", "said", "“Tom Ames is unfit for office,”", "")],
        [["Peter Crane"]],
    ),
    "left out": (
        "Anna Bell said the dam was safe, adding that it had been checked.",
        [("Anna Bell", "said", "the dam was safe", ""), ("", "adding", "that it had been checked", "")],
        [["Anna Bell"], ["Anna Bell"]],
    ),
    "it": (
        "The Ministry of Transport said the line would close. Buses will run instead, it said.",
        [
            ("The Ministry of Transport", "said", "the line would close", ""),
            ("it", "said", "Buses will run instead", "close. "),
        ],
        [["Ministry of Transport"], ["Ministry of Transport"]],
    ),
    "short name and initials": (
        "The Harle Evening Post reported the deal. The Northern Rail Union (NRU) denied it. The Post said it had "
        "papers. The NRU said they were false.",
        [
            ("The Harle Evening Post", "reported", "the deal", ""),
            ("The Post", "said", "it had papers", "denied"),
            ("The NRU", "said", "they were false", "papers"),
        ],
        [["Harle Evening Post"], ["Harle Evening Post"], ["Northern Rail Union"]],
    ),
    "two speakers": (
        "Anna Bell and Peter Crane said the vote was fair.",
        [("Anna Bell and Peter Crane", "said", "the vote was fair", "")],
        [["Anna Bell", "Peter Crane"]],
    ),
    "apposition": (
        "A lawyer for the paper, David Holm, said it would appeal. Ida Roth, the council’s chair, agreed.",
        [
            ("A lawyer for the paper, David Holm,", "said", "it would appeal", ""),
            ("Ida Roth, the council’s chair,", "agreed", "agreed", ""),
        ],
        [["David Holm"], ["Ida Roth"]],
    ),
    "a body, not the person in its name": (
        "Peter Crane lost. The Crane campaign said it would ask for a recount.",
        [("The Crane campaign", "said", "it would ask for a recount", "")],
        [["Crane campaign"]],
    ),
    "a vague source named by the figure that it shares": (
        "The blast killed at least 14 miners, a rights monitor said. The Harle Centre for Human Rights said that at "
        "least 14 miners died.",
        [
            ("a rights monitor", "said", "The blast killed at least 14 miners", ""),
            ("The Harle Centre for Human Rights", "said", "at least 14 miners died", "monitor said. "),
        ],
        [["Harle Centre for Human Rights"], ["Harle Centre for Human Rights"]],
    ),
    "a vague source stays unnamed where the figures differ": (
        "The blast killed at least 14 miners, a rights monitor said. The Harle Centre for Human Rights said that 12 "
        "miners died.",
        [
            ("a rights monitor", "said", "The blast killed at least 14 miners", ""),
            ("The Harle Centre for Human Rights", "said", "12 miners died", "monitor said. "),
        ],
        [["a rights monitor"], ["Harle Centre for Human Rights"]],
    ),
    "the senator": (
        "Senator Anna Bell opposed the bill, and Bell said so. The senator added that it was rushed.",
        [("Bell", "said", "so", "and "), ("The senator", "added", "that it was rushed", "")],
        [["Anna Bell"], ["Anna Bell"]],
    ),
    "a full name that only the headline has": (
        "Hillary Marsh Goes After Her Rival Tom Ames\nMarsh spoke for an hour on Monday. She said taxes must rise.",
        [("She", "said", "taxes must rise", "Monday")],
        [["Hillary Marsh"]],
    ),
    "nobody fits": ("He said the sea was calm.", [("He", "said", "the sea was calm", "")], [[]]),
}


@pytest.mark.parametrize("name", CASES)
def test_table(name: str) -> None:
    text, rows, wanted = CASES[name]
    found = tuple(
        attribution(text, source, cue, content, after=after) for source, cue, content, after in rows
    )
    speakers, said_by = find_speakers(text, sentences_of(text), found)
    assert [[speakers[index].name for index in indexes] for indexes in said_by] == wanted


def test_kind_title_and_mentions() -> None:
    text = (
        "Treasury spokesman Paul Marsh said the plan was ready. The Treasury said more. Residents said no. "
        "Marsh went home."
    )
    found = (
        attribution(text, "Treasury spokesman Paul Marsh", "said", "the plan was ready"),
        attribution(text, "The Treasury", "said", "more"),
        attribution(text, "Residents", "said", "no", after="Residents"),
    )
    speakers, _ = find_speakers(text, sentences_of(text), found)
    assert [(one.name, one.kind) for one in speakers] == [
        ("Paul Marsh", "person"),
        ("Treasury", "organisation"),
        ("Residents", "group"),
    ]
    assert speakers[0].title == "Treasury spokesman"
    assert [text[slice(*span)] for span in speakers[0].mentions] == ["Treasury spokesman Paul Marsh", "Marsh"]
