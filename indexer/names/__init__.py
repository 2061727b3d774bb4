"""The heart: names read, folded, keyed and compared across scripts. Pure: numpy, rapidfuzz and the standard library.

The public ways in are ``parse``, ``keys`` and ``compare``; the values are in ``name``.
"""

from indexer.names.compare import compare
from indexer.names.keys import keys
from indexer.names.parse import parse

__all__ = ["compare", "keys", "parse"]
