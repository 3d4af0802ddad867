"""One training run, in one process or in several that average their weights, with checkpoints on disk."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import distributed, multiprocessing

from claims.extraction.training.corpus import for_training
from claims.extraction.training.fit import Masters, Plan, fit
from claims.extraction.training.network import Reader, Tagger, pretrained_folder
from claims.extraction.training.teachers import load_teachers

KEPT_EVERY = 300  # seconds


@dataclass(frozen=True)
class Run:
    """Where to train from and to: a corpus folder, a folder for checkpoints, a plan, how many processes, a checkpoint
    to go on from, if any, and those of teachers."""

    corpus: Path
    work: Path
    plan: Plan
    processes: int
    begin: Path | None
    teachers: tuple[Path, ...] = ()


def run(what: Run) -> None:
    """Train, and leave `checkpoint.pt` in the folder for checkpoints."""
    what.work.mkdir(parents=True, exist_ok=True)
    if what.processes > 1:
        multiprocessing.spawn(_one_of_many, (what,), what.processes)
    else:
        train(what, 0)


def _one_of_many(rank: int, what: Run) -> None:
    meeting = (what.work / f"meeting-{os.getppid()}").absolute()
    distributed.init_process_group(
        "gloo", init_method=f"file://{meeting}", rank=rank, world_size=what.processes
    )
    train(what, rank)
    distributed.destroy_process_group()


def train(what: Run, rank: int) -> None:
    """Train on all of the train part that is not held out; the first process keeps a checkpoint every few minutes."""
    torch.set_num_threads(1)
    torch.manual_seed(what.plan.seed)  # of the first weights: the same in every process
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tagger, reader = Tagger(), Reader()
    tagger.encoder.load_pretrained(pretrained_folder() / "model.safetensors")
    if what.begin:
        states = torch.load(what.begin, weights_only=True)
        tagger.load_state_dict(states["tagger"])
        reader.load_state_dict(states["reader"])
    for table in (tagger.encoder.words, tagger.encoder.places):
        table.weight.requires_grad_(False)
    torch.manual_seed(what.plan.seed + rank)
    keeper = Keeper(tagger, reader, what.work if rank == 0 else None)
    teachers = load_teachers(what.teachers)
    fit(tagger, reader, for_training(what.corpus), tokenizer, what.plan, rank, keeper.report, teachers)


def average(checkpoints: Sequence[Path], into: Path) -> None:
    """Write the mean of some checkpoints' weights (of runs that went on from one another: Wortsman et al. 2022)."""
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    mean = {
        part: {name: sum(one[part][name] for one in states) / len(states) for name in states[0][part]}
        for part in ("tagger", "reader")
    }
    torch.save(mean | {name: states[-1][name] for name in ("step", "done")}, into)


class Keeper:
    """Prints how training goes and keeps the masters on disk; without a folder it does neither."""

    def __init__(self, tagger: Tagger, reader: Reader, folder: Path | None) -> None:
        self.networks, self.folder = (tagger, reader), folder
        self.begin = self.kept = time.monotonic()

    def report(self, done: float, step: int, losses: list[float], masters: Masters) -> None:
        """Print a line; save every five minutes and at the end."""
        now = time.monotonic()
        if not self.folder:
            return
        figures = " ".join(f"{loss:.4f}" for loss in losses)
        print(f"{done:.3f} step {step} losses {figures} seconds {now - self.begin:.0f}", flush=True)
        if done < 1 and now - self.kept < KEPT_EVERY:
            return
        self.kept = now
        low = [value for network in self.networks for value in network.parameters() if value.requires_grad]
        exact = dict(zip(map(id, low), masters.high, strict=True))
        states = [
            {
                name: exact.get(id(value), value).detach().float().clone()
                for name, value in network.named_parameters()
            }
            for network in self.networks
        ]
        partial = self.folder / "checkpoint.part"
        torch.save({"tagger": states[0], "reader": states[1], "step": step, "done": done}, partial)
        partial.replace(self.folder / "checkpoint.pt")
