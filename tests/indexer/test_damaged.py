"""Whatever happens to the files of an index, opening it tells NoIndex, cheaply; a rebuild repairs it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from whoosh.fields import ID, Schema
from whoosh.index import create_in

from indexer import arrays
from indexer.index import Index, NoIndex, exists, rebuild, stamp, update
from indexer.portion import portions
from tests.builders import entry, people


def segment(directory: Path) -> Path:
    (found,) = directory.glob("gen-*/*.arrays")
    return found


def listing(directory: Path) -> Path:
    (found,) = directory.glob("gen-*/*.toc")
    return found


def cut(directory: Path) -> None:
    segment(directory).write_bytes(segment(directory).read_bytes()[:-1])


def empty(directory: Path) -> None:
    segment(directory).write_bytes(b"")


def longer(directory: Path) -> None:
    segment(directory).write_bytes(segment(directory).read_bytes() + b"\0")


def of_another_version(directory: Path) -> None:
    held = {name: array.copy() for name, array in arrays.read(segment(directory)).items() if name != "by_id"}
    arrays.write(segment(directory), held)


def of_other_letters(directory: Path) -> None:
    held = {name: array.copy() for name, array in arrays.read(segment(directory)).items()}
    arrays.write(segment(directory), held | {"parts.made_by": np.array([1], np.uint64)})


def listed_badly(directory: Path) -> None:
    listing(directory).write_bytes(b"\x04\x08\x04" + pickle.dumps(["nothing"]))


def listed_by_halves(directory: Path) -> None:
    listing(directory).write_bytes(listing(directory).read_bytes()[:-20])


def unlisted(directory: Path) -> None:
    listing(directory).unlink()


def of_the_old_shape(directory: Path) -> None:
    for path in directory.glob("gen-*/*"):
        path.unlink()
    create_in(directory / "gen-000001", Schema(record=ID))


def without_segment(directory: Path) -> None:
    segment(directory).unlink()


def without_generation(directory: Path) -> None:
    for path in directory.glob("gen-*/*"):
        path.unlink()
    (directory / "gen-000001").rmdir()


def pointing_nowhere(directory: Path) -> None:
    (directory / "current").write_bytes(b"\xff\xfe\0")


def pointing_to_nothing(directory: Path) -> None:
    (directory / "current").write_text("")


DAMAGES = [
    cut, empty, longer, of_another_version, of_other_letters, listed_badly, listed_by_halves, unlisted,
    of_the_old_shape, without_segment, without_generation, pointing_nowhere, pointing_to_nothing,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_none_and_is_repaired(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    rebuild(tmp_path, portions(people()))
    index = Index(tmp_path)
    damage(tmp_path)
    assert not exists(tmp_path)
    with pytest.raises(NoIndex):
        Index(tmp_path)
    with pytest.raises(NoIndex):
        update(tmp_path, [entry(100, "Ким", "Вера")])
    assert index.size == len(people())  # who has it open goes on
    assert rebuild(tmp_path, portions(people())) == len(people())
    index.refresh()
    assert exists(tmp_path)
    assert index.size == len(people())
    assert len(list(tmp_path.glob("gen-*"))) == 1


@pytest.mark.parametrize("damage", [unlisted, without_generation, pointing_nowhere, of_the_old_shape])
def test_what_has_no_list_has_no_stamp(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    rebuild(tmp_path, portions(people()))
    damage(tmp_path)
    with pytest.raises(NoIndex):
        stamp(tmp_path)
