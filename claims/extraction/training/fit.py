"""The training loop: bfloat16 arithmetic over float32 masters, one thread, a schedule by the clock or by steps."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import distributed, nn

from claims.extraction.training.corpus import Article
from claims.extraction.training.examples import epoch
from claims.extraction.training.losses import WEIGHTS, batch_losses
from claims.extraction.training.network import Reader, Tagger

WARM_UP = 0.04  # share of the schedule
MEETINGS = 24  # times in a schedule at which processes that train together average their weights


@dataclass(frozen=True)
class Plan:
    """How to train: `minutes` by the clock, or `steps` batches where given (which a second run repeats exactly)."""

    minutes: float
    steps: int
    seed: int
    batch: int = 4
    rate: float = 2e-4  # of the encoder
    head_rate: float = 1e-3  # of what starts from nothing
    height: float = 1.0  # of the schedule: what goes on from a checkpoint needs less


class Masters:
    """Float32 copies of bfloat16 weights, and their optimiser. Loops are ours: torch has no such thing for the CPU."""

    def __init__(self, networks: list[nn.Module], plan: Plan) -> None:
        named = [(name, value) for network in networks for name, value in network.named_parameters()]
        self.low = [value for _, value in named if value.requires_grad]
        self.high = [value.detach().float().clone() for value in self.low]
        names = [name for name, value in named if value.requires_grad]
        old = [name.startswith("encoder.") and "shapes" not in name for name in names]
        groups = [
            {
                "params": [high for high, is_old in zip(self.high, old, strict=True) if is_old is which],
                "lr": rate,
            }
            for which, rate in ((True, plan.rate), (False, plan.head_rate))
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.rates = (plan.rate, plan.head_rate)

    @torch.no_grad()
    def step(self, scale: float) -> None:
        """One step at `scale` times the rates; gradients are used up."""
        for low, high in zip(self.low, self.high, strict=True):
            high.grad = None if low.grad is None else low.grad.float()
            low.grad = None
        torch.nn.utils.clip_grad_norm_(self.high, 1.0)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        self.optimiser.step()
        for low, high in zip(self.low, self.high, strict=True):
            low.copy_(high)

    @torch.no_grad()
    def meet(self) -> None:
        """Where several processes train together: everyone goes on from the mean of all (local SGD, Stich 2019)."""
        if not distributed.is_initialized():
            return
        together = torch.cat([high.flatten() for high in self.high])
        distributed.all_reduce(together)
        together /= distributed.get_world_size()
        for low, high, mean in zip(
            self.low, self.high, together.split([high.numel() for high in self.high]), strict=True
        ):
            high.copy_(mean.view_as(high))
            low.copy_(high)


def fit(
    tagger: Tagger,
    reader: Reader,
    articles: list[Article],
    tokenizer: Tokenizer,
    plan: Plan,
    rank: int,
    report: Callable[[float, int, list[float], Masters], None],
    teachers: Sequence[tuple[Tagger, Reader]] = (),
) -> None:
    """Train both networks in place. `report` is called every 25 steps with share done, step, mean losses, masters."""
    for network in (network for pair in teachers for network in pair):
        network.bfloat16()
    chance = random.Random(plan.seed + rank)  # nosec B311  # the same run each time; no secret
    masters = Masters([tagger.bfloat16(), reader.bfloat16()], plan)
    begin, step, met, losses = time.monotonic(), 0, 0, np.zeros(len(WEIGHTS))
    while True:
        for batch in epoch(articles, tokenizer, plan.batch, chance):
            done = step / plan.steps if plan.steps else (time.monotonic() - begin) / (60 * plan.minutes)
            while met < min(
                MEETINGS, int(done * MEETINGS)
            ):  # by the schedule, so that all meet equally often
                masters.meet()
                met += 1
            if done >= 1:
                report(1.0, step, [], masters)
                return
            parts = batch_losses(tagger, reader, batch, teachers)
            sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True)).backward()
            masters.step(plan.height * rate_at(done))
            losses += [part.item() for part in parts]
            step += 1
            if step % 25 == 0:
                report(done, step, list(losses / 25), masters)
                losses[:] = 0


def rate_at(done: float) -> float:
    """The learning rate as a share of its height: up in a straight line, then down in one."""
    return min(1, done / WARM_UP + 0.02) if done < WARM_UP else max(0.01, (1 - done) / (1 - WARM_UP))
