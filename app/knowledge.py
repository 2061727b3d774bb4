"""Which knowledge an index was built by: tables and code that keys and columns of names are made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.config import ROOT

OF_ENTRIES = (  # of app/
    "entries", "named", "place_words", "place_forms", "renamed", "alphabets", "collection", "page_words", "privacy",
)  # fmt: skip
TABLES = ("atlas/places", "vocab/alphabets", "vocab/place_words", "vocab/renamed_places")  # of data/, beside names
MADE_OF = (  # folder, files in it at any depth
    ("indexer", "*.py"),
    ("data/names", "*.csv"),
    *(("data", f"{name}.csv") for name in TABLES),
    *(("app", f"{name}.py") for name in OF_ENTRIES),
)
STAMP = "made-by"


def digest_of(root: Path) -> str:
    """A digest of all that an index is made of beside the database, as it lies in that folder."""
    digest = hashlib.sha256()
    for folder, pattern in MADE_OF:
        for path in sorted((root / folder).rglob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


OURS = digest_of(ROOT)  # by which this process works: files that are renewed beside it change nothing of that


def stamp() -> str:
    """A digest of all that this process makes an index of beside the database; another one means: build anew."""
    return OURS


def is_current(directory: Path) -> bool:
    """Whether the index in that directory was built by the knowledge that this process has."""
    try:
        return (directory / STAMP).read_text(encoding="ascii") == stamp()
    except (OSError, UnicodeDecodeError):
        return False


def mark(directory: Path) -> None:
    """Note that the index there was just built by the knowledge that this process has."""
    (directory / STAMP).write_text(stamp(), encoding="ascii")
