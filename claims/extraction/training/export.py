"""From a checkpoint to the files that run: ONNX, weights in eight bits, the tokenizer and the thresholds."""

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from claims.extraction.training.network import ROLE_WIDTH, Reader, Tagger, pretrained_folder

TAGGER_IN, TAGGER_OUT = ["ids", "shapes"], ["cue", "near", "topic"]
READER_IN, READER_OUT = ["near", "topic", "distance", "is_cue"], ["roles", "real"]
CUE_AT = 0.15  # cues below this are not read at all


def export(checkpoint: Path, folder: Path) -> None:
    """Write the model of `checkpoint` to `folder`, with settings that keep all it finds."""
    states = torch.load(checkpoint, weights_only=True)
    tagger, reader = Tagger(), Reader()
    tagger.load_state_dict(states["tagger"])
    reader.load_state_dict(states["reader"])
    folder.mkdir(parents=True, exist_ok=True)
    long = torch.zeros(2, 100, dtype=torch.long)
    near, topic = torch.zeros(2, 100, ROLE_WIDTH), torch.zeros(2, ROLE_WIDTH)
    _write(tagger, (long, long), TAGGER_IN, TAGGER_OUT, folder / "tagger.int8.onnx")
    _write(reader, (near, topic, long, long), READER_IN, READER_OUT, folder / "reader.int8.onnx")
    shutil.copyfile(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    write_settings(folder, CUE_AT, 0.0, (1.0, 0.0))


def write_settings(folder: Path, cue_at: float, keep_at: float, calibration: tuple[float, float]) -> None:
    """Write the thresholds of reading a cue and of keeping what was read, the map from score to confidence, and a name
    for the weights that changes whenever they do."""
    digest = hashlib.sha256(
        (folder / "tagger.int8.onnx").read_bytes() + (folder / "reader.int8.onnx").read_bytes()
    )
    settings = {
        "name": f"minilm-{digest.hexdigest()[:12]}",
        "cue_at": cue_at,
        "keep_at": keep_at,
        "calibration": [round(part, 4) for part in calibration],
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
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        kinds = {"DefaultTensorType": TensorProto.FLOAT}  # of what the fused attention gives out
        quantize_dynamic(exact, to, weight_type=QuantType.QInt8, per_channel=True, extra_options=kinds)
