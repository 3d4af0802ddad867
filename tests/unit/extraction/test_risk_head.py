"""The trained half of casualties and accusations: which weights it is for, what it reads, what it says for certain."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claims.extraction import split
from claims.extraction.decode import Floats
from claims.extraction.model import FOLDER, Model, session
from claims.extraction.pieces import Pieces
from claims.extraction.risk_head import FILE, SHORT, Head, Scored, giving_out, pooled, read_head, write_head
from claims.extraction.risks.facts import Facts
from claims.extraction.risks.rules import find_risks
from claims.extraction.training.risks import FRAMES, RISKS, as_article, fit, read_sentences

INDIRECT = Path(__file__).resolve().parents[2] / "data" / "risks" / "indirect.tsv"
CAUGHT = {"casualty": 7, "accusation": 11}  # of 40 clauses, at the least
TOO_MUCH = {"casualty": 8, "accusation": 4}  # of 120 others, at the most
PARAGRAPHS = 8  # clauses that are read as one article
PLAIN = [FRAMES[0]] * PARAGRAPHS


@pytest.fixture(scope="module")
def model() -> Model:
    return Model()


def a_head(names: tuple[str, ...] = ("casualty",), width: int = 2) -> Head:
    """A head whose score is the sum of a piece's states."""
    some = np.ones(len(names), np.float32)
    return Head(names, ("a", "b"), np.ones((width, len(names)), np.float32), 0 * some, some, -some)


def scored(*scores: float) -> Scored:
    """Pieces of one code point each, with their scores."""
    places = np.arange(len(scores))
    pieces = Pieces(places, places, places + 1, places, places * 0)
    return Scored(a_head(), pieces, np.array(scores, np.float32)[:, None])


def test_the_head_beside_the_model_was_fitted_on_its_weights(model: Model) -> None:
    assert model.head is not None, "python -m claims.extraction.training.risks"
    assert model.head.names == RISKS and np.isfinite(model.head.weights).all()


def test_a_head_of_other_weights_is_not_used(tmp_path: Path) -> None:
    write_head(tmp_path / FILE, a_head(), "one")
    assert read_head(tmp_path / FILE, "one") is not None
    assert read_head(tmp_path / FILE, "other") is None
    assert read_head(tmp_path / "none.json", "one") is None


def test_a_model_of_other_weights_reads_on_without_it(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).symlink_to(path)
    settings = json.loads((FOLDER / "settings.json").read_text())
    (tmp_path / "settings.json").unlink()
    (tmp_path / "settings.json").write_text(json.dumps(settings | {"name": "retrained"}))
    model = Model(tmp_path)
    assert model.head is None and model.read("Two men died, police said.").risks is None


def test_a_broken_head_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    with pytest.raises(ValueError):
        read_head(tmp_path / FILE, "one")


def test_written_and_read_it_is_the_same(tmp_path: Path) -> None:
    head = replace(a_head(RISKS), weights=np.array([[0.5, -1.25], [2.0, 0.125]], np.float32))
    write_head(tmp_path / FILE, head, "one")
    again = read_head(tmp_path / FILE, "one")
    assert again is not None and (again.names, again.layers) == (head.names, head.layers)
    for part in ("weights", "constant", "fires_at", "clears_at"):
        assert np.array_equal(getattr(again, part), getattr(head, part))


def test_it_says_yes_or_no_only_where_it_is_sure() -> None:
    page = scored(*[2.0] * SHORT, *[-2.0] * SHORT, *[0.5] * SHORT)
    assert page.sure(((0, SHORT),)) == {"casualty": True}
    assert page.sure(((SHORT, 2 * SHORT),)) == {"casualty": False}
    assert page.sure(((2 * SHORT, 3 * SHORT),)) == {}
    assert page.sure(((0, 3),)) == {}, "too short to tell"
    assert page.sure(((0, SHORT // 2), (SHORT, SHORT + SHORT // 2))) == {}, "two spans are one claim"


def test_a_short_claim_counts_as_if_it_were_longer() -> None:
    assert pooled(np.full((2, 1), 5.0, np.float32))[0] == pytest.approx(10 / SHORT)
    assert pooled(np.full((30, 1), 5.0, np.float32))[0] == pytest.approx(5.0)


def test_of_a_window_only_its_own_pieces_are_taken() -> None:
    page = scored(*[0.0] * 6)
    layers: list[Floats] = [np.arange(8, dtype=np.float32).reshape(1, 8, 1)] * 2
    page.take(
        layers, start=1, first=2, last=5
    )  # piece 2 stands in column 2: the encoder's mark, piece 1, piece 2
    assert page.scores[:, 0].tolist() == [0, 0, 4, 6, 8, 0]


def test_every_piece_of_a_long_text_is_scored_and_a_claim_may_lie_in_two_windows(model: Model) -> None:
    text = "Nine people were killed when the bridge fell, the mayor said. " * 60
    risks = model.read(text).risks
    assert risks is not None and len(risks.pieces) > 700
    assert (risks.scores != 0).all()
    for place in re.finditer("Nine people were killed when the bridge fell", text):
        assert risks.sure((place.span(),))["casualty"]


def test_further_outputs_leave_the_first_as_they_were(model: Model) -> None:
    assert model.head is not None
    ids = np.array([[101, 3000, 2070, 102]], np.int64)
    plain, more = (session(FOLDER / "tagger.int8.onnx", tensors) for tensors in ((), model.head.layers))
    one, other = (each.run(None, {"ids": ids, "shapes": 0 * ids}) for each in (plain, more))
    assert len(one) == 3 and len(other) == 3 + len(model.head.layers)
    assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(one, other, strict=False))


def test_a_long_name_has_a_length_of_two_bytes() -> None:
    assert giving_out(("x" * 200,))[:3] == bytes([7 << 3 | 2, 0xD4, 0x01])


def test_what_is_learned_goes_before_a_rule() -> None:
    facts = Facts("nine people were killed", "own voice")
    assert "casualty" in find_risks(facts)
    assert "casualty" not in find_risks(facts, {"casualty": False})
    quiet = Facts("the choir sang in the hall", "own voice")
    assert find_risks(quiet, {"accusation": True}) == ("accusation",)


def test_a_split_asks_it(model: Model) -> None:
    text = "Arden, Friday\n\nThe treasurer signed for parcels that were never delivered, said Ann Lee, a clerk.\n"
    assert any("accusation" in claim.risks for claim in split(text).claims)


def test_the_sentences_are_many_and_none_stands_twice() -> None:
    sentences = read_sentences()
    words = [frozenset(re.findall(r"\w+", one.words.lower())) for one in sentences]
    assert len(set(words)) == len(words) >= 1500
    for risk in RISKS:
        assert sum(risk in one.risks for one in sentences) >= 300
    share = sum(one.kept_out for one in sentences) / len(sentences)
    assert 0.15 < share < 0.25


def test_the_indirect_clauses_are_not_among_them() -> None:
    assert not {one.words for one in read_sentences()} & {one.words for one in read_sentences(INDIRECT)}


def test_each_frame_marks_its_claim() -> None:
    text, spans = as_article(["the dog barked"] * len(FRAMES), FRAMES)
    claims = [text[start:end] for start, end in spans]
    assert all("he dog barked" in claim and "|" not in claim for claim in claims)
    assert "that the dog barked" in claims and "“The dog barked,”" in claims


def test_the_fit_finds_what_parts_two_kinds() -> None:
    chance = np.random.default_rng(0)
    states = chance.normal(size=(4000, 3))
    labels = (states @ np.array([2.0, 0.0, -1.0]) + 0.5 > 0).astype(float)
    weights, constant = fit(states, labels)
    right = (states @ weights + constant > 0) == (labels > 0)
    assert right.mean() > 0.95 and abs(weights[1]) < 0.2


@pytest.mark.parametrize("risk", RISKS)
def test_it_catches_indirect_wording(model: Model, risk: str) -> None:
    """Clauses written before the first fit, each as indirect as it can be, and what sounds like them."""
    clauses = read_sentences(INDIRECT)
    random.Random(5).shuffle(clauses)
    fires: list[bool] = []
    for first in range(0, len(clauses), PARAGRAPHS):
        text, spans = as_article([one.words for one in clauses[first : first + PARAGRAPHS]], PLAIN)
        risks = model.read(text).risks
        assert risks is not None
        fires += [risks.sure((span,)).get(risk, False) for span in spans]
    rows = list(zip(clauses, fires, strict=True))
    assert sum(fired for one, fired in rows if risk in one.risks) >= CAUGHT[risk]
    assert sum(fired for one, fired in rows if risk not in one.risks) <= TOO_MUCH[risk]
