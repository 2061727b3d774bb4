"""Uploaded files under the digest of their bytes, outside the web root; a broken-off upload leaves nothing."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_BLOCK = 1_048_576
FOLDER = "uploads"


class TooLarge(Exception):
    """The file is larger than the setting allows."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is kept: the SHA-256 of its bytes, and how many there are."""

    digest: str
    size: int


def keep(stream: IO[bytes], data_dir: Path, limit: int) -> Stored:
    """Keep what the stream holds, at most ``limit`` bytes. Raises TooLarge, OSError; then nothing is left of it."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".part-", delete=False) as part:
        try:
            stored = _copy(stream, part, limit)
            part.flush()
            os.fsync(part.fileno())
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    Path(part.name).replace(folder / stored.digest)
    return stored


def path_of(data_dir: Path, digest: str) -> Path:
    """Where a kept file lies."""
    return data_dir / FOLDER / digest


def remove(data_dir: Path, digest: str) -> None:
    """Forget the file."""
    path_of(data_dir, digest).unlink(missing_ok=True)


def _copy(stream: IO[bytes], part: IO[bytes], limit: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        size += len(block)
        if size > limit:
            raise TooLarge
        digest.update(block)
        part.write(block)
    return Stored(digest.hexdigest(), size)
