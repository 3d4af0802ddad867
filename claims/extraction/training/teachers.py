"""Networks that were trained before, whose mean opinion a new one learns beside the annotators' (distillation, Hinton,
Vinyals and Dean 2015): where annotators disagree, so do the teachers, and the new one learns how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from claims.extraction.training.network import Reader, Tagger, hidden

TAUGHT = 0.6  # share of a loss that is the teachers'; the rest is the annotator's


@dataclass(frozen=True)
class Opinion:
    """What networks say of a batch, as probabilities: each piece's tag, each slice's roles and edges, that a cue is
    real. A loss against it is least for who is as unsure as they are."""

    tags: Tensor
    roles: Tensor
    edges: Tensor
    real: Tensor

    def of_tags(self, cue: Tensor, known: Tensor) -> Tensor:
        """The loss of the tags' logits (windows, pieces, tags), over the pieces that are `known`."""
        return -(self.tags * cue.float().log_softmax(-1)).sum(-1)[known].mean()

    def of_roles(self, roles: Tensor, known: Tensor) -> Tensor:
        """The loss of the roles' logits of the first slices, over the pieces that are `known`."""
        return -(self.roles[: len(roles)] * roles.float().log_softmax(-1)).sum(-1)[known].mean()

    def of_edges(self, edges: Tensor, known: Tensor) -> Tensor:
        """The loss of the edges' logits: the pieces of a slice compete for each."""
        logs = (edges.float() + hidden(known, torch.float)[:, :, None]).log_softmax(1)
        return -(self.edges[: len(edges)] * logs).sum(1).mean(0).sum()

    def of_real(self, real: Tensor) -> Tensor:
        return functional.binary_cross_entropy_with_logits(real.float(), self.real)


def load_teachers(checkpoints: Sequence[Path]) -> list[tuple[Tagger, Reader]]:
    """The networks of these checkpoints, never trained further."""
    found = []
    for path in checkpoints:
        states = torch.load(path, weights_only=True)
        tagger, reader = Tagger(), Reader()
        tagger.load_state_dict(states["tagger"])
        reader.load_state_dict(states["reader"])
        found.append((tagger.eval(), reader.eval()))
    return found


def mixed(mine: Tensor, theirs: Tensor) -> Tensor:
    """The loss against the annotator and that against the teachers, in their shares."""
    return (1 - TAUGHT) * mine + TAUGHT * theirs
