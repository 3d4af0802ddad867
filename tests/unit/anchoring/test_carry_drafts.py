"""Some hundred edited drafts and pairs edited by hand: nothing on the wrong words, and no change unseen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.support import desk_edits
from tests.support.carry_scores import BLIND, RIGHT, STALE, WRONG, of_edited, of_pair
from tests.support.draft_pairs import read_pairs

SEEN = Path(__file__).resolve().parents[2] / "data" / "drafts" / "seen.txt"
DRAFTS = 150


@pytest.mark.parametrize("half", ["tuned", "held"])
def test_edited_drafts(half: str) -> None:
    got = Counter(verdict for one in desk_edits.drafts(DRAFTS, half=half) for verdict, *_ in of_edited(one))
    assert got.total() > 20 * DRAFTS
    assert (got[WRONG], got[BLIND]) == (0, 0)
    assert got[RIGHT] >= 0.99 * got.total()
    assert got[STALE] <= 0.02 * got.total()


def test_pairs_edited_by_hand() -> None:
    pairs = read_pairs(SEEN)
    got = Counter(verdict for pair in pairs.pairs for verdict, *_ in of_pair(pair, pairs.spellings))
    assert got.total() > 500
    assert (got[WRONG], got[BLIND]) == (0, 0)
    assert got[RIGHT] >= 0.97 * got.total()
