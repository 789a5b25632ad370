"""Cuts evidence out of the stored texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kg.library.answers import Evidence
from kg.library.store import Store, among


def read_texts(store: Store, papers: Collection[int]) -> dict[int, str]:
    """Read the texts that offsets count in, by the papers' row numbers."""
    query = """SELECT n, title, abstract.text FROM paper JOIN abstract ON abstract.paper = n
               WHERE n IN (SELECT value FROM json_each(?))"""
    return {n: f"{title}\n{abstract}" for n, title, abstract in store.each(query, among(papers))}


def cut(text: str, sentence: tuple[int, int], mention: tuple[int, int]) -> Evidence:
    """Cut out a sentence; where an extractor gave none, the mention alone."""
    start, end = sentence if sentence[0] <= mention[0] and mention[1] <= sentence[1] else mention
    return Evidence(text[start:end], start, end, mention)


def read_evidence(
    store: Store, papers: Collection[int], entities: Collection[int] | None = None
) -> dict[tuple[int, int], tuple[Evidence, ...]]:
    """Read the sentences in which papers name entities, by row numbers.

    Parameters
    ----------
    store
        The library's file.
    papers
        Row numbers of papers.
    entities
        Row numbers of entities; `None` for all.

    Returns
    -------
    dict
        For (paper, entity) each sentence once, the one with the strongest role first.
    """
    texts = read_texts(store, papers)
    query = """SELECT paper, entity, start, end, sentence_start, sentence_end FROM mention
               WHERE paper IN (SELECT value FROM json_each(?)) {} ORDER BY role, start, end"""
    values = [among(papers)]
    if entities is not None:
        query = query.format("AND entity IN (SELECT value FROM json_each(?))")
        values.append(among(entities))
    found: defaultdict[tuple[int, int], list[Evidence]] = defaultdict(list)
    for paper, entity, start, end, sentence_start, sentence_end in store.each(query.format(""), *values):
        found[paper, entity].append(cut(texts[paper], (sentence_start, sentence_end), (start, end)))
    return {pair: once(sentences) for pair, sentences in found.items()}


def once(sentences: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Keep each sentence once, with the first mention in it that came."""
    kept: dict[tuple[int, int], Evidence] = {}
    for evidence in sentences:
        kept.setdefault((evidence.start, evidence.end), evidence)
    return tuple(kept.values())
