"""From a checkpoint to the files that run: ONNX, weights in eight bits, the tokenizer and the thresholds."""

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from claims.extraction.training.network import ROLE_WIDTH, Reader, Tagger, pretrained_folder

TAGGER_IN, TAGGER_OUT = ["ids", "shapes", "mask"], ["cue", "near", "topic"]
READER_IN, READER_OUT = ["near", "topic", "distance", "is_cue", "mask"], ["roles", "real"]


def export(checkpoint: Path, folder: Path, thresholds: tuple[float, float]) -> None:
    """Write the model of `checkpoint` to `folder`; `thresholds` are of finding a cue and of keeping it."""
    states = torch.load(checkpoint)
    tagger, reader = Tagger(), Reader()
    tagger.load_state_dict(states["tagger"])
    reader.load_state_dict(states["reader"])
    folder.mkdir(parents=True, exist_ok=True)
    long = torch.zeros(2, 100, dtype=torch.long)
    seen = torch.ones(2, 100, dtype=torch.bool)
    near, topic = torch.zeros(2, 100, ROLE_WIDTH), torch.zeros(2, ROLE_WIDTH)
    _write(tagger, (long, long, seen), TAGGER_IN, TAGGER_OUT, folder / "tagger.int8.onnx")
    _write(reader, (near, topic, long, long, seen), READER_IN, READER_OUT, folder / "reader.int8.onnx")
    shutil.copyfile(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    write_settings(folder, thresholds)


def write_settings(folder: Path, thresholds: tuple[float, float]) -> None:
    """Write the thresholds, and a name for the weights that changes whenever they do."""
    digest = hashlib.sha256(
        (folder / "tagger.int8.onnx").read_bytes() + (folder / "reader.int8.onnx").read_bytes()
    )
    settings = {
        "name": f"minilm-{digest.hexdigest()[:12]}",
        "cue_at": thresholds[0],
        "keep_at": thresholds[1],
    }
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _write(
    network: nn.Module, sample: tuple[torch.Tensor, ...], inputs: list[str], outputs: list[str], to: Path
) -> None:
    rows, pieces = {0: "rows"}, {0: "rows", 1: "pieces"}
    axes = {
        name: rows if name == "real" or (name == "topic" and name in inputs) else pieces
        for name in inputs + outputs
    }
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exact = Path(scratch) / "exact.onnx"
        torch.onnx.export(
            network.eval(),
            sample,
            str(exact),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(exact, to, weight_type=QuantType.QInt8, per_channel=True)
