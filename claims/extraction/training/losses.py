"""What one batch got wrong: its cues, their roles, the edges of their contents, and what only looks like a cue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from claims.extraction.decode import CONTENT
from claims.extraction.pieces import Flags, Ints
from claims.extraction.training.examples import Window, stray
from claims.extraction.training.network import Reader, Tagger, hidden, pooled
from claims.extraction.training.teachers import Opinion, mixed
from claims.extraction.windows import Slice, encoder_input, slice_around

IGNORED = -100
STRAYS = 4  # stray cues shown to the second reader, a window at most
LIKELY = 0.1  # probability from which a piece that is no cue is shown as a stray
MASKED = 0.08  # share of word pieces hidden from the encoder, so that it learns no article by heart
MASK = 103  # the encoder's own mark for what is hidden
WEIGHTS = (1.0, 1.0, 0.15, 0.5)  # of cues, roles, edges, real cues


@dataclass(frozen=True)
class Asked:
    """Cues put to the second reader, the annotated ones first, then strays: of each the row of its window, its slice,
    and, where annotated, the role of every piece of the window."""

    rows: list[int]
    parts: list[Slice]
    roles: list[Ints]

    @property
    def truth(self) -> Tensor:
        """1 for each annotated cue, 0 for each stray."""
        return torch.tensor([1.0] * len(self.roles) + [0.0] * (len(self.parts) - len(self.roles)))

    def wanted(self) -> Ints:
        """The roles of each annotated cue's slice, (cues, pieces), padded with IGNORED."""
        wanted = np.full((len(self.roles), max(map(len, self.parts))), IGNORED)
        for row, (part, roles) in enumerate(zip(self.parts, self.roles, strict=False)):
            wanted[row, : len(part)] = roles[part.low - 1 : part.high - 1]
        return wanted


def batch_losses(
    tagger: Tagger, reader: Reader, batch: list[Window], teachers: Sequence[tuple[Tagger, Reader]] = ()
) -> list[Tensor]:
    """The four losses, in the order of WEIGHTS; with teachers they are partly those against what these say."""
    whole, shapes, mask = (torch.from_numpy(part) for part in _input(batch))
    ids = whole
    ids = torch.where((torch.rand(ids.shape) < MASKED) & (ids > MASK), MASK, ids)
    cue, near, topic = tagger(ids, shapes, mask)
    tags = _tags(batch, ids.shape[1])
    cue_loss = functional.cross_entropy(
        cue.float().flatten(0, 1), torch.from_numpy(tags).flatten(), ignore_index=IGNORED
    )
    asked = _asked(batch, tags, (1 - functional.softmax(cue.detach().float(), -1)[:, :, 0]).numpy() > LIKELY)
    said = opinion(teachers, whole, shapes, mask, asked) if teachers else None
    if said:
        cue_loss = mixed(cue_loss, said.of_tags(cue, torch.from_numpy(tags != IGNORED)))
    if not asked.parts:
        return [cue_loss, *[cue_loss * 0] * 3]
    roles, real = _read(reader, near, topic, asked)
    real_loss = functional.binary_cross_entropy_with_logits(real.float(), asked.truth)
    if said:
        real_loss = mixed(real_loss, said.of_real(real))
    if not asked.roles:
        return [cue_loss, cue_loss * 0, cue_loss * 0, real_loss]
    wanted = asked.wanted()
    role_loss = functional.cross_entropy(
        roles[: len(wanted), :, :3].float().flatten(0, 1),
        torch.from_numpy(wanted).flatten(),
        ignore_index=IGNORED,
    )
    edges = roles[: len(wanted), :, 3:]
    edge_loss = _edge_loss(edges.float(), wanted)
    if said:
        known = torch.from_numpy(wanted != IGNORED)
        role_loss = mixed(role_loss, said.of_roles(roles[: len(wanted), :, :3], known))
        edge_loss = mixed(edge_loss, said.of_edges(edges, known))
    return [cue_loss, role_loss, edge_loss, real_loss]


@torch.no_grad()
def opinion(
    teachers: Sequence[tuple[Tagger, Reader]], ids: Tensor, shapes: Tensor, mask: Tensor, asked: Asked
) -> Opinion:
    """What all of them say of a batch of which nothing is hidden, on the average."""
    found: list[tuple[Tensor, ...]] = []
    for tagger, reader in teachers:
        cue, near, topic = tagger(ids, shapes, mask)
        tags = cue.float().softmax(-1)
        if not asked.parts:
            found.append((tags, *[tags[:0]] * 3))
            continue
        roles, real = _read(reader, near, topic, asked)
        seen = torch.zeros(roles.shape[:2])
        for row, part in enumerate(asked.parts):
            seen[row, : len(part)] = 1
        edges = (roles[:, :, 3:].float() + hidden(seen, torch.float)[:, :, None]).softmax(1)
        found.append((tags, roles[:, :, :3].float().softmax(-1), edges, real.float().sigmoid()))
    return Opinion(*(torch.stack(one).mean(0) for one in zip(*found, strict=True)))


def _asked(batch: list[Window], tags: Ints, likely: Flags) -> Asked:
    gold = [(row, places, roles) for row, window in enumerate(batch) for places, roles in window.cues()]
    cues = [(row, places) for row, places, _ in gold] + [
        (row, run)
        for row in range(len(batch))
        for run in stray(likely[row] & (tags[row] >= 0), tags[row], STRAYS)
    ]
    parts = [slice_around(places, batch[row].paragraphs) for row, places in cues]
    return Asked([row for row, _ in cues], parts, [roles for _, _, roles in gold])


def _read(reader: Reader, near: Tensor, topic: Tensor, asked: Asked) -> tuple[Tensor, Tensor]:
    shape = (len(asked.parts), max(map(len, asked.parts)))
    column, distance = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    is_cue, seen = np.zeros(shape, bool), np.zeros(shape, bool)
    for index, part in enumerate(asked.parts):
        column[index, : len(part)] = np.arange(part.low, part.high)
        distance[index, : len(part)] = part.distance
        is_cue[index, : len(part)] = part.is_cue
        seen[index, : len(part)] = True
    rows, columns = torch.tensor(asked.rows)[:, None], torch.from_numpy(column)
    marks = torch.from_numpy(is_cue)
    theme = pooled(topic[rows, columns], marks.to(topic.dtype))
    roles, real = reader(
        near[rows, columns], theme, torch.from_numpy(distance), marks.long(), torch.from_numpy(seen)
    )
    return roles, real


def _edge_loss(edges: Tensor, wanted: Ints) -> Tensor:
    """Each slice's pieces compete for the first, and for the last, of a run of content."""
    content = np.pad(wanted == CONTENT, ((0, 0), (1, 1)))
    firsts, lasts = content[:, 1:-1] & ~content[:, :-2], content[:, 1:-1] & ~content[:, 2:]
    logs = (edges + hidden(torch.from_numpy(wanted != IGNORED), edges.dtype)[:, :, None]).log_softmax(1)
    losses = [
        -(logs[:, :, which] * torch.from_numpy(truth / np.maximum(truth.sum(1, keepdims=True), 1)))
        .sum(1)
        .mean()
        for which, truth in enumerate((firsts, lasts))
    ]
    return losses[0] + losses[1]


def _input(batch: list[Window]) -> tuple[Ints, Ints, Flags]:
    """Ids, shapes and mask of some windows, padded to the longest."""
    shape = (len(batch), max(map(len, batch)) + 2)
    ids, shapes, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    for row, window in enumerate(batch):
        size = len(window) + 2
        ids[row, :size], shapes[row, :size] = encoder_input(window.example.pieces, window.start, window.end)
        mask[row, :size] = True
    return ids, shapes, mask


def _tags(batch: list[Window], width: int) -> np.ndarray:
    tags = np.full((len(batch), width), IGNORED)
    for row, window in enumerate(batch):
        tags[row, 1 : len(window) + 1] = window.example.tags[window.start : window.end]
    return tags
