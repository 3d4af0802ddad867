"""The parts of training that need no torch: reading a corpus, and setting an article as other houses would."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.training.corpus import read_part
from claims.extraction.training.vary import STYLES, requote, vary


def test_a_part_of_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_bytes("“Yes,” said Ann.\r\n“No.”".encode())
    (tmp_path / "text" / "unread.txt").write_bytes(b"Nobody annotated this.")
    lines = (
        "T1\tSource 12 15\tAnn\nT2\tCue 7 11\tsaid\nT3\tContent 0 6;18 23\t…\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    )
    (tmp_path / "attributions" / "a_two.ann").write_bytes(lines.encode())
    (tmp_path / "attributions" / "a_one.ann").write_bytes(b"")
    (article,) = read_part(tmp_path)
    assert article.name == "a" and "\r\n" in article.text and article.annotators[0] == []
    (relation,) = article.annotators[1]
    assert (relation.source, relation.cue, relation.content) == ([(12, 15)], [(7, 11)], [(0, 6), (18, 23)])


def test_requote() -> None:
    assert requote('He said "no" and "yes"', STYLES["german"]) == "He said „no“ and „yes“"
    assert requote("“open\n“closed” end", STYLES["straight"]) == '"open\n"closed" end'


@given(st.text(st.sampled_from("ab “”\"«»'’\nßA"), max_size=60), st.integers())
def test_offsets_stay(text: str, seed: int) -> None:
    changed = vary(text, random.Random(seed))
    assert len(changed) == len(text)
    assert [char == "\n" for char in changed] == [char == "\n" for char in text]
