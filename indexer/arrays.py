"""Arrays in a file: written once, then mapped into memory by any number of processes, which share its pages.

A file is a head (magic, length and checksum of the contents), the contents (name → dtype, shape, place, as JSON) and
the arrays, each at a multiple of ALIGNED bytes, little-endian as numpy has them. Nothing is read until it is used.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
from numpy.lib.format import descr_to_dtype, dtype_to_descr
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

MAGIC = b"ESIMDER4"  # another one when a segment has other arrays: an index of before is built anew
ALIGNED = 64
_HEAD = struct.Struct("<8sII")  # magic, bytes of contents, their checksum


class Damaged(ValueError):
    """The file is cut, or no file of arrays."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the arrays into a file of their own; raises OSError where the disk is full. Does not wait for the disk."""
    with path.open("wb") as file:
        _write(file, {name: np.ascontiguousarray(array) for name, array in arrays.items()})


def read(path: Path) -> Arrays:
    """The arrays of a file, mapped: read-only views that stay good when the file is removed. Raises Damaged, OSError.

    The size of the file is checked, and the contents by their checksum; not the values.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < _HEAD.size:
            raise Damaged(f"{path.name}: {size} bytes")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    contents = _contents(mapped, path.name)
    if contents["size"] != size:
        raise Damaged(f"{path.name}: {size} bytes instead of {contents['size']}")
    return {name: _view(mapped, *fields) for name, fields in contents["arrays"].items()}


def _write(file: BinaryIO, arrays: Arrays) -> None:
    contents = _laid_out(arrays)
    packed = json.dumps(contents, separators=(",", ":")).encode()
    file.write(_HEAD.pack(MAGIC, len(packed), crc32(packed)))
    file.write(packed)
    at = _HEAD.size + len(packed)
    first = contents["size"] - contents["length"]
    for name, array in arrays.items():
        place = contents["arrays"][name][2]
        file.write(b"\0" * (place - at))
        if array.size:
            file.write(array.reshape(-1).view(np.uint8).data)
        at = place + array.nbytes
    file.write(b"\0" * (first + contents["length"] - at))


def _laid_out(arrays: Arrays) -> dict[str, Any]:
    """The contents; places hang on their own length, so room is left for the digits."""
    fields = [json.dumps([name, dtype_to_descr(array.dtype)]) for name, array in arrays.items()]
    room = _up(_HEAD.size + 64 + sum(len(field) + 96 for field in fields))
    place, laid = room, {}
    for name, array in arrays.items():
        if array.dtype.hasobject:
            raise TypeError(f"{name}: {array.dtype}")
        laid[name] = [dtype_to_descr(array.dtype), list(array.shape), place]
        place = _up(place + array.nbytes)
    return {"size": place, "length": place - room, "arrays": laid}


def _up(place: int) -> int:
    return -(-place // ALIGNED) * ALIGNED


def _contents(mapped: mmap.mmap, name: str) -> dict[str, Any]:
    magic, length, checksum = _HEAD.unpack_from(mapped)
    packed = mapped[_HEAD.size : _HEAD.size + length]
    if magic != MAGIC or crc32(packed) != checksum:
        raise Damaged(f"{name}: no file of arrays")
    contents: dict[str, Any] = json.loads(packed)
    return contents


def _view(mapped: mmap.mmap, described: Any, shape: list[int], place: int) -> NDArray[Any]:
    dtype, count = descr_to_dtype(_described(described)), int(np.prod(shape))
    if not count:
        return np.empty(shape, dtype)
    return np.frombuffer(mapped, dtype, count, place).reshape(shape)


def _described(said: Any) -> Any:
    """A description of a dtype as numpy has it: JSON knows no tuples, of which the fields of a row are."""
    if isinstance(said, str):
        return said
    return [(name, _described(described), *map(tuple, shape)) for name, described, *shape in said]
