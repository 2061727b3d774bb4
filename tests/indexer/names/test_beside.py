"""The compiled pass over names: it says what plain loops said of the same names, in every thread."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from indexer.names.likeness import PartTable, likeness
from indexer.names.parse import parse
from indexer.names.parts import joined
from tests.indexer.names.test_likeness import RECORDS

# What was found of every thirteenth of RECORDS before anything was compiled: by arrays of numpy and a word at a time.
FOUND = list(csv.DictReader(Path(__file__).with_name("likeness.csv").read_text(encoding="utf-8").splitlines()))
BY_QUERY = {query: list(rows) for query, rows in groupby(FOUND, key=lambda row: row["query"])}


@pytest.fixture(scope="module")
def held() -> tuple[PartTable, np.ndarray]:
    table = PartTable()
    rows = np.array([table.row(name) for name in RECORDS], np.int32)
    arrays, (numbers,) = joined([table.arrays()])
    return PartTable.held(arrays), np.append(numbers, np.int32(-1))[rows]  # -1: no more parts


def check(query: str, held: tuple[PartTable, np.ndarray]) -> None:
    table, rows = held
    numbers = [int(row["number"]) for row in BY_QUERY[query]]
    likes = likeness(parse(query), table, rows[numbers])
    found = {"score": likes.scores, "coverage": likes.coverages, "unlike": likes.unlike.max(axis=1)}
    for name, values in found.items():
        told = [float(row[name]) for row in BY_QUERY[query]]
        assert values == pytest.approx(told, abs=1e-6 if name == "score" else 6e-5)  # the others have fewer digits


@pytest.mark.parametrize("query", BY_QUERY)
def test_what_was_found_before_is_found(query: str, held: tuple[PartTable, np.ndarray]) -> None:
    check(query, held)


def test_threads_do_not_write_to_the_room_of_others(held: tuple[PartTable, np.ndarray]) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda query: check(query, held), [*BY_QUERY] * 8))


def test_a_name_stands_where_it_stood_among_others(held: tuple[PartTable, np.ndarray]) -> None:
    table, rows = held
    for query in BY_QUERY:
        whole = likeness(parse(query), table, rows).scores
        alone = [likeness(parse(query), table, rows[[place]]).scores[0] for place in range(0, len(rows), 41)]
        assert whole[::41] == pytest.approx(alone, abs=1e-9)
