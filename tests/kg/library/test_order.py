"""A library depends on which records were added, and on nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.library import BuildReport, Library, open_library
from kg.library.catalogue import read_stored
from kg.library.identity import tidy_record
from kg.names import Lexicon
from kg.records import Author, Paper

Dump = Callable[[Library], str]
Fill = Callable[..., BuildReport]

TEXTS = (
    "",
    "We use ImageNet.",
    "We introduce FooNet. We evaluate on ImageNet-1K and ImageNet-21K at 81%.",
    "FooNets and BERT-large. We compare with BERT.",
    "Foonet is mentioned; so is BarNet, ILSVRC.",
)
IDS = ("", "2101.00001", "2101.00001v2", "2101.00002", "10.1000/a", "10.1000/b", "title:7", "local 1")

records = st.builds(
    Paper,
    id=st.sampled_from(IDS),
    title=st.sampled_from(("", "A", "a.", "B", "Editorial")),
    abstract=st.sampled_from(TEXTS),
    year=st.sampled_from((None, 2018, 2019, 2020)),
    date=st.sampled_from(("", "2019-01-02", "2019", "Mar 11")),
    authors=st.sampled_from(((), (Author("Doe, Jane"),), (Author("Jane Doe"), Author("A. Bee")), (Author("C. Cee"),))),
    venue=st.sampled_from(("", "V")),
    source=st.sampled_from(("", "x", "y")),
    ids=st.lists(st.sampled_from(IDS), max_size=2).map(tuple),
    references=st.lists(st.sampled_from((*IDS, "10.1000/unknown")), max_size=2).map(tuple),
)


def built(
    batches: Sequence[Sequence[Paper]], fill: Fill, dump: Dump, remove: Sequence[str] = (), batch: int = 256
) -> str:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "x.kg", create=True) as library:
        for papers in batches:
            fill(library, *papers, batch=batch)
        assert_counts_agree(library)
        return dump(library)


def assert_counts_agree(library: Library) -> None:
    """What is counted up and down equals what is counted anew, and nothing is left over."""
    store = library._store
    uses = "count(*) FROM use JOIN entity e ON e.n = entity"
    for counted, anew in (
        ("SELECT id, papers FROM entity WHERE papers > 0", f"SELECT e.id, {uses}"),
        (
            "SELECT e.id, s.type, s.papers FROM support s JOIN entity e ON e.n = s.entity",
            f"SELECT e.id, use.type, {uses}",
        ),
        (
            "SELECT e.id, surface, named FROM alias JOIN entity e ON e.n = entity WHERE named > 0",
            f"SELECT e.id, use.name, {uses}",
        ),
    ):
        columns = ", ".join(map(str, range(1, counted.split(" FROM")[0].count(",") + 1)))
        assert sorted(store.rows(counted)) == sorted(store.rows(f"{anew} GROUP BY {columns}"))
    orphans = (
        "SELECT id FROM entity e WHERE papers = 0 AND NOT EXISTS (SELECT 1 FROM entity v WHERE v.variant_of = e.id)",
        "SELECT id FROM entity WHERE variant_of <> '' AND variant_of NOT IN (SELECT id FROM entity)",
        "SELECT use.year FROM use JOIN paper ON n = paper WHERE use.year IS NOT paper.year",
        "SELECT surface FROM alias WHERE lexicon = 0 AND named = 0 AND seen = 0",
        "SELECT id FROM author WHERE n NOT IN (SELECT author FROM wrote)",
        "SELECT id FROM paper WHERE id NOT IN (SELECT id FROM paper_id WHERE resolves)",
        "SELECT id FROM paper_id WHERE resolves GROUP BY id HAVING count(*) > 1",
        "SELECT id FROM paper_id WHERE id NOT LIKE 'title:%' GROUP BY id HAVING count(*) > 1",
        "SELECT paper FROM record GROUP BY paper HAVING count(*) < 2",
        "SELECT id FROM paper WHERE extractor IS NULL",
        "SELECT * FROM pragma_foreign_key_check()",
    )
    for query in orphans:
        assert store.rows(query) == [], query


@settings(max_examples=60, deadline=None)
@given(data=st.data(), papers=st.lists(records, max_size=7))
def test_order_and_batches_make_no_difference(data: st.DataObject, fill: Fill, dump: Dump, papers: list[Paper]) -> None:
    expected = built([papers], fill, dump)
    shuffled = data.draw(st.permutations(papers))
    cut = data.draw(st.integers(0, len(papers)))
    assert built([shuffled[:cut], shuffled[cut:]], fill, dump, batch=data.draw(st.integers(1, 3))) == expected


@settings(max_examples=30, deadline=None)
@given(papers=st.lists(records, max_size=6))
def test_adding_again_adds_nothing(fill: Fill, dump: Dump, papers: list[Paper]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "x.kg", create=True) as library:
        first = fill(library, *papers)
        before = dump(library)
        again = fill(library, *reversed(papers))
        assert dump(library) == before
        assert (again.new, again.changed, again.merged, again.extracted) == (0, 0, 0, 0)
        assert again.unchanged + again.skipped_total == again.read == len(papers)
        assert first.new + first.merged + first.unchanged + first.skipped_total == first.read


@settings(max_examples=40, deadline=None)
@given(data=st.data(), papers=st.lists(records, min_size=1, max_size=7))
def test_removing_leaves_what_the_other_records_make(
    data: st.DataObject, fill: Fill, dump: Dump, lexicon: Lexicon, papers: list[Paper]
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "x.kg", create=True) as library:
        fill(library, *papers)
        there = [paper.id for paper in library.iter_papers()]
        if not there:
            return
        gone = data.draw(st.sampled_from(there))
        (number,) = library._store.rows("SELECT n FROM paper WHERE id = ?", gone)[0]
        lost = set(read_stored(library._store, [number])[0].records)
        assert library.remove([gone], lexicon=lexicon) == (gone,)
        fill(library)  # Papers whose text changed by the removal wait to be read.
        assert_counts_agree(library)
        after = dump(library)
    left = [paper for paper in papers if tidy_record(paper, lambda skipped: None) not in lost]
    assert after == built([left], fill, dump)


def test_removing_all_leaves_nothing(library: Library, fill: Fill, dump: Dump, lexicon: Lexicon) -> None:
    fill(library, *(Paper(f"2101.0000{i}", f"T{i}", text, authors=(Author("A B"),)) for i, text in enumerate(TEXTS)))
    assert len(dump(library).splitlines()) > 8
    library.remove([paper.id for paper in library.iter_papers()], lexicon=lexicon)
    assert dump(library) == ""
    assert_counts_agree(library)
