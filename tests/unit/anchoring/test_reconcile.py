"""A carried draft beside what was found in it: what stands, whose it is, what is new."""

from __future__ import annotations

import pytest

from claims.anchoring.reconcile import Before, Landed, one_person, reconcile
from claims.anchoring.types import Carried, Outcome
from claims.extraction import Attribution, Claim, Speaker, Split

TEXT = "Lloyd Austin came at nine. He said the pier would hold. The bridge is safe, and the ferry runs."
PIER, HE, SAID = "the pier would hold", "He", "said"


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def split(*claims: Claim, said: tuple[Attribution, ...] = (), speakers: tuple[str, ...] = ()) -> Split:
    people = tuple(Speaker(name, "person", "", ()) for name in speakers)
    return Split((), (), people, said, claims, "by hand")


def found(words: str, attribution: int | None = None) -> Claim:
    return Claim((at(words),), attribution, "indirect", 0.9, False, (), ())


def said_by(*speakers: int, source: str = HE, cue: str = SAID, content: str = PIER) -> Attribution:
    source_spans = (at(source),) if source else ()
    return Attribution(source_spans, (at(cue),), (at(content),), "indirect", speakers, 0.9)


def before(*speakers: str, outcome: Outcome = Outcome.KEPT, source: str = HE) -> Before:
    carried = Carried(outcome, (at(PIER),), (at(source),) if source else (), (at(SAID),))
    return Before(7, carried, attributed=True, speakers=speakers)


def landed(one: Before, reading: Split) -> Landed:
    (found,) = reconcile(TEXT, [one], reading).landed
    return found


def test_a_kept_claim_keeps_its_spans_and_takes_the_place_of_what_was_found() -> None:
    wider = found("the pier would hold. The bridge is safe")
    got = reconcile(TEXT, [before("Lloyd Austin")], split(wider))
    assert (got.landed[0].content, got.landed[0].twin, got.new) == ((at(PIER),), 0, ())


def test_a_changed_claim_takes_the_spans_that_were_found() -> None:
    wider = found("the pier would hold. The bridge is safe", 0)
    reading = split(wider, said=(said_by(0),), speakers=("Lloyd Austin",))
    got = landed(before("Lloyd Austin", outcome=Outcome.CHANGED), reading)
    assert (got.content, got.adopted, got.attributed) == (wider.content, True, True)


def test_a_changed_claim_takes_no_words_of_another() -> None:
    bridge = Before(8, Carried(Outcome.KEPT, (at("The bridge is safe"),)))
    wider = found("the pier would hold. The bridge is safe")
    got = reconcile(TEXT, [before("Lloyd Austin", outcome=Outcome.CHANGED), bridge], split(wider))
    assert got.landed[0].content == (at(PIER),) and not got.landed[0].adopted


def test_what_nobody_had_is_new_and_what_is_cleared_is_not() -> None:
    reading = split(found(PIER), found("The bridge is safe"), found("the ferry runs"))
    got = reconcile(TEXT, [before("Lloyd Austin")], reading, cleared=[(at("the ferry runs"),)])
    assert got.new == (1,)


def test_two_claims_never_share_a_twin() -> None:
    wide = found(TEXT[27:])
    one = Before(1, Carried(Outcome.CHANGED, (at(PIER),)))
    two = Before(2, Carried(Outcome.CHANGED, (at("The bridge is safe"),)))
    got = reconcile(TEXT, [one, two], split(wide))
    assert sorted(str(each.twin) for each in got.landed) == ["0", "None"]


@pytest.mark.parametrize("outcome", [Outcome.LOST, Outcome.AMBIGUOUS])
def test_what_has_no_place_is_lost(outcome: Outcome) -> None:
    got = reconcile(TEXT, [Before(3, Carried(outcome))], split(found(PIER)))
    assert (got.landed, got.lost, got.new) == ((), (3,), (0,))


@pytest.mark.parametrize(
    ("old", "new", "source", "other"),
    [
        (["Lloyd Austin"], ["Lloyd Austin"], HE, False),
        (["Lloyd Austin"], ["Austin"], HE, False),
        (["Lloyd Austin"], ["John Kirby"], HE, True),
        (["John Austin"], ["Lloyd Austin"], HE, True),
        (["Lloyd Austin"], [], HE, True),
        (["Lloyd Austin"], [], "Lloyd Austin", False),
        (["the club"], ["Lloyd Austin"], "Lloyd Austin", False),
        (["Lloyd Austin"], ["the club"], "Lloyd Austin", False),
        ([], ["Lloyd Austin"], HE, True),
        ([], ["Lloyd Austin"], "Lloyd Austin", False),
        ([], [], HE, False),
        (["Lloyd Austin", "Ann Cole"], ["Lloyd Austin"], HE, True),
    ],
)
def test_whose_words_they_are(old: list[str], new: list[str], source: str, other: bool) -> None:
    saying = said_by(*range(len(new)), source=source)
    reading = split(found(PIER, 0), said=(saying,), speakers=tuple(new))
    assert landed(before(*old, source=source), reading).other_speaker is other


def test_a_pronoun_of_which_the_reading_says_nothing_is_anybodys() -> None:
    assert landed(before("Lloyd Austin"), split()).other_speaker
    assert not landed(before("Lloyd Austin", source="Lloyd Austin"), split()).other_speaker


def test_own_voice_that_somebody_says_now_is_somebody_elses() -> None:
    reading = split(found(PIER, 0), said=(said_by(0),), speakers=("Lloyd Austin",))
    got = landed(Before(7, Carried(Outcome.KEPT, (at(PIER),))), reading)
    assert got.other_speaker and got.attributed and got.speakers == (0,) and got.cue == (at(SAID),)


def test_names_and_their_parts() -> None:
    assert one_person("Lloyd Austin", "Austin") and one_person("The Observatory", "Observatory’s")
    assert not one_person("John Kirby", "Anna Kirby")
