"""How fast the split is on one core, beside one bare pass of the model over the same text, and what it costs."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.support.machine import machine
from tests.support.texts import long_text

ARTICLE = Path("claims/sample/article.txt")
ROUNDS = 7

START = """
import resource, time
began = time.perf_counter()
from claims.extraction import load, split
load()
loaded = time.perf_counter() - began
split(open("claims/sample/article.txt", encoding="utf-8").read())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"start-up, model included {loaded:.2f} s; peak resident after one article {peak:.0f} MiB")
"""


def bare_pass(text: str) -> None:
    """The first network over every window, and nothing made of it."""
    from claims.extraction.model import the_model
    from claims.extraction.pieces import read_pieces
    from claims.extraction.windows import encoder_input, windows

    model = the_model()
    pieces = read_pieces(text, model.tokenizer)
    for start, end in windows(len(pieces)):
        ids, shapes = encoder_input(pieces, start, end)
        model.tagger.run(None, {"ids": ids, "shapes": shapes})


def test_words_per_second() -> None:
    from claims.extraction import split

    print(f"\n{machine()}; one core, each figure the median of {ROUNDS}")
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    for name, text in (
        ("sample article", ARTICLE.read_text(encoding="utf-8")),
        ("2,000 words", long_text(40)),
    ):
        split(text), bare_pass(text)
        whole, bare = [], []
        for _ in range(ROUNDS):  # side by side: what slows one slows the other
            began = time.process_time()
            split(text)
            whole.append(time.process_time() - began)
            began = time.process_time()
            bare_pass(text)
            bare.append(time.process_time() - began)
        words = len(text.split())
        middle, middle_bare = sorted(whole)[ROUNDS // 2], sorted(bare)[ROUNDS // 2]
        print(
            f"{name}: {words} words, {words / middle:,.0f} words/s for the whole split, "
            f"{words / middle_bare:,.0f} for one bare pass of the model (ratio {middle / middle_bare:.2f})"
        )
    os.sched_setaffinity(0, cores)


def test_start_up_and_files() -> None:
    subprocess.run([sys.executable, "-c", START], check=True)
    files = list(Path("claims/extraction/models").iterdir())
    print("model files", f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB")
