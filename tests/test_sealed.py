"""What the matcher answers to names that nobody tuned it on (tests/golden/README.md): counted, never shown.

The floors are what was measured when the tables were made; the aims of the golden tables stand behind them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from indexer import index
from indexer.entry import Entry
from indexer.names import compare
from indexer.names.gathered import gather
from indexer.names.morphology import sex
from indexer.names.parse import parse
from indexer.portion import portions
from indexer.search import SearchQuery, rank

GOLDEN = Path(__file__).resolve().parent / "golden"
LIKELY, POSSIBLE = 0.85, 0.5

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))


@cache
def scores(name: str) -> dict[str, list[float]]:
    """The scores of the pairs by label."""
    found: dict[str, list[float]] = {"same": [], "maybe": [], "different": []}
    for row in table(name):
        found[row["label"]].append(compare(row["left"], row["right"]).score)
    return found


def share(values: list[float], least: float) -> float:
    return float(np.mean(np.array(values) >= least))


@pytest.mark.parametrize(("name", "least"), [("sealed_pairs", 0.86), ("opened_pairs", 0.92)])
def test_same_names_are_possible_matches(name: str, least: float) -> None:
    assert share(scores(name)["same"], POSSIBLE) >= least


@pytest.mark.parametrize(("name", "most"), [("sealed_pairs", 0.12), ("opened_pairs", 0.12)])
def test_different_names_are_not(name: str, most: float) -> None:
    assert share(scores(name)["different"], POSSIBLE) <= most


@pytest.mark.parametrize(("name", "most"), [("sealed_pairs", 0.02), ("opened_pairs", 0.05)])
def test_different_names_are_never_likely_ones(name: str, most: float) -> None:
    assert share(scores(name)["different"], LIKELY) <= most


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[float]]:
    """The rank of its own record for each query among all 400 records, by table."""
    directory = tmp_path_factory.mktemp("sealed")
    rows = [(name, row) for name in ("sealed_queries", "opened_queries") for row in table(name)]
    names = [parse(row["record"]) for _, row in rows]
    index.rebuild(directory, portions(Entry(number, (name,), sex=sex(name)) for number, name in enumerate(names, 1)))
    opened = index.Index(directory)
    ranks: dict[str, list[float]] = {"sealed_queries": [], "opened_queries": []}
    for number, (name, row) in enumerate(rows, 1):
        ranking = rank(opened, SearchQuery(name=gather(row["query"])))
        ours = np.round(ranking.scores[ranking.record_ids == number], 6)
        others = np.round(ranking.scores[ranking.record_ids != number], 6)
        behind = (others > ours[0]).sum() + (others == ours[0]).sum() / 2 if len(ours) else np.inf
        ranks[name].append(float(1 + behind))
    return ranks


@pytest.mark.parametrize(("name", "first", "ten"), [("sealed_queries", 0.95, 0.98), ("opened_queries", 0.95, 0.98)])
def test_the_family_finds_its_record(found: dict[str, list[float]], name: str, first: float, ten: float) -> None:
    ranks = np.array(found[name])
    assert (ranks <= 1).mean() >= first
    assert (ranks <= 10).mean() >= ten
