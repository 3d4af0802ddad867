"""The pictures of a report: what they say, whatever is in them, and that they can be told without colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from claims import vocabulary
from claims.exports import looks, pictures
from claims.exports.report import Report, ReportSpeaker
from tests.support.golden import is_golden
from tests.support.hostile import CONTROLS, HOSTILE, MARK
from tests.support.reports import CLAIMS, MADE, bridge, empty, everywhere, many, report

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [pictures.strip, pictures.who, pictures.progress]
# What may stand in a picture: nothing that runs, links or brings a style.
ELEMENTS = {"svg", "title", "desc", "defs", "g", "use", "path", "circle", "rect", "line", "text", "pattern"}


def drawn(picture: str) -> etree._Element:
    return etree.fromstring(picture.encode())


def described(picture: str) -> str:
    return drawn(picture).findtext(f"{SVG}desc") or ""


@pytest.mark.parametrize("name", ["strip", "who", "progress"])
def test_a_picture_is_the_one_that_was_looked_at(name: str) -> None:
    is_golden(f"{name}.svg", getattr(pictures, name)(bridge()).replace("><", ">\n<") + "\n")


@pytest.mark.parametrize("make", PICTURES)
def test_the_same_report_gives_the_same_picture(make) -> None:
    assert make(bridge()) == make(bridge())


@pytest.mark.parametrize("make", PICTURES)
def test_of_nothing_there_is_no_picture(make) -> None:
    assert make(empty()) == ""


@pytest.mark.parametrize("make", PICTURES)
@pytest.mark.parametrize("of", [bridge(), many(1), many(500)], ids=["bridge", "1", "500"])
def test_a_picture_holds_drawing_alone_and_says_what_it_shows(make, of: Report) -> None:
    root = drawn(make(of))
    parts = list(root.iter())
    assert {etree.QName(one).localname for one in parts} <= ELEMENTS
    assert {name for one in parts for name in one.attrib if name == "style" or name.startswith("on")} == set()
    assert [one.get("href") for one in parts if not one.get("href", "#").startswith("#")] == []
    assert root.get("role") == "img" and root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")


@pytest.mark.parametrize("words", [*HOSTILE, *CONTROLS])
@pytest.mark.parametrize("make", PICTURES)
def test_whatever_is_written_is_text(make, words: str) -> None:
    root = drawn(make(everywhere(words)))
    assert {etree.QName(one).localname for one in root.iter()} <= ELEMENTS
    if make is pictures.who:
        assert MARK in described(make(everywhere(words)))


def test_each_claim_has_a_tick_by_its_look() -> None:
    root = drawn(pictures.strip(bridge()))
    ticks = [one.get("href") for one in root.iter(f"{SVG}use")]
    assert sorted(ticks) == sorted(f"#strip-{looks.look_of(claim)}" for claim in CLAIMS)
    heads = {one.get("id"): etree.tostring(one) for one in root.iter(f"{SVG}g") if one.get("id")}
    shapes = {name: looks.SHAPES[name.removeprefix("strip-")] for name in heads}
    assert len(set(shapes.values())) == len(heads) == 8  # a shape each: colour isn't needed


def test_claims_within_each_other_lie_below_each_other() -> None:
    """Claim 5 begins within claim 4."""
    rows = [one.get("y") for one in drawn(pictures.strip(bridge())).iter(f"{SVG}rect")]
    assert {"51", "57"} <= set(rows)


def test_many_lost_claims_are_counted() -> None:
    lost = [replace(CLAIMS[8], id=at, number=at) for at in range(1, 12)]
    assert "+7" in drawn(pictures.strip(report(*lost))).xpath("string()")


def test_speakers_beyond_the_eighth_are_told_together() -> None:
    claims = [
        replace(
            CLAIMS[0], id=at, number=at, speakers=(ReportSpeaker(name=f"Speaker {at % 20}", kind="person"),)
        )
        for at in range(1, 41)
    ]
    told = described(pictures.who(report(*claims)))
    assert told.count("2 confirmed") == 8 and "12 more: 24 confirmed" in told


def test_a_claim_of_two_speakers_counts_for_both() -> None:
    told = described(pictures.who(bridge()))
    assert "port authority: 1 wrong" in told and "Ann Cole: 1 wrong, 1 confirmed, 1 not checkable" in told


def test_progress_says_how_much_is_decided_and_the_deadline() -> None:
    told = described(pictures.progress(bridge()))
    assert told == "5 of 9 claims were decided by 2026-03-05 17:30. The deadline is 2026-03-05 19:30."
    late = described(pictures.progress(bridge(deadline=MADE - timedelta(days=9))))
    assert "2026-02-24" in late
    assert "deadline" not in described(pictures.progress(bridge(deadline=None)))


def test_very_many_moments_are_thinned() -> None:
    moments = bridge().progress
    long = [replace(moments[0], at=moments[0].at + timedelta(minutes=at)) for at in range(20_000)]
    assert len(pictures.progress(bridge(progress=tuple(long)))) < 100_000


def test_looks_are_those_of_the_vocabulary() -> None:
    """The pure parts can't ask it: they hold its words themselves."""
    assert {one.name.lower() for one in vocabulary.State} == set(looks.ORDER) - {"change", "lost"}
    assert {one.value.partition(" ")[0] for one in vocabulary.State} == set(looks.ORDER) - {"change", "lost"}
    against = {f"so.{one}" for one in vocabulary.SO_CALLS_FOR_COPY}
    against |= {f"said.{one}" for one in vocabulary.SAID_CALLS_FOR_COPY}
    assert against == looks.AGAINST
    assert [looks.look_of(one) for one in CLAIMS[:4]] == ["settled", "settled", "stale", "change"]
