"""The training loop: bfloat16 arithmetic over float32 masters, one thread, a schedule by the clock or by steps."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from claims.extraction.training.corpus import Article
from claims.extraction.training.examples import Window, epoch, stray
from claims.extraction.training.network import Reader, Tagger
from claims.extraction.windows import encoder_input, slices

IGNORED = -100
WARM_UP = 0.06  # share of the schedule
STRAYS = 3  # stray cues shown to the second reader, a window at most


@dataclass(frozen=True)
class Plan:
    """How to train: `minutes` by the clock, or `steps` batches where given (which a second run repeats exactly)."""

    minutes: float
    steps: int
    seed: int
    batch: int = 4
    rate: float = 2e-4  # of the encoder
    head_rate: float = 1e-3  # of what starts from nothing


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


def fit(
    tagger: Tagger,
    reader: Reader,
    articles: list[Article],
    tokenizer: Tokenizer,
    plan: Plan,
    report: Callable[[float, int, list[float], Masters], None],
) -> None:
    """Train both networks in place. `report` is called every 25 steps with share done, step, mean losses, masters."""
    chance = random.Random(plan.seed)
    masters = Masters([tagger.bfloat16(), reader.bfloat16()], plan)
    begin, step, losses = time.monotonic(), 0, np.zeros(3)
    while True:
        for batch in epoch(articles, tokenizer, plan.batch, chance):
            done = step / plan.steps if plan.steps else (time.monotonic() - begin) / (60 * plan.minutes)
            if done >= 1:
                report(1.0, step, [], masters)
                return
            parts = batch_losses(tagger, reader, batch)
            (parts[0] + parts[1] + 0.3 * parts[2]).backward()
            masters.step(
                min(1, done / WARM_UP + 0.02) if done < WARM_UP else max(0.01, (1 - done) / (1 - WARM_UP))
            )
            losses += [part.item() for part in parts]
            step += 1
            if step % 25 == 0:
                report(done, step, list(losses / 25), masters)
                losses[:] = 0


def batch_losses(tagger: Tagger, reader: Reader, batch: list[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Losses of cue tags, of roles, and of telling cues from what only looks like one."""
    ids, shapes, mask = (torch.from_numpy(part) for part in _input(batch))
    cue, near, topic = tagger(ids, shapes, mask)
    tags = _tags(batch, ids.shape[1])
    cue_loss = functional.cross_entropy(
        cue.float().flatten(0, 1), torch.from_numpy(tags).flatten(), ignore_index=IGNORED
    )
    likely = (1 - functional.softmax(cue.detach().float(), -1)[:, :, 0]).numpy() > 0.15
    gold = [(row, places, roles) for row, window in enumerate(batch) for places, roles in window.cues()]
    strays = [
        (row, run)
        for row in range(len(batch))
        for run in stray(likely[row] & (tags[row] >= 0), tags[row], STRAYS)
    ]
    asked = [(row, places) for row, places, _ in gold] + strays
    if not asked:
        return cue_loss, cue_loss * 0, cue_loss * 0
    part = slices(asked, [len(window) for window in batch])
    wanted = np.full(part.mask.shape, IGNORED)
    for index, (_, _, roles) in enumerate(gold):
        size = int(part.mask[index].sum())
        wanted[index, :size] = roles[part.column[index, :size] - 1]
    row, column, distance, is_cue, seen = (
        torch.from_numpy(value) for value in (part.row, part.column, part.distance, part.is_cue, part.mask)
    )
    share = is_cue[:, :, None].to(topic.dtype)
    pooled = (topic[row, column] * share).sum(1) / share.sum(1).clamp(min=1)
    roles_out, real = reader(near[row, column], pooled, distance, is_cue.long(), seen)
    truth = torch.tensor([1.0] * len(gold) + [0.0] * len(strays))
    real_loss = functional.binary_cross_entropy_with_logits(real.float(), truth)
    if not gold:
        return cue_loss, cue_loss * 0, real_loss
    role_loss = functional.cross_entropy(
        roles_out.float().flatten(0, 1), torch.from_numpy(wanted).flatten(), ignore_index=IGNORED
    )
    return cue_loss, role_loss, real_loss


def _input(batch: list[Window]) -> list[np.ndarray]:
    inputs = [encoder_input(window.example.pieces, [(window.start, window.end)]) for window in batch]
    width = max(one[0].shape[1] for one in inputs)
    return [
        np.concatenate([np.pad(one[part], ((0, 0), (0, width - one[part].shape[1]))) for one in inputs])
        for part in range(3)
    ]


def _tags(batch: list[Window], width: int) -> np.ndarray:
    tags = np.full((len(batch), width), IGNORED)
    for row, window in enumerate(batch):
        tags[row, 1 : len(window) + 1] = window.example.tags[window.start : window.end]
    return tags
