"""How right claims are carried from draft to draft, how fast, and where two others would have put them.

`make bench ARGS="-k carry"`; in the environment DRAFTS says how many edited drafts, GRID=1 adds the grid of thresholds,
SEALED=1 the pairs that nobody looks at while at work on the matcher. Of those and of the articles kept out only sums
are ever printed: who reads their misses has tuned on them.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from claims.anchoring.carry import Held, carry
from claims.extraction.sentences import find_sentences
from tests.bench.peers import diff_match_patch, hypothesis_client
from tests.support import desk_edits
from tests.support.carry_scores import RIGHT, VERDICTS, letters, of_edited, of_pair
from tests.support.desk_edits import Edited, Span
from tests.support.draft_pairs import read_pairs
from tests.support.machine import machine, part
from tests.support.own_articles import HALVES
from tests.support.texts import long_text

DRAFTS = int(os.environ.get("DRAFTS", "10000"))
PEERS = 200  # drafts of each half; an approximate search over every draft takes long
PAIRS = Path(__file__).resolve().parents[1] / "data" / "drafts"
ROUNDS = 7


def told(counts: Counter[str], of: int) -> str:
    return ", ".join(
        f"{name} {counts[name]} ({100 * counts[name] / of:.2f} %)" for name in counts if counts[name]
    )


def test_carry_edited_drafts() -> None:
    """What became of every claim of the edited drafts, and in which families of edits what wasn't right came up."""
    print(f"\n{machine()}; {DRAFTS:,} drafts")
    for half in HALVES:
        verdicts, outcomes = Counter[str](), Counter[str]()
        claims, families = Counter[str](), Counter[tuple[str, str]]()
        for one in desk_edits.drafts(DRAFTS // 2, half=half):
            for verdict, _, gold, _ in of_edited(one):
                verdicts[verdict] += 1
                outcomes[gold.how] += 1
                for family in set(one.edits):
                    claims[family] += 1
                    families[family, verdict] += 1
        print(f"{half}: {verdicts.total():,} claims ({told(outcomes, verdicts.total())})")
        print("  " + told(verdicts, verdicts.total()))
        if half == "tuned":
            _print_families(claims, families)


def _print_families(claims: Counter[str], families: Counter[tuple[str, str]]) -> None:
    others = [verdict for verdict in VERDICTS if verdict != RIGHT]
    print(
        f"  {'drafts with':26}{'claims':>8}{'right %':>9}" + "".join(f"{verdict:>20}" for verdict in others)
    )
    for family, count in sorted(claims.items()):
        cells = "".join(f"{families[family, verdict]:20}" for verdict in others)
        print(f"  {family:26}{count:8}{100 * families[family, RIGHT] / count:9.2f}{cells}")


def test_carry_pairs_by_hand() -> None:
    for name in ("seen", "sealed") if os.environ.get("SEALED") else ("seen",):
        pairs = read_pairs(PAIRS / f"{name}.txt")
        got = Counter(verdict for pair in pairs.pairs for verdict, _, _ in of_pair(pair, pairs.spellings))
        print(f"\n{name}: {len(pairs.pairs)} pairs, {got.total()} claims: {told(got, got.total())}")


Place = Callable[[str, str, Span], Span | None]


def ours(one: Edited) -> Iterator[tuple[Span, ...]]:
    held = [Held(each.content, each.source, each.cue) for each in one.held]
    for got in carry(one.old, one.new, held, desk_edits.PAIRS):
        yield got.content


def theirs(place: Place, one: Edited) -> Iterator[tuple[Span, ...]]:
    for each in one.held:
        found = place(one.old, one.new, (each.content[0][0], each.content[-1][1]))
        yield (found,) if found else ()


def placed(one: Edited, places: Iterable[tuple[Span, ...]]) -> Iterator[str]:
    """Of each claim whether its content was put where it is, on other words, or nowhere."""
    for gold, place in zip(one.gold, places, strict=True):
        mine, wanted = letters(one.new, place), letters(one.new, gold.content)
        if not gold.content:
            kept = bool(place) and bool(gold.also & {"changed"})
            yield "rightly nowhere" if not place else "either way" if kept else "lost, yet placed"
        elif not place:
            yield "either way" if gold.also & {"lost"} or gold.how == "lost" else "not found"
        else:
            yield "right place" if 2 * len(mine & wanted) >= len(wanted) else "wrong words"


def test_carry_beside_others() -> None:
    print(f"\n{machine()}; the content of every claim of {2 * PEERS:,} edited drafts")
    drafts = [one for half in HALVES for one in desk_edits.drafts(PEERS, half=half)]
    for name, where in (
        ("ours", ours),
        ("Hypothesis", lambda one: theirs(hypothesis_client.anchored, one)),
        ("diff-match-patch", lambda one: theirs(diff_match_patch.anchored, one)),
    ):
        began = time.perf_counter()
        got = Counter(how for one in drafts for how in placed(one, where(one)))
        print(f"{name} ({time.perf_counter() - began:.0f} s): {told(got, got.total())}")


def test_carry_speed() -> None:
    """50,000 words and 500 claims, by how many of its 900 paragraphs were edited, moved, cut or put in."""
    text = long_text(910)
    spans = list(find_sentences(text, 0, len(text)))
    held = [Held((span,)) for span in random.Random(1).sample(spans, 500)]
    print(
        f"\n{machine()}; {len(text.split()):,} words, {len(held)} claims, one core, each the median of {ROUNDS}"
    )
    for edits in (1, 20, 100, 300, 900):
        new, took = rewritten(text, edits), []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            got = carry(text, new, held)
            took.append(time.perf_counter() - began)
        outcomes = Counter(one.outcome.value for one in got)
        print(f"{edits:4} edits: {part(took, 0.5):.2f} s; {told(outcomes, len(got))}")


def rewritten(text: str, edits: int) -> str:
    rng, paragraphs = random.Random(edits), text.split("\n\n")
    for _ in range(edits):
        at = rng.randrange(len(paragraphs) - 1)
        words = paragraphs[at].split(" ")
        words[rng.randrange(len(words))] = "never"
        act = rng.choices(("word", "move", "cut", "put in"), (5, 2, 1, 2))[0]
        if act == "word":
            paragraphs[at] = " ".join(words)
        elif act == "put in":
            paragraphs.insert(at, f"Nobody in the town had seen the {edits + at} letters before.")
        else:
            paragraph = paragraphs.pop(at)
            if act == "move":
                paragraphs.insert(rng.randrange(len(paragraphs)), paragraph)
    return "\n\n".join(paragraphs)


def test_carry_grid() -> None:
    """What other thresholds and margins would do."""
    if not os.environ.get("GRID"):
        return
    drafts = list(desk_edits.drafts(200))
    pairs = read_pairs(PAIRS / "seen.txt")
    print("\nthreshold, margin: edited drafts | pairs by hand")
    for threshold in (0.42, 0.5, 0.54, 0.58, 0.62, 0.66, 0.75):
        for margin in (0.0, 0.05, 0.1):
            options = {"threshold": threshold, "margin": margin}
            got = Counter(how for one in drafts for how, *_ in of_edited(one, **options))
            hand = Counter(how for one in pairs.pairs for how, *_ in of_pair(one, pairs.spellings, **options))
            print(f"{threshold:.2f} {margin:.2f}: {told(got, got.total())} | {told(hand, hand.total())}")
