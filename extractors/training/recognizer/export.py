"""Writes the network as it ships: ONNX, its matrices in 8 bits."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from extractors.training.recognizer.network import HEADS, Network

_INPUTS = ("ids", "cases", "parts")


def export(network: Network, vocabulary: Sequence[str], path: Path) -> None:
    """Write a network for `extractors.recognizer`.

    Parameters
    ----------
    network
        Trained.
    vocabulary
        The word pieces in the order of their numbers; they are put into the file.
    path
        The file to write.
    """
    network.eval()
    torch.backends.mha.set_fastpath_enabled(False)  # its fused kernel has no name in ONNX
    sample = tuple(torch.zeros((1, 20), dtype=torch.int64) for _ in _INPUTS)
    length = torch.export.Dim("length", min=3, max=512)
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder) / "full.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network,
            sample,
            full,
            input_names=_INPUTS,
            output_names=tuple(HEADS),
            dynamic_shapes=tuple({1: length} for _ in _INPUTS),
            external_data=False,
            verbose=False,
        )
        quant_pre_process(full, ready)
        # Seven bits of weights where a processor would overflow with eight: the same answers on every machine.
        quantize_dynamic(
            ready,
            path,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"vocabulary": "\n".join(vocabulary)})
    onnx.save(model, path)
