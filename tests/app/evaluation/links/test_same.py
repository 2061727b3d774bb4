from __future__ import annotations

from pathlib import Path

import pytest

from app.evaluation.links.base import Base, NoLists, laid_out
from app.evaluation.links.same import same, scored, share, tuned
from app.evaluation.links.splink_peer import MISSING
from tests.app.evaluation.links.lists import lists


def quiet(step: str, total: int):  # type: ignore[no-untyped-def]
    return lambda done: None


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with laid_out(lists(tmp_path_factory.mktemp("lists")), 10, quiet) as base:
        yield base


def test_lists_are_laid_out_once_with_their_second_records(base: Base) -> None:
    refs = sorted(base.refs.values())
    assert refs == ["k-1", "k-2", "m-1", "m-2", "m-3", "second-m-1", "second-m-2", "second-m-3"]
    assert {base.refs[second.of] for second in base.made.values()} == {"m-1", "m-2", "m-3"}
    assert {facts.source for number, facts in base.facts.items() if number in base.made} == {"Second list"}


def test_second_records_are_found_and_nobody_else(base: Base) -> None:
    figures = same(base, scored(base, quiet))
    assert figures.likely.n == 3
    assert figures.likely.recall >= 2 / 3 and figures.likely.precision == 1.0
    assert figures.as_json()["bands"]["likely"] == round(figures.likely.recall, 4)


def test_a_folder_without_lists_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoLists), laid_out(tmp_path, 10, quiet):
        pass


def test_recall_and_precision_are_of_the_records_asked_about() -> None:
    values = {(1, 11): 0.99, (2, 12): 0.6, (3, 11): 0.9, (4, 5): 0.95}
    found = share(values, {11: (1, 11), 12: (2, 12)}, [11, 12], 0.85)
    assert (found.n, found.recall, found.precision, found.wrong) == (2, 0.5, 0.5, 1)


def test_the_threshold_is_the_lowest_that_keeps_its_precision() -> None:
    values = {(number, 1000 + number): 1 - number / 1000 for number in range(200)}
    true = {1000 + number: (number, 1000 + number) for number in range(150)}
    assert tuned(values, true, range(1000, 1200)) == pytest.approx(1 - 150 / 1000)
    assert tuned({}, {}, []) == 1.0


def test_it_is_said_when_splink_is_not_installed() -> None:
    assert "not installed" in MISSING and Path("requirements-bench.txt").name in MISSING
