"""Whoosh's own readers and queries work over segments of arrays."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Prefix, Term
from whoosh.reading import TermNotFound

from indexer.index import Index, rebuild, update
from indexer.portion import portions
from indexer.schema import KEYS, NAME, WORDS
from tests.builders import entry, people


@pytest.fixture
def whoosh(tmp_path: Path) -> FileIndex:
    """Two segments; record 1 was replaced, record 3 removed."""
    rebuild(tmp_path, portions(people()))
    update(tmp_path, [entry(1, "Шмидт", "Иван"), entry(200, "Ким", "Вера")], removed=[3])
    return FileIndex(FileStorage(str(tmp_path / "gen-000001")), indexname=NAME)


def test_a_reader_counts_what_lives(whoosh: FileIndex) -> None:
    with whoosh.reader() as reader:
        assert (reader.doc_count_all(), reader.doc_count()) == (14, 12)
        assert sorted(reader.indexed_field_names()) == [KEYS, WORDS]


def test_postings_leave_out_the_deleted(whoosh: FileIndex, tmp_path: Path) -> None:
    index = Index(tmp_path)
    with whoosh.reader() as reader:
        for (leaf, base), ours in zip(reader.leaf_readers(), index.leaves, strict=True):
            assert base in (0, 12)
            for _, term in leaf.all_terms():
                found = list(leaf.postings(KEYS, term).all_ids()) if (KEYS, term) in leaf else []
                assert found == ours.documents(KEYS, term.decode()).tolist()


def test_terms_come_in_order_and_with_their_frequency(whoosh: FileIndex) -> None:
    with whoosh.reader() as reader:
        leaf, _ = next(iter(reader.leaf_readers()))
        terms = list(leaf.all_terms())
        assert terms == sorted(terms)
        assert leaf.doc_frequency(KEYS, "c:ivan") == 2
        assert leaf.doc_frequency(KEYS, "c:nobody") == 0
        assert list(leaf.expand_prefix(KEYS, "c:iva")) == [b"c:ivan"]
        with pytest.raises(TermNotFound):
            leaf.postings(KEYS, "c:nobody")


def test_queries_of_the_library_find(whoosh: FileIndex) -> None:
    with whoosh.searcher() as searcher:
        assert len(searcher.search(Term(KEYS, "c:ivan"))) == 3
        both = And([Term(KEYS, "c:ivan"), Prefix(KEYS, "n:")])
        assert len(searcher.search(both)) == 3
