"""The shape of the Whoosh index: two fields of ready-made terms without positions; all else is columns."""

from __future__ import annotations

from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence

KEYS = "keys"  # blocking keys of all names of the entry
WORDS = "words"  # words of its places, for the place filter
NAME = "ENTRIES"  # of the index in its folder


def schema() -> Schema:
    """Terms come as lists and go in unanalysed; nothing is stored."""
    terms = FieldType(Existence(), None)
    return Schema(**{KEYS: terms, WORDS: terms})
