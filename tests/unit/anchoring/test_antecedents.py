"""What leads up to a source that names nobody, and whether an edit there may make it somebody else's."""

from __future__ import annotations

import pytest

from claims.anchoring.antecedents import Lead, lead, may_be_another, surely_the_same
from claims.anchoring.reconcile import Before, Landed, reconcile
from claims.anchoring.types import Carried, Outcome
from claims.extraction import Attribution, Claim, Speaker, Split

PIER = "the pier would hold"
OLD = f"Lloyd Austin came at nine and looked at the wood. He said {PIER}."
AUSTIN = ("Lloyd Austin",)


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    at = text.rindex(words)
    return ((at, at + len(words)),)


def led(text: str, speakers: tuple[str, ...] = AUSTIN, source: str = "He") -> Lead:
    return lead(text, spans(text, source) if source else (), spans(text, "said"), speakers)


def test_a_lead_begins_with_the_last_mention_of_the_speaker() -> None:
    text = "Austin met Ann Cole. Lloyd Austin and Piet Maas sat down. He said so."
    assert led(text) == Lead(True, ("and", "piet", "maas", "sat", "down"), frozenset({"maas"}))


def test_where_nobody_is_known_it_is_the_last_words() -> None:
    found = led("x" * 900 + " Ann Cole came. He said so.", ())
    assert not found.named and found.words[-3:] == ("ann", "cole", "came") and found.others == {"cole"}


@pytest.mark.parametrize(
    ("new", "another"),
    [
        (OLD, False),
        (f"It rained. {OLD}", False),
        (OLD.replace(" He said", "\n\nHe said"), False),
        (OLD.replace("Lloyd Austin", "Lloyd  Austin"), False),
        (OLD.replace(" He said", " Ann Cole stood by. He said"), True),
        (OLD.replace("Lloyd Austin", "Piet Maas"), True),
        (f"It rained. He said {PIER}.", True),
        (OLD.replace("and looked at the wood", "with Ann Cole and looked at the wood"), True),
        (OLD.replace("looked at the wood", "went away"), True),
    ],
)
def test_an_untouched_pronoun_may_be_another(new: str, another: bool) -> None:
    assert may_be_another(new, spans(new, "He"), led(OLD), led(new)) is another


def test_a_source_that_says_who_it_is_needs_no_antecedent() -> None:
    old, new = "Lloyd Austin came. The minister said so.", "Ann Cole came. The minister said so."
    source = "The minister"
    before, now = led(old, source=source), led(new, source=source)
    assert not may_be_another(new, spans(new, source), before, now)


def test_a_source_left_out_counts_where_its_speaker_was_named() -> None:
    old, new = "Lloyd Austin came and said so.", "Lloyd Austin and Ann Cole came and said so."
    for speakers, another in ((AUSTIN, True), ((), False)):
        before, now = led(old, speakers, ""), led(new, speakers, "")
        assert may_be_another(new, (), before, now) is another


def test_a_reading_of_the_same_words_has_no_reason_for_another() -> None:
    assert surely_the_same(led(OLD), led(f"It rained. {OLD}"), ["Ann Cole"])
    assert not surely_the_same(led(OLD), led(OLD.replace("came", "went")), ["Ann Cole"])
    nobody = led(OLD, ())
    assert surely_the_same(nobody, nobody, ["Lloyd Austin"])
    assert not surely_the_same(nobody, led(OLD.replace("Austin", "Maas"), ()), ["Lloyd Maas"])


def landed(new: str, reads: str | None, read_as: tuple[str, ...] | None = None) -> Landed:
    source, cue, content = (spans(new, words) for words in ("He", "said", PIER))
    carried = Carried(Outcome.KEPT, content, source, cue)
    before = Before(1, carried, True, AUSTIN, read_as, led(OLD))
    people = (Speaker(reads, "person", "", ()),) if reads else ()
    said = Attribution(source, cue, content, "indirect", (0,) if reads else (), 0.9)
    claim = Claim(content, 0, "indirect", 0.9, False, (), ())
    (found,) = reconcile(new, [before], Split((), (), people, (said,), (claim,), "by hand")).landed
    return found


RIVAL = OLD.replace(" He said", " Ann Cole stood by. He said")


@pytest.mark.parametrize(
    ("new", "reads", "other", "unclear"),
    [
        (OLD, "Lloyd Austin", False, False),
        (OLD, "Ann Cole", False, False),  # the reading has no reason
        (RIVAL, "Ann Cole", True, False),
        (RIVAL, "Lloyd Austin", False, True),
        (RIVAL, None, True, False),
    ],
)
def test_a_claim_is_opened_where_either_tells(
    new: str, reads: str | None, other: bool, unclear: bool
) -> None:
    found = landed(new, reads)
    assert (found.other_speaker, found.unclear is not None) == (other, unclear)
    assert found.spoken_anew is (other or unclear)


def test_whom_a_person_has_set_is_looked_at_too_where_another_comes_between() -> None:
    assert landed(RIVAL, "Ann Cole", read_as=("Ann Cole",)).unclear is not None
    assert landed(OLD, "Ann Cole", read_as=("Ann Cole",)).spoken_anew is False
