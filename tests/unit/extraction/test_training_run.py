"""Training, from a corpus folder made up here to a model that splits; torch lives in an environment of its own."""

import subprocess
from pathlib import Path

import pytest

PYTHON = Path(".venv-training/bin/python")
STATEMENTS = (
    ("The mayor", "said", "that the bridge would open in May"),
    ("Ann Lee", "told reporters", "the council had lost the letter"),
    ("A nurse", "warned", "that two wards were full"),
)
COMPARE = """
import sys, torch
one, other = (torch.load(path) for path in sys.argv[1:])
for part in ("tagger", "reader"):
    assert one[part].keys() == other[part].keys()
    assert all(torch.equal(one[part][name], other[part][name]) for name in one[part])
    assert all(torch.isfinite(value).all() for value in one[part].values())
"""
USE = """
import sys
from pathlib import Path
from claims.extraction.model import Model
text = Path(sys.argv[2]).read_text()
model = Model(Path(sys.argv[1]))
model.keep_at = 0.0
for one in model.attributions(text):
    assert all(0 <= start < end <= len(text) for start, end in (*one.source, *one.cue, *one.content))
print(model.name)
"""


def make_corpus(folder: Path, articles: int) -> None:
    """A corpus in the layout of PolNeAR; sentence by sentence "source cue content."."""
    for part in ("train", "dev"):
        for kind in ("text", "attributions"):
            (folder / part / kind).mkdir(parents=True)
        for number in range(articles if part == "train" else 2):
            text, lines = "", []
            for index in range(6):
                source, cue, content = STATEMENTS[(number + index) % len(STATEMENTS)]
                spans = []
                for words in (source, cue, content):
                    spans.append((len(text), len(text) + len(words), words))
                    text += words + " "
                text = text[:-1] + ".\n\n"
                lines += [
                    f"T{3 * index + role}\t{name} {start} {end}\t{words}"
                    for role, (name, (start, end, words)) in enumerate(
                        zip(("Source", "Cue", "Content"), spans, strict=True)
                    )
                ]
                lines.append(
                    f"E{index}\tAttribution:T{3 * index + 1} Source:T{3 * index} Cue:T{3 * index + 1} "
                    f"Content:T{3 * index + 2}"
                )
            (folder / part / "text" / f"a{number:03}.txt").write_text(text)
            (folder / part / "attributions" / f"a{number:03}_x.ann").write_text("\n".join(lines) + "\n")


def python(*arguments: str | Path) -> str:
    done = subprocess.run([PYTHON, *map(str, arguments)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
@pytest.mark.parametrize("processes", [1, 2])
def test_a_corpus_becomes_a_model_and_twice_the_same(tmp_path: Path, processes: int) -> None:
    assert PYTHON.exists(), "make training first: it puts torch into .venv-training"
    make_corpus(tmp_path / "corpus", articles=52)
    for name in ("one", "other"):
        report = python(
            "-m", "claims.extraction.training", tmp_path / "corpus", "--steps", "6", "--seed", "7", "--processes",
            str(processes), "--work", tmp_path / name, "--models", tmp_path / name / "models",
        )  # fmt: skip
        assert "(chosen)" in report
    python("-c", COMPARE, *(tmp_path / name / "checkpoint.pt" for name in ("one", "other")))
    article = tmp_path / "corpus" / "dev" / "text" / "a000.txt"
    names = {python("-c", USE, tmp_path / name / "models", article) for name in ("one", "other")}
    assert len(names) == 1


MEAN = """
import sys, torch
one, other, mean = (torch.load(path) for path in sys.argv[1:])
for part in ("tagger", "reader"):
    for name, value in mean[part].items():
        assert torch.allclose(value, (one[part][name] + other[part][name]) / 2)
    assert any(not torch.equal(one[part][name], other[part][name]) for name in one[part])
"""


@pytest.mark.long
def test_a_model_learns_from_others_and_is_averaged_with_one(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", articles=52)
    begun, taught = tmp_path / "begun", tmp_path / "taught"
    common = ("-m", "claims.extraction.training", tmp_path / "corpus", "--steps", "4")
    python(*common, "--work", begun, "--models", begun / "models")
    first = begun / "checkpoint.pt"
    report = python(
        *common, "--begin", first, "--teacher", first, "--teacher", first, "--mean-with", first,
        "--work", taught, "--models", taught / "models",
    )  # fmt: skip
    assert "(chosen)" in report
    python("-c", MEAN, first, taught / "checkpoint.pt", taught / "mean.pt")
