"""Arrays in a file: what was written is read, mapped; whatever is not whole is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.arrays import ALIGNED, Arrays, Damaged, read, write

PERSON = np.dtype([("year", np.int16), ("letters", np.uint8, (3,))])


def some() -> Arrays:
    return {
        "ids": np.arange(7, dtype=np.int64),
        "none": np.zeros((0, 6), np.int32),
        "texts": np.array([b"karlag", b""], "S48"),
        "flags": np.array([True, False]),
        "people": np.array([(1905, (1, 2, 3))], PERSON),
        "every other": np.arange(10, dtype=np.int32)[::2],
    }


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / "file", some())
    held = read(tmp_path / "file")
    assert list(held) == list(some())
    for name, array in some().items():
        assert held[name].dtype == array.dtype
        assert np.array_equal(held[name], array)


def test_arrays_are_aligned_and_cannot_be_written_into(tmp_path: Path) -> None:
    write(tmp_path / "file", some())
    for array in read(tmp_path / "file").values():
        assert not array.size or array.ctypes.data % ALIGNED == 0
        assert not array.size or not array.flags.writeable


def test_arrays_outlive_their_file(tmp_path: Path) -> None:
    write(tmp_path / "file", some())
    held = read(tmp_path / "file")
    (tmp_path / "file").unlink()
    assert held["ids"].tolist() == list(range(7))


def test_a_file_that_is_cut_anywhere_is_damaged(tmp_path: Path) -> None:
    write(tmp_path / "file", some())
    whole = (tmp_path / "file").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "file").write_bytes(whole[:length])
        with pytest.raises(Damaged):
            read(tmp_path / "file")


def test_a_file_with_other_contents_is_damaged(tmp_path: Path) -> None:
    write(tmp_path / "file", some())
    whole = bytearray((tmp_path / "file").read_bytes())
    for place in range(200):
        other = bytearray(whole)
        other[place] ^= 255
        (tmp_path / "file").write_bytes(other)
        with pytest.raises(Damaged):
            read(tmp_path / "file")


@pytest.mark.parametrize("foreign", [b"", b"PK\3\4", b"\0" * 4096, "Ким Афанасий".encode() * 100])
def test_a_foreign_file_is_damaged(tmp_path: Path, foreign: bytes) -> None:
    (tmp_path / "file").write_bytes(foreign)
    with pytest.raises(Damaged):
        read(tmp_path / "file")


def test_objects_are_no_arrays(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="people"):
        write(tmp_path / "file", {"people": np.array([None], object)})
