"""Have every compiled loop of a search ready before somebody waits for an answer."""

from __future__ import annotations

from indexer import kin_search, search
from indexer.names import compiled
from indexer.names.compare import compare

OF = (search, kin_search)  # whose import names all loops


def warm() -> None:
    """Compile what is on no disk yet, half a minute after a change of the loops; else load it, in a second."""
    compiled.warm()
    compare("Schmidt Johann", "Шмидт Иван Иванович")


if __name__ == "__main__":
    warm()
