"""The network: MiniLM with the case of the letters beside each word piece, and a layer a question on top."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from extractors.recognized import NAME_TAGS, RESULT_TAGS
from extractors.wordpieces import CASES
from kg.records import ROLES

HEADS = {"names": len(NAME_TAGS), "roles": len(ROLES), "results": len(RESULT_TAGS)}
"""The questions, with the number of answers to each."""


class Network(nn.Module):
    """Reads word pieces; says of each what it is in.

    A BERT encoder whose input also holds the class of case, so that "coco" and "COCO" differ.

    Parameters
    ----------
    layers, size, heads, inner, vocabulary
        Those of MiniLM-L6 unless told otherwise (Wang et al. 2020, arXiv:2002.10957).
    """

    def __init__(
        self, layers: int = 6, size: int = 384, heads: int = 12, inner: int = 1536, vocabulary: int = 30_522
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, size)
        self.places = nn.Embedding(512, size)
        self.parts = nn.Embedding(2, size)
        self.cases = nn.Embedding(2 * len(CASES), size)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                size, heads, inner, dropout=0.0, activation="gelu", layer_norm_eps=1e-12, batch_first=True
            )
            for _ in range(layers)
        )
        self.heads = nn.ModuleDict({name: nn.Linear(size, answers) for name, answers in HEADS.items()})

    def forward(self, ids: Tensor, cases: Tensor, parts: Tensor, padding: Tensor | None = None) -> tuple[Tensor, ...]:
        """Give the scores (float, shape (batch, word pieces, answers)) of every head, in the order of `HEADS`.

        `ids`, `cases` and `parts` are integers of shape (batch, word pieces); `padding` is true where there is none.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.cases(cases) + self.parts(parts) + self.places(places)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, src_key_padding_mask=padding)
        x = self.drop(x)
        return tuple(head(x) for head in self.heads.values())

    def start_from(self, weights: Path) -> None:
        """Take over the weights of a BERT encoder of the same size, a `safetensors` file."""
        given = load_file(weights)
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "places.weight": given["embeddings.position_embeddings.weight"],
            "parts.weight": given["embeddings.token_type_embeddings.weight"],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        for number in range(len(self.layers)):
            old, new = f"encoder.layer.{number}.", f"layers.{number}."
            for part in ("weight", "bias"):
                attention = [given[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                state[f"{new}self_attn.in_proj_{part}"] = torch.cat(attention)
                for ours, theirs in _SAME.items():
                    state[f"{new}{ours}.{part}"] = given[f"{old}{theirs}.{part}"]
        missing = self.load_state_dict(state, strict=False).missing_keys
        if stray := [name for name in missing if not name.startswith(("cases.", "heads."))]:
            raise ValueError(f"{weights} lacks {', '.join(stray)}")


_SAME = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}
