"""Collections of so many sources that a code takes four bytes are searched, merged and joined as others are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from indexer.columns import Columns
from indexer.entry import Entry
from indexer.index import Index, rebuild, update, writing
from indexer.portion import Portion, joined, portion, portions
from indexer.query import SearchQuery
from indexer.search import find
from indexer.segment import finished
from tests.builders import entry

GONE = {5, 6, 40_001}


def made(number: int, source: str, chance: Random) -> Entry:
    """Somebody in that source."""
    one = entry(number, chance.choice(["Ким", "Цой", "Пак"]), "Иван", "", chance.choice([0, 1900, 1911]))
    places = tuple(chance.sample(["karlag", "alzhir", "steplag"], chance.choice([0, 1, 3])))
    return replace(one, source=source, nation=chance.choice(["korean", "kazakh", ""]), places=places)


@pytest.fixture(scope="module")
def wide() -> list[Entry]:
    chance = Random(1)  # noqa: S311 (nothing secret)
    return [made(number, f"list {number}", chance) for number in range(1, 33_500)]


@pytest.fixture(scope="module")
def slim() -> list[Entry]:
    chance = Random(2)  # noqa: S311
    return [made(number, f"list {number % 5}", chance) for number in range(40_000, 40_300)]


@pytest.fixture(scope="module")
def index(wide: list[Entry], slim: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Index:
    directory: Path = tmp_path_factory.mktemp("wide")
    rebuild(directory, portions(wide, 10_000))
    with writing(directory):
        update(directory, slim[:200], removed=[5, 6])
        update(directory, slim[200:], removed=[40_001])
    found = Index(directory)
    assert {leaf.columns.told.dtype.itemsize for leaf in found.leaves} == {2, 4}
    return found


ASKED: dict[str, tuple[SearchQuery, Callable[[Entry], bool]]] = {
    "nation": (SearchQuery(nation="korean"), lambda one: one.nation == "korean"),
    "source of both": (SearchQuery(source="list 3"), lambda one: one.source == "list 3"),
    "source far back": (SearchQuery(source="list 33400"), lambda one: one.source == "list 33400"),
    "place": (SearchQuery(camp="steplag"), lambda one: "steplag" in one.places),
    "decade": (SearchQuery(decade=1910), lambda one: one.born == (1911, 1911)),
    "year": (SearchQuery(born=1900), lambda one: one.born in (None, (1900, 1900))),
}


@pytest.mark.parametrize("asked", ASKED)
def test_filters_and_facets_hold(index: Index, wide: list[Entry], slim: list[Entry], asked: str) -> None:
    query, fits = ASKED[asked]
    wanted = [one for one in wide + slim if one.record_id not in GONE and fits(one)]
    found = find(index, query)
    assert found.total == len(wanted) > 0
    assert found.facets["nation"].get("kazakh", 0) == sum(one.nation == "kazakh" for one in wanted)
    assert found.facets["camp"].get("alzhir", 0) == sum("alzhir" in one.places for one in wanted)
    first = sorted(wanted, key=lambda one: (one.order, one.record_id))[:20]
    assert [hit.record_id for hit in found.hits] == [one.record_id for one in first]


def test_segments_of_both_widths_are_joined(wide: list[Entry], slim: list[Entry]) -> None:
    held = Columns.held(finished(joined([Portion(finished(portion(each))) for each in (slim, wide)])))
    known = {one.record_id: one for one in wide + slim}
    assert held.told.dtype == np.int32
    for document in range(0, len(held.record_ids), 97):
        one = known[int(held.record_ids[document])]
        assert held.codes.texts[held.coded("source")[document]] == one.source
        assert held.codes.texts[held.coded("nation")[document]] == one.nation
        assert held.born(document) == one.born


@pytest.mark.parametrize("born", [(40_000, 40_000), (-5, -5)])
def test_years_that_are_none_are_refused(born: tuple[int, int]) -> None:
    with pytest.raises((ValueError, OverflowError)):
        portion([replace(entry(1, "Ким"), born=born)])
