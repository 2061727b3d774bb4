"""What a fresh process does for its first answer, all that it imports: an index, and a question put to it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from app.query import read_query
from indexer.index import Index
from indexer.search import find


def main(index: str, text: str) -> None:
    """Open that index, answer that question, say so, with the milliseconds of each step."""
    began = time.perf_counter()
    opened = Index(Path(index))
    at = time.perf_counter()
    result = find(opened, read_query({"q": text}).query)
    print(f"answered {len(result.hits)}; open {(at - began) * 1e3:.1f} find {(time.perf_counter() - at) * 1e3:.1f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
