"""What a query reaches, and whom of too many the rough look chooses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer import rough
from indexer.index import Index, rebuild, update, writing
from indexer.names.parse import parse
from indexer.portion import portions
from indexer.reach import Reached, reach
from indexer.rough import best
from indexer.schema import KEYS
from tests.builders import entry, people


def records(reached: list[Reached]) -> list[int]:
    return sorted(int(number) for part in reached for number in part.leaf.columns.record_ids[part.documents])


def test_of_too_many_those_are_kept_whose_names_sound_like_it(tmp_path: Path) -> None:
    ivans = [entry(number, "Иванов", "Иван", "Иванович") for number in range(100, 140)]
    rebuild(tmp_path, portions([*people(), *ivans]))
    name = parse("Johann Schmidt")
    found = reach(Index(tmp_path), name)
    assert len(records(found)) > 20
    assert 9 in records(best(found, name, 3))
    assert len(records(best(found, name, 3))) == 3


def test_few_are_all_kept(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    found = reach(Index(tmp_path), parse("Иванов"))
    assert records(best(found, parse("Иванов"), 3_000)) == records(found)


def test_the_best_are_chosen_over_all_segments(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    with writing(tmp_path):
        update(tmp_path, [entry(100 + number, "Иванов", "Пётр") for number in range(5)])
        update(tmp_path, [entry(200, "Иванов", "Иван", "Иванович")])
    name = parse("Иванов Иван Иванович")
    assert records(best(reach(Index(tmp_path), name), name, 2)) == [11, 200]


def test_a_frequent_term_reads_the_same_again(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(entry(number, "Иванов", "Иван") for number in range(5_000)))
    leaf = Index(tmp_path).leaves[0]
    first, again = leaf.documents(KEYS, "c:ivan"), leaf.documents(KEYS, "c:ivan")
    assert len(first) == 5_000
    assert np.array_equal(first, again)
    assert first.dtype == again.dtype


def test_where_the_look_is_clear_fewer_are_kept_and_the_right_one_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ivans = [entry(number, "Иванов", "Иван", "Иванович") for number in range(100, 140)]
    rebuild(tmp_path, portions([*people(), *ivans]))
    name = parse("Johann Schmidt")
    found = reach(Index(tmp_path), name)
    monkeypatch.setattr(rough, "_KEPT", 1)
    kept = records(best(found, name, 30))
    assert 9 in kept
    assert len(kept) < 30


@pytest.mark.parametrize("typed", ["Иванов Зосима", "Иванов"])
def test_keys_that_nobody_has_keep_none_from_being_read(tmp_path: Path, typed: str) -> None:
    """However many bear the rarest key that anybody has, it is read."""
    rebuild(tmp_path, portions(entry(number, "Иванов", "Пётр") for number in range(1, 41)))
    assert len(records(reach(Index(tmp_path), parse(typed), 5))) == 40
