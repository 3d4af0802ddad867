"""Train the model and put it where the splitter reads it: `python -m claims.extraction.training CORPUS_FOLDER`."""

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from claims.extraction.model import FOLDER, Model
from claims.extraction.training.corpus import read_part
from claims.extraction.training.export import export, write_settings
from claims.extraction.training.fit import Masters, Plan, fit
from claims.extraction.training.measure import by_threshold
from claims.extraction.training.network import Reader, Tagger, pretrained_folder

CUE_AT = 0.3  # cues below this are not read at all
AS_GOOD = (
    0.002  # of F1: among thresholds this close the lowest, for a missed claim costs more than one to dismiss
)
HELD_OUT = 40  # articles of the train part that no weight ever sees; they choose the threshold


def main() -> None:
    """Read the arguments, train, keep a checkpoint every few minutes and export the last."""
    arguments = _arguments()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    articles = read_part(arguments.corpus / "train")
    random.Random(1).shuffle(articles)
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tagger, reader = Tagger(), Reader()
    tagger.encoder.load_pretrained(pretrained_folder() / "model.safetensors")
    for table in (tagger.encoder.words, tagger.encoder.places):
        table.weight.requires_grad_(False)
    arguments.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(arguments.minutes, arguments.steps, arguments.seed)
    keeper = Keeper(tagger, reader, arguments.work)
    if not arguments.export_only:
        fit(tagger, reader, articles[HELD_OUT:], tokenizer, plan, keeper.report)
    export(arguments.work / "checkpoint.pt", arguments.models, (CUE_AT, CUE_AT))
    held_out = by_threshold(Model(arguments.models), articles[:HELD_OUT])
    best = min(step for step in held_out if held_out[step] >= max(held_out.values()) - AS_GOOD)
    write_settings(arguments.models, (CUE_AT, best))
    on_dev = by_threshold(Model(arguments.models), read_part(arguments.corpus / "dev"))
    for step, score in held_out.items():
        chosen = " (chosen)" if step == best else ""
        print(f"threshold {step:.2f} kept out {100 * score:.1f}{chosen} dev {100 * on_dev[step]:.1f}")


class Keeper:
    """Prints how training goes and keeps the masters on disk."""

    def __init__(self, tagger: Tagger, reader: Reader, folder: Path) -> None:
        self.networks, self.folder = (tagger, reader), folder
        self.begin = self.kept = time.monotonic()

    def report(self, done: float, step: int, losses: list[float], masters: Masters) -> None:
        """Print a line; save every five minutes and at the end."""
        now = time.monotonic()
        figures = " ".join(f"{loss:.4f}" for loss in losses)
        print(f"{done:.3f} step {step} losses {figures} seconds {now - self.begin:.0f}", flush=True)
        if done < 1 and now - self.kept < 300:
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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of PolNeAR, with its parts train and dev")
    parser.add_argument("--minutes", type=float, default=75, help="length of the schedule by the clock")
    parser.add_argument(
        "--steps", type=int, default=0, help="length of the schedule in batches, instead of minutes"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--models", type=Path, default=FOLDER, help="folder that the finished model is written to"
    )
    parser.add_argument(
        "--export-only", action="store_true", help="no training: export the checkpoint in --work"
    )
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="folder for checkpoints")
    return parser.parse_args()


if __name__ == "__main__":
    main()
