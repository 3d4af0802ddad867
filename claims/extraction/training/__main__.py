"""Train the model and put it where the splitter reads it: `python -m claims.extraction.training CORPUS_FOLDER`."""

import argparse
from pathlib import Path

from claims.extraction.model import FOLDER, Model
from claims.extraction.training.calibration import FIT_FROM, fit_platt, pairs_of
from claims.extraction.training.corpus import held_out, read_part
from claims.extraction.training.export import CUE_AT, export, write_settings
from claims.extraction.training.fit import Plan
from claims.extraction.training.measure import by_threshold
from claims.extraction.training.together import Run, average, run

AS_GOOD = 0.002  # of F1: among thresholds this close to the best the middle one is taken
AS_SCORED = (1.0, 0.0)  # the calibration that changes nothing: of a model that finds nothing yet


def main() -> None:
    """Read the arguments, train, export the last checkpoint and choose the threshold."""
    arguments = _arguments()
    if not arguments.export_only:
        plan = Plan(
            arguments.minutes, arguments.steps, arguments.seed, height=0.5 if arguments.begin else 1.0
        )
        teachers = tuple(arguments.teacher)
        run(Run(arguments.corpus, arguments.work, plan, arguments.processes, arguments.begin, teachers))
    finish(arguments)


def finish(arguments: argparse.Namespace) -> None:
    """Export the checkpoint, choose the threshold and the calibration on what was held out, and say how it does."""
    kept_out = held_out(arguments.corpus)
    checkpoint = arguments.work / "checkpoint.pt"
    if arguments.mean_with:
        average([arguments.mean_with, checkpoint], checkpoint := arguments.work / "mean.pt")
    export(checkpoint, arguments.models)
    model = Model(arguments.models)
    on_held_out = by_threshold(model, kept_out)
    as_good = [step for step, f1 in on_held_out.items() if f1 >= max(on_held_out.values()) - AS_GOOD]
    best = as_good[len(as_good) // 2]
    model.keep_at = FIT_FROM
    pairs = pairs_of(model, kept_out)
    write_settings(arguments.models, CUE_AT, best, fit_platt(pairs) if pairs else AS_SCORED)
    on_dev = by_threshold(model, read_part(arguments.corpus / "dev"))
    for step, score in on_held_out.items():
        chosen = " (chosen)" if step == best else ""
        print(f"threshold {step:.2f} kept out {100 * score:.1f}{chosen} dev {100 * on_dev[step]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of PolNeAR, with its parts train and dev")
    parser.add_argument("--minutes", type=float, default=75, help="length of the schedule by the clock")
    parser.add_argument(
        "--steps", type=int, default=0, help="length of the schedule in batches, instead of minutes"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--processes", type=int, default=1, help="how many train together, one core each, and average"
    )
    parser.add_argument(
        "--models", type=Path, default=FOLDER, help="folder that the finished model is written to"
    )
    parser.add_argument("--begin", type=Path, help="a checkpoint to go on from, at half the learning rate")
    parser.add_argument(
        "--teacher", type=Path, action="append", default=[], help="a checkpoint to learn from; several times"
    )
    parser.add_argument(
        "--mean-with", type=Path, help="export the mean of the weights and of this checkpoint's"
    )
    parser.add_argument(
        "--export-only", action="store_true", help="no training: export the checkpoint in --work"
    )
    parser.add_argument("--work", type=Path, default=Path("training-work"), help="folder for checkpoints")
    return parser.parse_args()


if __name__ == "__main__":
    main()
