"""The whole split, with the model: articles of our own, any text at all, the shell, and what an import costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import Split, load, split
from claims.extraction.blocks import READ
from tests.support.marked import read_marked

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = ROOT / "tests" / "data" / "articles" / "tuned"
NAMES = ("ferry", "glacier")


def text_of(name: str) -> str:
    return read_marked(ARTICLES / f"{name}.txt").text


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The bare texts of NAMES, as files."""
    for name in NAMES:
        (tmp_path / f"{name}.txt").write_bytes(text_of(name).encode())
    return [str(tmp_path / f"{name}.txt") for name in NAMES]


def test_what_the_articles_must_yield() -> None:
    text = text_of("ferry")
    found = split(text)
    by_words = {text[claim.content[0][0] : claim.content[-1][1]]: claim for claim in found.claims}
    (deaths,) = [
        claim for words, claim in by_words.items() if words.startswith("that at least 31 people had died")
    ]
    assert (
        "casualty" in deaths.risks and deaths.figures[0].low == 31 and deaths.figures[0].bound == "at_least"
    )
    assert not any("Photo: AP" in words or "Ana Ruiz" in words for words in by_words)
    assert any(claim.kind == "own voice" and "1987" in words for words, claim in by_words.items())
    kinds = [block.kind for block in found.blocks]
    assert kinds[:2] == ["headline", "byline"] and kinds[-1] == "credit" and "boilerplate" in kinds


def check(text: str, found: Split) -> None:
    """Everything that must hold for any text."""
    read = [(block.start, block.end) for block in found.blocks if block.kind in READ]
    places = [(block.start, block.end) for block in found.blocks]
    places += [(sentence.start, sentence.end) for sentence in found.sentences]
    places += [span for one in found.attributions for span in (*one.source, *one.cue, *one.content)]
    places += [span for claim in found.claims for span in claim.content]
    places += [figure.span for claim in found.claims for figure in claim.figures]
    places += [span for speaker in found.speakers for span in speaker.mentions]
    assert all(0 <= start < end <= len(text) and text[start:end] for start, end in places)
    for claim in found.claims:
        assert claim.content and all(
            any(low <= a and b <= high for low, high in read) for a, b in claim.content
        )
        assert (claim.attribution is None) == (claim.kind == "own voice")
        assert list(claim.content) == sorted(claim.content)
    assert all(one.end <= two.start for one, two in zip(found.sentences, found.sentences[1:], strict=False))
    assert all(one.cue and one.content for one in found.attributions)
    assert not any("\n" in text[start:end] for one in found.attributions for start, end in one.source)
    parts = [
        (claim.content, claim.attribution is not None and found.attributions[claim.attribution].source,
         claim.attribution is not None and found.attributions[claim.attribution].cue)
        for claim in found.claims
    ]  # fmt: skip
    assert len(set(parts)) == len(parts)
    assert [claim.content[0] for claim in found.claims] == sorted(claim.content[0] for claim in found.claims)


BITS = st.sampled_from(
    ["“", "”", '"', "«", "»", " said ", "Anna Bell", " he said. ", "\n", "22 people", "U.S. ", "Photo: AP\n",
     "\x00", "\ud800", "👩\u200d👧", "é", "קול", "…", " that it was ", " and that ", ", ", "x" * 300, "Mr. ",
     "The Harle Post "]
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(BITS, max_size=60).map("".join)))
def test_any_text_gives_valid_spans(text: str) -> None:
    check(text, split(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "a" * 200_000,
        '"' * 1_500,
        "“" * 1_500,
        "\x00" * 3_000,
        "." * 5_000,
        "“No,” he said. " * 150,
        "Photo: AP\n" * 3_000,
        "J. " * 1_000,
        "He said that he and that " * 150,
        "قال الرئيس إن " * 100,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts(text: str) -> None:
    check(text, split(text))


def test_progress_rises_to_one() -> None:
    shares: list[float] = []
    split("Anna Bell said the bridge was safe. " * 200, progress=shares.append)
    assert len(shares) > 2 and shares == sorted(shares) and shares[-1] == 1.0 and shares[0] > 0


def test_the_model_has_a_name() -> None:
    assert split("").model == load() and load()


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "claims.extraction", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False)


def test_shell_jsonl_of_files(files: list[str]) -> None:
    done = run("--format", "jsonl", *files)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0 and [row["id"] for row in rows] == list(NAMES)
    text = text_of("ferry")
    keys = {key for row in rows for one in row["attributions"] for key in one}
    assert keys == {"content", "cue", "source", "speaker"}
    varga = [one for one in rows[0]["attributions"] if one["speaker"] == "Ilse Varga"]
    assert [[text[a:b] for a, b in one["content"]] for one in varga] == [
        ["“The ship went down in less than twenty minutes,”", "“There was no time to launch the lifeboats.”"]
    ]


def test_shell_text_of_standard_input() -> None:
    done = run(stdin=b"Anna Bell said that the bridge was safe.")
    printed = done.stdout.decode()
    assert done.returncode == 0 and "Anna Bell" in printed and "that the bridge was safe" in printed


def test_shell_says_what_it_cannot_read(files: list[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe")
    done = run("--format", "jsonl", str(bad), str(tmp_path / "none.txt"), files[0])
    assert done.returncode == 2 and done.stderr.count(b"\n") == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["ferry"]


def test_an_import_is_cheap_and_pure() -> None:
    code = (
        "import sys, claims.extraction; "
        "print([name for name in ('django', 'celery', 'redis', 'onnxruntime', 'torch', 'tokenizers', 'numpy') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode().strip() == "[]"
