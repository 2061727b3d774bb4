"""What is not in use goes, whatever was killed before, and goes in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.generations import drop_others
from indexer.index import Index, rebuild
from indexer.portion import portions
from tests.builders import people


def left(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.glob("g*-*"))


def test_what_killed_builds_left_goes_though_none_was_ever_named(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"gen-00000{number}" / "waiting").mkdir(parents=True)
    drop_others(tmp_path)
    assert left(tmp_path) == []


def test_nothing_goes_where_the_name_of_what_is_in_use_cannot_be_read(tmp_path: Path) -> None:
    rebuild(tmp_path, portions(people()))
    named = (tmp_path / "current").read_bytes()
    (tmp_path / "current").write_bytes(bytes(10))
    drop_others(tmp_path)
    (tmp_path / "current").write_bytes(named)
    assert Index(tmp_path).size == len(people())


def test_a_generation_is_out_of_sight_before_any_file_of_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(tmp_path, portions(people()))
    shutil.copytree(tmp_path / "gen-000001", tmp_path / "gen-000000")
    (tmp_path / "gone-000000").mkdir()
    (tmp_path / "gone-000000" / "left").touch()  # by one that was killed here
    seen = []
    remove = shutil.rmtree

    def look(path: Path, *, ignore_errors: bool) -> None:
        seen.append(path.name)
        remove(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", look)
    drop_others(tmp_path)
    assert set(seen) == {"gone-000000"}
    assert left(tmp_path) == ["gen-000001"]
