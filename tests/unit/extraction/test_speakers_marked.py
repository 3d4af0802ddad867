"""Who says it, on short texts in which each source stands in <angle brackets>."""

import re

import pytest

from claims.extraction.placing import kind_of
from claims.extraction.quotes import inside
from claims.extraction.speakers import find_speakers
from claims.extraction.types import Attribution, Speaker
from tests.unit.extraction.notes import sentences_of

SOURCE = re.compile(r"<([^<>]*)>")
QUOTED = re.compile(r"[“‘][^”’\n]*[”’] (?:\w+ )?$")


def speakers_of(marked: str) -> tuple[list[list[Speaker]], str]:
    """The speakers of each marked source, and the text without its marks.

    What a source says is the quotation right before it, or else the rest of its sentence after one word, the cue.
    """
    text, spans, end = "", [], 0
    for mark in SOURCE.finditer(marked):
        text += marked[end : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text, end = text + mark[1], mark.end()
    text += marked[end:]
    found = []
    for start, stop in spans:
        quotation = QUOTED.search(text[:start])
        said = text.index(" ", stop + 1) if not quotation else stop
        content = quotation.span() if quotation else (said, text.index(".", said))
        kind = kind_of(text, inside(text), (content,))
        found.append(Attribution(((start, stop),), ((stop + 1, stop + 5),), (content,), kind, (), 0.9))
    speakers, said_by = find_speakers(text, sentences_of(text), tuple(found))
    return [[speakers[at] for at in indexes] for indexes in said_by], text


def names_of(marked: str) -> list[str]:
    """For each marked source its speakers' names with " + " between, "" where it stays open."""
    return [" + ".join(one.name for one in group) for group in speakers_of(marked)[0]]


PRONOUNS = [
    (
        "Ann Bell met Tom Crane. She asked him about the bridge. <He> said it was safe. <She> said it was not.",
        ["Tom Crane", "Ann Bell"],
    ),
    ("<Ann Bell> told Bea Crane that the dam was safe. <She> said it would hold.", ["Ann Bell", "Ann Bell"]),
    (
        "Ann Bell was asked by Bea Crane to wait. The mayor, Ida Roth, laughed. <She> said the vote was over.",
        ["Ida Roth"],
    ),
    ("Running against Tom Crane in May, <he> barely spoke. Bo Lind lost.", ["Tom Crane"]),
    (
        "President Ola Lind won. Tom Crane praised the speech. In Harle, <the president> said no.",
        ["Ola Lind"],
    ),
    (
        "<Bo Lind> said the port was safe. Ida Roth did not agree. “People like Lind lie,” <she> said.",
        ["Bo Lind", "Ida Roth"],
    ),
    ("In his speech, Tom Crane’s rival left. As <he> said no, Bo Lind wept.", ["Bo Lind"]),
    (
        "Sam Poole stole the money. <Carl Lind> said so. “Then <he> said sorry,” <Lind> said.",
        ["Carl Lind", "Sam Poole", "Carl Lind"],
    ),
    ("The Harle Bank lost money. <It> said it would cut jobs.", ["Harle Bank"]),
    ("Acme Foods lost money. <The company> said it would cut jobs. <It> said no more.", ["Acme Foods"] * 2),
    (
        "<Tom Crane and Ida Roth> said no. <They> said it twice. <Both> said it again.",
        ["Tom Crane + Ida Roth"] * 3,
    ),
    ("<Three officials> said no. <They> said it twice.", ["Three officials"] * 2),
    ("<Ann Bell>, <who> said no, left.", ["Ann Bell"] * 2),
    ("Tom Crane, a clerk, <who> said no, left.", ["Tom Crane"]),
    ("He met some relatives, most of <whom> said no.", ["relatives"]),
    ("“<I> said no,” <Ann Bell> said.", ["Ann Bell", "Ann Bell"]),
    ("<The WHO> said no. <It> said so twice.", ["WHO", "WHO"]),
]
NAMES = [
    ("<Det Insp Jane Hall> said no. <Det Insp Hall> said yes. <She> said no.", ["Jane Hall"] * 3),
    ("<Xanthe Oyelaran>, 34, said no. <Mrs Oyelaran> said yes. <She> said no.", ["Xanthe Oyelaran"] * 3),
    ("<Joost van der Meulen> said no. <Mr. van der Meulen> said yes.", ["Joost van der Meulen"] * 2),
    ("<Nadim al-Tamrazi> said no. <Al-Tamrazi> said yes.", ["Nadim al-Tamrazi"] * 2),
    ("<Maria Lopez Ordaz> said no. <Ms. Lopez> said yes.", ["Maria Lopez Ordaz"] * 2),
    ("<Kim Jong Sun> said no. <Mr. Kim> said yes.", ["Kim Jong Sun"] * 2),
    ("<François Duval> said no. <Francois Duval> said yes.", ["François Duval"] * 2),
    ("<Yusuf Lanning KC> said no. <Mr Lanning> said yes.", ["Yusuf Lanning"] * 2),
    ("<The MP for Harle, Bronagh Tighe>, said no. <The MP> said yes.", ["Bronagh Tighe"] * 2),
    ("<Marks & Crane> said no. <M&C> said yes.", ["Marks & Crane"] * 2),
    (
        "<The Ministry of Defence> said no. <The MoD> said yes. <The ministry> said no.",
        ["Ministry of Defence"] * 3,
    ),
    ("<The Harle People’s Party>, or HPP, said no. <The HPP> said yes.", ["Harle People’s Party"] * 2),
    (
        "<The 6th Circuit Court of Appeals> said no. <The court> said yes.",
        ["6th Circuit Court of Appeals"] * 2,
    ),
    ("<The Harle Maritime Museum> said no. <The Harle Museum> said yes.", ["Harle Maritime Museum"] * 2),
    ("<The Harle Post> said no. <The paper> said yes. <The Post> said no.", ["Harle Post"] * 3),
    ("<Halden Corp.> said no. <Halden> said yes.", ["Halden Corp"] * 2),
    ("<Ann Bell, Tom Crane and Ida Roth> said no.", ["Ann Bell + Tom Crane + Ida Roth"]),
    ("<Ann and Tom Bell> said no. <Mr Bell> said yes.", ["Ann Bell + Tom Bell", "Tom Bell"]),
    ("<Two rivals, Ann Bell and Tom Crane>, said no.", ["Ann Bell + Tom Crane"]),
    ("<Former prosecutor and mayor Ann Bell> said no.", ["Ann Bell"]),
    ("<A spokesman for candidate Ann Bell> said no.", ["A spokesman for candidate Ann Bell"]),
    ("<The council and local traders> said no.", ["The council and local traders"]),
    ("<One of them, a miner>, said no. <The miner> said yes.", ["a miner"] * 2),
    ("<@HarleFire> said no.", ["@HarleFire"]),
]
DESCRIPTIONS = [
    (
        "<Governor Bo Lind> said no. <Mayor Ida Roth> said yes. <The governor> said no.",
        ["Bo Lind", "Ida Roth", "Bo Lind"],
    ),
    ("The interior minister, Greta Sole, came. <The minister> said no.", ["Greta Sole"]),
    ("Vesna Koral, 79, a retired schoolteacher, stood there. <The old teacher> said no.", ["Vesna Koral"]),
    ("Ray Poole, 45, was hurt. <The 45-year-old> said no.", ["Ray Poole"]),
    ("<Sen. Ted Roth (D-Ohio)> said no. <The Ohio Democrat> said yes.", ["Ted Roth"] * 2),
    (
        "<Former mayor Ida Roth> said no. <The current mayor, Carl Lind>, said yes. <The former mayor> said no.",
        ["Ida Roth", "Carl Lind", "Ida Roth"],
    ),
    (
        "<Israeli officials> said no. <The officials> said yes. <Other officials> said no.",
        ["Israeli officials"] * 2 + ["Other officials"],
    ),
    (
        "<Democratic leaders> said no. <The Republican leaders> said yes.",
        ["Democratic leaders", "The Republican leaders"],
    ),
    ("<Witness Bea Holt> said no. <Another witness> said yes.", ["Bea Holt", "Another witness"]),
    (
        "<Tom Crane> said no. <His lawyer, Ida Roth>, said yes. <The lawyer> said no.",
        ["Tom Crane", "Ida Roth", "Ida Roth"],
    ),
    ("<Tom Crane> said no. <His lawyer> said yes.", ["Tom Crane", "His lawyer"]),
    ("<Olu Oke> said no. His wife Ada Oke came. <His wife> said yes.", ["Olu Oke", "Ada Oke"]),
    (
        "<Bo Lind> spoke. <Lind’s campaign> said no. <The Lind campaign> said yes.",
        ["Bo Lind"] + ["Lind’s campaign"] * 2,
    ),
    ("<A study in Cell> said no. <The study> said yes. <The paper> said no.", ["A study in Cell"] * 3),
    ("A court ruled. <A Harle judge> said no. <Justice Ida Roth> said yes.", ["Ida Roth"] * 2),
    ("Rob Carr laughed. ‘He is afraid,’ <the Rovers manager> said.", ["Rob Carr"]),
    ("Acme Foods sued Vale Motors. <Both companies> said no.", ["Acme Foods + Vale Motors"]),
    ("<Police> said no. <The police> said yes.", ["Police"] * 2),
]
OPEN = [
    ("Tom Crane and Carl Lind met on Monday. <He> said no.", [""]),
    ("<She> said no. Tom Crane met Carl Lind.", [""]),
    ("<Tom Bell and Carl Bell> spoke. <Bell> said no.", ["Tom Bell + Carl Bell", ""]),
]


@pytest.mark.parametrize(("marked", "wanted"), [*PRONOUNS, *NAMES, *DESCRIPTIONS, *OPEN])
def test_speakers(marked: str, wanted: list[str]) -> None:
    assert names_of(marked) == wanted


def one(marked: str) -> Speaker:
    """The one speaker of the last marked source."""
    (speaker,) = speakers_of(marked)[0][-1]
    return speaker


KINDS = [
    ("<Ann Bell> said no.", "person"),
    ("<Zyl Okarr> said no.", "person"),
    ("<Zyl Okarr> said no. Its owner left. <It> said yes.", "organisation"),
    ("<Vecer>, an opposition daily, said no.", "organisation"),
    ("<Moscow> said no.", "organisation"),
    ("<House Republicans> said no.", "group"),
    ("<Millennials> say no such thing.", "group"),
    ("<Some residents> said no.", "group"),
    ("<A resident> said no.", "unnamed"),
    ("<A memo seen by aides> said no.", "document"),
    ("<The ministry> said no.", "organisation"),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_kind(marked: str, kind: str) -> None:
    assert one(marked).kind == kind


TITLES = [
    ("<Treasury spokesman Paul Marsh> said no.", "Treasury spokesman"),
    ("<Ann Bell, 52,> said no.", ""),
    ("<Ann Bell, 52, a miner who lost her house>, said no.", "miner"),
    ("<Its director, Marta Linde,> said no.", "director"),
    ("<Mrs Bell> said no.", ""),
    ("The library director, Ann Bell, came. <Bell> said no.", "library director"),
    ("<Former prosecutor and mayor Ann Bell> said no.", "Former prosecutor and mayor"),
]


@pytest.mark.parametrize(("marked", "title"), TITLES)
def test_title(marked: str, title: str) -> None:
    assert one(marked).title == title


def test_mentions_are_places_of_the_text_in_order() -> None:
    marked = "<Mayor Ida Roth> said no. <She> said yes. In May Roth left."
    (found, *_), text = speakers_of(marked)
    assert [text[slice(*span)] for span in found[0].mentions] == ["Mayor Ida Roth", "She", "Roth"]
