"""Teaches the network: batches of like length, a warm-up and a linear decline, seeded."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from extractors.training.recognizer.labels import UNTOLD, Labels, label
from extractors.training.recognizer.network import Network
from extractors.wordpieces import Encoded, WordPieces

Example = tuple[Encoded, Labels]
_SHARES = {"names": 1.0, "roles": 0.5, "results": 0.5}  # of each head in the loss
_WARM = 0.1  # share of the steps in which the rate rises
_HEADS_RATE = 5  # times the rate of the encoder: they begin at nothing
_SAYS_EVERY = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Course:
    """How to learn: passes over the examples, highest rate, word pieces of a batch, how many lower layers stay.

    Where layers stay, what they are fed by stays too; a third of the time is saved.
    """

    epochs: int
    rate: float
    batch: int
    stay: int = 0


def examples_of(papers: Sequence[dict[str, Any]], pieces: WordPieces) -> list[Example]:
    """Encode and label annotated papers: one example a window."""
    return [
        (window, label(paper, window))
        for paper in papers
        for window in pieces.encode(f"{paper['title']}\n{paper['abstract']}", len(paper["title"]))
    ]


def learn(network: Network, examples: Sequence[Example], course: Course, seed: int, title: str) -> None:
    """Teach the network; says now and then how far it is.

    Parameters
    ----------
    network
        Changed in place.
    examples
        What is to be learned.
    course
        How.
    seed
        Fixes the order of the batches and what is dropped out.
    title
        Stands before what is said.
    """
    torch.manual_seed(seed)
    chance = Random(seed)  # noqa: S311  # an order, no secret
    order = [batch for _ in range(course.epochs) for batch in _batches(examples, course.batch, chance)]
    if course.stay:
        for part in (network.words, network.places, network.parts, network.cases, network.norm):
            part.requires_grad_(False)
        network.layers[: course.stay].requires_grad_(False)
    heads = [p for p in (*network.heads.parameters(), *network.cases.parameters()) if p.requires_grad]
    mine = {id(p) for p in heads}
    body = [p for p in network.parameters() if p.requires_grad and id(p) not in mine]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": course.rate}, {"params": heads, "lr": course.rate * _HEADS_RATE}], weight_decay=0.01
    )
    warm = max(1, int(len(order) * _WARM))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(order) - step) / max(1, len(order) - warm))
    )
    network.train()
    began = said = time.monotonic()
    total = 0.0
    for step, batch in enumerate(order, 1):
        loss = _loss(network, [examples[n] for n in batch])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total = 0.98 * total + 0.02 * loss.item() if step > 1 else loss.item()
        if time.monotonic() - said > _SAYS_EVERY or step == len(order):
            said = time.monotonic()
            left = (said - began) / step * (len(order) - step)
            print(f"{title}: step {step} of {len(order)}, loss {total:.3f}, {left / 60:.1f} min left", flush=True)
    network.eval()


def _batches(examples: Sequence[Example], size: int, chance: Random) -> Iterator[list[int]]:
    """Put examples of like length together, at most `size` word pieces with their padding, in random order."""
    lengths = {n: len(window.ids) + chance.randint(0, 15) for n, (window, _) in enumerate(examples)}
    batches: list[list[int]] = [[]]
    for number in sorted(lengths, key=lambda n: (lengths[n], n)):
        if (len(batches[-1]) + 1) * lengths[number] > size and batches[-1]:
            batches.append([])
        batches[-1].append(number)
    chance.shuffle(batches)
    yield from batches


def _padded(rows: Sequence[Any], filler: int) -> Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor(np.array([np.pad(row, (0, width - len(row)), constant_values=filler) for row in rows]))


def _loss(network: Network, batch: Sequence[Example]) -> Tensor:
    windows, labels = zip(*batch, strict=True)
    ids, cases, parts = (_padded([getattr(w, name) for w in windows], 0) for name in ("ids", "cases", "parts"))
    lengths = torch.tensor([len(w.ids) for w in windows])
    padding = torch.arange(ids.shape[1])[None, :] >= lengths[:, None]
    # Half precision where the processor can: the sums stay in full.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(ids, cases, parts, padding if padding.any() else None)
    loss = torch.zeros(())
    for (name, share), found in zip(_SHARES.items(), scores, strict=True):
        wanted = _padded([getattr(row, name) for row in labels], UNTOLD)
        if (wanted != UNTOLD).any():
            loss = loss + share * nn.functional.cross_entropy(found.float().flatten(0, 1), wanted.flatten())
    return loss
