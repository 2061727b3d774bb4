"""The shape of the Whoosh index: ready-made terms without positions, and one column of packed entries."""

from __future__ import annotations

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence

KEYS = "keys"  # blocking keys of all names of the entry
WORDS = "words"  # words of its places, for the place filter
RECORD = "record"  # the record id, by which an entry is replaced
ENTRY = "entry"  # the packed entry, by document number


def schema() -> Schema:
    """Terms come as lists and go in unanalysed; nothing is stored, since reading a column is thirty times faster."""
    terms = FieldType(Existence(), None)
    return Schema(**{RECORD: terms, KEYS: terms, WORDS: terms, ENTRY: COLUMN(VarBytesColumn())})
